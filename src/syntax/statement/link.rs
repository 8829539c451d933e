//! `link a: "Title" URL`.

use crate::source::Span;
use crate::syntax::clause::label::Quoted;
use crate::syntax::clause::place::Place;
use crate::syntax::rule::{Clauses, Rule, keyword};
use crate::syntax::tree::Node;
use chumsky::Parser;
use ecow::EcoString;
use std::fmt;

/// A link on a participant.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where `link` stands.
    pub keyword: Span,
    /// On whom.
    pub place: Place,
    /// Its title.
    pub title: Quoted,
    /// Where to, as written.
    pub url: EcoString,
    /// Where the URL stands.
    pub url_span: Span,
}

// rule: link = "link", place, ":", quoted, url ;
/// The head of a link; its title and URL are taken from the text.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    keyword()
        .then(c.place.clone())
        .map(|(keyword, place)| {
            let title = Quoted { text: EcoString::new(), span: Span::default() };
            Node::Link(Link { keyword, place, title, url: EcoString::new(), url_span: Span::default() })
        })
        .boxed()
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "link {}: {} {}", self.place, self.title, self.url)
    }
}
