//! Reading again: where an older text was read before, only the lines around a change are read anew. What stands before
//! it stays, and what stands behind it is moved. The result is that of a fresh reading, in every byte.
//!
//! Reading leaves [`Seam`]s: places between two top-level lines where nothing is open and nothing is pending. It begins
//! at one before the change and ends at the first one behind it where the reader is in the state in which it was before.

use super::line::{Entry, Row, Sheet};
use super::reader::Reader;
use super::shift::Shift;
use super::tree::Line;
use super::{Parsed, line};
use crate::limits::FOUND_IN_FILE;
use crate::source::{FileId, Source};

/// A place where reading may begin or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seam {
    /// The start of a line.
    at: u32,
    /// What the reader carries over it.
    lenient: usize,
}

impl Seam {
    /// Where a file starts.
    const START: Self = Self { at: 0, lenient: 0 };
}

/// Reads a source anew of which an older text was read before, under the same id.
#[must_use]
pub fn parse(text: &str, before: Parsed, source: &Source, file: FileId) -> Parsed {
    if before.diagnostics.len() < FOUND_IN_FILE
        && super::excess(source, file).is_none()
        && let Ok(by) = i32::try_from(source.text.len().cast_signed() - text.len().cast_signed())
    {
        let parsed = Change::between(text, &source.text, by, &before.seams).read(before, source, file);
        if parsed.diagnostics.len() < FOUND_IN_FILE {
            return parsed;
        }
    }
    // Which findings are one too many depends on all lines.
    super::parse(source, file)
}

/// What changed: between which seams of the older text.
struct Change {
    /// By how many bytes the text grew.
    by: i32,
    /// How many seams stay, the last being where reading begins.
    kept: usize,
    /// The first seam where it may end.
    next: usize,
}

/// How many bytes are compared at once.
const CHUNK: usize = 64;

impl Change {
    fn between(old: &str, new: &str, by: i32, seams: &[Seam]) -> Self {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let start = shared(old.chunks_exact(CHUNK), new.chunks_exact(CHUNK));
        let most = old.len().min(new.len()) - start;
        let end = shared(old.rchunks_exact(CHUNK), new.rchunks_exact(CHUNK)).min(most);
        // A reader looks a line ahead, so the line behind the seam is to be the same too: there is one before the next.
        let kept = seams.partition_point(|seam| seam.at as usize <= start).saturating_sub(1);
        // The end of the line before a seam belongs to what is the same.
        let next = seams.partition_point(|seam| seam.at as usize <= old.len() - end);
        Self { by, kept, next }
    }

    /// Reads from the one seam to the other; farther if the reader is not at rest there.
    fn read(self, before: Parsed, source: &Source, file: FileId) -> Parsed {
        let Parsed { file: tree, diagnostics: mut known, mut seams } = before;
        let later = seams.split_off(self.kept);
        let start = seams.last().copied().unwrap_or(Seam::START);
        let mut lines = tree.body.lines;
        let mut behind = lines.split_off(place(&lines, start));
        let mut known_behind = known.split_off(known.partition_point(|d| d.span.start < start.at));
        let (mut skipped, mut next) = (1, self.next - self.kept);
        loop {
            let end = later.get(next);
            let until = end.map_or(source.text.len(), |seam| seam.at.saturating_add_signed(self.by) as usize);
            let sheet = line::split_part(source, file, start.at as usize..until);
            let mut reader = Reader::new(source, file, &sheet);
            reader.resume(start.lenient, std::mem::take(&mut lines));
            reader.rows();
            if end.is_some_and(|seam| !reader.rests_at(*seam, &sheet)) {
                lines = reader.give_back(start);
                (next, skipped) = (next + skipped, skipped * 2);
                continue;
            }
            let mut parsed = reader.finish();
            if let Some(seam) = end {
                let moved = behind.split_off(place(&behind, *seam));
                parsed.file.body.lines.extend(moved.into_iter().map(|line| shifted(line, self.by)));
                parsed.file.body.closing = shifted(tree.body.closing, self.by);
                let moved = known_behind.split_off(known_behind.partition_point(|d| d.span.start < seam.at));
                parsed.diagnostics.extend(shifted(moved, self.by));
                let moved = later.iter().skip(next).map(|s| Seam { at: s.at.saturating_add_signed(self.by), ..*s });
                parsed.seams.extend(moved);
            }
            known.append(&mut parsed.diagnostics);
            seams.append(&mut parsed.seams);
            return Parsed { diagnostics: known, seams, ..parsed };
        }
    }
}

/// How many bytes are the same, rounded down.
fn shared<'t>(old: impl Iterator<Item = &'t [u8]>, new: impl Iterator<Item = &'t [u8]>) -> usize {
    old.zip(new).take_while(|(old, new)| old == new).count() * CHUNK
}

/// How many lines stand before a seam.
fn place(lines: &[Line], seam: Seam) -> usize {
    lines.partition_point(|line| line.span.start < seam.at)
}

fn shifted<T: Shift>(mut part: T, by: i32) -> T {
    if by != 0 {
        part.shift(by);
    }
    part
}

impl Reader<'_> {
    /// Goes on behind lines that were read before.
    fn resume(&mut self, lenient: usize, lines: Vec<Line>) {
        self.lenient = lenient;
        if let Some(root) = self.stack.first_mut() {
            root.block.lines = lines;
        }
    }

    /// The lines before a seam.
    fn give_back(mut self, seam: Seam) -> Vec<Line> {
        let mut lines = self.stack.first_mut().map(|root| std::mem::take(&mut root.block.lines)).unwrap_or_default();
        lines.truncate(place(&lines, seam));
        lines
    }

    /// Whether nothing is open and nothing is pending.
    fn rests(&self) -> bool {
        let inside = self.stack.len() > 1 || self.skip.is_some() || self.suspect.is_some();
        let started = self.stack.first().is_some_and(|root| !root.block.lines.is_empty() && root.owed.is_empty());
        !inside && started && self.pending.is_empty() && self.docs.is_empty()
    }

    /// Whether a part of a text has ended as an older text had at a seam.
    fn rests_at(&self, seam: Seam, sheet: &Sheet<'_>) -> bool {
        let row =
            sheet.entries.iter().rev().find_map(|entry| if let Entry::Row(row) = entry { Some(row) } else { None });
        let raw = row.and_then(|row| row.raw).is_some_and(|raw| raw.close.is_none());
        self.rests() && self.lenient == seam.lenient && !raw
    }

    /// Takes down a seam behind a row, if there is one: if what follows is nothing that the row has to do with.
    pub(super) fn seam(&mut self, row: &Row, next: Option<&Entry>) {
        let aside = matches!(next, Some(Entry::Row(next)) if next.indent == 0 && next.close.is_none());
        if aside && self.below.is_none() && self.rests() {
            self.seams.push(Seam { at: row.next, lenient: self.lenient });
        }
    }
}
