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
    let mut pen = Pen { path: String::new(), scale: size / UNITS_PER_EM, x: 0, y: 0, at: (0, 0) };
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

/// Writes path data: font units with the y axis up in, hundredths with the y axis down out. Only the start of a
/// contour is absolute; rounding before taking differences keeps the steps from drifting.
struct Pen {
    path: String,
    scale: f64,
    /// Where the glyph stands, in font units.
    x: i32,
    y: i32,
    /// Where the pen stands, in hundredths.
    at: (i64, i64),
}

impl Pen {
    /// Writes a command and its points, told from where the pen stood; it moves to the last one.
    fn command(&mut self, letter: char, points: &[(f32, f32)]) {
        self.path.push(letter);
        let start = if letter == 'M' { (0, 0) } else { self.at };
        for (place, &(x, y)) in points.iter().enumerate() {
            self.at = (
                hundredths((f64::from(x) + f64::from(self.x)) * self.scale),
                hundredths(-(f64::from(y) + f64::from(self.y)) * self.scale),
            );
            if place > 0 {
                self.path.push(' ');
            }
            write_number(&mut self.path, self.at.0 - start.0);
            self.path.push(' ');
            write_number(&mut self.path, self.at.1 - start.1);
        }
    }
}

/// The nearest number of hundredths; past the range of the type, its end.
fn hundredths(number: f64) -> i64 {
    (number * 100.0).round() as i64
}

/// Writes hundredths as a number with at most two decimals; a picture has many, so without the formatter.
fn write_number(path: &mut String, hundredths: i64) {
    if hundredths < 0 {
        path.push('-');
    }
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    write_digits(path, whole);
    if rest > 0 {
        path.push('.');
        path.push(digit(rest / 10));
    }
    if rest % 10 > 0 {
        path.push(digit(rest));
    }
}

/// Writes a whole number.
fn write_digits(path: &mut String, number: u64) {
    if number >= 10 {
        write_digits(path, number / 10);
    }
    path.push(digit(number));
}

/// The last digit of a number.
fn digit(number: u64) -> char {
    char::from(b'0' + (number % 10) as u8)
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.command('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.command('l', &[(x, y)]);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.command('q', &[(cx0, cy0), (x, y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.command('c', &[(cx0, cy0), (cx1, cy1), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}
