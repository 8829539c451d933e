//! `== text ==`.

use crate::source::Span;
use crate::syntax::clause::text::Text;

/// A chapter heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Divider {
    /// All of it.
    pub span: Span,
    /// What it says.
    pub text: Text,
}
