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
    /// Whether it changes while somebody reads it.
    pub live: Option<Live>,
}

/// What a page says that is shown while its program is being written.
#[derive(Clone, Debug, Default)]
pub struct Live {
    /// The same for the same page, whatever stands over it.
    pub version: String,
    /// What stands over the page.
    pub notice: Notice,
}

/// What was found in a program, to be told over its page.
#[derive(Clone, Debug, Default)]
pub struct Notice {
    /// How many errors: if there are any, the page is an older one.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// The findings as a terminal shows them, in colour.
    pub text: String,
    /// Whether there is no page below it yet.
    pub alone: bool,
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
