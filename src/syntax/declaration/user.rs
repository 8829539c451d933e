//! `user NAME "Label" [attributes]`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Clauses, Headed, Rule, headed, write_head};
use crate::syntax::tree::{Display, Node};
use chumsky::Parser;
use std::fmt;

/// A person with a browser.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// Where `user` stands.
    pub keyword: Span,
    /// Their name.
    pub name: Name,
    /// Their display name.
    pub label: Display,
    /// Their attributes: dimensions, `via`, `side`, `tone`.
    pub attributes: Option<Attributes>,
}

// rule: user = "user", name, [ quoted ], [ attributes ] ;
/// The head of a user.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    headed(c)
        .map(|Headed { keyword, name, label, attributes }| Node::User(User { keyword, name, label, attributes }))
        .boxed()
}

impl fmt::Display for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_head(f, "user", &self.name, self.label.as_ref(), self.attributes.as_ref())
    }
}
