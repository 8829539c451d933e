//! `wait 5m: text`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::duration::Duration;
use crate::syntax::clause::text::Text;
use crate::syntax::rule::{Clauses, Rule, keyword, write_attributes, write_text};
use crate::syntax::tree::Node;
use chumsky::Parser;
use std::fmt;

/// Time that passes.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// Where `wait` stands.
    pub keyword: Span,
    /// How long.
    pub duration: Duration,
    /// What it says.
    pub text: Option<Text>,
    /// Attributes, if no text carries them.
    pub attributes: Option<Attributes>,
}

// rule: wait = "wait", duration, [ attributes ], [ ":", text ] ;
/// The head of a wait.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    keyword()
        .then(c.duration.clone())
        .then(c.trailing.clone())
        .map(|((keyword, duration), attributes)| Node::Wait(Wait { keyword, duration, text: None, attributes }))
        .boxed()
}

impl fmt::Display for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "wait {}", self.duration)?;
        write_attributes(f, self.attributes.as_ref())?;
        write_text(f, self.text.as_ref())
    }
}
