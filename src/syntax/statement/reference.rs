//! `ref over a, b: text`.

use crate::source::Span;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::text::Text;

/// A reference to another diagram (UML interaction use).
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// Where `ref` stands.
    pub keyword: Span,
    /// At least one.
    pub places: Vec<Place>,
    /// Which diagram.
    pub text: Text,
}
