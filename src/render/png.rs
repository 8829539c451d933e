//! A scene as PNG: the SVG is drawn with the bundled fonts only, so that every machine makes the same pixels.

use super::substitute::substitute;
use super::svg::{FontMode, paint as spell};
use crate::font::Face;
use crate::scene::{Scene, TooLarge};
use crate::theme::Theme;
use resvg::tiny_skia::{PixmapMut, Transform};
use resvg::usvg::{Options, Tree};
use std::fmt;
use std::sync::Arc;

/// No picture has more pixels: 256 MB of memory.
pub const LIMIT: u64 = 64 << 20;

/// Of a pixel: red, green, blue and how opaque it is.
const BYTES: usize = 4;

/// A picture of fewer bytes is drawn before a thread has begun.
const SMALL: usize = 2 << 20;

/// More would draw what lies across their edges too often.
const BANDS: u32 = 4;

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
    let text = spell(&substitute(scene), theme, FontMode::System);
    let mut options = Options::default();
    let fonts = options.fontdb_mut();
    for face in [Face::Regular, Face::SemiBold, Face::Mono] {
        fonts.load_font_source(resvg::usvg::fontdb::Source::Binary(Arc::new(face.ttf())));
    }
    fonts.set_sans_serif_family(Face::Regular.family());
    fonts.set_monospace_family(Face::Mono.family());
    options.font_family = Face::Regular.family().to_owned();
    let tree = Tree::from_str(&text, &options).map_err(|problem| Problem::Broken(problem.to_string()))?;
    // Stretched by less than a pixel, so that no edge is half covered. Both sides are within the limit checked above.
    let stretch = Transform::from_scale((width / scene.width) as f32, (height / scene.height) as f32);
    let size = (width as u32, height as u32);
    let pixels = draw(&tree, size, stretch)?;
    encode(&pixels, size)
}

/// The pixels, from top to bottom. Large pictures are drawn in bands, each by a thread of its own; how many there are
/// depends on the picture alone, and so do the pixels.
fn draw(tree: &Tree, (width, height): (u32, u32), stretch: Transform) -> Result<Vec<u8>, Problem> {
    let row = width as usize * BYTES;
    let rows = if row * (height as usize) < SMALL { height } else { height.div_ceil(BANDS) };
    let mut pixels = vec![0; row * height as usize];
    let paint = |place: usize, bytes: &mut [u8]| {
        let (top, height) = (place as u32 * rows, bytes.len() / row);
        if let Some(mut band) = PixmapMut::from_bytes(bytes, width, height as u32) {
            resvg::render(tree, stretch.post_translate(0.0, -(top as f32)), &mut band);
        }
    };
    let paint = &paint;
    let mut bands = pixels.chunks_mut(row * rows as usize).enumerate();
    let first = bands.next();
    std::thread::scope(|scope| {
        for (place, band) in bands {
            let thread = std::thread::Builder::new().spawn_scoped(scope, move || paint(place, band));
            thread.map_err(|problem| Problem::Broken(problem.to_string()))?;
        }
        first.into_iter().for_each(|(place, band)| paint(place, band));
        Ok(())
    })?;
    Ok(pixels)
}

/// PNG, compressed quickly: size matters less than the wait.
fn encode(pixels: &[u8], (width, height): (u32, u32)) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    // One filter for all lines: trying each of them costs more than all the rest of the encoding.
    encoder.set_filter(png::Filter::Up);
    let broken = |problem: png::EncodingError| Problem::Broken(problem.to_string());
    let mut writer = encoder.write_header().map_err(broken)?;
    // The paper is opaque, and so is every pixel: nothing is premultiplied.
    writer.write_image_data(pixels).map_err(broken)?;
    writer.finish().map_err(broken)?;
    Ok(bytes)
}
