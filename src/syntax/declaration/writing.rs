//! `text NAME { Markdown }`.

use crate::source::Span;
use crate::syntax::clause::name::Name;
use ecow::EcoString;

/// Markdown for the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Writing {
    /// Where `text` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// The lines between the braces as written, without their common indentation.
    pub body: EcoString,
    /// Where the lines stand.
    pub body_span: Span,
}
