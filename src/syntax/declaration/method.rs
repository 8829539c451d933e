//! `method NAME "Label" [by=…] { … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Clauses, Headed, Rule, headed, write_head};
use crate::syntax::tree::{Block, Display, Node};
use chumsky::Parser;
use std::fmt;

/// An invalidation method.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// Where `method` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// What it does.
    pub body: Block,
}

// rule: method = "method", name, [ quoted ], [ attributes ], block ;
/// The head of a method.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    headed(c)
        .map(|Headed { keyword, name, label, attributes }| {
            Node::Method(Method { keyword, name, label, attributes, body: Block::default() })
        })
        .boxed()
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_head(f, "method", &self.name, self.label.as_ref(), self.attributes.as_ref())
    }
}
