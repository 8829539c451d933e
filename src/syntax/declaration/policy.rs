//! `policy NAME "Label" { fact … when … => … otherwise => … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::condition;
use crate::syntax::clause::condition::Condition;
use crate::syntax::clause::name::Name;
use crate::syntax::clause::text::Text;
use crate::syntax::rule::{self, Clauses, Headed, headed, keyword, sign, write_attributes, write_head, write_text};
use crate::syntax::token::Token;
use crate::syntax::tree::{Block, Display, Node};
use crate::syntax::want::Want;
use chumsky::Parser;
use std::fmt;

/// A decision table.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Where `policy` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// Its facts and rules.
    pub body: Block,
}

/// `fact NAME "Label"`
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Where `fact` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
}

/// `when CONDITION => OUTCOME [attributes]: text`, `otherwise => …`
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Where its first word stands.
    pub keyword: Span,
    /// `None` for `otherwise`.
    pub condition: Option<Condition>,
    /// A route or a plain name.
    pub outcome: Name,
    /// What the request gets.
    pub attributes: Option<Attributes>,
    /// What it means.
    pub text: Option<Text>,
}

// rule: policy = "policy", name, [ quoted ], [ attributes ], block ;
/// The head of a policy.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> rule::Rule<'t, Node> {
    headed(c)
        .map(|Headed { keyword, name, label, attributes }| {
            Node::Policy(Policy { keyword, name, label, attributes, body: Block::default() })
        })
        .boxed()
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_head(f, "policy", &self.name, self.label.as_ref(), self.attributes.as_ref())
    }
}

// rule: fact = "fact", name, [ quoted ] ;
/// The line of a fact.
#[must_use]
pub fn fact<'t>(c: &Clauses<'t>) -> rule::Rule<'t, Node> {
    keyword()
        .then(c.name.clone())
        .then(c.display.clone())
        .map(|((keyword, name), label)| Node::Fact(Fact { keyword, name, label }))
        .boxed()
}

// rule: when = ( "when", condition | "otherwise" ), "=>", name, [ attributes ], [ ":", text ] ;
/// The head of a rule, after `when` and a condition, or after `otherwise`.
#[must_use]
pub fn when<'t>(c: &Clauses<'t>, otherwise: bool) -> rule::Rule<'t, Node> {
    let condition =
        if otherwise { chumsky::primitive::empty().to(None).boxed() } else { condition::rule().map(Some).boxed() };
    keyword()
        .then(condition)
        .then_ignore(sign(Token::Through, Want::Through))
        .then(c.name.clone().labelled(Want::Outcome))
        .then(c.trailing.clone())
        .map(|(((keyword, condition), outcome), attributes)| {
            Node::Rule(Rule { keyword, condition, outcome, attributes, text: None })
        })
        .boxed()
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_head(f, "fact", &self.name, self.label.as_ref(), None)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.condition {
            Some(condition) => write!(f, "when {condition} => {}", self.outcome)?,
            None => write!(f, "otherwise => {}", self.outcome)?,
        }
        write_attributes(f, self.attributes.as_ref())?;
        write_text(f, self.text.as_ref())
    }
}
