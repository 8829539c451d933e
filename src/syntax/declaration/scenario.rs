//! `scenario NAME "Label" [attributes] { … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Clauses, Headed, Rule, headed, write_head};
use crate::syntax::tree::{Block, Display, Node};
use chumsky::Parser;
use std::fmt;

/// What happens.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Where `scenario` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// Its statements.
    pub body: Block,
}

// rule: scenario = "scenario", name, [ quoted ], [ attributes ], block ;
/// The head of a scenario.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    headed(c)
        .map(|Headed { keyword, name, label, attributes }| {
            Node::Scenario(Scenario { keyword, name, label, attributes, body: Block::default() })
        })
        .boxed()
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_head(f, "scenario", &self.name, self.label.as_ref(), self.attributes.as_ref())
    }
}
