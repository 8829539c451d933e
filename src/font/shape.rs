//! The shaper of one face: text to glyphs with their places, with the features that browsers apply unasked.

use harfrust::{FontRef, GlyphBuffer, ShapeOptions, ShapePlan, ShaperData, UnicodeBuffer};
use skrifa::MetadataProvider;

use super::Face;

/// Whether the font of a face has a glyph for the character.
pub(super) fn has_glyph(face: Face, character: char) -> bool {
    FontRef::new(face.ttf()).is_ok_and(|font| font.charmap().map(character).is_some())
}

/// An opened font with what is worth keeping between two texts.
pub(super) struct Shaper {
    font: FontRef<'static>,
    shaping: ShaperData,
    /// One for each script met.
    plans: Vec<ShapePlan>,
    /// Emptied after each use, so that its memory is used again.
    spare: UnicodeBuffer,
}

impl Shaper {
    /// Opens the font of a face; the bundled ones always open.
    pub(super) fn open(face: Face) -> Option<Self> {
        let font = FontRef::new(face.ttf()).ok()?;
        let shaping = ShaperData::new(&font);
        Some(Self { font, shaping, plans: Vec::new(), spare: UnicodeBuffer::new() })
    }

    /// The glyphs of a text; `give_back` them for the next one.
    pub(super) fn shape(&mut self, text: &str) -> GlyphBuffer {
        let mut buffer = std::mem::take(&mut self.spare);
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaper = self.shaping.shaper(&self.font).build();
        let (direction, script) = (buffer.direction(), buffer.script());
        let fits = |plan: &ShapePlan| {
            plan.direction() == direction
                && plan.script().unwrap_or(harfrust::script::UNKNOWN) == script
                && plan.language() == buffer.language().as_ref()
        };
        let place = self.plans.iter().position(fits).unwrap_or_else(|| {
            self.plans.push(ShapePlan::new(&shaper, direction, Some(script), buffer.language().as_ref(), &[]));
            self.plans.len() - 1
        });
        shaper.shape(buffer, ShapeOptions::new().plan(self.plans.get(place)))
    }

    /// Takes the memory of glyphs back.
    pub(super) fn give_back(&mut self, glyphs: GlyphBuffer) {
        self.spare = glyphs.clear();
    }

    /// The width of a text.
    pub(super) fn width(&mut self, text: &str) -> i32 {
        let glyphs = self.shape(text);
        let width = glyphs.glyph_positions().iter().map(|position| position.x_advance).sum();
        self.give_back(glyphs);
        width
    }
}
