//! `cachediag fmt`: each file is read, formatted and, if that changes it, replaced.

use super::arguments::Fmt;
use super::below;
use super::difference::difference;
use super::exit::Exit;
use super::files::{self, DASH, Failure};
use super::output::{self, Target};
use super::report::Report;
use crate::pipeline::{self, Prepared};
use std::path::Path;

/// Formats files.
pub(super) fn run(options: &Fmt, report: &Report) -> Exit {
    let mut worst = Exit::Done;
    let (list, found) = below::files(&options.files, "cd", report);
    worst = worst.max(found);
    for path in list {
        worst = worst.max(one(&path, options, report));
    }
    worst
}

/// Formats one file.
fn one(path: &Path, options: &Fmt, report: &Report) -> Exit {
    let source = match files::read_source(path) {
        Ok(source) => source,
        Err(Failure::File(problem)) => {
            report.problem(&problem);
            return Exit::File;
        }
        Err(Failure::Findings(findings)) => return report.findings(&findings),
    };
    let before = source.text.clone();
    let tidy = match pipeline::format(source) {
        Ok(tidy) => tidy,
        Err(findings) => return report.findings(&findings),
    };
    let dash = path == Path::new(DASH);
    if dash && !options.check {
        return super::print(&tidy, report);
    }
    if tidy == before {
        return Exit::Done;
    }
    if !options.check {
        return replace(path, tidy, report);
    }
    report.excerpt(&difference(&before, &tidy));
    super::print(&format!("{}\n", path.display()), report).max(Exit::Claims)
}

fn replace(path: &Path, tidy: String, report: &Report) -> Exit {
    match output::write_all(&[(Target::File(path.to_path_buf()), Prepared::text(tidy))]) {
        Ok(()) => {
            report.note(&format!("formatted {}", path.display()));
            Exit::Done
        }
        Err(problem) => {
            report.problem(&problem);
            Exit::File
        }
    }
}
