//! `a -> b: label`, `b --> a: label`, `a ~> b: label`, `a -/> b: label`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::text::Text;
use crate::syntax::rule::{Clauses, Rule, write_attributes, write_text};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::tree::Node;
use crate::syntax::want::Want;
use chumsky::{Parser, select};
use std::fmt;

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrow {
    /// `->` request or call
    Request,
    /// `-->` response
    Response,
    /// `~>` asynchronous
    Async,
    /// `-/>` lost
    Lost,
}

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The sender.
    pub from: Place,
    /// How it travels.
    pub arrow: Arrow,
    /// Where the arrow stands.
    pub arrow_span: Span,
    /// The receiver.
    pub to: Place,
    /// Its label.
    pub text: Option<Text>,
    /// Attributes of a message without a label.
    pub attributes: Option<Attributes>,
}

impl Arrow {
    /// Its sign.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Request => "->",
            Self::Response => "-->",
            Self::Async => "~>",
            Self::Lost => "-/>",
        }
    }
}

// rule: message = place, arrow, place, [ attributes ], [ ":", text ] ;
// rule: arrow = "->" | "-->" | "~>" | "-/>" ;
/// The head of a message.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    let arrow = select! {
        Lexeme { token: Token::Arrow, span, .. } => (Arrow::Request, span),
        Lexeme { token: Token::Back, span, .. } => (Arrow::Response, span),
        Lexeme { token: Token::Wave, span, .. } => (Arrow::Async, span),
        Lexeme { token: Token::Lost, span, .. } => (Arrow::Lost, span),
    }
    .labelled(Want::Arrow);
    c.place
        .clone()
        .labelled(Want::Sender)
        .then(arrow)
        .then(c.place.clone().labelled(Want::Receiver))
        .then(c.trailing.clone())
        .map(|(((from, (arrow, arrow_span)), to), attributes)| {
            Node::Message(Message { from, arrow, arrow_span, to, text: None, attributes })
        })
        .boxed()
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.from, self.arrow.sign(), self.to)?;
        write_attributes(f, self.attributes.as_ref())?;
        write_text(f, self.text.as_ref())
    }
}
