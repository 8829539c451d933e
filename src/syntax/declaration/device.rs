//! `device NAME "Label" [attributes] { storage … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::tree::{Block, Display};

/// A place that owns storages and may act.
#[derive(Clone, Debug, PartialEq)]
pub struct Device {
    /// Where `device` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// Its storages.
    pub body: Option<Block>,
}
