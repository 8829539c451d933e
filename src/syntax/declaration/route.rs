//! `route NAME: a > b > c`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Clauses, Rule, keyword, sign, write_attributes};
use crate::syntax::token::Token;
use crate::syntax::tree::{Display, Node};
use crate::syntax::want::Want;
use chumsky::{IterParser, Parser};
use std::fmt;

/// Which storages a read passes, nearest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Where `route` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// At least one storage.
    pub hops: Vec<Name>,
    /// Its attributes.
    pub attributes: Option<Attributes>,
}

// rule: route = "route", name, [ quoted ], ":", name, { ">", name }, [ attributes ] ;
/// The line of a route.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    let storage = c.name.clone().labelled(Want::Storage);
    keyword()
        .then(c.name.clone())
        .then(c.display.clone())
        .then_ignore(sign(Token::Colon, Want::Colon))
        .then(storage.separated_by(sign(Token::Greater, Want::Greater)).at_least(1).collect())
        .then(c.trailing.clone())
        .map(|((((keyword, name), label), hops), attributes)| {
            Node::Route(Route { keyword, name, label, hops, attributes })
        })
        .boxed()
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "route {}", self.name)?;
        if let Some(label) = &self.label {
            write!(f, " {label}")?;
        }
        for (i, hop) in self.hops.iter().enumerate() {
            write!(f, "{}{hop}", if i == 0 { ": " } else { " > " })?;
        }
        write_attributes(f, self.attributes.as_ref())
    }
}
