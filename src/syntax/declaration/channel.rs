//! `channel NAME "Label" [attributes]`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Clauses, Headed, Rule, headed, write_head};
use crate::syntax::tree::{Display, Node};
use chumsky::Parser;
use std::fmt;

/// A broadcast.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// Where `channel` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// Its attributes.
    pub attributes: Option<Attributes>,
}

// rule: channel = "channel", name, [ quoted ], [ attributes ] ;
/// The head of a channel.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    headed(c)
        .map(|Headed { keyword, name, label, attributes }| Node::Channel(Channel { keyword, name, label, attributes }))
        .boxed()
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_head(f, "channel", &self.name, self.label.as_ref(), self.attributes.as_ref())
    }
}
