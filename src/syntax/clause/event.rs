//! An event on a channel: `NAME[:ID] [ACTION]`.

use crate::source::Span;
use crate::syntax::clause::name::Name;

/// An event as a message bears it or a claim counts it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What it is about.
    pub name: Name,
    /// Which one.
    pub id: Option<Name>,
    /// What happened to it.
    pub action: Option<Name>,
    /// All of it.
    pub span: Span,
}
