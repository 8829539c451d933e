//! The files that arguments mean: those that are named, and all of a kind below folders.

use super::exit::Exit;
use super::files::{self, DASH};
use super::report::Report;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The most files below the folders that are asked for.
const MOST: usize = 100_000;

/// All files, and how the program ends if some were not found.
pub(super) fn files(paths: &[PathBuf], ending: &str, report: &Report) -> (Vec<PathBuf>, Exit) {
    let mut list = Vec::new();
    let mut worst = Exit::Done;
    for path in paths {
        if path != Path::new(DASH) && path.is_dir() {
            worst = worst.max(below(path, ending, &mut list, report));
        } else {
            list.push(path.clone());
        }
    }
    (list, worst)
}

/// The files below a folder in the order of their names. Hidden folders, links to folders, caches (they bear a
/// `CACHEDIR.TAG`) and `node_modules` are passed over.
fn below(folder: &Path, ending: &str, list: &mut Vec<PathBuf>, report: &Report) -> Exit {
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
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !passed_over(&path) => open.push(path),
                Ok(kind) if !kind.is_dir() && path.extension().is_some_and(|e| e == ending) && path.is_file() => {
                    found.push(path);
                }
                Ok(_) | Err(_) => {}
            }
        }
        if found.len() + open.len() > MOST {
            report.problem(&format!("there are more than {MOST} files and folders below {}", folder.display()));
            return Exit::File;
        }
    }
    found.sort();
    list.append(&mut found);
    if list.len() == first {
        report.warning(&format!("there are no .{ending} files below {}", folder.display()));
    }
    Exit::Done
}

/// Whether a folder holds nothing that its owner wrote.
fn passed_over(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or(OsStr::new("")).to_string_lossy();
    name.starts_with('.') || name == "node_modules" || folder.join("CACHEDIR.TAG").exists()
}
