//! What a document that brings a font tells of it.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use super::Face;

/// What a document tells of a font besides its glyphs, in thousandths of an em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Form {
    /// The left, lower, right and upper edge that no glyph crosses.
    pub bounds: [f32; 4],
    /// From the baseline up.
    pub ascent: f32,
    /// From the baseline down, negative.
    pub descent: f32,
    /// The height of capital letters.
    pub capitals: f32,
}

impl Form {
    /// That of a face.
    #[must_use]
    pub fn of(face: Face) -> Option<Self> {
        let font = FontRef::new(face.ttf()).ok()?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let bounds = metrics.bounds.unwrap_or_default();
        Some(Self {
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
            ascent: metrics.ascent,
            descent: metrics.descent,
            capitals: metrics.cap_height.unwrap_or(metrics.ascent),
        })
    }
}
