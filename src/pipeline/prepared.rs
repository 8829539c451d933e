//! Files: the chosen views in a format, ready to be written.

use super::{Drawn, Findings, Format, Look, Simulated, View, start, view};
use crate::diagnostic::Diagnostic;
use crate::model::{Model, ScenarioId, dependence};
use crate::page::Page;
use crate::problem::{limits, output};
use crate::render::text::Signs;
use crate::scene::Scene;
use crate::timeline::Timeline;
use crate::{bounds, explore, render, simulate};
use std::io::{self, Write};

/// A finished file.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Further warnings.
    pub advice: Vec<Diagnostic>,
}

/// Programs of more moments take memory that is worth giving back early.
const LARGE: usize = 2000;

impl Simulated {
    /// The chosen views as the bytes of one file.
    ///
    /// # Errors
    /// The findings with one more: a view that does not exist or that this format cannot show, or a limit.
    pub fn render(&self, names: &[String], format: Format, look: &Look) -> Result<Rendered, Findings> {
        let prepared = self.prepare(names, format, look)?;
        let mut bytes = Vec::new();
        // Writing to a vector cannot fail.
        let _ = prepared.write(&mut bytes);
        Ok(Rendered { bytes, advice: prepared.advice })
    }

    /// The chosen views as a file that only needs to be written.
    ///
    /// # Errors
    /// As those of [`Simulated::render`].
    pub fn prepare(&self, names: &[String], format: Format, look: &Look) -> Result<Prepared, Findings> {
        let views = view::choose(names, format, self).map_err(|problem| self.refused(*problem))?;
        self.content(&views, format, look, names.is_empty())
    }

    /// Likewise the last file: what its drawing does not need is given back first, and the findings stay.
    ///
    /// # Errors
    /// As those of [`Simulated::render`].
    pub fn prepare_last(&mut self, names: &[String], format: Format, look: &Look) -> Result<Prepared, Findings> {
        let views = view::choose(names, format, self).map_err(|problem| self.refused(*problem))?;
        let moments: usize = self.timelines.iter().map(|timeline| timeline.moments.len()).sum();
        if moments > LARGE && format.is_picture() && views.iter().all(|view| matches!(view, View::Scenario(_))) {
            self.model = Model::default();
        }
        self.content(&views, format, look, names.is_empty())
    }

    /// One timeline as a picture that only needs to be written.
    ///
    /// # Errors
    /// The findings with one more: a picture that would be too large.
    pub fn draw_one(&self, timeline: &Timeline, format: Format, look: &Look) -> Result<Prepared, Findings> {
        self.drawn(self.draw(&[timeline])?, format, look)
    }

    /// A drawing as a file.
    pub(super) fn drawn(&self, drawn: Drawn, format: Format, look: &Look) -> Result<Prepared, Findings> {
        let content = match format {
            #[cfg(feature = "png")]
            Format::Png => Content::Bytes(
                render::png::paint(&drawn.scene, look.theme, look.scale)
                    .map_err(|reason| self.refused(output::unpaintable(start(), &reason.to_string())))?,
            ),
            #[cfg(feature = "pdf")]
            Format::Pdf => Content::Bytes(
                render::pdf::paint(&drawn.scene, look.theme)
                    .map_err(|reason| self.refused(output::unpaintable(start(), &reason)))?,
            ),
            Format::SvgAnimated => {
                let steps = render::svg::steps(&drawn.scene);
                if steps > crate::limits::ANIMATED {
                    return Err(self.refused(limits::too_many_animated(steps, crate::limits::ANIMATED, start())));
                }
                Content::Animated(drawn.scene, look.clone())
            }
            Format::Svg
            | Format::Markdown
            | Format::Html
            | Format::Json
            | Format::Tla
            | Format::Mermaid
            | Format::PlantUml
            | Format::Text
            | Format::TextAscii => Content::Svg(drawn.scene, look.clone()),
        };
        Ok(Prepared { advice: drawn.advice, content })
    }

    /// Scenarios as pictures of text.
    fn text(&self, views: &[View], signs: Signs, look: &Look) -> Result<Prepared, Findings> {
        let picture = render::text::spell(&view::timelines(views, self), signs, look.columns);
        let limit = format!("{} characters", render::text::MOST);
        picture.map(Prepared::text).ok_or_else(|| self.refused(output::too_large(start(), "the picture", &limit)))
    }

    fn content(&self, views: &[View], format: Format, look: &Look, whole: bool) -> Result<Prepared, Findings> {
        match format {
            Format::Svg | Format::SvgAnimated => self.drawn(self.picture(views)?, format, look),
            #[cfg(feature = "pdf")]
            Format::Pdf => self.drawn(self.picture(views)?, format, look),
            #[cfg(feature = "png")]
            Format::Png => self.drawn(self.picture(views)?, format, look),
            Format::Markdown => Ok(Prepared::text(render::markdown::document(&self.model, &self.tables(views), whole))),
            Format::Html => {
                let (page, advice) = self.page(views, whole)?;
                Ok(Prepared { advice, content: Content::Html(Box::new(page), look.clone()) })
            }
            Format::Mermaid => {
                let diagrams: Vec<String> =
                    view::timelines(views, self).into_iter().map(render::mermaid::spell).collect();
                Ok(Prepared::text(diagrams.concat()))
            }
            Format::PlantUml => Ok(Prepared::text(render::plantuml::spell(&view::timelines(views, self)))),
            Format::Text => self.text(views, Signs::Unicode, look),
            Format::TextAscii => self.text(views, Signs::Ascii, look),
            Format::Json => {
                let timelines = view::timelines(views, self);
                let dependences = dependence::derive(&self.model);
                let bounds = bounds::derive(&self.model);
                let handlers = simulate::handlers::derive(&self.model);
                let text = render::json::document(&render::json::Told {
                    model: &self.model,
                    timelines: &timelines,
                    matrix: &self.matrix(),
                    bounds: &bounds,
                    dependences: &dependences,
                    handlers: &handlers.rows,
                });
                let most = crate::limits::COPIES;
                text.map(Prepared::text).ok_or_else(|| self.refused(limits::too_many_told(most, start())))
            }
            Format::Tla => self.module(views, look),
        }
    }

    /// The steps of one scenario, for another checker.
    fn module(&self, views: &[View], look: &Look) -> Result<Prepared, Findings> {
        let (Some(View::Scenario(at)), None) = (views.first(), views.get(1)) else {
            return Err(self.refused(output::one_scenario(start(), Format::Tla.name())));
        };
        let automaton = explore::automaton::automaton(&self.model, ScenarioId::at(*at));
        let most = explore::automaton::MOST_WAYS;
        let automaton = automaton.ok_or_else(|| self.refused(limits::too_many_steps_told(most, start())))?;
        Ok(Prepared::text(render::tla::module(&automaton, &look.module)))
    }
}

/// A file that can be written: whatever may be wrong with it has been found.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Further warnings.
    pub advice: Vec<Diagnostic>,
    content: Content,
}

/// What is written.
#[derive(Clone, Debug)]
enum Content {
    /// What is small, or cannot be written piece by piece.
    Bytes(Vec<u8>),
    /// Spelled only when it is written: the text of a picture is as large as all the rest.
    Svg(Scene, Look),
    /// Likewise, and its steps come one after the other.
    Animated(Scene, Look),
    /// Likewise.
    Html(Box<Page>, Look),
}

impl Prepared {
    /// A text.
    #[must_use]
    pub fn text(text: String) -> Self {
        Self::bytes(text.into_bytes())
    }

    /// What is spelled already.
    #[must_use]
    pub fn bytes(bytes: Vec<u8>) -> Self {
        Self { advice: Vec::new(), content: Content::Bytes(bytes) }
    }

    /// Writes it.
    ///
    /// # Errors
    /// What is wrong with the place that it is written to.
    pub fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        match &self.content {
            Content::Bytes(bytes) => to.write_all(bytes),
            Content::Svg(scene, look) => render::svg::write(scene, look.theme, look.font, to),
            Content::Animated(scene, look) => render::svg::write_animated(scene, look.theme, look.font, to),
            Content::Html(page, look) => render::html::write(page, look.theme, look.font, to),
        }
    }
}
