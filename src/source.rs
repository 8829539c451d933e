//! Where text comes from: a [`Source`] is a name and its text, a [`Span`] a byte range in one of them.
//!
//! Nothing here reads files; the doors do.

use std::fmt;

/// Which of the sources of one compilation a span belongs to; the file given to the command is 0, imports follow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u16);

/// A range of bytes in one source: `start..end`, never cutting a character.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The source.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl Span {
    /// The range `start..end` of `file`.
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let cap = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: cap(start), end: cap(end) }
    }

    /// The smallest range that holds both; both are of the same source.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty range at the start of this one.
    #[must_use]
    pub fn before(self) -> Self {
        Self { end: self.start, ..self }
    }

    /// The empty range at the end of this one.
    #[must_use]
    pub fn after(self) -> Self {
        Self { start: self.end, ..self }
    }

    /// As a range of `usize`.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place for people: both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Byte offset, from 0.
    pub byte: u32,
}

/// A text with a name.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name shown in diagnostics: a path as the user gave it, or `-`.
    pub name: String,
    /// The text; a byte order mark is not part of it.
    pub text: String,
    starts: Vec<u32>,
}

impl Source {
    /// A source of that name; a leading byte order mark is dropped.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text: String = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let starts = std::iter::once(0)
            .chain(
                text.bytes()
                    .enumerate()
                    .filter(|(_, b)| *b == b'\n')
                    .map(|(i, _)| Span::new(FileId(0), i + 1, 0).start),
            )
            .collect();
        Self { name: name.into(), text, starts }
    }

    /// The text of a span of this source; empty if the span lies outside.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// How many lines there are; what follows the last line end is one.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// Where a line (from 1) starts; the end of the text if there is none.
    #[must_use]
    pub fn start_of(&self, line: usize) -> usize {
        let start = line.checked_sub(1).and_then(|at| self.starts.get(at));
        start.map_or(self.text.len(), |start| *start as usize)
    }

    /// The line of a byte, from 1.
    #[must_use]
    pub fn line(&self, byte: u32) -> u32 {
        u32::try_from(self.starts.partition_point(|s| *s <= byte)).unwrap_or(u32::MAX)
    }

    /// Line and column of a byte; a byte inside a character counts as its start.
    #[must_use]
    pub fn position(&self, byte: u32) -> Position {
        let byte = byte.min(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        let line = self.line(byte);
        let start = self.starts.get(line as usize - 1).copied().unwrap_or(0);
        let mut end = byte as usize;
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let column = self.text.get(start as usize..end).map_or(0, |t| t.chars().count());
        Position { line, column: u32::try_from(column).unwrap_or(u32::MAX - 1) + 1, byte }
    }

    /// The text of a line (from 1) without its end.
    #[must_use]
    pub fn line_text(&self, line: u32) -> &str {
        let at = |n: u32| self.starts.get(n as usize).map(|s| *s as usize);
        let start = line.checked_sub(1).and_then(at).unwrap_or(self.text.len());
        let end = at(line).unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }
}

/// All sources of one compilation, by [`FileId`].
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The sources, the main one first.
    pub list: Vec<Source>,
}

impl Sources {
    /// Just one source.
    #[must_use]
    pub fn one(source: Source) -> Self {
        Self { list: vec![source] }
    }

    /// The source of an id; `None` for an id of another compilation.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&Source> {
        self.list.get(id.0 as usize)
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).map_or("", |s| s.slice(span))
    }
}
