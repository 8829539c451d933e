//! A page: everything that a file tells, in sections, ready to be spelled as one HTML document.

use crate::scene::Scene;
use crate::table::Table;
use crate::timeline::{Timeline, Wording};
use crate::verdict::Checked;
use ecow::EcoString;

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// What it is called.
    pub title: Wording,
    /// What stands below the title.
    pub description: Option<Wording>,
    /// The source's name, without its folder.
    pub file: String,
    /// Colours of declared tones: name and `#rrggbb`.
    pub tones: Vec<(EcoString, EcoString)>,
    /// From top to bottom.
    pub sections: Vec<Section>,
}

/// A part with a heading of its own, which the list of contents names.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// What links to it: the view's name.
    pub name: String,
    /// Its heading; empty for a text that brings its own.
    pub title: Wording,
    /// What stands below the heading.
    pub description: Option<Wording>,
    /// The documentation of what it shows: Markdown.
    pub docs: EcoString,
    /// Where more is told, a path or an address.
    pub source: Option<EcoString>,
    /// From top to bottom.
    pub parts: Vec<Part>,
}

/// What a section shows.
#[derive(Clone, Debug)]
pub enum Part {
    /// Markdown.
    Text(EcoString),
    /// A table.
    Table(Table),
    /// A picture without steps.
    Picture(Scene),
    /// A run that a reader may step through.
    Run(Box<Run>),
    /// What came of a scenario's claims.
    Claims(Box<Checked>),
    /// Declarations with their documentation.
    Entries(Vec<Entry>),
}

/// A run and its picture.
#[derive(Clone, Debug)]
pub struct Run {
    /// What links to it and, before `-step-12`, to its steps.
    pub name: String,
    /// Its heading, if it is not that of its section.
    pub heading: Option<String>,
    /// Its picture.
    pub scene: Scene,
    /// What happens.
    pub timeline: Timeline,
    /// For each moment the place of its group among those of the picture that stand for moments.
    pub drawn: Vec<Option<u32>>,
    /// The claims that fail in it, by their number among those of its scenario.
    pub claims: Vec<usize>,
}

/// A declaration that says more about itself.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The word that declares it.
    pub keyword: &'static str,
    /// Its name.
    pub name: EcoString,
    /// Its display name.
    pub label: EcoString,
    /// Its documentation: Markdown.
    pub docs: EcoString,
    /// Where more is told, a path or an address.
    pub source: Option<EcoString>,
}
