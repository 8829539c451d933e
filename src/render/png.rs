//! A scene as PNG: the SVG is drawn with the bundled fonts only, so that every machine makes the same pixels.
//!
//! A large picture is drawn in bands by two threads, and compressed by a third while the next bands are drawn: all of its
//! pixels are never in memory together.

use super::crisp::crisp;
use super::substitute::substitute;
use super::svg;
use crate::font::Face;
use crate::scene::{Mark, Scene, Segment, TooLarge};
use crate::theme::Theme;
use resvg::tiny_skia::{PixmapMut, Transform};
use resvg::usvg::{Options, Tree};
use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};

/// No picture has more pixels: 256 MB of memory.
pub const LIMIT: u64 = 64 << 20;

/// Of a pixel: red, green, blue and how opaque it is.
const BYTES: usize = 4;

/// A band has so many rows at least: each is read back and its fonts opened anew.
const ROWS: u32 = 512;

/// More would draw what lies across their edges too often.
const BANDS: u32 = 16;

/// Half of the thickest stroke, and a little more.
const STROKE: f64 = 8.0;

/// The bytes of a chunk at most.
const CHUNK: usize = 1 << 20;

/// How many threads draw.
const PAINTERS: usize = 2;

/// Why there is no picture.
#[derive(Debug)]
pub enum Problem {
    /// It would have too many pixels.
    TooLarge(TooLarge),
    /// The drawing could not be read back or written; the sentence says which.
    Broken(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(large) => write!(f, "{large} pixels in all"),
            Self::Broken(reason) => write!(f, "the picture cannot be painted: {reason}"),
        }
    }
}

impl std::error::Error for Problem {}

/// Paints a scene; `scale` is the number of pixels to a unit.
///
/// # Errors
///
/// A picture of more than [`LIMIT`] pixels is refused.
pub fn paint(scene: &Scene, theme: &Theme, scale: f64) -> Result<Vec<u8>, Problem> {
    let size = [scene.width, scene.height].map(|side| (side * scale).ceil().max(1.0));
    let [width, height] = size;
    // The cast saturates.
    let large = TooLarge { size: (width as u64, height as u64), limit: LIMIT };
    if width.is_nan() || height.is_nan() || width * height > LIMIT as f64 {
        return Err(Problem::TooLarge(large));
    }
    let mut scene = substitute(scene).into_owned();
    // Stretched by less than a pixel, so that no edge is half covered. Both sides are within the limit checked above.
    let (across, down) = (width / scene.width, height / scene.height);
    crisp(&mut scene, (across, down));
    let mut options = Options::default();
    let fonts = options.fontdb_mut();
    for face in [Face::Regular, Face::SemiBold, Face::Mono] {
        fonts.load_font_source(resvg::usvg::fontdb::Source::Binary(Arc::new(face.ttf())));
    }
    fonts.set_sans_serif_family(Face::Regular.family());
    fonts.set_monospace_family(Face::Mono.family());
    options.font_family = Face::Regular.family().to_owned();
    let size = (width as u32, height as u32);
    encode(&Picture { scene: &scene, theme, options: &options, size, stretch: (across, down) })
}

/// What is drawn, and how large.
struct Picture<'a> {
    scene: &'a Scene,
    theme: &'a Theme,
    options: &'a Options<'a>,
    size: (u32, u32),
    stretch: (f64, f64),
}

/// Rows that are drawn at once, from a painter to the encoder and back.
#[derive(Default)]
struct Band {
    pixels: Vec<u8>,
    /// As PNG tells them: each row by what differs from the one above, which compresses well.
    filtered: Vec<u8>,
}

/// The filters of PNG: as it is, and less the row above.
const NONE: u8 = 0;
const UP: u8 = 2;

impl Picture<'_> {
    /// How many rows each band has: that depends on the picture alone, and so do the pixels.
    fn rows(&self) -> u32 {
        self.size.1.div_ceil(BANDS).max(ROWS)
    }

    /// How many bands there are.
    fn bands(&self) -> u32 {
        self.size.1.div_ceil(self.rows())
    }

    /// Draws a band. Its paper covers whatever the memory held before.
    fn draw(&self, number: u32, band: &mut Band) -> Result<(), Problem> {
        let (top, row) = (number * self.rows(), self.size.0 as usize * BYTES);
        let height = self.rows().min(self.size.1.saturating_sub(top));
        let (across, down) = self.stretch;
        let (first, last) = (f64::from(top) / down, f64::from(top + height) / down);
        let text = svg::crisp(&cut(self.scene, first, last), self.theme);
        let tree = Tree::from_str(&text, self.options).map_err(|problem| Problem::Broken(problem.to_string()))?;
        band.pixels.resize(row * height as usize, 0);
        if let Some(mut pixels) = PixmapMut::from_bytes(&mut band.pixels, self.size.0, height) {
            let place = Transform::from_scale(across as f32, down as f32).post_translate(0.0, -(top as f32));
            resvg::render(&tree, place, &mut pixels);
        }
        band.filter(row);
        Ok(())
    }

    /// Draws every band that falls to one of the painters; the memory of written ones comes back.
    fn paint(&self, first: usize, done: &SyncSender<Result<Band, Problem>>, spare: &Receiver<Band>) {
        for number in (0..self.bands()).skip(first).step_by(PAINTERS) {
            let Ok(mut band) = spare.recv() else { return };
            let drawn = self.draw(number, &mut band).map(|()| band);
            if done.send(drawn).is_err() {
                return;
            }
        }
    }

    /// Hands over the bands from top to bottom.
    fn each(&self, mut take: impl FnMut(&Band) -> Result<(), Problem>) -> Result<(), Problem> {
        std::thread::scope(|scope| {
            let mut painters = Vec::new();
            for first in 0..PAINTERS.min(self.bands() as usize) {
                let (done, drawn) = sync_channel(1);
                let (back, spare) = channel();
                // One to draw in while the other is compressed.
                let _ = [back.send(Band::default()), back.send(Band::default())];
                let thread = std::thread::Builder::new().spawn_scoped(scope, move || self.paint(first, &done, &spare));
                thread.map_err(|problem| Problem::Broken(problem.to_string()))?;
                painters.push((drawn, back));
            }
            for (drawn, back) in painters.iter().cycle().take(self.bands() as usize) {
                let band = drawn.recv().map_err(|problem| Problem::Broken(problem.to_string()))??;
                take(&band)?;
                // A painter that has drawn its last band needs none.
                let _ = back.send(band);
            }
            Ok(())
        })
    }
}

impl Band {
    /// Fills `filtered`. The first row is told as it is, so that no band waits for the one above.
    fn filter(&mut self, row: usize) {
        self.filtered.clear();
        self.filtered.reserve_exact(self.pixels.len() + self.pixels.len() / row.max(1));
        let mut above: &[u8] = &[];
        for line in self.pixels.chunks_exact(row.max(1)) {
            self.filtered.push(if above.is_empty() { NONE } else { UP });
            if above.is_empty() {
                self.filtered.extend_from_slice(line);
            } else {
                self.filtered.extend(line.iter().zip(above).map(|(here, above)| here.wrapping_sub(*above)));
            }
            above = line;
        }
    }
}

/// What of a scene reaches into some of its rows.
fn cut(scene: &Scene, top: f64, bottom: f64) -> Scene {
    let reaches = |mark: &Mark| reach(mark).is_some_and(|(first, last)| first < bottom && top < last);
    let marks = scene.marks.iter().filter(|mark| reaches(mark)).cloned().collect();
    Scene {
        title: String::new(),
        desc: String::new(),
        tones: scene.tones.clone(),
        marks,
        width: scene.width,
        height: scene.height,
    }
}

/// From where to where both reach.
fn around(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    (a.0.min(b.0), a.1.max(b.1))
}

/// From where to where the points of a segment lie.
fn heights(segment: &Segment) -> Option<(f64, f64)> {
    match segment {
        Segment::Move(_, y) | Segment::Line(_, y) => Some((*y, *y)),
        Segment::Curve(points) => points.iter().skip(1).step_by(2).map(|y| (*y, *y)).reduce(around),
        Segment::Close => None,
    }
}

/// From where to where a mark reaches at most; nothing of one that draws nothing.
fn reach(mark: &Mark) -> Option<(f64, f64)> {
    let (top, bottom) = match mark {
        Mark::Rect { area, .. } | Mark::Hatch { area, .. } => (area.top, area.bottom),
        Mark::Line { from, to, .. } => (from.1.min(to.1), from.1.max(to.1)),
        Mark::Ellipse { center, radii, .. } => (center.1 - radii.1, center.1 + radii.1),
        Mark::Text(text) => (text.y - 2.0 * text.size, text.y + text.size),
        Mark::Path { segments, .. } => segments.iter().filter_map(heights).reduce(around)?,
        Mark::Group(group) => {
            let reaches = group.marks.iter().map(reach);
            return reaches.flatten().reduce(around);
        }
    };
    // No stroke is thicker.
    Some((top - STROKE, bottom + STROKE))
}

/// PNG, compressed quickly: size matters less than the wait.
fn encode(picture: &Picture) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.size.0, picture.size.1);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let broken = |problem: png::EncodingError| Problem::Broken(problem.to_string());
    let failed = |problem: std::io::Error| Problem::Broken(problem.to_string());
    let mut writer = encoder.write_header().map_err(broken)?;
    // The paper is opaque, and so is every pixel: nothing is premultiplied.
    let mut compressor = fdeflate::Compressor::new(Vec::new()).map_err(failed)?;
    picture.each(|band| compressor.write_data(&band.filtered).map_err(failed))?;
    let compressed = compressor.finish().map_err(failed)?;
    for piece in compressed.chunks(CHUNK) {
        writer.write_chunk(png::chunk::IDAT, piece).map_err(broken)?;
    }
    writer.finish().map_err(broken)?;
    Ok(bytes)
}
