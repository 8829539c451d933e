//! Measures text: widths as a browser would draw them, and the heights of a line.
//!
//! 1. A text of embedded characters only: summed from the tables of `metrics`.
//! 2. Any other is split after each space; each word, if new, into runs of one face each, and each run is shaped. No
//!    face kerns a space with what follows it, so the sum over the words is the width of the whole.

use std::collections::HashMap;

use ecow::EcoString;

use super::Face;
use super::metrics::{Metrics, UNITS_PER_EM};
use super::outline;
use super::runs::{Run, runs};
use super::shape::Shaper;

/// Measures text, and remembers the words that had to be shaped.
#[derive(Default)]
pub struct Measure {
    faces: [Shaped; 3],
}

/// What is kept for a face once a word of it had to be shaped.
#[derive(Default)]
struct Shaped {
    shaper: Option<Shaper>,
    words: HashMap<EcoString, i32>,
}

impl Measure {
    /// A measure that knows no word yet; costs nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The width of a text in the unit of `size`, not rounded. What the face lacks is taken from another bundled
    /// face; what none has is estimated: 1 em for East Asian wide characters, 1.25 em for emoji, nothing for marks
    /// and controls, 0.6 em for all others.
    pub fn width(&mut self, text: &str, face: Face, size: f64) -> f64 {
        let metrics = Metrics::of(face);
        let units = metrics.width(text).unwrap_or_else(|| {
            let words = text.split_inclusive(' ');
            words.map(|word| metrics.width(word).unwrap_or_else(|| self.word(word, face))).sum()
        });
        f64::from(units) * size / UNITS_PER_EM
    }

    /// From the baseline to the top of a line.
    #[must_use]
    pub fn ascent(face: Face, size: f64) -> f64 {
        f64::from(Metrics::of(face).ascent) * size / UNITS_PER_EM
    }

    /// From the baseline to the bottom of a line, positive.
    #[must_use]
    pub fn descent(face: Face, size: f64) -> f64 {
        f64::from(-Metrics::of(face).descent) * size / UNITS_PER_EM
    }

    /// From one baseline to the next, as the font wishes it.
    #[must_use]
    pub fn line_height(face: Face, size: f64) -> f64 {
        let gap = f64::from(Metrics::of(face).line_gap) * size / UNITS_PER_EM;
        Self::ascent(face, size) + Self::descent(face, size) + gap
    }

    /// The text as SVG path data, its baseline starting at the origin, with two decimals; empty for what no bundled
    /// face has.
    #[must_use]
    pub fn outline(&self, text: &str, face: Face, size: f64) -> String {
        outline::outline(text, face, size)
    }

    /// The width of a word with a character outside the tables.
    fn word(&mut self, word: &str, face: Face) -> i32 {
        if let Some(&width) = self.shaped(face).words.get(word) {
            return width;
        }
        let runs = runs(word, face);
        let width = runs.iter().map(|run| self.run(run)).sum();
        self.shaped(face).words.insert(word.into(), width);
        width
    }

    /// The width of a run.
    fn run(&mut self, run: &Run) -> i32 {
        match run {
            Run::Estimated(width) => *width,
            Run::Shaped(face, text) => Metrics::of(*face).width(text).unwrap_or_else(|| {
                let shaped = self.shaped(*face);
                if shaped.shaper.is_none() {
                    shaped.shaper = Shaper::open(*face);
                }
                shaped.shaper.as_mut().map_or(0, |shaper| shaper.width(text))
            }),
        }
    }

    fn shaped(&mut self, face: Face) -> &mut Shaped {
        let [regular, semi_bold, mono] = &mut self.faces;
        match face {
            Face::Regular => regular,
            Face::SemiBold => semi_bold,
            Face::Mono => mono,
        }
    }
}
