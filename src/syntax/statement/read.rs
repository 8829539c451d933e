//! `a => GET key [attributes]`: a read through the whole route.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::key::Key;
use crate::syntax::clause::name::Name;
use crate::syntax::clause::place::Place;
use crate::syntax::rule::{Clauses, Rule, sign, write_attributes};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::tree::Node;
use crate::syntax::want::Want;
use chumsky::{Parser, select};
use std::fmt;

/// A read through the whole route.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The reader.
    pub who: Place,
    /// Where the arrow stands.
    pub arrow_span: Span,
    /// `GET` (or `HEAD`, `read`), as written.
    pub method: Name,
    /// What is read.
    pub key: Key,
    /// Its attributes.
    pub attributes: Option<Attributes>,
}

/// What may stand behind `=>`.
pub const WORDS: &[&str] = &["GET", "HEAD", "read"];

// rule: read = place, "=>", ( "GET" | "HEAD" | "read" ), key, [ attributes ] ;
/// The line of a read.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    let method = select! {
        Lexeme { token: Token::Name(text), span, .. } if WORDS.contains(&text) => Name { text: text.into(), span }
    }
    .labelled(Want::Method);
    c.place
        .clone()
        .labelled(Want::Sender)
        .then(sign(Token::Through, Want::Through))
        .then(method)
        .then(c.key.clone())
        .then(c.trailing.clone())
        .map(|((((who, arrow_span), method), key), attributes)| {
            Node::Read(Read { who, arrow_span, method, key, attributes })
        })
        .boxed()
}

impl fmt::Display for Read {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} => {} {}", self.who, self.method, self.key)?;
        write_attributes(f, self.attributes.as_ref())
    }
}
