//! `policy NAME "Label" { fact … when … => … otherwise => … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::condition::Condition;
use crate::syntax::clause::name::Name;
use crate::syntax::clause::text::Text;
use crate::syntax::tree::{Block, Display};

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
