//! Sources that cannot even be parsed: no text, or too much of it.

use super::Findings;
use crate::problem::output;
use crate::source::{FileId, Source, Sources, Span};

/// A main source that is not UTF-8 text. `source` has its wrong bytes replaced, and `at` is the place of the first one.
#[must_use]
pub fn not_text(source: Source, at: usize, byte: u8) -> Findings {
    let span = Span::new(FileId(0), at, at + '\u{fffd}'.len_utf8());
    Findings { sources: Sources::one(source), list: vec![output::not_utf8(span, byte)] }
}

/// A main source that is larger than [`crate::limits::SOURCE_BYTES`].
#[must_use]
pub fn too_large(name: &str) -> Findings {
    let finding = output::too_large(Span::new(FileId(0), 0, 0), "the file", "16 MiB");
    Findings { sources: Sources::one(Source::new(name, "")), list: vec![finding] }
}
