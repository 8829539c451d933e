//! Keys: what is cached.

use super::id::ResourceId;
use crate::source::Span;
use ecow::EcoString;

/// A key where it is used.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// As written: `/nodes/1`, `posts`, `post:1`, with holes `{id}` inside reactions, `key` for the bound one.
    pub text: EcoString,
    /// Its resource; `None` in a sketch, for an endpoint of an unsafe method, and for the bound `key`.
    pub resource: Option<ResourceId>,
    /// It is the bound `key` of a method or reaction.
    pub bound: bool,
    /// Where it stands.
    pub span: Span,
}
