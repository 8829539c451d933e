//! `expect …` and `possible …`: a claim at this point.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::predicate::Predicate;
use crate::syntax::rule::{Clauses, Rule, Tokens, extent, keyword, write_attributes};
use crate::syntax::tree::Node;
use chumsky::Parser;
use std::fmt;

/// A claim at a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Expect {
    /// Where its first word stands.
    pub keyword: Span,
    /// `possible` instead of `expect`.
    pub possible: bool,
    /// What is claimed.
    pub predicate: Predicate,
    /// Where the claim's words stand.
    pub span: Span,
    /// Its attributes.
    pub attributes: Option<Attributes>,
}

// rule: expect = ( "expect" | "possible" ), predicate, [ attributes ] ;
/// The line of a claim at a point.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>, possible: bool) -> Rule<'t, Node> {
    let claimed = c.predicate.clone().map_with(|predicate, e| {
        let all: Tokens<'t> = e.slice();
        (predicate, extent(all))
    });
    keyword()
        .then(claimed)
        .then(c.trailing.clone())
        .map(move |((keyword, (predicate, span)), attributes)| {
            Node::Expect(Expect { keyword, possible, predicate, span, attributes })
        })
        .boxed()
}

impl fmt::Display for Expect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", if self.possible { "possible" } else { "expect" }, self.predicate)?;
        write_attributes(f, self.attributes.as_ref())
    }
}
