//! The syntax: from text to a [`tree::File`] that keeps comments, and back to text.
//!
//! 1. [`line::split`] cuts a source into rows with the tokens of their heads, in one linear pass.
//! 2. [`reader`] builds blocks from rows with a stack; each head is read by its chumsky rule ([`rules`]).
//! 3. `complaint` turns what a rule wanted into a diagnostic, one a line.
//! 4. [`print()`] writes a tree back as canonical text.
//!
//! [`again`] reads a text that was read before in an older state.

pub mod again;
mod body;
pub mod clause;
mod complaint;
pub mod declaration;
mod dump;
mod ending;
mod example;
mod habit;
pub mod keyword;
pub mod line;
mod operand;
pub mod print;
pub mod reader;
pub mod rule;
pub mod rules;
mod shift;
mod slip;
mod start;
pub mod statement;
pub mod tail;
pub mod token;
pub mod tree;
pub mod want;

use crate::diagnostic::Diagnostic;
use crate::limits::{LINES, SOURCE_BYTES};
use crate::problem::limits;
use crate::source::{FileId, Source, Span};
pub use print::print;

/// A file that was read, with what is wrong in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// Its tree; lines in error are [`tree::Node::Broken`].
    pub file: tree::File,
    /// At most one a line and [`crate::limits::FOUND_IN_FILE`] in all, in source order.
    pub diagnostics: Vec<Diagnostic>,
    /// Where reading may begin again.
    pub seams: Vec<again::Seam>,
}

/// What a source has too much of to be read.
#[must_use]
pub fn excess(source: &Source, file: FileId) -> Option<Diagnostic> {
    if source.text.len() > SOURCE_BYTES {
        return Some(limits::too_many("bytes", SOURCE_BYTES, Span::new(file, 0, 0)));
    }
    if source.lines() > LINES + 1 {
        let start = source.start_of(LINES + 1);
        return Some(limits::too_many("lines", LINES, Span::new(file, start, start)));
    }
    None
}

/// Reads a source. Never fails: what cannot be read is kept and told, but for one that is too large, of which only that is told.
#[must_use]
pub fn parse(source: &Source, file: FileId) -> Parsed {
    if let Some(found) = excess(source, file) {
        // A line that cannot be read, so that nobody takes the file for an empty one.
        let span = Span::new(file, 0, source.text.len());
        let unread = reader::line(tree::Node::Broken(tree::Broken { text: "".into(), span }), span);
        let body = tree::Block { lines: vec![unread], span, ..tree::Block::default() };
        return Parsed { file: tree::File { body }, diagnostics: vec![found], seams: Vec::new() };
    }
    let sheet = line::split(source, file);
    reader::Reader::new(source, file, &sheet).read()
}

/// The tokens of a source, a row each line: its line number, then the tokens of its head, then its text.
#[must_use]
pub fn tokens(source: &Source) -> String {
    use std::fmt::Write as _;
    let sheet = line::split(source, FileId(0));
    let mut out = String::new();
    for entry in &sheet.entries {
        let line::Entry::Row(row) = entry else { continue };
        let _ = write!(out, "{}", source.line(row.close.unwrap_or(row.span).start));
        if row.close.is_some() {
            out.push_str("  brace }");
        }
        for lexeme in sheet.tokens(row.head) {
            let _ = write!(out, "  {} {}", lexeme.token.human(), lexeme.token.text());
        }
        if let Some(label) = &row.label {
            let _ = write!(out, "  text {:?}", source.slice(label.span));
        }
        for (brace, sign) in [(row.open, '{'), (row.shut, '}')] {
            if brace.is_some() {
                let _ = write!(out, "  brace {sign}");
            }
        }
        out.push('\n');
    }
    out
}
