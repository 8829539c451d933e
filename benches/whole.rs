//! How long the program takes as a whole process, from a file to a file, on generated diagrams; beside it, in the same
//! rounds, a Rust program that does nothing. `cargo bench --bench whole`
#![allow(clippy::expect_used, reason = "what cannot be measured should say so")]

mod diagram;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Each command is run so many times, in turn with the empty program.
const ROUNDS: usize = 21;

/// What is compiled: messages and the ending of the picture.
const JOBS: [(usize, &str); 5] = [(30, "svg"), (300, "svg"), (3_000, "svg"), (30_000, "svg"), (30, "png")];

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = Path::new(env!("CARGO_BIN_EXE_cachediag"));
    let empty = empty_program(folder.path());
    println!(
        "{:>9}  {:>6}  {:>9}  {:>9}  {:>9}  {:>6}  {:>8}  {:>8}",
        "messages", "format", "min", "median", "empty", "ratio", "bytes", "memory"
    );
    for (messages, ending) in JOBS {
        let input = folder.path().join(format!("{messages}.cd"));
        std::fs::write(&input, diagram::diagram(messages)).expect("the diagram is written");
        let output = folder.path().join(format!("{messages}.{ending}"));
        let mut compile = Command::new(program);
        compile.arg("compile").arg(&input).arg("-o").arg(&output);
        let (times, idle) = times(&mut compile, empty.as_deref());
        let bytes = std::fs::metadata(&output).map_or(0, |m| m.len());
        let (least, median) = (times[0], times[times.len() / 2]);
        let ratio = idle.map(|idle| median.as_secs_f64() / idle.as_secs_f64());
        println!(
            "{messages:>9}  {ending:>6}  {:>6.2} ms  {:>6.2} ms  {:>9}  {:>6}  {bytes:>8}  {:>8}",
            milliseconds(least),
            milliseconds(median),
            idle.map_or_else(|| "?".into(), |idle| format!("{:.2} ms", milliseconds(idle))),
            ratio.map_or_else(|| "?".into(), |ratio| format!("{ratio:.2}")),
            memory(&compile).unwrap_or_else(|| "?".into()),
        );
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A program that does nothing, if there is a compiler.
fn empty_program(folder: &Path) -> Option<std::path::PathBuf> {
    let (source, program) = (folder.join("empty.rs"), folder.join("empty"));
    std::fs::write(&source, "fn main() {}\n").ok()?;
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let done = Command::new(compiler).arg("-O").arg(&source).arg("-o").arg(&program).status().ok()?;
    done.success().then_some(program)
}

/// The sorted times of a command, and the median of the empty program run in turn with it.
fn times(compile: &mut Command, empty: Option<&Path>) -> (Vec<Duration>, Option<Duration>) {
    let mut times = Vec::new();
    let mut idle = Vec::new();
    run(compile);
    for _ in 0..ROUNDS {
        times.push(run(compile));
        idle.extend(empty.map(|program| run(&mut Command::new(program))));
    }
    times.sort();
    idle.sort();
    (times, idle.get(idle.len() / 2).copied())
}

fn run(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the program starts");
    let time = start.elapsed();
    assert!(status.success(), "{command:?}: {status}");
    time
}

/// The most memory that a command holds, as GNU time tells it.
fn memory(command: &Command) -> Option<String> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%M"]).arg(command.get_program()).args(command.get_args());
    let output = timed.output().ok()?;
    let text = String::from_utf8(output.stderr).ok()?;
    let kilobytes: f64 = text.lines().last()?.trim().parse().ok()?;
    Some(format!("{:.1} MB", kilobytes / 1024.0))
}
