//! `given KEY = @v in s, t [attributes]`, `given KEY empty in s`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::key::Key;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::value::Value;

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
