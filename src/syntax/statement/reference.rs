//! `ref over a, b: text`.

use crate::source::Span;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::text::Text;
use crate::syntax::rule::{Clauses, Rule, keyword, word, write_list, write_text};
use crate::syntax::tree::Node;
use crate::syntax::want::Want;
use chumsky::Parser;
use std::fmt;

/// A reference to another diagram (UML interaction use).
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// Where `ref` stands.
    pub keyword: Span,
    /// At least one.
    pub places: Vec<Place>,
    /// Which diagram.
    pub text: Text,
}

// rule: reference = "ref", "over", places, ":", text ;
/// The head of a reference.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    keyword()
        .then_ignore(word("over", Want::Over))
        .then(c.places.clone())
        .map(|(keyword, places)| Node::Reference(Reference { keyword, places, text: Text::default() }))
        .boxed()
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ref over ")?;
        write_list(f, &self.places)?;
        write_text(f, Some(&self.text))
    }
}
