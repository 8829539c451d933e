//! `tone NAME "#2f5fd0"`.

use crate::source::Span;
use crate::syntax::clause::label::Quoted;
use crate::syntax::clause::name::Name;

/// A named colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Tone {
    /// Where `tone` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// `#rgb` or `#rrggbb`; the check says so if it is not.
    pub colour: Quoted,
}
