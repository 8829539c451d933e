//! Import: from Mermaid's sequence diagrams to a tree of ours that draws the same interaction.
//!
//! Comes in: a source, a file of one diagram or Markdown with diagrams in fences. Goes out: a [`File`], and what is wrong, or
//! what the language has no counterpart for, with its places in that source.
//!
//! 1. `markdown` finds the diagrams; everything else is blanked out, so that places stay.
//! 2. `read` makes a [`crate::mermaid::Diagram`] of each; `token` has the signs (logos), `text` the entities.
//! 3. `write` makes our tree of all.

mod markdown;
mod missing;
mod read;
mod text;
mod token;
mod write;

use crate::diagnostic::Diagnostic;
use crate::mermaid::{Diagram, Item, ItemKind};
use crate::problem::mermaid as problem;
use crate::source::{FileId, Source, Span};
use crate::syntax::tree::File;
use markdown::Place;

/// What becomes of participants that are plainly storages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storages {
    /// Nothing.
    Unsaid,
    /// They are declared as storages.
    Declared,
    /// A comment says how they would be declared.
    Remarked,
}

/// What was made of a source.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The tree; what could be read, if there are errors.
    pub file: File,
    /// In the order of the source.
    pub diagnostics: Vec<Diagnostic>,
}

/// A diagram of a file.
struct Found {
    diagram: Diagram,
}

/// Whether a diagram has a title and comments at most.
fn shows_nothing(diagram: &Diagram) -> bool {
    let silent = |item: &Item| matches!(item.kind, ItemKind::Comment(_) | ItemKind::Blank);
    diagram.participants.is_empty() && diagram.items.iter().all(silent)
}

/// Imports every sequence diagram of a source.
#[must_use]
pub fn import(source: &Source, storages: Storages) -> Imported {
    let (masked, mut places) = markdown::fences(&source.text);
    let document = !places.is_empty();
    let text = if document { masked.as_str() } else { source.text.as_str() };
    if !document {
        places.push(Place { heading: None, start: 0, end: text.len() });
    }
    let mut missing = missing::Missing::default();
    let mut diagnostics = Vec::new();
    let mut found = Vec::new();
    for place in places {
        let mut read = read::read(text, place.start, place.end);
        let other = read.errors.iter().all(|e| e.code == crate::diagnostic::Code::NoDiagram) && !read.errors.is_empty();
        if document && other {
            continue;
        }
        missing.add(read.missing);
        diagnostics.append(&mut read.errors);
        read.diagram.heading = place.heading;
        found.push(Found { diagram: read.diagram });
    }
    let start = Span::new(FileId(0), 0, 0);
    if found.is_empty() {
        diagnostics.push(problem::no_diagram(start, None));
    } else if diagnostics.is_empty() && found.iter().all(|found| shows_nothing(&found.diagram)) {
        diagnostics.push(problem::empty_diagram(start));
    }
    let file = write::write(&found, storages, &mut missing);
    diagnostics.extend(missing.told());
    diagnostics.sort_by_key(|d| d.span.start);
    Imported { file, diagnostics }
}
