//! Participants: declared with names, labels, kinds and boxes, or named by a message.

use super::head::unquoted;
use super::{Reader, Thing, text};
use crate::import::token::{self, Word};
use crate::mermaid::{ItemKind, Participant};
use crate::problem::mermaid as problem;
use crate::source::Span;

/// What `participant A@{ … } as Label` says.
struct Declared {
    id: String,
    span: Span,
    kind: Option<String>,
    label: Option<String>,
}

impl<'s> Reader<'s> {
    /// The participant of that name, who comes into being here if need be.
    pub(super) fn known(&mut self, written: &str, span: Span) -> usize {
        let id = text::decoded(written);
        let declared = Declared { id, span, kind: None, label: None };
        self.declared(declared, "participant").unwrap_or(0)
    }

    /// Takes down a declaration; a later one adds to an earlier one.
    fn declared(&mut self, declared: Declared, word: &str) -> Option<usize> {
        let Declared { id, span, kind, label } = declared;
        let within = self.this_box();
        if let Some(&index) = self.ids.get(&id) {
            let mut twice = false;
            if let Some(known) = self.diagram.participants.get_mut(index) {
                twice = known.within.is_some() && within.is_some() && known.within != within;
                known.within = known.within.take().or(within);
                if let Some(label) = label {
                    known.label = label;
                    word.clone_into(&mut known.kind);
                }
                known.kind = kind.unwrap_or_else(|| std::mem::take(&mut known.kind));
            }
            if twice {
                self.error(problem::two_boxes(span, &id))?;
            }
            return Some(index);
        }
        let index = self.diagram.participants.len();
        let label = label.unwrap_or_else(|| id.clone());
        let kind = kind.unwrap_or_else(|| word.to_owned());
        self.ids.insert(id.clone(), index);
        self.diagram.participants.push(Participant { id, label, kind, span, within });
        self.active.push(0);
        Some(index)
    }

    /// `participant A as Label`
    pub(super) fn participant(&mut self, word: &str, keyword: Span) -> Option<()> {
        let declared = self.declaration(keyword)?;
        self.declared(declared, word).map(|_| ())
    }

    /// `create participant A as Label`
    pub(super) fn create(&mut self, keyword: Span) -> Option<()> {
        self.space();
        let (word, length) = token::word(self.rest());
        if !matches!(word, Word::Participant | Word::Actor) {
            let found = self.rest().split_whitespace().next().unwrap_or_default();
            let span = self.span(self.at, self.at + found.len());
            let help = "write `create participant name`";
            return self.error(problem::expected(span, found, "`participant` or `actor`", help));
        }
        let name = if word == Word::Actor { "actor" } else { "participant" };
        self.at += length;
        let declared = self.declaration(keyword)?;
        if self.ids.contains_key(&declared.id) {
            self.error(problem::created_twice(declared.span, &declared.id))?;
        }
        let span = declared.span;
        let index = self.declared(declared, name)?;
        self.push(span, ItemKind::Create(index));
        self.created = Some((index, span));
        Some(())
    }

    /// `destroy A`
    pub(super) fn destroy(&mut self, keyword: Span) -> Option<()> {
        let (id, span) = self.identifier(keyword)?;
        let index = self.known(id, span);
        self.push(span, ItemKind::Destroy(index));
        self.destroyed = Some(index);
        Some(())
    }

    /// `activate A`, `deactivate A`
    pub(super) fn activation(&mut self, keyword: Span, starts: bool) -> Option<()> {
        let (id, span) = self.identifier(keyword)?;
        let index = self.known(id, span);
        self.change(index, span, starts)
    }

    /// A lifeline becomes busy, or less so.
    pub(super) fn change(&mut self, index: usize, span: Span, starts: bool) -> Option<()> {
        let count = self.active.get(index).copied().unwrap_or(0);
        if count == 0 && !starts {
            let name = self.diagram.participants.get(index).map(|p| p.id.clone()).unwrap_or_default();
            self.lifeline(problem::not_active(span, &name))?;
        }
        if let Some(active) = self.active.get_mut(index) {
            *active = if starts { count + 1 } else { count - 1 };
        }
        self.push(span, if starts { ItemKind::Activate(index) } else { ItemKind::Deactivate(index) });
        Some(())
    }

    /// A name that ends with its line.
    fn identifier(&mut self, keyword: Span) -> Option<(&'s str, Span)> {
        self.space();
        let rest = self.rest();
        let end = |c: char| matches!(c, '<' | '>' | ':' | '\n' | ',' | ';' | '@');
        let mut length = 0;
        while let Some(after) = rest.get(length..).filter(|after| !after.is_empty() && !after.starts_with(end)) {
            let one = after.chars().next().map_or(1, char::len_utf8);
            length += text::entity(after).unwrap_or(one);
        }
        let id = rest.get(..length).unwrap_or_default();
        let span = self.span(self.at, self.at + id.trim_end().len());
        let after = rest.get(length..).unwrap_or_default();
        if id.trim().is_empty() {
            let help = "write a name behind the word";
            self.error(problem::expected(keyword.after(), "", "the name of a participant", help))?;
        }
        self.at += length;
        if !(after.is_empty() || after.starts_with(['\n', ';', '@'])) {
            let found = after.lines().next().unwrap_or_default();
            let span = self.span(self.at, self.at + found.trim_end().len());
            let help = "leave `< > : ,` out of the name, and give a label behind `as`";
            self.error(problem::expected(span, found, "the end of the line", help))?;
        }
        Some((id.trim(), span))
    }

    /// What stands behind `participant`.
    fn declaration(&mut self, keyword: Span) -> Option<Declared> {
        self.space();
        let rest = self.rest();
        let first = rest.find(|c: char| c.is_whitespace() || "<>:,;@".contains(c)).unwrap_or(rest.len());
        let spaces = rest.get(first..).map_or("", |after| after.trim_start_matches([' ', '\t', '\r']));
        let one = rest.get(..first).unwrap_or_default();
        let span = self.span(self.at, self.at + first);
        if first > 0 && spaces.starts_with("@{") {
            self.at += rest.len() - spaces.len() + 2;
            return self.configured(text::decoded(one), span);
        }
        let gap = first < rest.len() - spaces.len();
        if first > 0 && gap && is_as(spaces) {
            self.at += rest.len() - spaces.len() + 2;
            let label = text::plain(self.line().0);
            return Some(Declared { id: text::decoded(one), span, kind: None, label: Some(label) });
        }
        let (id, span) = self.identifier(keyword)?;
        Some(Declared { id: text::decoded(id), span, kind: None, label: None })
    }

    /// What stands between `@{` and `}`, and the label behind it.
    fn configured(&mut self, id: String, span: Span) -> Option<Declared> {
        let rest = self.rest();
        let Some(length) = rest.find('}') else {
            let start = self.span(self.at - 2, self.at);
            self.error(problem::expected(start, "@{", "`@{ … }`", "close the properties with `}`"))?;
            return None;
        };
        let start = self.at;
        self.at += length + 1;
        let mut declared = Declared { id, span, kind: None, label: None };
        let mut others = false;
        for part in rest.get(..length).unwrap_or_default().split([',', '\n']) {
            let Some((key, value)) = part.split_once(':') else { continue };
            match unquoted(key) {
                "type" => declared.kind = Some(unquoted(value).to_owned()),
                "alias" => declared.label = Some(text::decoded(unquoted(value))),
                _ => others = true,
            }
        }
        if others {
            self.keep(Thing::Properties, self.span(start, start + length));
        }
        self.space();
        if is_as(self.rest()) {
            self.at += 2;
            declared.label = Some(text::plain(self.line().0));
        }
        Some(declared)
    }
}

/// Whether ` as ` follows.
fn is_as(text: &str) -> bool {
    let word = text.get(..2).is_some_and(|word| word.eq_ignore_ascii_case("as"));
    word && text.get(2..).is_some_and(|rest| rest.starts_with(char::is_whitespace))
}
