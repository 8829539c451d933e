//! An event on a channel: `NAME[:ID] [ACTION]`.

use crate::source::Span;
use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Rule, Tokens, extent, glued};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::Want;
use chumsky::{Parser, select};
use std::fmt;

/// An event as a message bears it or a claim counts it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What it is about.
    pub name: Name,
    /// Which one.
    pub id: Option<Name>,
    /// What happened to it.
    pub action: Option<Name>,
    /// All of it.
    pub span: Span,
}

/// Words that stand behind an event and so are no part of one.
const BEHIND: &[&str] = &["on", "at", "when", "unless", "per", "carries"];

// rule: event = name, [ ":", identifier ], [ name ] ;
/// An event.
#[must_use]
pub fn rule<'t>() -> Rule<'t, Event> {
    let name = select! {
        Lexeme { token: Token::Name(text), span, .. } if !BEHIND.contains(&text) => Name { text: text.into(), span }
    };
    let plain = select! {
        Lexeme { token: Token::Name(text) | Token::Number(text) | Token::Amount(text), span, glued: true } => Name { text: text.into(), span }
    };
    let bound = glued(Token::Begin).then(plain).then(glued(Token::End)).map(|((open, name), close): ((_, Name), _)| {
        Name { text: ecow::eco_format!("{{{}}}", name.text), span: open.to(close) }
    });
    let id = glued(Token::Colon).ignore_then(plain.or(bound).labelled(Want::Identifier)).or_not();
    name.then(id)
        .then(name.or_not())
        .map_with(|((name, id), action), e| {
            let all: Tokens<'t> = e.slice();
            Event { name, id, action, span: extent(all) }
        })
        .labelled(Want::Event)
        .boxed()
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.name)?;
        if let Some(id) = &self.id {
            write!(f, ":{id}")?;
        }
        self.action.as_ref().map_or(Ok(()), |action| write!(f, " {action}"))
    }
}
