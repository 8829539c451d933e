//! What running found follows the text that is typed: it stays beside its words until a newer text has run.

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

/// A piece of the document that is replaced, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Swap {
    /// Where it starts.
    pub start: usize,
    /// Where it ended.
    pub end: usize,
    /// How long what takes its place is.
    pub put: usize,
}

impl Swap {
    /// Moves a finding of the older text; whether its words are still there.
    pub fn moves(self, finding: &mut Diagnostic) -> bool {
        finding.fixes.clear();
        finding.labels.retain_mut(|label| self.span(&mut label.span));
        self.span(&mut finding.span)
    }

    /// Moves a span; whether it was left alone.
    fn span(self, span: &mut Span) -> bool {
        let (start, end) = (span.start as usize, span.end as usize);
        if span.file != FileId(0) || end <= self.start {
            return true;
        }
        if start < self.end {
            return false;
        }
        let moved = |at: usize| u32::try_from(at - self.end + self.start + self.put).unwrap_or(u32::MAX);
        (span.start, span.end) = (moved(start), moved(end));
        true
    }
}

/// Whether all that a finding points at stands in the document itself.
pub(super) fn is_own(finding: &Diagnostic) -> bool {
    finding.span.file == FileId(0) && finding.labels.iter().all(|label| label.span.file == FileId(0))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// Where the word `here` is after a change of `start..end` into `put`.
    fn after(text: &str, start: usize, end: usize, put: &str) -> Option<String> {
        let at = text.find("here").unwrap();
        let mut span = Span { file: FileId(0), start: u32::try_from(at).unwrap(), end: u32::try_from(at + 4).unwrap() };
        let kept = Swap { start, end, put: put.len() }.span(&mut span);
        let mut text = text.to_owned();
        text.replace_range(start..end, put);
        kept.then(|| text[span.start as usize..span.end as usize].to_owned())
    }

    #[test]
    fn words_are_found_again_behind_what_is_typed() {
        assert_eq!(after("one here two", 0, 0, "zero "), Some("here".to_owned()));
        assert_eq!(after("one here two", 0, 3, "a"), Some("here".to_owned()));
        assert_eq!(after("one here two", 4, 4, "and "), Some("here".to_owned()));
        assert_eq!(after("one here two", 8, 8, " and"), Some("here".to_owned()));
        assert_eq!(after("one here two", 9, 12, ""), Some("here".to_owned()));
    }

    #[test]
    fn words_that_are_typed_over_are_gone() {
        assert_eq!(after("one here two", 5, 6, "a"), None);
        assert_eq!(after("one here two", 0, 12, ""), None);
        assert_eq!(after("one here two", 6, 6, "a"), None);
    }
}
