//! Policies: decision tables over named facts.

use super::Declared;
use super::id::{FactId, RouteId};
use super::operation::Directives;
use super::step::Attribute;
use crate::source::Span;
use crate::timeline::{Tone, Wording};
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
    /// Where its first word stands.
    pub span: Span,
    /// `None` for `otherwise`.
    pub condition: Option<Condition>,
    /// As written.
    pub outcome: EcoString,
    /// Where that stands.
    pub outcome_span: Span,
    /// The route of that name, if one.
    pub route: Option<RouteId>,
    /// What the request gets.
    pub attributes: Vec<Attribute>,
    /// The HTTP ones among them.
    pub directives: Directives,
    /// Its tone.
    pub tone: Option<Tone>,
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

impl Condition {
    /// Whether it holds.
    #[must_use]
    pub fn holds(&self, facts: &dyn Fn(FactId) -> bool) -> bool {
        match self {
            Self::Fact(id) => facts(*id),
            Self::Not(one) => !one.holds(facts),
            Self::And(one, other) => one.holds(facts) && other.holds(facts),
            Self::Or(one, other) => one.holds(facts) || other.holds(facts),
        }
    }
}

impl Policy {
    /// The rule that fires, by index.
    #[must_use]
    pub fn decide(&self, facts: &dyn Fn(FactId) -> bool) -> Option<usize> {
        self.rules.iter().position(|rule| rule.condition.as_ref().is_none_or(|condition| condition.holds(facts)))
    }

    /// Whether two rules come to the same: outcome and attributes.
    #[must_use]
    pub fn same(one: &Rule, other: &Rule) -> bool {
        one.outcome == other.outcome && one.attributes == other.attributes
    }

    /// A condition as its author would write it, in as few parentheses as it needs; `otherwise` for none.
    #[must_use]
    pub fn told(&self, condition: Option<&Condition>) -> String {
        condition.map_or_else(|| "otherwise".to_owned(), |condition| self.spelt(condition, 0))
    }

    /// `binding`: how strongly what stands around binds; no deeper than the syntax nests conditions.
    fn spelt(&self, condition: &Condition, binding: u8) -> String {
        let (own, text) = match condition {
            Condition::Fact(id) => {
                return self.facts.get(id.index()).map_or_else(String::new, |fact| fact.name.to_string());
            }
            Condition::Not(one) => (3, format!("not {}", self.spelt(one, 3))),
            Condition::And(one, other) => (2, format!("{} and {}", self.spelt(one, 2), self.spelt(other, 3))),
            Condition::Or(one, other) => (1, format!("{} or {}", self.spelt(one, 1), self.spelt(other, 2))),
        };
        if own < binding { format!("({text})") } else { text }
    }
}
