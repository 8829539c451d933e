//! `a sees @v then @w`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::value::Value;

/// What a screen has shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Sees {
    /// Whose screen.
    pub who: Place,
    /// Where `sees` stands.
    pub keyword: Span,
    /// In order, at least one.
    pub values: Vec<Value>,
    /// Its attributes.
    pub attributes: Option<Attributes>,
}
