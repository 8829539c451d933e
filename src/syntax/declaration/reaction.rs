//! `on TRIGGER [when ATTR | unless ATTR] { … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attribute;
use crate::syntax::clause::event::Event;
use crate::syntax::clause::key::Key;
use crate::syntax::clause::name::Name;
use crate::syntax::clause::operation::method;
use crate::syntax::clause::place::Place;
use crate::syntax::rule::{Clauses, Rule, keyword, word};
use crate::syntax::tree::{Block, Node};
use crate::syntax::want::Want;
use chumsky::Parser;
use chumsky::primitive::choice;
use std::fmt;

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

// rule: trigger = ( "write" | "invalidate" ), key | "event", event | "request", verb, key ;
fn trigger<'t>(c: &Clauses<'t>) -> Rule<'t, Trigger> {
    choice((
        word("write", Want::Trigger).ignore_then(c.key.clone()).map(Trigger::Write),
        word("invalidate", Want::Trigger).ignore_then(c.key.clone()).map(Trigger::Invalidate),
        word("event", Want::Trigger).ignore_then(c.event.clone()).map(Trigger::Event),
        word("request", Want::Trigger)
            .ignore_then(method())
            .then(c.key.clone())
            .map(|(method, path)| Trigger::Request { method, path }),
    ))
    .boxed()
}

// rule: reaction = "on", trigger, "at", place, [ ( "when" | "unless" ), attribute ], block ;
/// The head of a reaction.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    let guard = choice((word("when", Want::When).to(false), word("unless", Want::Unless).to(true)))
        .then(c.attribute.clone())
        .map(|(unless, attribute)| Guard { unless, attribute });
    keyword()
        .then(trigger(c))
        .then_ignore(word("at", Want::At))
        .then(c.place.clone())
        .then(guard.or_not())
        .map(|(((keyword, trigger), at), guard)| {
            Node::Reaction(Reaction { keyword, trigger, at, guard, body: Block::default() })
        })
        .boxed()
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Write(key) => write!(f, "write {key}"),
            Self::Invalidate(key) => write!(f, "invalidate {key}"),
            Self::Event(event) => write!(f, "event {event}"),
            Self::Request { method, path } => write!(f, "request {method} {path}"),
        }
    }
}

impl fmt::Display for Reaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "on {} at {}", self.trigger, self.at)?;
        match &self.guard {
            Some(guard) => write!(f, " {} {}", if guard.unless { "unless" } else { "when" }, guard.attribute),
            None => Ok(()),
        }
    }
}
