//! `show a, b`, `hide a`.

use crate::source::Span;
use crate::syntax::clause::place::Place;

/// Which lifelines are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Visibility {
    /// Where its word stands.
    pub keyword: Span,
    /// `hide` instead of `show`.
    pub hide: bool,
    /// In order, at least one.
    pub places: Vec<Place>,
}
