//! `cachediag http-cases`: recorded cases, replayed by the rules.

use super::arguments::{HttpCases, Mode};
use super::exit::Exit;
use super::files;
use super::report::Report;
use crate::http::Profile;
use crate::limits::CASES_BYTES;
use crate::pipeline::{CacheMode, http_cases};

/// Prints verdicts.
pub(super) fn run(options: &HttpCases, report: &Report) -> Exit {
    let text = match files::read_text(&options.file, CASES_BYTES) {
        Ok(text) => text,
        Err(problem) => {
            report.problem(&problem);
            return Exit::File;
        }
    };
    let mode = match options.mode {
        Mode::Private => CacheMode::Private,
        Mode::Shared => CacheMode::Shared,
        Mode::Cdn => CacheMode::Cdn,
    };
    let profile = options.profile.as_deref().and_then(Profile::of);
    match http_cases(&text, mode, profile) {
        Ok(found) => super::print(&if options.json { found.json() } else { found.table() }, report),
        Err(problem) => {
            report.problem(&format!("cannot replay {}: {problem}", options.file.display()));
            Exit::Source
        }
    }
}
