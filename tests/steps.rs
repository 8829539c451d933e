//! Statements: examples come out without findings, scenarios unfold.

mod support;
use support::{findings, programs, text_of};

#[test]
fn examples_have_no_findings() {
    for path in programs("examples") {
        let found = findings(&path, &text_of(&path));
        for d in &found.list {
            eprintln!("{}", cachediag::diagnostic::short::spell(d, &found.sources));
        }
    }
}
