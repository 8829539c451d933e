//! Text as SVG path data, for pictures that must look the same without any font.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::Face;
use super::metrics::UNITS_PER_EM;
use super::runs::{Run, runs};
use super::shape::Shaper;

/// The outlines of a text whose baseline starts at the origin.
pub(super) fn outline(text: &str, face: Face, size: f64) -> String {
    let mut pen = Pen { path: String::new(), scale: size / UNITS_PER_EM, x: 0, y: 0 };
    let mut advanced = 0;
    for run in runs(text, face) {
        advanced += match run {
            Run::Shaped(face, text) => draw(&text, face, advanced, &mut pen).unwrap_or(0),
            Run::Estimated(width) => width,
        };
    }
    pen.path
}

/// Draws a run from `start` on; returns how far it goes.
fn draw(text: &str, face: Face, start: i32, pen: &mut Pen) -> Option<i32> {
    let glyphs = Shaper::open(face)?.shape(text);
    let font = FontRef::new(face.ttf()).ok()?;
    let outlines = font.outline_glyphs();
    let mut advanced = 0;
    for (glyph, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
        (pen.x, pen.y) = (start + advanced + position.x_offset, position.y_offset);
        if let Some(outline) = outlines.get(GlyphId::new(glyph.glyph_id)) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            // A glyph of a bundled font that cannot be drawn leaves a gap; the tests draw every one.
            let _ = outline.draw(settings, pen);
        }
        advanced += position.x_advance;
    }
    Some(advanced)
}

/// Writes path data: font units with the y axis up in, scaled numbers with the y axis down out.
struct Pen {
    path: String,
    scale: f64,
    x: i32,
    y: i32,
}

impl Pen {
    fn command(&mut self, letter: char, points: &[(f32, f32)]) {
        self.path.push(letter);
        for (place, &(x, y)) in points.iter().enumerate() {
            if place > 0 {
                self.path.push(' ');
            }
            self.number((f64::from(x) + f64::from(self.x)) * self.scale);
            self.path.push(' ');
            self.number(-(f64::from(y) + f64::from(self.y)) * self.scale);
        }
    }

    /// Two decimals, without zeros at the end.
    fn number(&mut self, number: f64) {
        let hundredths = (number * 100.0).round();
        // Adding zero turns -0 into 0.
        self.path.push_str(&(hundredths / 100.0 + 0.0).to_string());
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.command('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.command('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.command('Q', &[(cx0, cy0), (x, y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.command('C', &[(cx0, cy0), (cx1, cy1), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}
