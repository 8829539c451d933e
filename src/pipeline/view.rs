//! Views and formats: what a file can show, and in which kinds of files.

use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::problem::output;
use crate::source::{FileId, Span};
use crate::timeline::Timeline;

/// Something that a file can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// A scenario, by its index.
    Scenario(usize),
    /// The storages table.
    Storages,
}

/// A kind of output file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A picture that scales.
    Svg,
    /// A picture of pixels.
    #[cfg(feature = "png")]
    Png,
    /// Tables and texts.
    Markdown,
    /// The model and what happens, for programs.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Svg,
        #[cfg(feature = "png")]
        Self::Png,
        Self::Markdown,
        Self::Json,
    ];

    /// How names of such files end, without the dot; also what the format is called.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            #[cfg(feature = "png")]
            Self::Png => "png",
            Self::Markdown => "md",
            Self::Json => "json",
        }
    }

    /// The format of that ending; upper and lower case alike.
    #[must_use]
    pub fn of(ending: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.ending().eq_ignore_ascii_case(ending))
    }

    /// Whether such files show this view.
    #[must_use]
    pub fn shows(self, view: &View) -> bool {
        match (self, view) {
            (Self::Json, _) => true,
            (Self::Markdown, View::Storages) => true,
            (Self::Markdown, View::Scenario(_)) | (Self::Svg, View::Storages) => false,
            (Self::Svg, View::Scenario(_)) => true,
            #[cfg(feature = "png")]
            (Self::Png, View::Storages) => false,
            #[cfg(feature = "png")]
            (Self::Png, View::Scenario(_)) => true,
        }
    }
}

/// All views of a model with their names; the unnamed scenario's is empty.
#[must_use]
pub fn all(model: &Model) -> Vec<(String, View)> {
    let scenarios = model.scenarios.iter().enumerate();
    let mut views: Vec<_> = scenarios.map(|(i, s)| (s.declared.name.to_string(), View::Scenario(i))).collect();
    if !model.storages.is_empty() {
        views.push(("storages".into(), View::Storages));
    }
    views
}

/// The views of these names, or all that the format shows if no name is given.
///
/// # Errors
/// A view that does not exist or that the format cannot show; nothing to show.
pub fn choose(names: &[String], format: Format, model: &Model) -> Result<Vec<View>, Box<Diagnostic>> {
    let start = Span::new(FileId(0), 0, 0);
    let views = all(model);
    let known: Vec<&str> = views.iter().map(|(name, _)| name.as_str()).filter(|name| !name.is_empty()).collect();
    let mut chosen: Vec<View> = Vec::new();
    for name in names {
        let Some((_, view)) = views.iter().find(|(known, _)| known == name) else {
            return Err(Box::new(output::unknown_view(start, name, &known)));
        };
        if !format.shows(view) {
            let instead = if *view == View::Storages { ".md" } else { ".svg" };
            return Err(Box::new(output::view_not_in(start, name, format.ending(), instead)));
        }
        if !chosen.contains(view) {
            chosen.push(view.clone());
        }
    }
    if names.is_empty() {
        chosen = views.into_iter().map(|(_, view)| view).filter(|view| format.shows(view)).collect();
    }
    let told = format == Format::Json || (format == Format::Markdown && has_words(model));
    if chosen.is_empty() && !told {
        let wanted = if format == Format::Markdown { "a storage" } else { "a scenario" };
        return Err(Box::new(output::no_view(start, format.ending(), wanted)));
    }
    Ok(chosen)
}

/// Whether a model has words for a report besides its tables.
fn has_words(model: &Model) -> bool {
    model.title.is_some() || model.description.is_some() || !model.texts.is_empty()
}

/// The timelines of the chosen scenarios, in the order chosen.
#[must_use]
pub fn timelines<'t>(views: &[View], all: &'t [Timeline]) -> Vec<&'t Timeline> {
    let scenario = |view: &View| match view {
        View::Scenario(index) => all.get(*index),
        View::Storages => None,
    };
    views.iter().filter_map(scenario).collect()
}
