//! Where something stands: from a fence's program to the chapter, and from the chapter as mdBook hands it over, with what
//! it includes, to its file.

use super::chapter::Piece;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::pipeline::Findings;
use crate::source::{FileId, Source, Span};
use imara_diff::{Algorithm, Diff, InternedInput};
use std::cell::OnceCell;
use std::path::PathBuf;

/// A chapter's text and its file.
pub(super) struct Chapter {
    /// The text that came, under the name of the file.
    pub source: Source,
    /// Where the file is; a chapter may have none.
    pub path: Option<PathBuf>,
    file: OnceCell<Option<Lines>>,
}

/// The file, and its line for each line that came, both from 0.
struct Lines {
    source: Source,
    by_line: Vec<Line>,
}

#[derive(Clone, Copy)]
enum Line {
    /// It is the same.
    Same(u32),
    /// Another one stands in its place.
    Other(u32),
    /// It comes from elsewhere.
    None,
}

impl Chapter {
    pub fn new(name: String, path: Option<PathBuf>, text: &str) -> Self {
        Self { source: Source::new(name, text), path, file: OnceCell::new() }
    }

    /// The file, if it says something else than what came.
    fn file(&self) -> Option<&Lines> {
        let read = || {
            let path = self.path.as_ref()?;
            let text = String::from_utf8(disk::read_bytes(path, crate::limits::SOURCE_BYTES).ok()?).ok()?;
            let source = Source::new(self.source.name.as_str(), text);
            (source.text != self.source.text)
                .then(|| Lines { by_line: compare(&self.source.text, &source.text), source })
        };
        self.file.get_or_init(read).as_ref()
    }

    /// Whether a directive that begins there is escaped in the file: mdBook takes away the backslash.
    pub fn is_escaped(&self, start: usize) -> bool {
        let Some(file) = self.file() else { return false };
        let at = self.source.position(byte(start));
        let Some(Line::Other(line)) = file.by_line.get(at.line as usize - 1) else { return false };
        let directive = self.source.text.get(start..).and_then(|rest| rest.split("}}").next()).unwrap_or_default();
        file.source.line_text(line + 1).contains(&format!("\\{directive}}}}}"))
    }

    /// The line where something stands, from 1, for people.
    pub fn line(&self, start: usize) -> u32 {
        let line = self.source.line(byte(start));
        match self.file().and_then(|file| file.by_line.get(line as usize - 1)) {
            Some(Line::Same(other) | Line::Other(other)) => other + 1,
            Some(Line::None) | None => line,
        }
    }

    /// Findings about the chapter itself, with their places in the file if they have them there.
    pub fn told(&self, list: Vec<Diagnostic>) -> Findings {
        let spans = |d: &Diagnostic| spans(d).collect::<Vec<_>>();
        let own = || list.iter().flat_map(spans).filter(|span| span.file == FileId(0));
        let (source, moved) = match self.file() {
            Some(file) if own().all(|span| self.moved(span, file).is_some()) => (file.source.clone(), Some(file)),
            Some(_) => (Source::new(format!("{} (with what it includes)", self.source.name), &*self.source.text), None),
            None => (self.source.clone(), None),
        };
        let list = list.into_iter().map(|mut diagnostic| {
            if let Some(file) = moved {
                each(&mut diagnostic, |span| *span = self.moved(*span, file).unwrap_or(*span));
            }
            diagnostic
        });
        Findings { list: list.collect(), sources: crate::source::Sources::one(source) }
    }

    /// A span of what came in the file, if its line is the same there.
    fn moved(&self, span: Span, file: &Lines) -> Option<Span> {
        let at = |byte: u32| {
            let line = self.source.line(byte);
            let Line::Same(other) = file.by_line.get(line as usize - 1)? else { return None };
            let start = |source: &Source, line: u32| {
                let shown = source.line_text(line);
                (shown.as_ptr() as usize).saturating_sub(source.text.as_ptr() as usize)
            };
            Some(start(&file.source, other + 1) + (byte as usize).saturating_sub(start(&self.source, line)))
        };
        let begin = at(span.start)?;
        Some(Span::new(span.file, begin, begin + (span.end - span.start) as usize))
    }
}

/// The line of the second text for each of the first.
fn compare(came: &str, file: &str) -> Vec<Line> {
    let mut input: InternedInput<&str> = InternedInput::default();
    input.update_before(came.lines());
    input.update_after(file.lines());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_no_heuristic(&input);
    let mut by_line = Vec::with_capacity(input.before.len());
    // Lines up to here are told; those behind are the same until the next piece that is not.
    let mut next = 0;
    for piece in diff.hunks() {
        by_line.extend((next..).map(Line::Same).take((piece.before.start as usize).saturating_sub(by_line.len())));
        let (old, new) = (piece.before.len(), piece.after.len());
        by_line.extend((piece.after.start..).take(old).map(|other| match new {
            _ if new == old => Line::Other(other),
            // One line that becomes many: what it includes stands where it stood.
            1 => Line::Other(piece.after.start),
            _ => Line::None,
        }));
        next = piece.after.end;
    }
    by_line.extend((next..).map(Line::Same).take(input.before.len().saturating_sub(by_line.len())));
    by_line
}

fn byte(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// All spans of a finding.
fn spans(diagnostic: &Diagnostic) -> impl Iterator<Item = Span> + '_ {
    std::iter::once(diagnostic.span).chain(diagnostic.labels.iter().map(|label| label.span))
}

/// Changes all spans of a finding.
pub(super) fn each(diagnostic: &mut Diagnostic, mut change: impl FnMut(&mut Span)) {
    change(&mut diagnostic.span);
    diagnostic.labels.iter_mut().for_each(|label| change(&mut label.span));
    diagnostic.fixes.iter_mut().flat_map(|fix| &mut fix.edits).for_each(|edit| change(&mut edit.span));
}

/// A span of a fence's program in the chapter. An empty program stands at `start`.
pub(super) fn in_chapter(span: Span, pieces: &[Piece], start: usize) -> Span {
    let at = |byte: usize| {
        let mut before = 0;
        let mut last = start;
        for piece in pieces {
            if byte < before + piece.text.len() {
                return piece.range.start + (byte - before).min(piece.range.len());
            }
            before += piece.text.len();
            last = piece.range.end;
        }
        last
    };
    let begin = at(span.start as usize);
    let end = if span.end > span.start { at(span.end as usize - 1) + 1 } else { begin };
    Span::new(span.file, begin, end.max(begin))
}
