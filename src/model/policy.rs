//! Policies: decision tables over named facts.

use super::Declared;
use super::id::{FactId, RouteId};
use super::step::Attribute;
use crate::timeline::Wording;
use ecow::EcoString;

/// A condition over facts.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A fact.
    Fact(FactId),
    /// `not …`
    Not(Box<Condition>),
    /// `… and …`
    And(Box<Condition>, Box<Condition>),
    /// `… or …`
    Or(Box<Condition>, Box<Condition>),
}

/// A rule; the first that matches wins.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its line, from 1.
    pub line: u32,
    /// `None` for `otherwise`.
    pub condition: Option<Condition>,
    /// As written.
    pub outcome: EcoString,
    /// The route of that name, if one.
    pub route: Option<RouteId>,
    /// What the request gets.
    pub attributes: Vec<Attribute>,
    /// What it means.
    pub text: Option<Wording>,
}

/// A decision table.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Name, label and place.
    pub declared: Declared,
    /// Its facts.
    pub facts: Vec<Declared>,
    /// Its rules.
    pub rules: Vec<Rule>,
}
