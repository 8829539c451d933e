//! `cachediag lsp`: serves an editor until it leaves.

use super::arguments::Global;
use super::exit::Exit;
use super::report::Report;
use crate::lsp::{self, Ended};

/// Serves the editor on standard input and output. One that goes without `shutdown` ends this with 1, as the protocol says.
pub(super) fn run(global: &Global, report: &Report) -> Exit {
    match lsp::run(global.root.clone()) {
        Ok(Ended::Orderly) => Exit::Done,
        Ok(Ended::Abruptly) => Exit::Claims,
        Err(problem) => {
            report.problem(&problem);
            Exit::File
        }
    }
}
