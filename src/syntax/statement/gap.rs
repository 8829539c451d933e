//! `... text ...`.

use crate::source::Span;
use crate::syntax::clause::text::Text;

/// A break in time.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// All of it.
    pub span: Span,
    /// What it says.
    pub text: Text,
}
