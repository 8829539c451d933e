//! `title: …` and `description: …`.

use crate::source::Span;
use crate::syntax::clause::text::Text;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleKind {
    /// `title:`
    Title,
    /// `description:`
    Description,
}

/// A heading of a file or scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    /// Which.
    pub kind: TitleKind,
    /// Where its word stands.
    pub keyword: Span,
    /// What it says.
    pub text: Text,
}
