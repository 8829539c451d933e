//! `method NAME "Label" [by=…] { … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::tree::{Block, Display};

/// An invalidation method.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// Where `method` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// What it does.
    pub body: Block,
}
