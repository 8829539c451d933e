//! A name: a letter or `_`, then letters, digits, `_` and single inner `-`.

use crate::source::Span;
use ecow::EcoString;

/// A name where it is used or declared.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// As written.
    pub text: EcoString,
    /// Where.
    pub span: Span,
}

/// A whole number.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// What it says.
    pub value: u32,
    /// Where.
    pub span: Span,
}
