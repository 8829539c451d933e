//! A value: `@name`.

use crate::source::Span;
use ecow::EcoString;

/// What a copy may hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// With its `@`.
    pub text: EcoString,
    /// Where.
    pub span: Span,
}
