//! What the rules are asked and what they answer; [`store`](super::store), [`freshness`](super::freshness),
//! [`reuse`](super::reuse), [`validate`](super::validate) and [`invalidate`](super::invalidate) hold the rules.

use super::message::{Response, ResponseDirectives, Time};
use super::property::Property;

/// How one cache behaves.
#[derive(Clone, Copy)]
pub struct Rules<'b> {
    /// A shared cache; else a private one.
    pub shared: bool,
    /// Whether the product has a property.
    pub has: &'b dyn Fn(Property) -> bool,
}

impl Rules<'_> {
    /// Whether the product has a property.
    pub(super) fn has(&self, property: Property) -> bool {
        (self.has)(property)
    }
}

/// The directives that count: a targeted field for this cache takes the place of `Cache-Control` (RFC 9213 §2.2).
pub(super) fn directives(response: &Response) -> &ResponseDirectives {
    response.targeted.as_ref().unwrap_or(&response.directives)
}

/// How long a response is fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lifetime {
    /// So many milliseconds from its generation.
    For(u64),
    /// Nothing says how long: neither the response nor a heuristic.
    Open,
}

/// A stored response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Kept {
    /// What was stored.
    pub response: Response,
    /// When it was asked for.
    pub request_time: Time,
    /// When it came.
    pub response_time: Time,
    /// How long it is fresh, milliseconds.
    pub lifetime: u64,
    /// It must be validated before use.
    pub invalid: bool,
}

/// Why a request is forwarded: the `fwd` words of RFC 9211 §2.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// Nothing is stored for this URI.
    UriMiss,
    /// What is stored was selected by other request fields.
    VaryMiss,
    /// The request's method is never answered from a cache.
    Method,
    /// The request asks for it.
    Request,
    /// What is stored is stale.
    Stale,
    /// The cache does not take part.
    Bypass,
    /// Only a part is stored.
    Partial,
}

/// What a cache does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lookup {
    /// It answers from what is stored.
    Hit {
        /// What it answers with is stale.
        stale: bool,
        /// It revalidates behind the answer (RFC 5861 §3).
        revalidate: bool,
    },
    /// It asks further.
    Forward {
        /// Why.
        why: Why,
        /// The request is made conditional on what is stored.
        validate: bool,
    },
    /// It answers `504` (`only-if-cached`, RFC 9111 §5.2.1.7).
    Refuse,
}

impl Lookup {
    /// The same, if what is stored for the URI belongs to other request fields: a miss is then a `vary-miss` (RFC 9211 §2.2).
    #[must_use]
    pub fn among_variants(self) -> Self {
        match self {
            Self::Forward { why: Why::UriMiss, validate } => Self::Forward { why: Why::VaryMiss, validate },
            Self::Forward { .. } | Self::Hit { .. } | Self::Refuse => self,
        }
    }
}

/// How the origin failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Failure {
    /// There was no answer.
    Disconnected,
    /// It answered with this status.
    Status(u16),
}
