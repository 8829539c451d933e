//! `storage NAME "Label" [attributes] { how: … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Clauses, Headed, Rule, headed, write_head};
use crate::syntax::tree::{Block, Display, Node};
use chumsky::Parser;
use std::fmt;

/// A place that keeps copies.
#[derive(Clone, Debug, PartialEq)]
pub struct Storage {
    /// Where `storage` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// Its prose ([`super::property::Property`] lines).
    pub body: Option<Block>,
}

// rule: storage = "storage", name, [ quoted ], [ attributes ], [ block ] ;
/// The head of a storage.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    headed(c)
        .map(|Headed { keyword, name, label, attributes }| {
            Node::Storage(Storage { keyword, name, label, attributes, body: None })
        })
        .boxed()
}

impl fmt::Display for Storage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_head(f, "storage", &self.name, self.label.as_ref(), self.attributes.as_ref())
    }
}
