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
use crate::source::{FileId, Source};
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

/// Reads a source. Never fails: what cannot be read is kept and told.
#[must_use]
pub fn parse(source: &Source, file: FileId) -> Parsed {
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
