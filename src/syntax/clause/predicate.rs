//! What a claim says, and a guard that can be evaluated.

use crate::source::Span;
use crate::syntax::clause::duration::Duration;
use crate::syntax::clause::event::Event;
use crate::syntax::clause::key::Key;
use crate::syntax::clause::name::{Name, Number};
use crate::syntax::clause::place::Place;
use crate::syntax::clause::value::Value;

/// What a copy or a screen is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// `latest`
    Latest(Span),
    /// `stale`
    Stale(Span),
    /// `@v`
    Value(Value),
}

/// How many.
#[derive(Clone, Debug, PartialEq)]
pub enum Count {
    /// `exactly N`
    Exactly(Number),
    /// `at most N`
    AtMost(Number),
    /// `at least N`
    AtLeast(Number),
    /// `no`
    No,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq)]
pub enum Counted {
    /// `event [NAME] on CHANNEL`
    Events {
        /// Which events; all without.
        event: Option<Event>,
        /// On which channel.
        channel: Name,
    },
    /// `origin read`, `origin reads`
    OriginReads(Span),
}

/// What a count is taken per.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// `per write`
    Write(Span),
    /// `per request PATCH /api/posts/{id}`
    Request {
        /// The HTTP method.
        method: Name,
        /// The path or key.
        path: Key,
    },
}

/// A statement about copies, screens and events.
#[derive(Clone, Debug, PartialEq)]
pub enum Predicate {
    /// `alice sees latest [of KEY]`
    Sees {
        /// Who.
        who: Place,
        /// What is seen, in order (`then`).
        what: Vec<Content>,
        /// Of which key.
        of: Option<Key>,
    },
    /// `[every|some|no] STORAGE holds latest [of KEY]`
    Holds {
        /// Which copies; `storage` alone with a quantifier means all storages.
        place: Place,
        /// What they hold.
        what: Content,
        /// Of which key.
        of: Option<Key>,
    },
    /// `exactly 1 event on sse per write`
    Counts {
        /// How many.
        count: Count,
        /// Of what.
        what: Counted,
        /// Per what.
        per: Option<Cause>,
    },
    /// `staleness of KEY for WHO <= D`
    Staleness {
        /// Of which key.
        of: Option<Key>,
        /// For whom.
        who: Place,
        /// The bound.
        within: Duration,
    },
    /// `event NAME on CHANNEL carries FIELD`
    Carries {
        /// Which event.
        event: Event,
        /// On which channel.
        channel: Name,
        /// Which field.
        field: Name,
    },
    /// `KEY empty in STORAGE`
    Empty {
        /// Which key.
        key: Key,
        /// Where.
        place: Place,
    },
}
