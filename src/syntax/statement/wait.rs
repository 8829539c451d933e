//! `wait 5m: text`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::duration::Duration;
use crate::syntax::clause::text::Text;

/// Time that passes.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// Where `wait` stands.
    pub keyword: Span,
    /// How long.
    pub duration: Duration,
    /// What it says.
    pub text: Option<Text>,
    /// Attributes, if no text carries them.
    pub attributes: Option<Attributes>,
}
