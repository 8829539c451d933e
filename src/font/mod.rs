//! The bundled fonts and what text measures in them.
//!
//! Three faces are bundled, each as a TTF (widths, PNG, outlines) and as a small WOFF2 (embedded in an SVG). In goes
//! text with a face and a size, out come its width, its outline, or the characters that no face has. The fonts are
//! subsets made by `files/subset.py`; their licences lie beside them.
//!
//! Nothing is read or built before it is needed: text of the embedded characters, which is nearly all, is measured
//! from tables built at compile time; any other goes through the shaper once per word.

#[cfg(feature = "png")]
mod draw;
mod embedded;
#[cfg(feature = "pdf")]
mod form;
#[cfg(any(feature = "pdf", feature = "png"))]
mod glyph;
mod measure;
mod metrics;
mod outline;
mod runs;
mod shape;
#[cfg(test)]
mod tests;

#[cfg(feature = "png")]
pub use draw::{OutlinePen, draw};
#[cfg(feature = "pdf")]
pub use form::Form;
#[cfg(feature = "pdf")]
pub use glyph::Glyph;
#[cfg(any(feature = "pdf", feature = "png"))]
pub use glyph::Glyphs;
pub use measure::Measure;

use metrics::Metrics;

/// A bundled face.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Face {
    /// The text of messages and notes.
    Regular,
    /// Names and headings.
    SemiBold,
    /// Keys, methods and other code.
    Mono,
}

impl Face {
    /// The font file for measuring and painting.
    #[must_use]
    pub fn ttf(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("files/sans-400.ttf"),
            Self::SemiBold => include_bytes!("files/sans-600.ttf"),
            Self::Mono => include_bytes!("files/mono-400.ttf"),
        }
    }

    /// The font file to embed in an SVG: fewer characters, the same widths.
    #[must_use]
    pub const fn woff2(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("files/sans-400.woff2"),
            Self::SemiBold => include_bytes!("files/sans-600.woff2"),
            Self::Mono => include_bytes!("files/mono-400.woff2"),
        }
    }

    /// The same in base64, as it stands in a `data:` address.
    #[must_use]
    pub fn woff2_base64(self) -> &'static str {
        embedded::base64_of(self)
    }

    /// The family name within the font file, which no installed font has.
    #[must_use]
    pub fn family(self) -> &'static str {
        match self {
            Self::Regular | Self::SemiBold => "Cachediag Sans",
            Self::Mono => "Cachediag Mono",
        }
    }

    /// The weight within the family, as in CSS.
    #[must_use]
    pub fn weight(self) -> u16 {
        match self {
            Self::Regular | Self::Mono => 400,
            Self::SemiBold => 600,
        }
    }

    /// Whether the TTF has the character.
    #[must_use]
    pub fn covers(self, character: char) -> bool {
        self.embedded_covers(character) || shape::has_glyph(self, character)
    }

    /// Whether the WOFF2 has the character.
    #[must_use]
    pub fn embedded_covers(self, character: char) -> bool {
        Metrics::of(self).has(character)
    }

    /// The face that lends the characters this one lacks.
    fn fallback(self) -> Self {
        match self {
            Self::Regular | Self::SemiBold => Self::Mono,
            Self::Mono => Self::Regular,
        }
    }
}

/// The visible characters of `text` that no bundled face has, in order and as often as they occur: their widths are
/// estimates, an SVG leaves them to the reader's fonts, and a PNG cannot show them.
pub fn missing(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|&character| runs::estimate(character) > 0 && !known(character))
}

/// Whether some bundled face has the character.
fn known(character: char) -> bool {
    Face::Regular.covers(character) || Face::Mono.covers(character)
}
