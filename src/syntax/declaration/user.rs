//! `user NAME "Label" [attributes]`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::tree::Display;

/// A person with a browser.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// Where `user` stands.
    pub keyword: Span,
    /// Their name.
    pub name: Name,
    /// Their display name.
    pub label: Display,
    /// Their attributes: dimensions, `via`, `side`, `tone`.
    pub attributes: Option<Attributes>,
}
