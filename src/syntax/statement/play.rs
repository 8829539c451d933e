//! `play NAME`: another scenario's steps here.

use crate::source::Span;
use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Clauses, Rule, keyword};
use crate::syntax::tree::Node;
use chumsky::Parser;
use std::fmt;

/// Another scenario's steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Play {
    /// Where `play` stands.
    pub keyword: Span,
    /// Which scenario.
    pub scenario: Name,
}

// rule: play = "play", name ;
/// The line that plays a scenario.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    keyword().then(c.name.clone()).map(|(keyword, scenario)| Node::Play(Play { keyword, scenario })).boxed()
}

impl fmt::Display for Play {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "play {}", self.scenario)
    }
}
