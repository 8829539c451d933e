//! A name: a letter or `_`, then letters, digits, `_` and single inner `-`.

use crate::source::Span;
use crate::syntax::rule::Rule;
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::{Fault, Special, Want};
use chumsky::span::SimpleSpan;
use chumsky::{Parser, select};
use ecow::EcoString;
use std::fmt;

/// A name where it is used or declared.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// As written.
    pub text: EcoString,
    /// Where.
    pub span: Span,
}

/// A whole number.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// What it says.
    pub value: u32,
    /// Where.
    pub span: Span,
}

// rule: name = letter, { letter | digit | "_" }, { "-", word } ;
/// A name; every keyword is one too.
#[must_use]
pub fn rule<'t>() -> Rule<'t, Name> {
    select! { Lexeme { token: Token::Name(text), span, .. } => Name { text: text.into(), span } }
        .labelled(Want::Name)
        .boxed()
}

// rule: number = digit, { digit } ;
/// A whole number.
#[must_use]
pub fn number<'t>() -> Rule<'t, Number> {
    select! { Lexeme { token: Token::Number(text), span, .. } => (text, span) }
        .try_map(|(text, span): (&str, Span), at: SimpleSpan| match text.parse() {
            Ok(value) => Ok(Number { value, span }),
            Err(_) => Err(Fault::special(at.start, Special::Large)),
        })
        .labelled(Want::Number)
        .boxed()
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value)
    }
}
