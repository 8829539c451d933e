//! `text NAME { Markdown }`.

use crate::source::Span;
use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Clauses, Rule, keyword};
use crate::syntax::tree::Node;
use chumsky::Parser;
use ecow::EcoString;
use std::fmt;

/// Markdown for the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Writing {
    /// Where `text` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// The lines between the braces as written, without their common indentation.
    pub body: EcoString,
    /// Where the lines stand.
    pub body_span: Span,
}

// rule: writing = "text", name, "{", newline, { line }, "}" ;
/// The head of a text; its lines are taken raw before any rule sees them.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    keyword()
        .then(c.name.clone())
        .map(|(keyword, name)| {
            Node::Writing(Writing { keyword, name, body: EcoString::new(), body_span: Span::default() })
        })
        .boxed()
}

impl fmt::Display for Writing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "text {}", self.name)
    }
}
