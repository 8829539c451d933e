//! `channel NAME "Label" [attributes]`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::tree::Display;

/// A broadcast.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// Where `channel` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// Its attributes.
    pub attributes: Option<Attributes>,
}
