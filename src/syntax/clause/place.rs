//! A participant where it is used: `alice`, `carol.proxy-isp`, `server.2.memCache`, `every server`, `other server`.

use crate::source::Span;
use crate::syntax::clause::name::Name;

/// A word before a participant that says how many are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// `every server`, `every user`, `every storage`
    Every,
    /// `other server`: all but the sender
    Other,
    /// `some proxy` (claims)
    Some,
    /// `no storage` (claims)
    No,
}

/// A participant.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// How many.
    pub quantifier: Option<Quantifier>,
    /// The dotted parts, at least one; a number part is its digits.
    pub parts: Vec<Name>,
    /// All of it.
    pub span: Span,
}
