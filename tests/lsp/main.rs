//! The language server, by a client in the same process: each `tests/lsp/*.txt` is a conversation, its answers golden
//! (`CACHEDIAG_BLESS=1 cargo test --test lsp` writes them), and further tests of edits and of clients that misbehave.
//!
//! A conversation is made of parts, each a line with `===` and what is done, and its text: what is opened, or what is
//! answered. Lines and characters count from 1.
//!
//! ```text
//! === encoding utf-8                    before all others: what a character is
//! === file common.cd                    writes a file
//! === remove common.cd                  removes it
//! === open a.cd                         opens a document of this text
//! === change a.cd 3:1-3:4 "bob"         types
//! === close a.cd                        closes it
//! === told a.cd                         what is told of it in the end
//! === ask hover a.cd 3:5 {"more": 1}    a request about a place, a range or a document
//! === send shutdown                     a request about nothing
//! ```

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod client;
mod edits;
mod misbehaving;
mod script;
mod spell;

use libtest_mimic::{Arguments, Trial};
use std::path::Path;

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("a file").path()).collect();
    paths.sort();
    let scripts = paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let mut trials: Vec<Trial> = scripts
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            Trial::test(name, move || script::check(&path).map_err(Into::into))
        })
        .collect();
    assert!(trials.len() > 5, "the conversations were not found");
    let tests: [(&str, fn()); 9] = [
        ("ten_thousand_edits_do_not_drift", edits::do_not_drift),
        ("a_request_after_shutdown_is_refused", misbehaving::after_shutdown),
        ("a_client_that_goes_without_a_word_is_left", misbehaving::gone),
        ("a_request_before_initialize_is_refused", misbehaving::too_early),
        ("broken_positions_are_clamped", misbehaving::broken_positions),
        ("a_file_that_is_deleted_stays_on_the_screen", misbehaving::deleted),
        ("an_import_circle_across_open_files_is_told", misbehaving::circle),
        ("nonsense_is_answered_with_an_error", misbehaving::nonsense),
        ("a_cancelled_request_is_answered", misbehaving::cancelled),
    ];
    trials.extend(tests.map(|(name, test)| Trial::test(name, move || Ok(test()))));
    libtest_mimic::run(&arguments, trials).exit();
}
