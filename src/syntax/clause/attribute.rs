//! Attributes: `[name, name=value, …]`.

use crate::source::Span;
use crate::syntax::clause::name::Name;
use ecow::EcoString;

/// How an attribute's value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `user`, also `post:1`-like words and paths
    Word,
    /// `12`
    Number,
    /// `5m`
    Duration,
    /// `"reload close"`, without its quotes
    Quoted,
    /// `@alice`
    Value,
    /// `/nodes/1`
    Path,
}

/// What stands behind `=`.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// As written, a quoted text without its quotes.
    pub text: EcoString,
    /// How.
    pub form: Form,
    /// Where, with quotes.
    pub span: Span,
}

/// One attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// Its value, if any.
    pub value: Option<Given>,
    /// All of it.
    pub span: Span,
}

/// A bracket of attributes.
#[derive(Clone, Debug, PartialEq)]
pub struct Attributes {
    /// In written order.
    pub list: Vec<Attribute>,
    /// With its brackets.
    pub span: Span,
}

impl Attributes {
    /// The first attribute of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Attribute> {
        self.list.iter().find(|a| a.name.text == name)
    }
}
