//! `route NAME: a > b > c`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::tree::Display;

/// Which storages a read passes, nearest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Where `route` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// At least one storage.
    pub hops: Vec<Name>,
    /// Its attributes.
    pub attributes: Option<Attributes>,
}
