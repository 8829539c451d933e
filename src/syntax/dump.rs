//! The tree as plain text, for `--emit tree` and tests: an outline of every node with its parts, without byte offsets.
//!
//! It is made from the derived `Debug` text, so that no part of a new node can be forgotten: what closes a bracket,
//! what is absent, and every span are left out; the indentation says the rest.

use crate::syntax::tree::File;
use std::fmt::Write as _;

/// The outline of a file.
#[must_use]
pub fn dump(file: &File) -> String {
    let mut out = String::new();
    for line in format!("{file:#?}").lines() {
        let text = line.trim_start();
        let depth = (line.len() - text.len()) / 4;
        if let Some(text) = tidy(text) {
            let _ = writeln!(out, "{:width$}{text}", "", width = depth * 2);
        }
    }
    out
}

/// A line of `Debug` text as a line of the outline, or nothing.
fn tidy(text: &str) -> Option<&str> {
    let text = text.strip_suffix(',').unwrap_or(text);
    let value = text.rsplit_once(": ").map_or(text, |(_, value)| value);
    let absent = matches!(value, "None" | "[]" | "false" | "\"\"");
    let closing = text.bytes().all(|b| matches!(b, b')' | b'}' | b']'));
    if closing || absent || is_span(value) {
        return None;
    }
    let text = text.strip_suffix(['(', '{', '[']).unwrap_or(text).trim_end();
    Some(text.strip_suffix("Some").unwrap_or(text).trim_end().trim_end_matches(':'))
}

/// `3..14`
fn is_span(value: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    value.split_once("..").is_some_and(|(start, end)| digits(start) && digits(end))
}
