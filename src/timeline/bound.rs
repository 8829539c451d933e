//! Staleness bounds: how long an outdated value can still be shown.

use ecow::EcoString;
use std::sync::Arc;

/// A storage's share of a bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The storages that share one lifetime, from the reader to the origin: several where Age travels between them
    /// (RFC 9111 §4.2.3), else one; none for the way of the read itself.
    pub storages: Vec<EcoString>,
    /// The longest time in milliseconds; `None` without end.
    pub millis: Option<u64>,
    /// Why it is that long: a short phrase (`ttl=5m`, `s-maxage=60s`, `nothing limits it`).
    pub why: EcoString,
}

/// How old what a reader sees of a resource can be, counted from the write that outdated it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Readers alike, by name.
    pub readers: Arc<[EcoString]>,
    /// The resource's name.
    pub resource: EcoString,
    /// In milliseconds; `None` for unbounded.
    pub millis: Option<u64>,
    /// What adds up to it, from the reader to the origin.
    pub shares: Vec<Share>,
    /// Hops whose time was not declared and counts as none: names of storages.
    pub undeclared: Vec<EcoString>,
}
