//! A program of one's own that compiles: `cargo run --example embed -- examples/hello.cd > hello.svg`.

use cachediag::diagnostic::pretty;
use cachediag::{Options, Source, compile};
use std::process::ExitCode;

fn main() -> ExitCode {
    let path = std::env::args().nth(1).unwrap_or_else(|| "examples/hello.cd".into());
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(problem) => {
            eprintln!("{path}: {problem}");
            return ExitCode::from(3);
        }
    };
    match compile(&Source::new(path, text), &Options::default()) {
        Ok(picture) => {
            println!("{}", picture.text());
            ExitCode::SUCCESS
        }
        Err(findings) => {
            for finding in &findings.list {
                eprintln!("{}", pretty::spell(finding, &findings.sources, false));
            }
            ExitCode::from(2)
        }
    }
}
