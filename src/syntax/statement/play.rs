//! `play NAME`: another scenario's steps here.

use crate::source::Span;
use crate::syntax::clause::name::Name;

/// Another scenario's steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Play {
    /// Where `play` stands.
    pub keyword: Span,
    /// Which scenario.
    pub scenario: Name,
}
