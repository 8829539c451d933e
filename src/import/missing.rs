//! What the language has no counterpart for: told once a kind, at its first place, and kept as a comment.

use crate::diagnostic::Diagnostic;
use crate::problem::mermaid as problem;
use crate::source::Span;
use indexmap::IndexMap;

/// A kind of thing that the language does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Thing {
    /// `box … end`
    Boxes,
    /// `rect COLOUR`
    Colours,
    /// `autonumber 10 5`, `autonumber off`
    Numbers,
    /// `%%{ … }%%`, and front matter but its title
    Settings,
    /// `properties`, `details`, keys of `@{ … }`
    Properties,
    /// Links to nowhere that the language allows
    Links,
    /// `@{ "type": "queue" }`
    Kinds,
    /// `->`, `-->`
    Headless,
    /// `-|\`
    Halves,
    /// `<<->>`
    Both,
    /// `()`
    Central,
    /// `--x`, `--)`
    Dotted,
    /// `par_over`
    ParOver,
    /// `option`
    Options,
}

impl Thing {
    /// In the plural, and what became of it.
    fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Boxes => ("boxes around participants", "kept as comments"),
            Self::Colours => ("background colours", "kept as comments of a `group`"),
            Self::Numbers => ("numbers other than 1, 2, 3", "kept as a comment"),
            Self::Settings => ("settings of the drawing program", "kept as comments"),
            Self::Properties => ("properties of participants", "kept as comments"),
            Self::Links => ("links that are neither http, https nor relative", "kept as comments"),
            Self::Kinds => ("kinds of participants but people in a sketch", "drawn as devices, the kind is a comment"),
            Self::Headless => ("lines without an arrow head", "drawn with one, the line's sign is kept as a comment"),
            Self::Halves => ("half arrow heads", "drawn as whole ones, the arrow is kept as a comment"),
            Self::Both => ("arrows with two heads", "drawn with one, the arrow is kept as a comment"),
            Self::Central => ("arrows that end in a dot", "drawn without it, the arrow is kept as a comment"),
            Self::Dotted => ("dotted lines of such arrows", "drawn as the plain ones, the arrow is kept as a comment"),
            Self::ParOver => ("operands that lie over each other", "written as `par`, the word is kept as a comment"),
            Self::Options => ("options of a `critical`", "each is written as an `opt` in it"),
        }
    }
}

/// What was found of that.
#[derive(Debug, Default)]
pub(super) struct Missing {
    found: IndexMap<Thing, Vec<Span>>,
}

impl Missing {
    /// Takes down one.
    pub fn note(&mut self, thing: Thing, span: Span) {
        self.found.entry(thing).or_default().push(span);
    }

    /// Takes down all that another diagram has.
    pub fn add(&mut self, other: Self) {
        for (thing, spans) in other.found {
            self.found.entry(thing).or_default().extend(spans);
        }
    }

    /// One finding a kind.
    pub fn told(self) -> Vec<Diagnostic> {
        let one = |(thing, spans): (Thing, Vec<Span>)| {
            let (what, became) = thing.told();
            problem::no_counterpart(what, became, &spans)
        };
        self.found.into_iter().map(one).collect()
    }
}
