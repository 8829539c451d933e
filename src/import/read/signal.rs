//! Messages: `a->>+b: text` with all arrows, activations and dots.

use super::{Reader, Thing};
use crate::import::token;
use crate::mermaid::{Arrow, Head, ItemKind};
use crate::problem::mermaid as problem;
use crate::source::Span;

impl Reader<'_> {
    /// A line that starts with no word: a message.
    pub(super) fn message(&mut self) -> Option<()> {
        let start = self.at;
        let length = token::name(self.rest());
        let written = self.rest().get(..length).unwrap_or_default();
        let sender = (written.trim(), self.span(start, start + written.trim_end().len()));
        self.at += length;
        let first = self.dot();
        let Some((mut arrow, length)) = token::arrow(self.rest()).filter(|_| !sender.0.is_empty()) else {
            return self.no_statement(start);
        };
        let sign = self.span(self.at, self.at + length);
        self.at += length;
        let before = self.errors.len();
        let participants = self.diagram.participants.len();
        let from = self.known(sender.0, sender.1);
        let second = self.dot();
        let change = self.change_sign();
        arrow.central = first || second;
        let Some((to, receiver)) = self.name("the receiver of a message") else {
            return self.forget(participants);
        };
        let text = self.label()?;
        self.lives(from, to, receiver)?;
        self.note_arrow(arrow, sign);
        self.push(self.span(start, receiver.end as usize), ItemKind::Message { from, to, arrow, text });
        match change {
            Some(true) => self.change(to, receiver, true),
            Some(false) => self.change(from, sender.1, false),
            None => Some(()),
        }
        .filter(|()| self.errors.len() == before)
    }

    /// Takes back who came into being in a line that is none.
    fn forget(&mut self, count: usize) -> Option<()> {
        self.diagram.participants.truncate(count);
        self.active.truncate(count);
        self.ids.retain(|_, index| *index < count);
        None
    }

    /// `()`
    fn dot(&mut self) -> bool {
        self.space();
        let dot = self.rest().starts_with("()");
        self.at += if dot { 2 } else { 0 };
        self.space();
        dot
    }

    /// `+` or `-` before the receiver.
    fn change_sign(&mut self) -> Option<bool> {
        let sign = self.rest().chars().next().filter(|c| matches!(c, '+' | '-'))?;
        self.at += 1;
        Some(sign == '+')
    }

    /// Whoever was created or ends must take part.
    fn lives(&mut self, from: usize, to: usize, span: Span) -> Option<()> {
        let name = |index: usize| self.diagram.participants.get(index).map(|p| p.id.clone()).unwrap_or_default();
        if let Some((created, place)) = self.created.take() {
            if to != created {
                let problem = problem::not_created(span, &name(created)).label(place, "created here");
                return self.lifeline(problem);
            }
        } else if let Some(destroyed) = self.destroyed.take()
            && from != destroyed
            && to != destroyed
        {
            let problem = problem::not_destroyed(span, &name(destroyed));
            return self.lifeline(problem);
        }
        Some(())
    }

    /// Takes down what the language does not have of an arrow.
    fn note_arrow(&mut self, arrow: Arrow, sign: Span) {
        match arrow.head {
            Head::None => self.missing.note(Thing::Headless, sign),
            Head::Half => self.missing.note(Thing::Halves, sign),
            Head::Both => self.missing.note(Thing::Both, sign),
            Head::Cross if arrow.dotted => self.missing.note(Thing::Dotted, sign),
            Head::Plain | Head::Cross | Head::Open => {}
        }
        if arrow.central {
            self.missing.note(Thing::Central, sign);
        }
    }
}
