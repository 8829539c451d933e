//! `create a`, `destroy a`, `activate a`, `deactivate a`.

use crate::source::Span;
use crate::syntax::clause::place::Place;
use crate::syntax::rule::{Clauses, Rule};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::tree::Node;
use chumsky::{Parser, select};
use std::fmt;

/// What happens to a lifeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LifespanKind {
    /// It begins.
    Create,
    /// It ends.
    Destroy,
    /// It starts to be busy.
    Activate,
    /// It stops being busy.
    Deactivate,
}

/// A lifeline begins, ends, or changes its activation.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifespan {
    /// Where its word stands.
    pub keyword: Span,
    /// What.
    pub kind: LifespanKind,
    /// Whose lifeline.
    pub place: Place,
}

impl LifespanKind {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Create, Self::Destroy, Self::Activate, Self::Deactivate];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Destroy => "destroy",
            Self::Activate => "activate",
            Self::Deactivate => "deactivate",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.word() == word)
    }
}

// rule: lifespan = ( "create" | "destroy" | "activate" | "deactivate" ), place ;
/// The line of a lifeline's change.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    let kind = select! {
        Lexeme { token: Token::Name(text), span, .. } if LifespanKind::find(text).is_some() => (LifespanKind::find(text), span)
    };
    kind.then(c.place.clone())
        .map(|((kind, keyword), place)| {
            Node::Lifespan(Lifespan { keyword, kind: kind.unwrap_or(LifespanKind::Create), place })
        })
        .boxed()
}

impl fmt::Display for Lifespan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.word(), self.place)
    }
}
