//! A display name in quotes.

use crate::source::Span;
use ecow::EcoString;

/// A quoted text; `\"` and `\\` are already undone, `\n` is kept for the layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// Without its quotes.
    pub text: EcoString,
    /// With its quotes.
    pub span: Span,
}
