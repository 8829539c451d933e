//! `on TRIGGER [when ATTR | unless ATTR] { … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attribute;
use crate::syntax::clause::event::Event;
use crate::syntax::clause::key::Key;
use crate::syntax::clause::name::Name;
use crate::syntax::clause::place::Place;
use crate::syntax::tree::Block;

/// What sets a reaction off.
#[derive(Clone, Debug, PartialEq)]
pub enum Trigger {
    /// `write KEY`
    Write(Key),
    /// `invalidate KEY`
    Invalidate(Key),
    /// `event NAME`
    Event(Event),
    /// `request METHOD PATH`
    Request {
        /// The HTTP method.
        method: Name,
        /// The path or key.
        path: Key,
    },
}

/// An attribute that must be there, or must not.
#[derive(Clone, Debug, PartialEq)]
pub struct Guard {
    /// `unless` instead of `when`.
    pub unless: bool,
    /// Which attribute, with which value.
    pub attribute: Attribute,
}

/// A reaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Reaction {
    /// Where `on` stands.
    pub keyword: Span,
    /// What sets it off.
    pub trigger: Trigger,
    /// Who performs the trigger, or receives the event.
    pub at: Place,
    /// On which condition.
    pub guard: Option<Guard>,
    /// What happens.
    pub body: Block,
}
