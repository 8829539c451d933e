//! `flow NAME "Label" [down|right] { a -> b? -> c: label }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::label::Quoted;
use crate::syntax::clause::name::Name;
use crate::syntax::clause::text::Text;
use crate::syntax::tree::{Block, Display};

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
