//! `cachediag embed`: Markdown files are read, what their markers ask for is made, and all that changed is written.

use super::arguments::{Embed, Global};
use super::below;
use super::difference::difference;
use super::exit::Exit;
use super::files::{self, DASH, Failure, Folder};
use super::output::{self, Target};
use super::report::Report;
use crate::disk;
use crate::pipeline::embed::{self, Embedded, Habits, Shelf};
use crate::pipeline::{self, Prepared, Refusal};
use crate::source::Source;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A byte order mark, which is no part of a text.
const MARK: &str = "\u{feff}";

/// A file as it should be.
struct Change {
    path: PathBuf,
    bytes: Vec<u8>,
    /// Whether it is so already.
    current: bool,
    /// What would change in it, for people; empty for a picture.
    difference: String,
}

/// Refreshes files.
pub(super) fn run(options: &Embed, global: &Global, report: &Report) -> Exit {
    if options.files.iter().any(|path| path == Path::new(DASH)) {
        report.problem("embed reads files, since their markers name programs beside them: give a file instead of `-`");
        return Exit::Usage;
    }
    let (list, mut worst) = below::files(&options.files, "md", report);
    let mut changes: Vec<Change> = Vec::new();
    // What a picture will be, of whichever file it is.
    let mut pictures: HashMap<PathBuf, Vec<u8>> = HashMap::new();
    for path in list {
        match one(&path, options, global, report) {
            Ok(found) => worst = worst.max(add(found, &mut changes, &mut pictures, report)),
            Err(exit) => worst = worst.max(exit),
        }
    }
    if options.check {
        let stale: String = changes.iter().map(|change| format!("{}\n", change.path.display())).collect();
        changes.iter().for_each(|change| report.excerpt(&change.difference));
        let told = super::print(&stale, report);
        return worst.max(told).max(if changes.is_empty() { Exit::Done } else { Exit::Claims });
    }
    if worst != Exit::Done {
        return worst;
    }
    write(changes, report)
}

/// Adds what is not as it should be; two files may not ask for different pictures of one name.
fn add(
    found: Vec<Change>,
    changes: &mut Vec<Change>,
    pictures: &mut HashMap<PathBuf, Vec<u8>>,
    report: &Report,
) -> Exit {
    for change in found {
        match pictures.get(&change.path) {
            Some(bytes) if *bytes == change.bytes => {}
            Some(_) => {
                let path = change.path.display();
                report.problem(&format!("two files ask for different pictures {path}: name another one with `to=`"));
                return Exit::Source;
            }
            None => {
                pictures.insert(change.path.clone(), change.bytes.clone());
                if !change.current {
                    changes.push(change);
                }
            }
        }
    }
    Exit::Done
}

/// What one file asks for.
fn one(path: &Path, options: &Embed, global: &Global, report: &Report) -> Result<Vec<Change>, Exit> {
    let source = files::read_source(path).map_err(|failure| match failure {
        Failure::File(problem) => {
            report.problem(&problem);
            Exit::File
        }
        Failure::Findings(findings) => report.findings(&findings),
    })?;
    let themes = embed::themes(&options.theme).unwrap_or((pipeline::theme(""), None));
    let habits = Habits { pictures: options.pictures.clone().unwrap_or_default(), themes };
    let mut folder = Reading { folder: Folder::new(global.root.as_deref(), path) };
    let made = embed::embed(&source, &habits, &mut folder)
        .map_err(|all| all.iter().map(|findings| report.findings(findings)).max().unwrap_or(Exit::Source))?;
    made.findings.iter().for_each(|findings| {
        report.findings(findings);
    });
    changes(path, &source, made).map_err(|problem| {
        report.problem(&problem);
        Exit::File
    })
}

/// The pictures, and the text if it differs; the text last, so that none names a picture that is not there.
fn changes(path: &Path, source: &Source, made: Embedded) -> Result<Vec<Change>, String> {
    let cannot = |path: &Path, e: &std::io::Error| format!("cannot read {}: {}", path.display(), files::reason(e));
    let mut changes = Vec::new();
    for (name, bytes) in made.pictures {
        let picture = disk::tidy(Path::new(&name));
        let there = match disk::read_bytes(&picture, bytes.len()) {
            Ok(there) => Some(there),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
            Err(e) => return Err(cannot(&picture, &e)),
        };
        let current = there.is_some_and(|there| there == bytes);
        changes.push(Change { path: picture, bytes, current, difference: String::new() });
    }
    if made.text != source.text {
        let before = disk::read_bytes(path, MARK.len()).map_err(|e| cannot(path, &e))?;
        let mark = if before.starts_with(MARK.as_bytes()) { MARK } else { "" };
        let difference = difference(&source.text, &made.text);
        let bytes = format!("{mark}{}", made.text).into_bytes();
        changes.push(Change { path: path.to_path_buf(), bytes, current: false, difference });
    }
    Ok(changes)
}

/// Writes everything that changed.
fn write(changes: Vec<Change>, report: &Report) -> Exit {
    let mut written = Vec::new();
    let mut outputs = Vec::new();
    for change in changes {
        let folder = files::folder_of(&change.path);
        if let Err(e) = std::fs::create_dir_all(folder) {
            report.problem(&format!("cannot make the folder {}: {}", folder.display(), files::reason(&e)));
            return Exit::File;
        }
        written.push(change.path.display().to_string());
        outputs.push((Target::File(change.path), Prepared::bytes(change.bytes)));
    }
    if let Err(problem) = output::write_all(&outputs) {
        report.problem(&problem);
        return Exit::File;
    }
    if !written.is_empty() {
        report.note(&format!("wrote {}", written.join(", ")));
    }
    Exit::Done
}

/// Programs from a folder and below, pictures into it.
struct Reading {
    folder: Folder,
}

impl Shelf for Reading {
    fn load(&mut self, path: &str) -> Result<String, Refusal> {
        self.folder.load(path)
    }

    fn admits(&mut self, path: &str) -> bool {
        self.folder.holds(Path::new(path))
    }
}
