//! `cachediag new`: a small program to start from.

use super::arguments::{Kind, New};
use super::exit::Exit;
use super::files::reason;
use super::output;
use super::report::Report;
use std::io::ErrorKind;
use std::path::PathBuf;

/// Writes NAME.cd, never over a file that is there.
pub(super) fn run(options: &New, report: &Report) -> Exit {
    let Some(name) = options.name.file_name() else {
        report.problem(&format!("{} is not a file's name", options.name.display()));
        return Exit::Usage;
    };
    let mut name = name.to_os_string();
    if options.name.extension().is_none_or(|ending| ending != "cd") {
        name.push(".cd");
    }
    let path: PathBuf = options.name.with_file_name(name);
    let own = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let program = template(options.from).replace("THIS.cd", &own);
    match output::create(&path, program.as_bytes()) {
        Ok(()) => {
            let (path, picture) = (path.display(), path.with_extension("svg"));
            report.note(&format!("wrote {path}; see it with: cachediag compile {path} -o {}", picture.display()));
            Exit::Done
        }
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {
            report.problem(&format!("{} is already there and is not overwritten", path.display()));
            Exit::File
        }
        Err(e) => {
            report.problem(&format!("cannot write {}: {}", path.display(), reason(&e)));
            Exit::File
        }
    }
}

/// The program of a kind.
fn template(kind: Kind) -> &'static str {
    match kind {
        Kind::SpaCdn => include_str!("templates/spa-cdn.cd"),
        Kind::ReactQuery => include_str!("templates/react-query.cd"),
        Kind::CacheAside => include_str!("templates/cache-aside.cd"),
        Kind::Events => include_str!("templates/events.cd"),
    }
}
