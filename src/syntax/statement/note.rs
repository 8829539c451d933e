//! `note over a, b: text`, `note left of a: …`, `note right of a: …`, in a flow `note on a: …`.

use crate::source::Span;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::text::Text;
use crate::syntax::rule::{Clauses, Rule, keyword, word, write_list, write_text};
use crate::syntax::tree::Node;
use crate::syntax::want::Want;
use chumsky::Parser;
use chumsky::primitive::choice;
use std::fmt;

/// Where a note stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `over`
    Over,
    /// `left of`
    Left,
    /// `right of`
    Right,
    /// `on` (flows)
    On,
}

/// A note.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Where `note` stands.
    pub keyword: Span,
    /// Which side.
    pub side: Side,
    /// At least one; exactly one unless over.
    pub places: Vec<Place>,
    /// What it says.
    pub text: Text,
}

// rule: note = "note", ( "over", places | ( "left" | "right" ), "of", place | "on", place ), ":", text ;
/// The head of a note.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    let one = c.place.clone().map(|place| vec![place]);
    let side = |text, side| word(text, Want::Side).then(word("of", Want::Of)).to(side).then(one.clone());
    let target = choice((
        word("over", Want::Side).to(Side::Over).then(c.places.clone()),
        side("left", Side::Left),
        side("right", Side::Right),
        word("on", Want::Side).to(Side::On).then(one.clone()),
    ));
    keyword()
        .then(target)
        .map(|(keyword, (side, places))| Node::Note(Note { keyword, side, places, text: Text::default() }))
        .boxed()
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.side {
            Side::Over => "note over ",
            Side::Left => "note left of ",
            Side::Right => "note right of ",
            Side::On => "note on ",
        })?;
        write_list(f, &self.places)?;
        write_text(f, Some(&self.text))
    }
}
