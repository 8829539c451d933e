//! `scenario NAME "Label" [attributes] { … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::tree::{Block, Display};

/// What happens.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Where `scenario` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// Its statements.
    pub body: Block,
}
