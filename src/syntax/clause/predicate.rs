//! What a claim says, and a guard that can be evaluated.

use crate::source::Span;
use crate::syntax::clause::duration::Duration;
use crate::syntax::clause::event::Event;
use crate::syntax::clause::key::Key;
use crate::syntax::clause::name::{Name, Number};
use crate::syntax::clause::operation::method;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::value::Value;
use crate::syntax::rule::{Rule, sign, word};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::Want;
use chumsky::primitive::choice;
use chumsky::{IterParser, Parser, select};
use std::fmt;

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

/// The clauses that predicates are made of.
pub struct Parts<'a, 't> {
    /// A name.
    pub name: &'a Rule<'t, Name>,
    /// A number.
    pub number: &'a Rule<'t, Number>,
    /// A value.
    pub value: &'a Rule<'t, Value>,
    /// A duration.
    pub duration: &'a Rule<'t, Duration>,
    /// A key.
    pub key: &'a Rule<'t, Key>,
    /// A participant.
    pub place: &'a Rule<'t, Place>,
    /// An event.
    pub event: &'a Rule<'t, Event>,
}

// rule: content = "latest" | "stale" | value ;
fn content<'t>(p: &Parts<'_, 't>) -> Rule<'t, Content> {
    choice((
        p.value.clone().map(Content::Value),
        word("latest", Want::Content).map(Content::Latest),
        word("stale", Want::Content).map(Content::Stale),
    ))
    .labelled(Want::Content)
    .boxed()
}

// rule: of = "of", key ;
fn of<'t>(p: &Parts<'_, 't>) -> Rule<'t, Option<Key>> {
    word("of", Want::Of).ignore_then(p.key.clone()).or_not().boxed()
}

// rule: holds = place, "holds", content, [ of ] ;
/// What copies hold: a claim and a guard.
#[must_use]
pub fn holds<'t>(p: &Parts<'_, 't>) -> Rule<'t, Predicate> {
    p.place
        .clone()
        .then_ignore(word("holds", Want::Holds))
        .then(content(p))
        .then(of(p))
        .map(|((place, what), of)| Predicate::Holds { place, what, of })
        .boxed()
}

// rule: sees = place, "sees", content, { "then", content }, [ of ] ;
fn sees<'t>(p: &Parts<'_, 't>) -> Rule<'t, Predicate> {
    p.place
        .clone()
        .then_ignore(word("sees", Want::Sees))
        .then(content(p).separated_by(word("then", Want::Then)).at_least(1).collect())
        .then(of(p))
        .map(|((who, what), of)| Predicate::Sees { who, what, of })
        .boxed()
}

/// That word, or it with an `s`.
fn plural<'t>(text: &'static str, want: Want) -> Rule<'t, crate::source::Span> {
    select! {
        Lexeme { token: Token::Name(found), span, .. } if found == text || found.strip_suffix('s') == Some(text) => span
    }
    .labelled(want)
    .boxed()
}

// rule: count = "exactly", number | "at", "most", number | "at", "least", number | "no" ;
fn count<'t>(p: &Parts<'_, 't>) -> Rule<'t, Count> {
    let at = |which| word("at", Want::Claim).ignore_then(word(which, Want::Claim)).ignore_then(p.number.clone());
    choice((
        word("exactly", Want::Claim).ignore_then(p.number.clone()).map(Count::Exactly),
        at("most").map(Count::AtMost),
        at("least").map(Count::AtLeast),
        word("no", Want::Claim).to(Count::No),
    ))
    .boxed()
}

// rule: counts = count, ( ( "event" | "events" ), [ event ], "on", name | "origin", ( "read" | "reads" ) ), [ "per", cause ] ;
// rule: cause = "write" | "request", verb, key ;
fn counts<'t>(p: &Parts<'_, 't>) -> Rule<'t, Predicate> {
    let events = plural("event", Want::Counted)
        .ignore_then(p.event.clone().or_not())
        .then_ignore(word("on", Want::WordOn))
        .then(p.name.clone())
        .map(|(event, channel)| Counted::Events { event, channel });
    let reads = word("origin", Want::Counted)
        .then(plural("read", Want::Counted))
        .map(|(origin, read): (crate::source::Span, _)| Counted::OriginReads(origin.to(read)));
    let cause = choice((
        word("write", Want::Cause).map(Cause::Write),
        word("request", Want::Cause)
            .ignore_then(method())
            .then(p.key.clone())
            .map(|(method, path)| Cause::Request { method, path }),
    ));
    count(p)
        .then(choice((events, reads)))
        .then(word("per", Want::Per).ignore_then(cause).or_not())
        .map(|((count, what), per)| Predicate::Counts { count, what, per })
        .boxed()
}

// rule: staleness = "staleness", [ of ], "for", place, "<=", duration ;
fn staleness<'t>(p: &Parts<'_, 't>) -> Rule<'t, Predicate> {
    word("staleness", Want::Claim)
        .ignore_then(of(p))
        .then_ignore(word("for", Want::For))
        .then(p.place.clone())
        .then_ignore(sign(Token::AtMost, Want::AtMost))
        .then(p.duration.clone())
        .map(|((of, who), within)| Predicate::Staleness { of, who, within })
        .boxed()
}

// rule: carries = "event", event, "on", name, "carries", name ;
fn carries<'t>(p: &Parts<'_, 't>) -> Rule<'t, Predicate> {
    word("event", Want::Claim)
        .ignore_then(p.event.clone())
        .then_ignore(word("on", Want::WordOn))
        .then(p.name.clone())
        .then_ignore(word("carries", Want::Carries))
        .then(p.name.clone())
        .map(|((event, channel), field)| Predicate::Carries { event, channel, field })
        .boxed()
}

// rule: empty = key, "empty", "in", place ;
fn empty<'t>(p: &Parts<'_, 't>) -> Rule<'t, Predicate> {
    p.key
        .clone()
        .then_ignore(word("empty", Want::Empty))
        .then_ignore(word("in", Want::In))
        .then(p.place.clone())
        .map(|(key, place)| Predicate::Empty { key, place })
        .boxed()
}

// rule: predicate = counts | staleness | carries | sees | holds | empty ;
/// Any claim at a point.
#[must_use]
pub fn rule<'t>(p: &Parts<'_, 't>, holds: &Rule<'t, Predicate>) -> Rule<'t, Predicate> {
    choice((counts(p), staleness(p), carries(p), sees(p), holds.clone(), empty(p))).boxed()
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latest(_) => f.write_str("latest"),
            Self::Stale(_) => f.write_str("stale"),
            Self::Value(value) => write!(f, "{value}"),
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(n) => write!(f, "exactly {n}"),
            Self::AtMost(n) => write!(f, "at most {n}"),
            Self::AtLeast(n) => write!(f, "at least {n}"),
            Self::No => f.write_str("no"),
        }
    }
}

/// Writes ` of KEY`, if there is one.
fn write_of(f: &mut fmt::Formatter<'_>, of: Option<&Key>) -> fmt::Result {
    of.map_or(Ok(()), |key| write!(f, " of {key}"))
}

/// Writes a count with what it counts.
fn write_counts(f: &mut fmt::Formatter<'_>, count: &Count, what: &Counted, per: Option<&Cause>) -> fmt::Result {
    let one = matches!(count, Count::Exactly(n) | Count::AtMost(n) | Count::AtLeast(n) if n.value == 1);
    match what {
        Counted::Events { event: Some(event), channel } => write!(f, "{count} event {event} on {channel}")?,
        Counted::Events { event: None, channel } => write!(f, "{count} event on {channel}")?,
        Counted::OriginReads(_) => write!(f, "{count} origin {}", if one { "read" } else { "reads" })?,
    }
    match per {
        None => Ok(()),
        Some(Cause::Write(_)) => f.write_str(" per write"),
        Some(Cause::Request { method, path }) => write!(f, " per request {method} {path}"),
    }
}

impl fmt::Display for Predicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sees { who, what, of } => {
                write!(f, "{who} sees ")?;
                for (i, content) in what.iter().enumerate() {
                    write!(f, "{}{content}", if i == 0 { "" } else { " then " })?;
                }
                write_of(f, of.as_ref())
            }
            Self::Holds { place, what, of } => {
                write!(f, "{place} holds {what}")?;
                write_of(f, of.as_ref())
            }
            Self::Counts { count, what, per } => write_counts(f, count, what, per.as_ref()),
            Self::Staleness { of, who, within } => {
                f.write_str("staleness")?;
                write_of(f, of.as_ref())?;
                write!(f, " for {who} <= {within}")
            }
            Self::Carries { event, channel, field } => write!(f, "event {event} on {channel} carries {field}"),
            Self::Empty { key, place } => write!(f, "{key} empty in {place}"),
        }
    }
}
