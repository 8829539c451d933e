//! A scene as PNG: the SVG is drawn with the bundled fonts only, so that every machine makes the same pixels.

use super::substitute::substitute;
use super::svg::{FontMode, paint as spell};
use crate::font::Face;
use crate::scene::{Scene, TooLarge};
use crate::theme::Theme;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::fmt;
use std::sync::Arc;

/// No picture has more pixels: 256 MB of memory.
pub const LIMIT: u64 = 64 << 20;

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
    // Within the limit checked above.
    let mut pixels = Pixmap::new(width as u32, height as u32).ok_or(Problem::TooLarge(large))?;
    // Stretched by less than a pixel, so that no edge is half covered.
    let stretch = Transform::from_scale((width / scene.width) as f32, (height / scene.height) as f32);
    resvg::render(&tree, stretch, &mut pixels.as_mut());
    encode(&pixels)
}

/// PNG, compressed quickly: size matters less than the wait.
fn encode(pixels: &Pixmap) -> Result<Vec<u8>, Problem> {
    let (width, height) = (pixels.width(), pixels.height());
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let broken = |problem: png::EncodingError| Problem::Broken(problem.to_string());
    let mut writer = encoder.write_header().map_err(broken)?;
    // The paper is opaque, and so is every pixel: nothing is premultiplied.
    writer.write_image_data(pixels.data()).map_err(broken)?;
    writer.finish().map_err(broken)?;
    Ok(bytes)
}
