//! A condition over a policy's facts: `and` `or` `not` and parentheses.

use crate::syntax::clause::name::Name;

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A fact.
    Fact(Name),
    /// `not …`
    Not(Box<Condition>),
    /// `… and …`
    And(Box<Condition>, Box<Condition>),
    /// `… or …`
    Or(Box<Condition>, Box<Condition>),
}
