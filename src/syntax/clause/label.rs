//! A display name in quotes.

use crate::source::Span;
use crate::syntax::rule::Rule;
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::Want;
use chumsky::{Parser, select};
use ecow::EcoString;
use std::fmt;

/// A quoted text; `\"` and `\\` are already undone, `\n` is kept for the layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// Without its quotes.
    pub text: EcoString,
    /// With its quotes.
    pub span: Span,
}

/// Takes the quotes off and undoes `\\"` and `\\\\`; every other backslash stays.
#[must_use]
pub fn unquote(text: &str) -> EcoString {
    let inner = text.strip_prefix('"').unwrap_or(text);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    if !inner.contains('\\') {
        return inner.into();
    }
    let mut plain = EcoString::with_capacity(inner.len());
    let mut rest = inner.chars().peekable();
    while let Some(c) = rest.next() {
        match (c, rest.peek()) {
            ('\\', Some(&escaped @ ('"' | '\\'))) => {
                plain.push(escaped);
                rest.next();
            }
            _ => plain.push(c),
        }
    }
    plain
}

/// Puts a text in quotes, the reverse of [`unquote`].
pub fn quote(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        // A backslash that stands before neither `"` nor `\\` reads back as itself.
        let escape = c == '"' || (c == '\\' && matches!(rest.peek(), None | Some('"' | '\\')));
        if escape {
            f.write_str("\\")?;
        }
        write!(f, "{c}")?;
    }
    f.write_str("\"")
}

// rule: quoted = '"', { character - '"' | '\"' | '\\' }, '"' ;
/// A text in quotes.
#[must_use]
pub fn rule<'t>() -> Rule<'t, Quoted> {
    select! { Lexeme { token: Token::Quoted(text), span, .. } => Quoted { text: unquote(text), span } }
        .labelled(Want::Quoted)
        .boxed()
}

impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        quote(f, &self.text)
    }
}
