//! `given KEY = @v in s, t [attributes]`, `given KEY empty in s`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::key::Key;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::value::Value;
use crate::syntax::rule::{Clauses, Rule, keyword, sign, word, write_attributes, write_list};
use crate::syntax::token::Token;
use crate::syntax::tree::Node;
use crate::syntax::want::Want;
use chumsky::Parser;
use chumsky::primitive::choice;
use std::fmt;

/// What the copies hold at the start.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// `= @v`
    Value(Value),
    /// `empty`
    Empty(Span),
}

/// A starting state.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Where `given` stands.
    pub keyword: Span,
    /// Which key.
    pub key: Key,
    /// What is there.
    pub state: State,
    /// In which storages (`every storage` is one place with a quantifier); empty if left out.
    pub within: Vec<Place>,
    /// Its attributes.
    pub attributes: Option<Attributes>,
}

// rule: given = "given", key, ( "=", value | "empty" ), [ "in", places ], [ attributes ] ;
/// The line of a starting state.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    let state = choice((
        sign(Token::Equals, Want::Equals).ignore_then(c.value.clone()).map(State::Value),
        word("empty", Want::Empty).map(State::Empty),
    ));
    keyword()
        .then(c.key.clone())
        .then(state)
        .then(word("in", Want::In).ignore_then(c.places.clone()).or_not())
        .then(c.trailing.clone())
        .map(|((((keyword, key), state), within), attributes)| {
            Node::Given(Given { keyword, key, state, within: within.unwrap_or_default(), attributes })
        })
        .boxed()
}

impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "given {}", self.key)?;
        match &self.state {
            State::Value(value) => write!(f, " = {value}")?,
            State::Empty(_) => f.write_str(" empty")?,
        }
        if !self.within.is_empty() {
            f.write_str(" in ")?;
            write_list(f, &self.within)?;
        }
        write_attributes(f, self.attributes.as_ref())
    }
}
