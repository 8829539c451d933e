//! `resource NAME "PATTERN" [attributes] depends on NAME, …`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::label::Quoted;
use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Clauses, Rule, keyword, word, write_attributes, write_list};
use crate::syntax::tree::Node;
use crate::syntax::want::Want;
use chumsky::Parser;
use std::fmt;

/// A family of keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Where `resource` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its key pattern.
    pub pattern: Option<Quoted>,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// What it depends on.
    pub depends_on: Vec<Name>,
}

// rule: resource = "resource", name, [ quoted ], [ attributes ], [ "depends", "on", names ] ;
/// The line of a resource.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    let depends = word("depends", Want::Depends).ignore_then(word("on", Want::WordOn)).ignore_then(c.names.clone());
    keyword()
        .then(c.name.clone())
        .then(c.display.clone())
        .then(c.trailing.clone())
        .then(depends.or_not())
        .map(|((((keyword, name), pattern), attributes), depends_on)| {
            Node::Resource(Resource { keyword, name, pattern, attributes, depends_on: depends_on.unwrap_or_default() })
        })
        .boxed()
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "resource {}", self.name)?;
        if let Some(pattern) = &self.pattern {
            write!(f, " {pattern}")?;
        }
        write_attributes(f, self.attributes.as_ref())?;
        if !self.depends_on.is_empty() {
            f.write_str(" depends on ")?;
            write_list(f, &self.depends_on)?;
        }
        Ok(())
    }
}
