//! Text after a colon: read as an operation, an event or a guard where it has that form, and always as text.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::event::Event;
use crate::syntax::clause::operation::Operation;
use crate::syntax::clause::predicate::Predicate;
use ecow::EcoString;

/// Text up to the end of its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// As written, without the comment and outer white space; a trailing bracket is still part of it.
    pub raw: EcoString,
    /// Where `raw` stands.
    pub span: Span,
    /// `raw` without the trailing bracket.
    pub plain: EcoString,
    /// The trailing bracket, if it has the form of attributes and white space precedes it.
    pub attributes: Option<Attributes>,
    /// What `plain` says as an operation.
    pub operation: Option<Operation>,
    /// What `plain` says as an event.
    pub event: Option<Event>,
    /// What `plain` says as a guard `STORAGE holds @v of KEY`.
    pub guard: Option<Predicate>,
}
