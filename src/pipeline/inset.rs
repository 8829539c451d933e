//! Insets: views that stand in somebody else's document, a book's chapter, as pieces of HTML and Markdown.

use super::{Findings, FontMode, Format, Simulated, View, view};
use crate::diagnostic::Diagnostic;
use crate::render::{highlight, inset, markdown};
use crate::source::Source;
use crate::theme::Theme;

pub use crate::render::inset::{note, rules, style};

/// A view in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inset {
    /// One line of HTML.
    Html(String),
    /// Markdown, as many lines as it takes.
    Markdown(String),
}

/// How a view that can be both is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Drawn.
    Picture,
    /// As a table.
    Table,
}

/// How insets are written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The colours.
    pub theme: &'static Theme,
    /// [`FontMode::Embed`] where the document has the whole [`style`].
    pub fonts: FontMode,
    /// Whether the document takes no HTML: then runs are told in words.
    pub plain: bool,
}

impl Simulated {
    /// The chosen views one after the other: runs and charts as pictures, everything else as tables, unless asked for
    /// otherwise. Without names what a picture shows by itself.
    ///
    /// # Errors
    /// The findings with one more: a view that does not exist or cannot be shown so, or a limit.
    pub fn insets(
        &self,
        names: &[String],
        shape: Option<Shape>,
        style: Style,
    ) -> Result<(Vec<Inset>, Vec<Diagnostic>), Findings> {
        let format = if shape == Some(Shape::Table) { Format::Markdown } else { Format::Svg };
        let views = view::choose(names, format, self).map_err(|problem| self.refused(*problem))?;
        let mut insets = Vec::new();
        let mut advice = Vec::new();
        for view in views {
            let drawn = match shape {
                Some(Shape::Picture) => true,
                Some(Shape::Table) => false,
                None => Format::own(view) == Format::Svg,
            };
            let shown = if style.plain { self.told(view) } else { None };
            let shown = match (shown, drawn) {
                (Some(told), _) => Some(told),
                (None, false) => self.table(view).map(|table| Inset::Markdown(markdown::part(&[table]))),
                (None, true) => {
                    let drawn = self.picture(&[view])?;
                    advice.extend(drawn.advice);
                    Some(Inset::Html(inset::picture(&drawn.scene, style.theme, style.fonts)))
                }
            };
            insets.extend(shown);
        }
        Ok((insets, advice))
    }

    /// A view without a picture.
    fn told(&self, view: View) -> Option<Inset> {
        let run = view::timelines(&[view], self).first().map(|run| markdown::words(run));
        let table = || self.table(view).map(|table| markdown::part(&[table]));
        run.or_else(table).map(Inset::Markdown)
    }
}

/// A program on one line of HTML, its words coloured by the classes of highlight.js.
#[must_use]
pub fn highlighted(source: &Source) -> String {
    highlight::highlight(source)
}
