//! A participant where it is used: `alice`, `carol.proxy-isp`, `server.2.memCache`, `every server`, `other server`.

use crate::source::Span;
use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Rule, Tokens, extent, glued};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::Want;
use chumsky::{IterParser, Parser, select};
use std::fmt;

/// A word before a participant that says how many are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// `every server`, `every user`, `every storage`
    Every,
    /// `other server`: all but the sender
    Other,
    /// `some proxy` (claims)
    Some,
    /// `no storage` (claims)
    No,
}

/// A participant.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// How many.
    pub quantifier: Option<Quantifier>,
    /// The dotted parts, at least one; a number part is its digits.
    pub parts: Vec<Name>,
    /// All of it.
    pub span: Span,
}

impl Quantifier {
    /// The word of a quantifier.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Every => "every",
            Self::Other => "other",
            Self::Some => "some",
            Self::No => "no",
        }
    }

    /// The quantifier of a word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        [Self::Every, Self::Other, Self::Some, Self::No].into_iter().find(|q| q.word() == word)
    }
}

// rule: place = [ "every" | "other" | "some" | "no" ], name, { ".", ( name | number ) } ;
/// A participant. A quantifier is one only if a name follows.
#[must_use]
pub fn rule<'t>() -> Rule<'t, Place> {
    let first = select! { Lexeme { token: Token::Name(text), span, .. } => Name { text: text.into(), span } };
    let part = select! {
        Lexeme { token: Token::Name(text) | Token::Number(text) | Token::Amount(text), span, glued: true } => Name { text: text.into(), span }
    }
    .labelled(Want::Name);
    let parts = first
        .then(glued(Token::Dot).ignore_then(part).repeated().collect::<Vec<_>>())
        .map(|(first, rest): (Name, Vec<Name>)| std::iter::once(first).chain(rest).collect::<Vec<_>>());
    let quantifier = select! {
        Lexeme { token: Token::Name(text), .. } if Quantifier::find(text).is_some() => Quantifier::find(text)
    };
    quantifier
        .then(parts.clone())
        .or(parts.map(|parts| (None, parts)))
        .map_with(|(quantifier, parts), e| {
            let all: Tokens<'t> = e.slice();
            Place { quantifier, parts, span: extent(all) }
        })
        .labelled(Want::Place)
        .boxed()
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(quantifier) = self.quantifier {
            write!(f, "{} ", quantifier.word())?;
        }
        for (i, part) in self.parts.iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            write!(f, "{part}")?;
        }
        Ok(())
    }
}
