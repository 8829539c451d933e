//! `show a, b`, `hide a`.

use crate::source::Span;
use crate::syntax::clause::place::Place;
use crate::syntax::rule::{Clauses, Rule, keyword, write_list};
use crate::syntax::tree::Node;
use chumsky::Parser;
use std::fmt;

/// Which lifelines are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Visibility {
    /// Where its word stands.
    pub keyword: Span,
    /// `hide` instead of `show`.
    pub hide: bool,
    /// In order, at least one.
    pub places: Vec<Place>,
}

// rule: visibility = ( "show" | "hide" ), places ;
/// The line of `show` or `hide`.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>, hide: bool) -> Rule<'t, Node> {
    keyword()
        .then(c.places.clone())
        .map(move |(keyword, places)| Node::Visibility(Visibility { keyword, hide, places }))
        .boxed()
}

impl fmt::Display for Visibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.hide { "hide " } else { "show " })?;
        write_list(f, &self.places)
    }
}
