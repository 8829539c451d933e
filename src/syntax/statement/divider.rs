//! `== text ==`.

use crate::source::Span;
use crate::syntax::clause::text::Text;
use crate::syntax::rule::Rule;
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::tree::Node;
use chumsky::{Parser, select};
use std::fmt;

/// A chapter heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Divider {
    /// All of it.
    pub span: Span,
    /// What it says.
    pub text: Text,
}

// rule: divider = "==", text, "==" ;
/// Its first sign; the text is taken raw.
#[must_use]
pub fn rule<'t>() -> Rule<'t, Node> {
    select! { Lexeme { token: Token::Divider, span, .. } => Node::Divider(Divider { span, text: Text::default() }) }
        .boxed()
}

impl fmt::Display for Divider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "== {} ==", self.text.raw)
    }
}
