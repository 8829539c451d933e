//! A value: `@name`.

use crate::source::Span;
use crate::syntax::rule::Rule;
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::Want;
use chumsky::{Parser, select};
use ecow::EcoString;
use std::fmt;

/// What a copy may hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// With its `@`.
    pub text: EcoString,
    /// Where.
    pub span: Span,
}

// rule: value = "@", word, { "-", word } ;
/// A value.
#[must_use]
pub fn rule<'t>() -> Rule<'t, Value> {
    select! { Lexeme { token: Token::Value(text), span, .. } => Value { text: text.into(), span } }
        .labelled(Want::Value)
        .boxed()
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
