//! `cachediag watch`: builds, waits for a change, builds again.

use super::line::{self, Rebuilt};
use super::lookout::{Heard, Lookout};
use super::reading::{self, Read};
use crate::cli::arguments::{Global, Watch};
use crate::cli::compile::{self, Built, Job};
use crate::cli::exit::Exit;
use crate::cli::files::{DASH, Failure};
use crate::cli::report::Report;
use std::path::Path;
use std::time::Instant;

/// Rebuilds until somebody ends it.
pub(in crate::cli) fn run(options: &Watch, global: &Global, report: &Report) -> Exit {
    let making = &options.making;
    let jobs = match plan(options, global) {
        Ok(jobs) => jobs,
        Err(problem) => {
            report.problem(&problem);
            return Exit::Usage;
        }
    };
    let file = &making.program.file;
    let mut lookout = match reading::followable(file).and_then(|()| Lookout::new()) {
        Ok(lookout) => lookout,
        Err(problem) => {
            report.problem(&problem);
            return Exit::File;
        }
    };
    let mut known = vec![(file.clone(), reading::stamp(file))];
    lookout.follow(&known);
    let mut last = None;
    loop {
        let begun = Instant::now();
        let Read { parsed, print, files } = reading::read(file, global.root.as_deref(), &known);
        if last != Some(print) {
            let built = match parsed {
                Ok(parsed) => compile::build(parsed, &jobs, making, report),
                Err(Failure::File(problem)) => Built::refused(&problem, Exit::File, report),
                Err(Failure::Findings(findings)) => Built::failed(&findings, report.findings(&findings)),
            };
            // The command is wrong, and stays so.
            if last.is_none() && built.exit == Exit::Usage {
                return built.exit;
            }
            tell(&built, begun, report);
            last = Some(print);
        }
        known = files;
        lookout.follow(&known);
        match lookout.wait(begun.elapsed()) {
            Heard::Change => {}
            Heard::End => return Exit::Done,
        }
    }
}

/// Where everything goes, or what is wrong with the options.
fn plan(options: &Watch, global: &Global) -> Result<Vec<Job>, String> {
    let making = &options.making;
    if global.emit.is_some() {
        return Err("watch writes files: `--emit` is an option of `compile`".into());
    }
    if making.program.file == Path::new(DASH) {
        return Err("standard input does not change: name a file to watch".into());
    }
    if making.output.is_empty() {
        return Ok(vec![compile::beside(making)]);
    }
    let jobs = compile::plan(making)?;
    if jobs.iter().any(Job::is_stdout) {
        return Err("watch writes files: name one with `-o`".into());
    }
    Ok(jobs)
}

fn tell(built: &Built, begun: Instant, report: &Report) {
    if !report.is_quiet() {
        let Built { written, errors, warnings, .. } = built;
        line::tell(&Rebuilt { written, errors: *errors, warnings: *warnings, took: begun.elapsed() });
    }
}
