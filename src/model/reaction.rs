//! Reactions: what follows a trigger by itself.

use super::key::Key;
use super::participant::Participant;
use super::step::Step;
use crate::source::Span;
use ecow::EcoString;

/// What sets a reaction off.
#[derive(Clone, Debug, PartialEq)]
pub enum Trigger {
    /// A write of a key; `key` for any.
    Write(Key),
    /// An invalidation or drop of a key.
    Invalidate(Key),
    /// An event: name and id as written (the id may be `{id}`).
    Event {
        /// Its name.
        name: EcoString,
        /// Its id.
        id: Option<EcoString>,
        /// Its action.
        action: Option<EcoString>,
    },
    /// A request.
    Request {
        /// The HTTP method.
        method: EcoString,
        /// The path, perhaps with holes.
        path: EcoString,
    },
}

/// An attribute of the trigger that must be there, or must not.
#[derive(Clone, Debug, PartialEq)]
pub struct Guard {
    /// `unless` instead of `when`.
    pub unless: bool,
    /// Its name.
    pub name: EcoString,
    /// Its value, if one is asked for.
    pub value: Option<EcoString>,
}

/// A reaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Reaction {
    /// Where it stands.
    pub span: Span,
    /// Its line, from 1.
    pub line: u32,
    /// What sets it off.
    pub trigger: Trigger,
    /// Who performs the trigger, or receives the event.
    pub at: Participant,
    /// On which condition.
    pub guard: Option<Guard>,
    /// What happens.
    pub steps: Vec<Step>,
}
