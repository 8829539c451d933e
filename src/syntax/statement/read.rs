//! `a => GET key [attributes]`: a read through the whole route.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::key::Key;
use crate::syntax::clause::name::Name;
use crate::syntax::clause::place::Place;

/// A read through the whole route.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The reader.
    pub who: Place,
    /// Where the arrow stands.
    pub arrow_span: Span,
    /// `GET` (or `HEAD`, `read`), as written.
    pub method: Name,
    /// What is read.
    pub key: Key,
    /// Its attributes.
    pub attributes: Option<Attributes>,
}
