//! Letters: each form of one is drawn once, as a mask, and blended wherever it stands.
//!
//! A letter stands on a whole row of pixels and on a quarter of a pixel across. Drawing its outline wherever it stands took
//! half of the time of a picture.

use crate::font::{self, Face, OutlinePen};
use foldhash::HashMap;
use resvg::tiny_skia::{Color, FillRule, Mask, PathBuilder, PixmapMut, Transform};

/// In how many places between two pixels a letter may stand.
const PLACES: i64 = 4;

/// The bytes of a pixel.
const PIXEL: usize = 4;

/// A letter of a face in a size, in pixels an em across and down.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Type {
    face: Face,
    glyph: u16,
    /// As bits, so that it can be looked up.
    size: (u32, u32),
}

impl Type {
    /// The glyph of that number.
    pub fn new(face: Face, glyph: u16, size: (f64, f64)) -> Self {
        Self { face, glyph, size: ((size.0 as f32).to_bits(), (size.1 as f32).to_bits()) }
    }
}

/// A letter in its place.
#[derive(Clone, Copy)]
pub struct Letter {
    /// Which of the masks.
    mask: u32,
    /// The pixel at which its pen starts.
    x: i32,
    y: i32,
}

/// What a letter covers of each pixel.
#[derive(Default)]
struct Cut {
    /// From the pen to the first pixel.
    left: i32,
    top: i32,
    width: usize,
    /// 0 to 255, row by row.
    cover: Vec<u8>,
}

/// The masks of letters.
#[derive(Default)]
pub struct Letters {
    /// Which stand where between two pixels.
    known: HashMap<(Type, u8), u32>,
    forms: Vec<(Type, u8)>,
    cuts: Vec<Cut>,
}

impl Letters {
    /// A letter whose pen starts there.
    pub fn place(&mut self, form: Type, (x, y): (f64, f64)) -> Letter {
        // The casts saturate: what is so far away is not seen.
        let quarters = (x * PLACES as f64).round() as i64;
        let between = quarters.rem_euclid(PLACES) as u8;
        let next = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let mask = *self.known.entry((form, between)).or_insert_with(|| {
            self.forms.push((form, between));
            next
        });
        let x = i32::try_from(quarters.div_euclid(PLACES)).unwrap_or(i32::MAX);
        Letter { mask, x, y: y.round() as i32 }
    }

    /// Makes the masks of all letters that have a place, half of them in a second thread.
    pub fn cut(&mut self) {
        let (some, others) = self.forms.split_at(self.forms.len() / 2);
        let all = |forms: &[(Type, u8)]| forms.iter().map(|(form, between)| cut(*form, *between)).collect::<Vec<_>>();
        let (mut cuts, rest) = std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().spawn_scoped(scope, || all(others));
            let cuts = all(some);
            // Without a second thread this one does it all.
            (cuts, thread.ok().and_then(|thread| thread.join().ok()))
        });
        cuts.extend(rest.unwrap_or_else(|| all(others)));
        self.cuts = cuts;
    }

    /// Blends letters over pixels of which the first stands there.
    pub fn draw(&self, letters: &[Letter], colour: Color, (left, top): (i32, i32), pixels: &mut PixmapMut<'_>) {
        let colour = colour.premultiply().to_color_u8();
        let colour = [colour.red(), colour.green(), colour.blue(), colour.alpha()];
        let (width, height) = (pixels.width() as usize, pixels.height() as usize);
        let bytes = pixels.data_mut();
        for letter in letters {
            let Some(cut) = self.cuts.get(letter.mask as usize).filter(|cut| cut.width > 0) else { continue };
            // Numbers of pixels that fit together; what is beyond them is not seen.
            let x = i64::from(letter.x) + i64::from(cut.left) - i64::from(left);
            let y = i64::from(letter.y) + i64::from(cut.top) - i64::from(top);
            let (before, above) = (skipped(x), skipped(y));
            let (Ok(x), Ok(y)) = (usize::try_from(x.max(0)), usize::try_from(y.max(0))) else { continue };
            if x >= width || y >= height {
                continue;
            }
            let lines = bytes.chunks_exact_mut(width * PIXEL).skip(y);
            for (line, cover) in lines.zip(cut.cover.chunks_exact(cut.width).skip(above)) {
                let line = line.get_mut(x * PIXEL..).unwrap_or_default();
                let cover = cover.get(before..).unwrap_or_default();
                blend(line, cover, colour);
            }
        }
    }
}

/// How many lie before the first pixel.
fn skipped(place: i64) -> usize {
    usize::try_from(place.saturating_neg().max(0)).unwrap_or(usize::MAX)
}

/// A colour over pixels, as much of it as they are covered.
fn blend(line: &mut [u8], cover: &[u8], colour: [u8; PIXEL]) {
    for (pixel, cover) in line.as_chunks_mut::<PIXEL>().0.iter_mut().zip(cover) {
        match cover {
            0 => {}
            &u8::MAX => *pixel = colour,
            cover => {
                let cover = u32::from(*cover);
                for (under, over) in pixel.iter_mut().zip(colour) {
                    let sum = u32::from(over) * cover + u32::from(*under) * (255 - cover) + 127;
                    // At most 255.
                    *under = (sum / 255) as u8;
                }
            }
        }
    }
}

/// The mask of a letter that stands so many places right of a pixel.
fn cut(form: Type, between: u8) -> Cut {
    let [across, down] = [form.size.0, form.size.1].map(|bits| f32::from_bits(bits) / 1000.0);
    let mut pen = Pen { path: PathBuilder::new(), across, down, x: f32::from(between) / PLACES as f32 };
    font::draw(form.face, form.glyph, &mut pen);
    let Some(path) = pen.path.finish() else { return Cut::default() };
    let area = path.bounds();
    let (left, top) = (area.left().floor(), area.top().floor());
    // The casts saturate, and what is too large gets no mask.
    let (width, height) = ((area.right().ceil() - left) as u32, (area.bottom().ceil() - top) as u32);
    let Some(mut mask) = Mask::new(width, height) else { return Cut::default() };
    mask.fill_path(&path, FillRule::Winding, true, Transform::from_translate(-left, -top));
    Cut { left: left as i32, top: top as i32, width: width as usize, cover: mask.take() }
}

/// Takes the outline of a glyph, in thousandths of an em with the y axis up, into pixels.
struct Pen {
    path: PathBuilder,
    across: f32,
    down: f32,
    x: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.across, -y * self.down)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let ((cx0, cy0), (x, y)) = (self.at(cx0, cy0), self.at(x, y));
        self.path.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let ((cx0, cy0), (cx1, cy1), (x, y)) = (self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y));
        self.path.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
