//! `tone NAME "#2f5fd0"`.

use crate::source::Span;
use crate::syntax::clause::label::Quoted;
use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Clauses, Rule, keyword};
use crate::syntax::tree::Node;
use chumsky::Parser;
use std::fmt;

/// A named colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Tone {
    /// Where `tone` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// `#rgb` or `#rrggbb`; the check says so if it is not.
    pub colour: Quoted,
}

// rule: tone = "tone", name, quoted ;
/// The line of a tone.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    keyword()
        .then(c.name.clone())
        .then(c.quoted.clone())
        .map(|((keyword, name), colour)| Node::Tone(Tone { keyword, name, colour }))
        .boxed()
}

impl fmt::Display for Tone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tone {} {}", self.name, self.colour)
    }
}
