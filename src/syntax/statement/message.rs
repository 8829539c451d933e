//! `a -> b: label`, `b --> a: label`, `a ~> b: label`, `a -/> b: label`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::text::Text;

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
