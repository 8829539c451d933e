//! `alt text { } else text { }`, `opt`, `loop`, `par { } and { }`, `break`, `critical`, `group`.

use crate::source::Span;
use crate::syntax::clause::name::Number;
use crate::syntax::clause::text::Text;
use crate::syntax::tree::Block;

/// Which fragment (UML 2.5.1 §17.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FragmentKind {
    /// One of several operands.
    Alt,
    /// Perhaps.
    Opt,
    /// Again and again.
    Loop,
    /// At the same time.
    Par,
    /// Instead of what follows.
    Break,
    /// Uninterrupted.
    Critical,
    /// Just belonging together.
    Group,
}

/// One compartment of a fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// Where its first word (`alt`, `else`, `and` …) stands.
    pub keyword: Span,
    /// Its guard or title.
    pub text: Option<Text>,
    /// Its statements.
    pub body: Block,
}

/// A fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    /// Which.
    pub kind: FragmentKind,
    /// `loop N`
    pub times: Option<Number>,
    /// At least one.
    pub operands: Vec<Operand>,
}
