//! `claim …`: what must hold in every scenario.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::duration::Duration;

/// A claim in the terms of the field.
#[derive(Clone, Debug, PartialEq)]
pub enum ClaimForm {
    /// `read-your-writes`
    ReadYourWrites,
    /// `monotonic-reads`
    MonotonicReads,
    /// `bounded-staleness D`
    BoundedStaleness(Duration),
    /// `convergence within D`
    Convergence(Duration),
    /// `private resources stay out of shared storages`
    PrivateStaysOut,
    /// `events do not loop`
    NoEventLoop,
    /// `invalidation covers dependents`
    InvalidationCovers,
}

/// What must hold in every scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Where `claim` stands.
    pub keyword: Span,
    /// What it says; a form nobody knows is an error of the reader.
    pub form: ClaimForm,
    /// Where its words stand.
    pub span: Span,
    /// Its attributes.
    pub attributes: Option<Attributes>,
}
