//! `resource NAME "PATTERN" [attributes] depends on NAME, …`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::label::Quoted;
use crate::syntax::clause::name::Name;

/// A family of keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Where `resource` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its key pattern.
    pub pattern: Option<Quoted>,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// What it depends on.
    pub depends_on: Vec<Name>,
}
