//! `expect …` and `possible …`: a claim at this point.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::predicate::Predicate;

/// A claim at a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Expect {
    /// Where its first word stands.
    pub keyword: Span,
    /// `possible` instead of `expect`.
    pub possible: bool,
    /// What is claimed.
    pub predicate: Predicate,
    /// Where the claim's words stand.
    pub span: Span,
    /// Its attributes.
    pub attributes: Option<Attributes>,
}
