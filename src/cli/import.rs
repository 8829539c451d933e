//! `cachediag import`: a program from Mermaid's sequence diagrams.

use super::arguments::Import;
use super::exit::Exit;
use super::files::{self, DASH, Failure};
use super::output::{self, Target};
use super::report::Report;
use crate::pipeline::{self, Prepared};
use std::path::Path;

/// Imports a file.
pub(super) fn run(options: &Import, report: &Report) -> Exit {
    let source = match files::read_source(&options.file) {
        Ok(source) => source,
        Err(Failure::File(problem)) => {
            report.problem(&problem);
            return Exit::File;
        }
        Err(Failure::Findings(findings)) => return report.findings(&findings),
    };
    let imported = match pipeline::import(source, options.storages) {
        Ok(imported) => imported,
        Err(findings) => return report.findings(&findings),
    };
    report.findings(&imported.findings);
    match options.output.as_deref().filter(|path| *path != Path::new(DASH)) {
        Some(path) => write(path, &options.file, imported.text, report),
        None => super::print(&imported.text, report),
    }
}

/// Writes the program, but not over what it was made of.
fn write(path: &Path, from: &Path, text: String, report: &Report) -> Exit {
    let real = |path: &Path| path.canonicalize().ok();
    if real(path).is_some_and(|target| real(from) == Some(target)) {
        report.problem(&format!("{} is the source and is not overwritten", path.display()));
        return Exit::Usage;
    }
    match output::write_all(&[(Target::File(path.to_path_buf()), Prepared::text(text))]) {
        Ok(()) => {
            report.note(&format!("wrote {}", path.display()));
            Exit::Done
        }
        Err(problem) => {
            report.problem(&problem);
            Exit::File
        }
    }
}
