//! `... text ...`.

use crate::source::Span;
use crate::syntax::clause::text::Text;
use crate::syntax::rule::Rule;
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::tree::Node;
use chumsky::{Parser, select};
use std::fmt;

/// A break in time.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// All of it.
    pub span: Span,
    /// What it says.
    pub text: Text,
}

// rule: gap = "...", [ text, "..." ] ;
/// Its first sign; the text is taken raw.
#[must_use]
pub fn rule<'t>() -> Rule<'t, Node> {
    select! { Lexeme { token: Token::Gap, span, .. } => Node::Gap(Gap { span, text: Text::default() }) }.boxed()
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.text.raw.is_empty() {
            return f.write_str("...");
        }
        write!(f, "... {} ...", self.text.raw)
    }
}
