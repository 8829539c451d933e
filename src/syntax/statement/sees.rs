//! `a sees @v then @w`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::value::Value;
use crate::syntax::rule::{Clauses, Rule, word, write_attributes};
use crate::syntax::tree::Node;
use crate::syntax::want::Want;
use chumsky::{IterParser, Parser};
use std::fmt;

/// What a screen has shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Sees {
    /// Whose screen.
    pub who: Place,
    /// Where `sees` stands.
    pub keyword: Span,
    /// In order, at least one.
    pub values: Vec<Value>,
    /// Its attributes.
    pub attributes: Option<Attributes>,
}

// rule: shown = place, "sees", value, { "then", value }, [ attributes ] ;
/// The line of what a screen has shown.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    c.place
        .clone()
        .then(word("sees", Want::Sees))
        .then(c.value.clone().separated_by(word("then", Want::Then)).at_least(1).collect())
        .then(c.trailing.clone())
        .map(|(((who, keyword), values), attributes)| Node::Sees(Sees { who, keyword, values, attributes }))
        .boxed()
}

impl fmt::Display for Sees {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} sees", self.who)?;
        for (i, value) in self.values.iter().enumerate() {
            write!(f, "{} {value}", if i == 0 { "" } else { " then" })?;
        }
        write_attributes(f, self.attributes.as_ref())
    }
}
