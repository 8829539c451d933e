//! Claims over all runs: each `tests/cases/claims/*.cd` is one test, whose claims come out as their author says.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cachediag::diagnostic::short;
use cachediag::explore::Limits;
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::Path;
use support::{programs, text_of};

fn main() {
    let arguments = Arguments::from_args();
    let trial = |path: std::path::PathBuf| {
        let name = path.file_stem().expect("a file").to_string_lossy().into_owned();
        Trial::test(name, move || claims_of(&path))
    };
    let trials: Vec<Trial> = programs("tests/cases/claims").into_iter().map(trial).collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn claims_of(path: &Path) -> Result<(), Failed> {
    let simulated = support::parse(path, &text_of(path))
        .check()
        .simulate()
        .map_err(|found| found.list.iter().map(|d| short::spell(d, &found.sources)).collect::<String>())?;
    let scenarios = simulated.check(&Limits::default(), &mut |_, _| true);
    let mut claims = 0;
    for scenario in &scenarios {
        if let Some(stop) = scenario.stopped {
            return Err(format!("{} is not seen wholly: {stop:?}", scenario.name).into());
        }
        for decided in scenario.points.iter().chain(&scenario.whole) {
            claims += 1;
            if !decided.is_as_said() {
                let text = format!("line {}: {:?} {}", decided.line, decided.outcome, decided.reason);
                return Err(text.into());
            }
        }
    }
    if claims == 0 { Err("it claims nothing".into()) } else { Ok(()) }
}
