//! `cachediag check`: every claim over every run.

use super::arguments::{Check, Global};
use super::exit::Exit;
use super::files::{self, Failure, Folder};
use super::output::{self, Target};
use super::report::Report;
use crate::diagnostic::Code;
use crate::explore::Limits;
use crate::pipeline::{self, Format, Look, Simulated};
use crate::render::{report as spell, verdicts};
use crate::verdict::{Checked, Decided};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A file with what came of its claims.
struct Done {
    path: PathBuf,
    simulated: Simulated,
    scenarios: Vec<Checked>,
}

/// Checks files.
pub(super) fn run(options: &Check, global: &Global, report: &Report) -> Exit {
    let start = Instant::now();
    let mut worst = Exit::Done;
    let mut done: Vec<Done> = Vec::new();
    for path in &options.files {
        match one(path, options, global, report) {
            Ok(found) => done.push(found),
            Err(exit) => worst = worst.max(exit),
        }
    }
    let moves: u64 = done.iter().flat_map(|d| &d.scenarios).map(|s| s.moves).sum();
    let rate = (u128::from(moves) * 1_000_000 / start.elapsed().as_micros().max(1)).try_into().unwrap_or(u64::MAX);
    let text = told(&done, options, rate, report);
    worst = worst.max(super::print(&text, report));
    if let Some(folder) = &options.counterexamples {
        worst = worst.max(draw(&done, folder, report));
    }
    if done.iter().all(|d| as_said(&d.scenarios)) { worst } else { worst.max(Exit::Claims) }
}

/// Whether every claim came out as its author said.
pub(super) fn as_said(scenarios: &[Checked]) -> bool {
    scenarios.iter().all(|s| s.points.iter().chain(&s.whole).all(Decided::is_as_said))
}

/// Checks one file.
fn one(path: &Path, options: &Check, global: &Global, report: &Report) -> Result<Done, Exit> {
    let source = files::read_source(path).map_err(|failure| match failure {
        Failure::File(problem) => {
            report.problem(&problem);
            Exit::File
        }
        Failure::Findings(findings) => report.findings(&findings),
    })?;
    let mut folder = Folder::new(global.root.as_deref(), path);
    let mut load = |path: &str| folder.load(path);
    let simulated = pipeline::parse(source, &mut load).check().simulate();
    let mut simulated = simulated.map_err(|findings| report.findings(&findings))?;
    // The report tells what came of claims.
    simulated.findings.list.retain(|d| d.code != Code::ClaimFails);
    report.findings(&simulated.findings);
    let limits =
        Limits { states: options.max_states, faults: options.faults, repair: !options.no_repair, ..Limits::default() };
    let scenarios = within(&simulated, &limits, options.budget);
    Ok(Done { path: path.to_path_buf(), simulated, scenarios })
}

/// Checks a program for as long as that; progress is shown on a terminal.
pub(super) fn within(simulated: &Simulated, limits: &Limits, budget: Duration) -> Vec<Checked> {
    let start = Instant::now();
    let shows = std::io::stderr().is_terminal();
    let mut told = Instant::now();
    let mut shown = false;
    let checked = simulated.check(limits, &mut |states, _| {
        let now = Instant::now();
        if shows && now.duration_since(told) > Duration::from_millis(250) {
            told = now;
            shown = true;
            super::report::complain(&format!("\r  {states} states …"));
        }
        now.duration_since(start) < budget
    });
    if shown {
        super::report::complain("\r\u{1b}[K");
    }
    checked
}

/// The report, or the verdicts for programs.
fn told(done: &[Done], options: &Check, rate: u64, report: &Report) -> String {
    let names: Vec<String> = done.iter().map(|d| d.path.display().to_string()).collect();
    if options.json {
        let files = done.iter().zip(&names).map(|(d, path)| verdicts::Told { path, scenarios: &d.scenarios });
        return verdicts::document(&files.collect::<Vec<_>>(), rate);
    }
    let colour = report.colours(std::io::stdout().is_terminal());
    let parts: Vec<String> =
        done.iter().zip(&names).map(|(d, path)| spell::report(path, &d.scenarios, colour)).collect();
    parts.join("\n")
}

/// A picture of each counterexample: `FILE-SCENARIO-LINE.svg`.
fn draw(done: &[Done], folder: &Path, report: &Report) -> Exit {
    let mut outputs = Vec::new();
    for file in done {
        let stem = file.path.file_stem().map_or_else(|| "stdin".into(), |s| s.to_string_lossy().into_owned());
        for scenario in &file.scenarios {
            for decided in scenario.points.iter().chain(&scenario.whole) {
                let Some(timeline) = &decided.counterexample else { continue };
                let parts = [stem.as_str(), scenario.name.as_str()];
                let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
                let name = format!("{}-{}.svg", parts.join("-"), decided.line);
                match file.simulated.draw_one(timeline, Format::Svg, &Look::default()) {
                    Ok(prepared) => outputs.push((Target::File(folder.join(name)), prepared)),
                    Err(findings) => return report.findings(&findings),
                }
            }
        }
    }
    let made = std::fs::create_dir_all(folder)
        .map_err(|e| format!("cannot make the folder {}: {}", folder.display(), files::reason(&e)));
    let count = outputs.len();
    if let Err(problem) = made.and_then(|()| output::write_all(&outputs)) {
        report.problem(&problem);
        return Exit::File;
    }
    report.note(&format!("wrote {count} counterexamples to {}", folder.display()));
    Exit::Done
}
