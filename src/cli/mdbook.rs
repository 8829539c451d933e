//! `cachediag mdbook`, also the program `mdbook-cachediag`.

use super::arguments::{Book, Mdbook};
use super::exit::Exit;
use super::report::Report;
use crate::mdbook::{self, Ended, Told};
use std::io::IsTerminal;

/// Makes the diagrams of a book, makes a book ready, or answers mdBook.
pub(super) fn run(options: &Mdbook, report: &Report) -> Exit {
    match &options.what {
        Some(Book::Supports { renderer }) if mdbook::supports(renderer) => Exit::Done,
        Some(Book::Supports { .. }) => Exit::Claims,
        Some(Book::Install { folder }) => match mdbook::install(folder) {
            Ok(told) if told.is_empty() => super::print("nothing to change\n", report),
            Ok(told) => super::print(&format!("{}\n", told.join("\n")), report),
            Err(problem) => failed(&problem, report),
        },
        None if std::io::stdin().is_terminal() => {
            report.problem(
                "mdBook calls this program when it builds a book: run `mdbook-cachediag install` in the book's folder",
            );
            Exit::Usage
        }
        None => preprocess(report),
    }
}

fn preprocess(report: &Report) -> Exit {
    let mut tell = |told: Told<'_>| match told {
        Told::Findings(findings) => {
            report.findings(findings);
        }
        Told::Warning(sentence) => report.warning(sentence),
    };
    match mdbook::run(std::io::stdin().lock(), std::io::stdout().lock(), &mut tell) {
        Ok(Ended::Written) => Exit::Done,
        Ok(Ended::Claims) => Exit::Claims,
        Ok(Ended::Errors) => Exit::Source,
        Err(problem) => failed(&problem, report),
    }
}

fn failed(problem: &str, report: &Report) -> Exit {
    report.problem(problem);
    Exit::File
}
