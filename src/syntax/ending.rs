//! Where blocks end whose author does not write braces: `alt text … else text … end`.

use crate::syntax::line::Row;
use crate::syntax::reader::Reader;

impl Reader<'_> {
    /// Keeps in mind that a fragment lacks its `{`, so that its end is not taken for that of the block around it.
    pub(super) fn owe(&mut self, row: &Row) {
        let head = self.sheet.tokens(row.head).first().map_or("", |l| l.token.text());
        let operand = matches!(head, "else" | "and");
        let whole = row.open.is_some() || self.source.slice(row.span).ends_with('}');
        if let Some(frame) = self.stack.last_mut().filter(|_| row.fragment && !operand && !whole) {
            frame.owed.push(row.indent);
        }
    }

    /// Whether a line that starts with `}` ends a fragment that lacks its `{`, or goes on with one: of such a fragment, if it is
    /// indented as the fragment is and farther than the block around it.
    pub(super) fn settles(&mut self, row: &Row, operand: bool) -> bool {
        let root = self.stack.len() < 2;
        let Some(frame) = self.stack.last_mut() else { return false };
        let outer = frame.indent;
        let Some(indent) = frame.owed.last().copied() else { return false };
        let own = root || operand || row.indent == indent && indent > outer;
        if own && !operand {
            frame.owed.pop();
        }
        own
    }

    /// Whether an `end` is written where a `}` belongs; else it is one too many.
    pub(super) fn ends(&self) -> bool {
        let Some(frame) = self.stack.last() else { return false };
        let guessed = frame.brace.start == frame.brace.end;
        let closed = self.closes.is_some_and(|indent| !guessed && indent >= frame.indent);
        !frame.owed.is_empty() || self.stack.len() > 1 && !closed
    }

    /// Ends what an `end` ends.
    pub(super) fn foreign_end(&mut self, row: &Row) {
        let ends = self.ends();
        let inside = self.stack.len() > 1;
        let Some(frame) = self.stack.last_mut() else { return };
        if frame.owed.pop().is_some() {
            return;
        }
        if ends {
            self.lenient += usize::from(frame.brace.start < frame.brace.end);
            self.pop(row.span);
        } else if inside {
            self.doubts += 1;
        }
    }
}
