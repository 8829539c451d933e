//! The rules: may a response be stored, how long is it fresh, may it be reused (RFC 9111 §3, §4).

use super::message::{Response, Time};
use super::property::Property;

/// How one cache behaves.
#[derive(Clone, Copy)]
pub struct Rules<'b> {
    /// A shared cache; else a private one.
    pub shared: bool,
    /// Whether the product has a property.
    pub has: &'b dyn Fn(Property) -> bool,
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
    /// It answers `504` (`only-if-cached`, or `must-revalidate` without a connection).
    Refuse,
}
