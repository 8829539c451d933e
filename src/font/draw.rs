//! Outlines of glyphs, for painters that make letters of them.

pub use skrifa::outline::OutlinePen;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::Face;

/// Draws the outline of a glyph with a pen, in thousandths of the size of the text, y upwards; nothing, if the face has none.
pub fn draw(face: Face, glyph: u16, pen: &mut impl OutlinePen) {
    let Ok(font) = FontRef::new(face.ttf()) else { return };
    if let Some(outline) = font.outline_glyphs().get(GlyphId::new(glyph.into())) {
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        // A glyph of a bundled font that cannot be drawn leaves a gap; the tests draw every one.
        let _ = outline.draw(settings, pen);
    }
}
