//! `create a`, `destroy a`, `activate a`, `deactivate a`.

use crate::source::Span;
use crate::syntax::clause::place::Place;

/// What happens to a lifeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LifespanKind {
    /// It begins.
    Create,
    /// It ends.
    Destroy,
    /// It starts to be busy.
    Activate,
    /// It stops being busy.
    Deactivate,
}

/// A lifeline begins, ends, or changes its activation.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifespan {
    /// Where its word stands.
    pub keyword: Span,
    /// What.
    pub kind: LifespanKind,
    /// Whose lifeline.
    pub place: Place,
}
