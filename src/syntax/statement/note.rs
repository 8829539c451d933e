//! `note over a, b: text`, `note left of a: …`, `note right of a: …`, in a flow `note on a: …`.

use crate::source::Span;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::text::Text;

/// Where a note stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `over`
    Over,
    /// `left of`
    Left,
    /// `right of`
    Right,
    /// `on` (flows)
    On,
}

/// A note.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Where `note` stands.
    pub keyword: Span,
    /// Which side.
    pub side: Side,
    /// At least one; exactly one unless over.
    pub places: Vec<Place>,
    /// What it says.
    pub text: Text,
}
