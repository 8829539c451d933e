//! `import "common.cd"`.

use crate::source::Span;
use crate::syntax::clause::label::Quoted;
use crate::syntax::rule::{Clauses, Rule, keyword};
use crate::syntax::tree::Node;
use chumsky::Parser;
use std::fmt;

/// Declarations of another file.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Where `import` stands.
    pub keyword: Span,
    /// Relative to the importing file.
    pub path: Quoted,
}

// rule: import = "import", quoted ;
/// The line of an import.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    keyword().then(c.quoted.clone()).map(|(keyword, path)| Node::Import(Import { keyword, path })).boxed()
}

impl fmt::Display for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "import {}", self.path)
    }
}
