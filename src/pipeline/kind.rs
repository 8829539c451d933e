//! Kinds of files: how they are called, how their names end, and what they can show.

use super::View;

/// A kind of output file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A picture that scales.
    Svg,
    /// Likewise, and its steps come one after the other.
    SvgAnimated,
    /// A picture of pixels.
    #[cfg(feature = "png")]
    Png,
    /// A picture for paper.
    #[cfg(feature = "pdf")]
    Pdf,
    /// Tables and texts.
    Markdown,
    /// One page with everything, for a browser.
    Html,
    /// The model and what happens, for programs.
    Json,
    /// A sequence diagram of Mermaid.
    Mermaid,
    /// Sequence diagrams of PlantUML.
    PlantUml,
    /// A picture of text.
    Text,
    /// Likewise, of ASCII signs only.
    TextAscii,
    /// A scenario as a system of steps, for TLC and its like.
    Tla,
}

impl Format {
    /// All of them; of those whose files end alike, that first which such an ending means.
    pub const ALL: &'static [Self] = &[
        Self::Svg,
        Self::SvgAnimated,
        #[cfg(feature = "png")]
        Self::Png,
        #[cfg(feature = "pdf")]
        Self::Pdf,
        Self::Html,
        Self::Markdown,
        Self::Json,
        Self::Mermaid,
        Self::PlantUml,
        Self::Text,
        Self::TextAscii,
        Self::Tla,
    ];

    /// What it is called; for most, how names of such files end.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SvgAnimated => "svg-animated",
            Self::TextAscii => "text-ascii",
            Self::Svg
            | Self::Markdown
            | Self::Html
            | Self::Json
            | Self::Mermaid
            | Self::PlantUml
            | Self::Text
            | Self::Tla => self.ending(),
            #[cfg(feature = "png")]
            Self::Png => self.ending(),
            #[cfg(feature = "pdf")]
            Self::Pdf => self.ending(),
        }
    }

    /// How names of such files end, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg | Self::SvgAnimated => "svg",
            #[cfg(feature = "png")]
            Self::Png => "png",
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Mermaid => "mmd",
            Self::PlantUml => "puml",
            Self::Text | Self::TextAscii => "txt",
            Self::Tla => "tla",
        }
    }

    /// The format of that name or ending; upper and lower case alike.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let name = if name.eq_ignore_ascii_case("htm") { "html" } else { name };
        Self::ALL.iter().copied().find(|format| format.name().eq_ignore_ascii_case(name))
    }

    /// All endings.
    #[must_use]
    pub fn endings() -> Vec<&'static str> {
        // Those that are called otherwise end as others do.
        Self::ALL.iter().filter(|format| format.name() == format.ending()).map(|format| format.ending()).collect()
    }

    /// Whether such files are pictures.
    #[must_use]
    pub fn is_picture(self) -> bool {
        match self {
            #[cfg(feature = "pdf")]
            Self::Pdf => true,
            other => other.is_image(),
        }
    }

    /// Whether such files are pictures that a page can show.
    #[must_use]
    pub fn is_image(self) -> bool {
        match self {
            Self::Svg | Self::SvgAnimated => true,
            #[cfg(feature = "png")]
            Self::Png => true,
            #[cfg(feature = "pdf")]
            Self::Pdf => false,
            Self::Markdown | Self::Html | Self::Json | Self::Tla => false,
            Self::Mermaid | Self::PlantUml | Self::Text | Self::TextAscii => false,
        }
    }

    /// Whether such files show this view.
    #[must_use]
    pub fn shows(self, view: &View) -> bool {
        match (self, view) {
            (Self::Json | Self::Html | Self::Svg, _)
            | (Self::Tla, View::Scenario(_))
            | (
                Self::Markdown,
                View::Table(_) | View::Policy(_) | View::Combinations(_) | View::Flow(_) | View::Topology,
            ) => true,
            (Self::Markdown, View::Scenario(_) | View::Counterexample(_))
            | (
                Self::Tla,
                View::Counterexample(_)
                | View::Table(_)
                | View::Policy(_)
                | View::Combinations(_)
                | View::Flow(_)
                | View::Topology,
            ) => false,
            (Self::Mermaid | Self::PlantUml | Self::Text | Self::TextAscii | Self::SvgAnimated, view) => {
                matches!(view, View::Scenario(_) | View::Counterexample(_))
            }
            #[cfg(feature = "pdf")]
            (Self::Pdf, _) => true,
            #[cfg(feature = "png")]
            (Self::Png, _) => true,
        }
    }

    /// The format of a view that has a file of its own and was asked for in no format: text where it can be.
    #[must_use]
    pub fn own(view: View) -> Self {
        match view {
            View::Scenario(_) | View::Counterexample(_) | View::Flow(_) | View::Topology => Self::Svg,
            View::Table(_) | View::Policy(_) | View::Combinations(_) => Self::Markdown,
        }
    }
}
