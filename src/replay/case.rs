//! Recorded cases: what a client asks, what the origin answers, what should come of it.

use crate::http::Time;
use crate::http::fetch;

/// A file of cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Suite {
    /// When the clock of every case starts, milliseconds since 1970.
    pub epoch: Time,
    /// In the order of the file.
    pub cases: Vec<Case>,
}

/// How much a case demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The standard requires it.
    Required,
    /// A good cache does it.
    Optimal,
    /// Tells what a cache does; either is right.
    Check,
}

impl Kind {
    /// The word in the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optimal => "optimal",
            Self::Check => "check",
        }
    }
}

/// A case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its name, unique in the file.
    pub id: String,
    /// How much it demands.
    pub kind: Kind,
    /// What it is about: `core`, `parse` …
    pub tier: String,
    /// The modes that it applies to: `private`, `shared`, `cdn`.
    pub applies: Vec<String>,
    /// Cases without which it says nothing.
    pub depends_on: Vec<String>,
    /// Products and their published verdicts.
    pub peers: Vec<(String, String)>,
    /// In order.
    pub steps: Vec<Step>,
}

/// One request of the client, and what the origin answers if it is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When the client asks, milliseconds after the epoch.
    pub at: Time,
    /// The method.
    pub method: String,
    /// The path and query; the key of the cache.
    pub url: String,
    /// The request's fields.
    pub headers: Vec<(String, Value)>,
    /// The mode of `fetch()`.
    pub fetch: fetch::Mode,
    /// What the origin answers.
    pub origin: Origin,
    /// What should come of it.
    pub expect: Vec<Check>,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// As it stands.
    Text(String),
    /// A time.
    Date {
        /// Seconds after the base.
        after: i64,
        /// The base is the origin's time of the previous answer; else that of this message.
        previous: bool,
        /// In the form of RFC 850.
        rfc850: bool,
    },
    /// The absolute URL of a path on the origin.
    Url(String),
}

/// What the origin does with a step's request.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The status.
    pub status: u16,
    /// The answer's fields.
    pub headers: Vec<(String, Value)>,
    /// The content.
    pub body: String,
    /// How long it takes, milliseconds.
    pub delay: u64,
    /// It closes the connection instead.
    pub disconnects: bool,
    /// Interim answers before the final one.
    pub interim: Vec<Interim>,
    /// It answers only conditional requests: 304, or 999.
    pub must_be_conditional: bool,
}

/// An interim answer (RFC 9110 §15.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interim {
    /// `103` …
    pub status: u16,
    /// Its fields.
    pub headers: Vec<(String, String)>,
}

/// Something that should be so.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// If it is not, the case could not be tested.
    pub setup: bool,
    /// What should be so.
    pub that: That,
}

/// What should be so.
#[derive(Clone, Debug, PartialEq)]
pub enum That {
    /// Where the answer comes from.
    Via(Via),
    /// The exchange that supplied it.
    Exchange(usize),
    /// Its status.
    Status(u16),
    /// Its content.
    Body(String),
    /// The interim answers before it.
    Interim(Vec<Interim>),
    /// A field of it.
    Header(String, Test),
    /// A field of the request that the origin saw.
    OriginHeader(String, Test),
    /// The method that the origin saw.
    OriginMethod(String),
    /// Fields that reach the client as the origin sent them.
    PassThrough(Vec<String>),
}

/// Where an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// The cache.
    Cache,
    /// The origin, for this request.
    Origin,
    /// The cache, after the origin confirmed the entity tag.
    RevalidatedEtag,
    /// Likewise the time of modification.
    RevalidatedModified,
    /// The cache, for want of an answer.
    Error,
}

/// What a field should be.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// There.
    Present,
    /// Not there.
    Absent,
    /// This.
    Is(Value),
    /// Not this.
    IsNot(Value),
    /// A number above this.
    Above(f64),
    /// The same as another field.
    SameAs(String),
    /// Without this in it.
    Without(String),
}
