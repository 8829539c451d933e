//! Prose of a storage: `how: …` `persist: …` `update: …` `shared: …`.

use crate::syntax::clause::name::Name;
use crate::syntax::clause::text::Text;
use crate::syntax::rule::{Clauses, Rule, write_text};
use crate::syntax::tree::Node;
use chumsky::Parser;
use std::fmt;

/// One line of prose for the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Which cell; the check knows which exist.
    pub name: Name,
    /// What it says.
    pub text: Text,
}

// rule: property = name, ":", text ;
/// The head of a property.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    c.name.clone().map(|name| Node::Property(Property { name, text: Text::default() })).boxed()
}

impl fmt::Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.name)?;
        write_text(f, Some(&self.text))
    }
}
