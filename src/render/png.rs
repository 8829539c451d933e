//! A scene as PNG, by resvg's painter and with the bundled fonts only, so that every machine makes the same pixels.
//!
//! What there is to draw is found once (`shapes`, `letters`). Two threads draw it in bands and spell the pixels as PNG wants
//! them (`rows`); a third compresses them while the next bands are drawn: all of its pixels are never in memory together.

mod letters;
mod rows;
mod shapes;
#[cfg(test)]
mod tests;

use super::crisp::crisp;
use super::substitute::substitute;
use crate::limits::PIXELS;
use crate::scene::{Scene, TooLarge};
use crate::theme::Theme;
use fdeflate::Compressor;
use resvg::tiny_skia::PixmapMut;
use shapes::Shapes;
use std::fmt;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};

/// A band has so many rows: fewer would draw too often what lies across their edges, and more are not near the processor.
const ROWS: u32 = 128;

/// So many rows above and below a band are drawn with it and left out: along the edge of its pixels the painter is less exact.
const BEYOND: u32 = 4;

/// The bytes of a compressed piece.
const CHUNK: usize = 64 << 10;

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
/// A picture of more than [`PIXELS`] pixels is refused.
pub fn paint(scene: &Scene, theme: &Theme, scale: f64) -> Result<Vec<u8>, Problem> {
    let size = [scene.width, scene.height].map(|side| (side * scale).ceil().max(1.0));
    let [width, height] = size;
    // The cast saturates.
    let large = TooLarge { size: (width as u64, height as u64), limit: PIXELS };
    if width.is_nan() || height.is_nan() || width * height > PIXELS as f64 {
        return Err(Problem::TooLarge(large));
    }
    let mut scene = substitute(scene).into_owned();
    // Stretched by less than a pixel, so that no edge is half covered. Both sides are within the limit checked above.
    let (across, down) = (width / scene.width, height / scene.height);
    crisp(&mut scene, (across, down));
    let shapes = Shapes::of(&scene, &theme.inks(&scene), (across, down));
    let picture = Picture { shapes, size: (width as u32, height as u32) };
    encode(&picture)
}

/// What is drawn, and how large.
struct Picture {
    shapes: Shapes,
    size: (u32, u32),
}

impl Picture {
    /// The bytes of a row.
    fn row(&self) -> usize {
        self.size.0 as usize * rows::PAINTED
    }

    /// How many bands there are.
    fn bands(&self) -> u32 {
        self.size.1.div_ceil(ROWS)
    }

    /// Draws a band, with some rows beyond it. Its paper covers whatever the memory held before.
    fn draw(&self, band: u32, bytes: &mut Vec<u8>) {
        let top = band * ROWS;
        let height = ROWS.min(self.size.1.saturating_sub(top)) + 2 * BEYOND;
        bytes.resize(self.row() * height as usize, 0);
        if let Some(mut pixels) = PixmapMut::from_bytes(bytes, self.size.0, height) {
            self.shapes.draw(top as i32 - BEYOND as i32, &mut pixels);
        }
    }

    /// The rows of a band without those beyond it.
    fn kept<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        let beyond = self.row() * BEYOND as usize;
        bytes.get(beyond..bytes.len().saturating_sub(beyond)).unwrap_or_default()
    }

    /// Draws every band that falls to one of the painters; the memory of written ones comes back.
    fn paint(&self, first: usize, done: &SyncSender<Vec<u8>>, spare: &Receiver<Vec<u8>>) {
        let mut pixels = Vec::new();
        for band in (0..self.bands()).skip(first).step_by(PAINTERS) {
            let Ok(mut spelled) = spare.recv() else { return };
            self.draw(band, &mut pixels);
            rows::spell(self.kept(&pixels), self.size.0 as usize, &mut spelled);
            if done.send(spelled).is_err() {
                return;
            }
        }
    }

    /// Hands over the bands from top to bottom, as they are compressed.
    fn each(&self, mut take: impl FnMut(&[u8]) -> Result<(), Problem>) -> Result<(), Problem> {
        std::thread::scope(|scope| {
            let mut painters = Vec::new();
            for first in 0..PAINTERS.min(self.bands() as usize) {
                let (done, drawn) = sync_channel(1);
                let (back, spare) = channel();
                // One to spell in while the other is compressed.
                let _ = [back.send(Vec::new()), back.send(Vec::new())];
                let thread = std::thread::Builder::new().spawn_scoped(scope, move || self.paint(first, &done, &spare));
                thread.map_err(broken)?;
                painters.push((drawn, back));
            }
            for (drawn, back) in painters.iter().cycle().take(self.bands() as usize) {
                let bytes = drawn.recv().map_err(broken)?;
                take(&bytes)?;
                // A painter that has drawn its last band needs none.
                let _ = back.send(bytes);
            }
            Ok(())
        })
    }
}

/// PNG, compressed quickly: size matters less than the wait.
fn encode(picture: &Picture) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.size.0, picture.size.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut chunks = Chunks { writer: encoder.write_header().map_err(broken)?, held: Vec::new() };
    let mut compressor = Compressor::new(&mut chunks).map_err(broken)?;
    picture.each(|band| compressor.write_data(band).map_err(broken))?;
    compressor.finish().map_err(broken)?;
    chunks.finish().map_err(broken)?;
    Ok(bytes)
}

/// What was wrong, in a sentence.
fn broken(problem: impl fmt::Display) -> Problem {
    Problem::Broken(problem.to_string())
}

/// What is compressed, in the pieces of a PNG.
struct Chunks<W: Write> {
    writer: png::Writer<W>,
    held: Vec<u8>,
}

impl<W: Write> Chunks<W> {
    /// Writes what is held, and the end.
    fn finish(mut self) -> Result<(), png::EncodingError> {
        self.writer.write_chunk(png::chunk::IDAT, &self.held)?;
        self.writer.finish()
    }
}

impl<W: Write> Write for Chunks<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.write_chunk(png::chunk::IDAT, &self.held)?;
        self.held.clear();
        Ok(())
    }
}
