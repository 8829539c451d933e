//! `flow NAME "Label" [down|right] { a -> b? -> c: label }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::label::Quoted;
use crate::syntax::clause::name::Name;
use crate::syntax::clause::text::Text;
use crate::syntax::rule::{Clauses, Headed, Rule, headed, sign, write_attributes, write_head, write_text};
use crate::syntax::token::Token;
use crate::syntax::tree::{Block, Display, Node};
use crate::syntax::want::Want;
use chumsky::{IterParser, Parser};
use std::fmt;

/// Steps, decisions and labelled edges.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Where `flow` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// Its chains, groups and notes.
    pub body: Block,
}

/// A node where a chain names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Its name.
    pub name: Name,
    /// Written with `?`: a decision.
    pub decision: bool,
    /// Its display name.
    pub label: Option<Quoted>,
}

/// `a "A" -> b? "B?": label`; one node alone declares it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// At least one.
    pub stops: Vec<Stop>,
    /// The label of its edges.
    pub text: Option<Text>,
    /// Attributes, if no text carries them.
    pub attributes: Option<Attributes>,
}

// rule: flow = "flow", name, [ quoted ], [ attributes ], block ;
/// The head of a flow.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    headed(c)
        .map(|Headed { keyword, name, label, attributes }| {
            Node::Flow(Flow { keyword, name, label, attributes, body: Block::default() })
        })
        .boxed()
}

impl fmt::Display for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_head(f, "flow", &self.name, self.label.as_ref(), self.attributes.as_ref())
    }
}

// rule: stop = name, [ "?" ], [ quoted ] ;
// rule: chain = stop, { "->", stop }, [ attributes ], [ ":", text ] ;
/// The head of a chain.
#[must_use]
pub fn chain<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    let stop = c
        .name
        .clone()
        .labelled(Want::Stop)
        .then(sign(Token::Question, Want::Stop).or_not())
        .then(c.display.clone())
        .map(|((name, question), label)| Stop { name, decision: question.is_some(), label });
    stop.separated_by(sign(Token::Arrow, Want::Plain))
        .at_least(1)
        .collect()
        .then(c.trailing.clone())
        .map(|(stops, attributes)| Node::Chain(Chain { stops, text: None, attributes }))
        .boxed()
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.name, if self.decision { "?" } else { "" })?;
        self.label.as_ref().map_or(Ok(()), |label| write!(f, " {label}"))
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, stop) in self.stops.iter().enumerate() {
            write!(f, "{}{stop}", if i == 0 { "" } else { " -> " })?;
        }
        write_attributes(f, self.attributes.as_ref())?;
        write_text(f, self.text.as_ref())
    }
}
