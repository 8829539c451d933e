//! `link a: "Title" URL`.

use crate::source::Span;
use crate::syntax::clause::label::Quoted;
use crate::syntax::clause::place::Place;
use ecow::EcoString;

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
