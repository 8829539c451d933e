//! `storage NAME "Label" [attributes] { how: … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::tree::{Block, Display};

/// A place that keeps copies.
#[derive(Clone, Debug, PartialEq)]
pub struct Storage {
    /// Where `storage` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// Its prose ([`super::property::Property`] lines).
    pub body: Option<Block>,
}
