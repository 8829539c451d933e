//! The table: which thing has which attributes, and of which type each is.

use super::Thing;
use crate::http::{Profile, Property};

/// What stands behind an attribute's `=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Flag,
    /// Nothing or a word.
    Tag,
    /// A duration.
    Duration,
    /// A whole number from 1.
    Count,
    /// One word.
    Word,
    /// Words between quotes, or one without.
    Words,
    /// Any text.
    Text,
    /// One word of a list.
    OneOf(&'static [&'static str]),
    /// Some words of a list.
    ListOf(&'static [&'static str]),
}

/// One attribute of a thing.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// It, rightly written.
    pub example: &'static str,
}

const fn row(name: &'static str, kind: Kind, example: &'static str) -> Row {
    Row { name, kind, example }
}

/// Products whose behaviour is known.
pub const PROFILES: &[&str] = &Profile::NAMES;

/// Properties of a profile that `ignores=` switches off and `honours=` on.
pub const PROPERTIES: &[&str] = &Property::NAMES;

/// Events that empty a storage.
pub const CLEARS: &[&str] = &["reload", "close", "crash", "reboot", "deploy"];

/// Cache modes of the browser's fetch.
pub const FETCH: &[&str] = &["reload", "no-cache", "no-store", "force-cache"];

/// Marks of a believed matrix row: `.` and `-` for an empty cell, `*` for `✓*`.
pub const MARKS: &[&str] = &["★", "✓", "✓*", "*", ".", "-", "!", "✓!", "✓*!", "*!", "★!"];

const TONE: Row = row("tone", Kind::Word, "tone=warn");
const SOURCE: Row = row("source", Kind::Text, "source=\"docs/caching.md\"");
const LATENCY: Row = row("latency", Kind::Duration, "latency=20ms");
const PER: Row = row("per", Kind::Word, "per=user");
const VIA: Row = row("via", Kind::Word, "via=direct");
const AS_TOLD: Row = row("as-told", Kind::Flag, "as-told");
const CLEARED: Row = row("clears", Kind::ListOf(CLEARS), "clears=reload");

/// Directives of an answer (RFC 9111 §5.2.2, 5861, 8246) and the fields beside them.
const RESPONSE: &[Row] = &[
    row("no-cache", Kind::Flag, "no-cache"),
    row("no-store", Kind::Flag, "no-store"),
    row("max-age", Kind::Duration, "max-age=60s"),
    row("s-maxage", Kind::Duration, "s-maxage=60s"),
    row("private", Kind::Flag, "private"),
    row("public", Kind::Flag, "public"),
    row("must-revalidate", Kind::Flag, "must-revalidate"),
    row("stale-while-revalidate", Kind::Duration, "stale-while-revalidate=30s"),
    row("stale-if-error", Kind::Duration, "stale-if-error=1d"),
    row("immutable", Kind::Flag, "immutable"),
    row("etag", Kind::Tag, "etag=v1"),
    row("vary", Kind::Words, "vary=accept"),
];

/// Directives of a request (RFC 9111 §5.2.1, 5861) and the fields beside them.
const REQUEST: &[Row] = &[
    row("no-cache", Kind::Flag, "no-cache"),
    row("no-store", Kind::Flag, "no-store"),
    row("max-age", Kind::Duration, "max-age=0s"),
    row("only-if-cached", Kind::Flag, "only-if-cached"),
    row("stale-if-error", Kind::Duration, "stale-if-error=1d"),
    row("etag", Kind::Tag, "etag=v1"),
    row("authorization", Kind::Flag, "authorization"),
    row("fetch", Kind::OneOf(FETCH), "fetch=reload"),
];

const RESOURCE: &[Row] =
    &[row("alias", Kind::Words, "alias=post"), row("origin", Kind::Word, "origin=db"), TONE, SOURCE];

const DEVICE: &[Row] = &[PER, row("instances", Kind::Count, "instances=2"), LATENCY, VIA, CLEARED, TONE, SOURCE];

const STORAGE: &[Row] = &[
    PER,
    row("http", Kind::OneOf(&["private", "shared"]), "http=shared"),
    row("like", Kind::OneOf(PROFILES), "like=nginx"),
    row("ignores", Kind::ListOf(PROPERTIES), "ignores=no-cache"),
    row("honours", Kind::ListOf(PROPERTIES), "honours=no-cache"),
    row("ttl", Kind::Duration, "ttl=5m"),
    row("stale-time", Kind::Duration, "stale-time=0s"),
    CLEARED,
    row("origin", Kind::Flag, "origin"),
    row("evicts", Kind::Flag, "evicts"),
    row("size", Kind::Count, "size=100"),
    row("sync", Kind::Flag, "sync"),
    row("unused", Kind::Flag, "unused"),
    LATENCY,
    TONE,
    SOURCE,
];

const USER: &[Row] = &[VIA, row("side", Kind::OneOf(&["left", "right"]), "side=right"), TONE, SOURCE];
const LABELLED: &[Row] = &[TONE, SOURCE];
const METHOD: &[Row] =
    &[row("by", Kind::Word, "by=user"), row("matrix", Kind::ListOf(MARKS), "matrix=\"✓ . ★\""), TONE, SOURCE];

const CHANNEL: &[Row] = &[
    row("from", Kind::Words, "from=server"),
    row("to", Kind::Words, "to=browser"),
    row("delivery", Kind::OneOf(&["at-most-once", "at-least-once"]), "delivery=at-most-once"),
    row("fields", Kind::Words, "fields=\"type id action\""),
    TONE,
    SOURCE,
];

const FLOW: &[Row] = &[row("down", Kind::Flag, "down"), row("right", Kind::Flag, "right"), TONE, SOURCE];

const SCENARIO: &[Row] = &[
    row("explore", Kind::OneOf(&["reorder"]), "explore=reorder"),
    row("numbers", Kind::OneOf(&["on", "off"]), "numbers=off"),
    AS_TOLD,
    TONE,
    SOURCE,
];

const CLAIM: &[Row] = &[row("fails", Kind::Flag, "fails"), AS_TOLD, TONE, SOURCE];
const MESSAGE: &[Row] = &[LATENCY, AS_TOLD, TONE];
const STORAGE_OPERATION: &[Row] = &[row("cascade", Kind::Flag, "cascade"), LATENCY, AS_TOLD, TONE];

const READ: &[Row] = &[row("brief", Kind::Flag, "brief"), VIA, row("policy", Kind::Word, "policy=cdn"), AS_TOLD, TONE];

const GIVEN: &[Row] =
    &[row("age", Kind::Duration, "age=1h"), row("expired", Kind::Flag, "expired"), row("marked", Kind::Flag, "marked")];

const DRAWING: &[Row] = &[TONE, AS_TOLD];

/// Attributes of which only one can be meant, and why.
pub const EXCLUSIVE: &[(&str, &str, &str)] = &[
    ("public", "private", "an answer is for everyone or for one user"),
    ("expired", "age", "a copy's age alone does not tell that it has expired"),
    ("down", "right", "a flow runs one way"),
];

/// All things, those that declare something first.
pub const THINGS: &[Thing] = &[
    Thing::Storage,
    Thing::Resource,
    Thing::Device,
    Thing::User,
    Thing::Method,
    Thing::Channel,
    Thing::Flow,
    Thing::Scenario,
    Thing::Read,
    Thing::Request,
    Thing::Response,
    Thing::StorageOperation,
    Thing::Given,
    Thing::Claim,
];

/// A thing's own rows, and the HTTP ones.
fn lists(thing: Thing) -> (&'static [Row], &'static [Row]) {
    match thing {
        Thing::Resource => (RESOURCE, RESPONSE),
        Thing::Device => (DEVICE, &[]),
        Thing::Storage => (STORAGE, &[]),
        Thing::User => (USER, &[]),
        Thing::Route | Thing::Policy => (LABELLED, &[]),
        Thing::Method => (METHOD, &[]),
        Thing::Channel => (CHANNEL, &[]),
        Thing::Outcome => (&[TONE], REQUEST),
        Thing::Flow => (FLOW, &[]),
        Thing::Edge => (&[TONE], &[]),
        Thing::Scenario => (SCENARIO, &[]),
        Thing::Claim => (CLAIM, &[]),
        Thing::Request => (MESSAGE, REQUEST),
        Thing::Response => (MESSAGE, RESPONSE),
        Thing::StorageOperation => (STORAGE_OPERATION, &[]),
        Thing::Call | Thing::Event | Thing::Plain => (MESSAGE, &[]),
        Thing::Read => (READ, REQUEST),
        Thing::Given => (GIVEN, &[]),
        Thing::Drawing => (DRAWING, &[]),
    }
}

/// All attributes of a thing.
pub fn rows(thing: Thing) -> impl Iterator<Item = &'static Row> {
    let (own, http) = lists(thing);
    own.iter().chain(http)
}

/// The attribute of that name.
#[must_use]
pub fn find(thing: Thing, name: &str) -> Option<&'static Row> {
    rows(thing).find(|r| r.name == name)
}

/// Whether a thing may bear what reactions test: operations and scenarios.
#[must_use]
pub fn tests(thing: Thing) -> bool {
    match thing {
        Thing::Scenario
        | Thing::Request
        | Thing::Response
        | Thing::StorageOperation
        | Thing::Call
        | Thing::Event
        | Thing::Read
        | Thing::Outcome
        | Thing::Plain => true,
        Thing::Resource
        | Thing::Device
        | Thing::Storage
        | Thing::User
        | Thing::Route
        | Thing::Method
        | Thing::Channel
        | Thing::Policy
        | Thing::Flow
        | Thing::Edge
        | Thing::Claim
        | Thing::Given
        | Thing::Drawing => false,
    }
}

/// The thing as sentences call it.
#[must_use]
pub fn with_article(thing: Thing) -> &'static str {
    match thing {
        Thing::Resource => "a resource",
        Thing::Device => "a device",
        Thing::Storage => "a storage",
        Thing::User => "a user",
        Thing::Route => "a route",
        Thing::Method => "a method",
        Thing::Channel => "a channel",
        Thing::Policy => "a policy",
        Thing::Outcome => "an outcome",
        Thing::Flow => "a flow",
        Thing::Edge => "an edge",
        Thing::Scenario => "a scenario",
        Thing::Claim => "a claim",
        Thing::Request => "a request",
        Thing::Response => "an answer",
        Thing::StorageOperation => "a storage operation",
        Thing::Call => "a call",
        Thing::Event => "an event",
        Thing::Read => "a read",
        Thing::Given => "a starting state",
        Thing::Plain => "a message of plain text",
        Thing::Drawing => "this statement",
    }
}
