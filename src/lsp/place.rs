//! Places: the protocol's lines and characters, in the units that the client counts, and bytes.

use crate::source::Span;
use line_index::{LineCol, LineIndex, TextSize, WideEncoding};
use lsp_types::{Position, Range};

/// What a character is to the client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// A byte.
    Utf8,
    /// Two bytes, or half of a rare letter. What the protocol means if nobody says anything.
    #[default]
    Utf16,
    /// A letter.
    Utf32,
}

impl Encoding {
    /// As the protocol calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    /// Of that name.
    pub fn of(name: &str) -> Option<Self> {
        [Self::Utf8, Self::Utf16, Self::Utf32].into_iter().find(|e| e.name() == name)
    }

    /// How many units a letter has.
    pub fn units(self, letter: char) -> u32 {
        let units = match self {
            Self::Utf8 => letter.len_utf8(),
            Self::Utf16 => letter.len_utf16(),
            Self::Utf32 => 1,
        };
        u32::try_from(units).unwrap_or(1)
    }
}

/// A text with its lines.
pub(super) struct Lines<'t> {
    /// All of it.
    pub text: &'t str,
    /// Where its lines start.
    pub index: &'t LineIndex,
    /// What a character is.
    pub encoding: Encoding,
}

impl Lines<'_> {
    /// The byte of a place. One behind a line's end means that end, one inside a letter the letter's start, one below
    /// the last line the end of the text.
    pub fn offset(&self, position: Position) -> usize {
        let Some(line) = self.index.line(position.line) else { return self.text.len() };
        let (start, end) = (usize::from(line.start()), usize::from(line.end()));
        let text = self.text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r']);
        let mut units = 0;
        for (at, letter) in text.char_indices() {
            units += self.encoding.units(letter);
            if units > position.character {
                return start + at;
            }
        }
        start + text.len()
    }

    /// The place of a byte; one inside a letter means its start.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let at = self.index.line_col(TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX)));
        let wide = |encoding| self.index.to_wide(encoding, at).map_or(at.col, |wide| wide.col);
        let LineCol { line, col } = at;
        let character = match self.encoding {
            Encoding::Utf8 => col,
            Encoding::Utf16 => wide(WideEncoding::Utf16),
            Encoding::Utf32 => wide(WideEncoding::Utf32),
        };
        Position { line, character }
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start as usize), end: self.position(span.end as usize) }
    }

    /// The bytes of a range; turned around if its end stands before its start.
    pub fn bytes(&self, range: Range) -> std::ops::Range<usize> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start.min(end)..start.max(end)
    }
}
