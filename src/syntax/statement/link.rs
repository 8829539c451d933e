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

/// Whether an address is http, https or relative: no other scheme, no other host.
#[must_use]
pub fn is_safe(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    if url.is_empty() || url.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return false;
    }
    if let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) {
        return !rest.is_empty();
    }
    // A colon before the first slash, question mark or hash would make it a scheme (RFC 3986 §4.2).
    let first = lower.split(['/', '?', '#']).next().unwrap_or("");
    !first.contains(':') && !lower.starts_with("//") && !lower.contains('\\')
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
