//! `cachediag storage --headers`: declarations from a paste.

use super::arguments::Storage;
use super::exit::Exit;
use super::files;
use super::report::Report;
use crate::limits::PASTE_BYTES;
use crate::pipeline;

/// Prints a program.
pub(super) fn run(options: &Storage, report: &Report) -> Exit {
    let text = match files::read_text(&options.headers, PASTE_BYTES) {
        Ok(text) => text,
        Err(problem) => {
            report.problem(&problem);
            return Exit::File;
        }
    };
    match pipeline::from_headers(&text) {
        Ok(proposal) => {
            proposal.remarks.iter().for_each(|remark| report.warning(remark));
            super::print(&proposal.program, report)
        }
        Err(problem) => {
            report.problem(&problem);
            Exit::Source
        }
    }
}
