//! `cachediag fmt`: each file is read, formatted and, if that changes it, replaced.

use super::arguments::Fmt;
use super::exit::Exit;
use super::files::{self, DASH, Failure};
use super::output::{self, Target};
use super::report::Report;
use crate::limits::WALKED;
use crate::pipeline::{self, Prepared};
use similar::TextDiff;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The most lines of a difference that are shown.
const SHOWN: usize = 24;

/// How long a difference may be looked for; after that it is told coarser.
const PATIENCE: Duration = Duration::from_millis(500);

/// Formats files.
pub(super) fn run(options: &Fmt, report: &Report) -> Exit {
    let mut worst = Exit::Done;
    let mut list = Vec::new();
    for path in &options.files {
        if path != Path::new(DASH) && path.is_dir() {
            worst = worst.max(below(path, &mut list, report));
        } else {
            list.push(path.clone());
        }
    }
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
    match output::write_all(vec![(Target::File(path.to_path_buf()), Prepared::text(tidy))]) {
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

/// The first lines that would change, as a unified difference.
fn difference(before: &str, tidy: &str) -> String {
    let found = TextDiff::configure().timeout(PATIENCE).diff_lines(before, tidy);
    let text = found.unified_diff().context_radius(0).missing_newline_hint(false).to_string();
    let mut lines = text.lines();
    let mut shown: String = lines.by_ref().take(SHOWN).map(|line| format!("{}\n", clipped(line))).collect();
    let more = lines.filter(|line| line.starts_with(['+', '-'])).count();
    if more > 0 {
        shown.push_str(&format!("… and {more} more lines\n"));
    }
    shown
}

/// A line that a terminal can show.
fn clipped(line: &str) -> String {
    const WIDEST: usize = 200;
    let mut text: String = line.trim_end().chars().take(WIDEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().nth(WIDEST).is_some() {
        text.push('…');
    }
    text
}

/// The programs below a folder in the order of their names. Hidden folders and links to folders are passed over.
fn below(folder: &Path, list: &mut Vec<PathBuf>, report: &Report) -> Exit {
    let first = list.len();
    let mut open = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(e) => {
                report.problem(&format!("cannot read {}: {}", folder.display(), files::reason(&e)));
                return Exit::File;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !hidden => open.push(path),
                Ok(kind) if !kind.is_dir() && path.extension().is_some_and(|e| e == "cd") && path.is_file() => {
                    found.push(path);
                }
                Ok(_) | Err(_) => {}
            }
        }
        if found.len() + open.len() > WALKED {
            report.problem(&format!("there are more than {WALKED} files and folders below {}", folder.display()));
            return Exit::File;
        }
    }
    found.sort();
    list.append(&mut found);
    if list.len() == first {
        report.warning(&format!("there are no .cd files below {}", folder.display()));
    }
    Exit::Done
}
