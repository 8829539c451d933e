//! `a: text`: an action on a lifeline.

use crate::syntax::clause::place::Place;
use crate::syntax::clause::text::Text;
use crate::syntax::rule::{Clauses, Rule, write_text};
use crate::syntax::tree::Node;
use chumsky::Parser;
use std::fmt;

/// An action.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// Who acts.
    pub who: Place,
    /// What is done.
    pub text: Text,
}

// rule: action = place, ":", text ;
/// The head of an action.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    c.place.clone().map(|who| Node::Action(Action { who, text: Text::default() })).boxed()
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.who)?;
        write_text(f, Some(&self.text))
    }
}
