//! Characters that no bundled font has, in a picture of pixels or on paper: a small outlined box stands for each, so that
//! nothing is dropped unseen. In goes a scene, out comes one whose texts the bundled fonts can draw; or a text, and its pieces.

use crate::font::{self, Measure};
#[cfg(feature = "png")]
use crate::scene::Scene;
use crate::scene::{Anchor, Area, Mark, Stroke, Text};
use ecow::EcoString;
#[cfg(feature = "png")]
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// A piece of a text.
pub(super) enum Piece<'t> {
    /// Words that can be drawn.
    Words(Text),
    /// A character that cannot: the box in its place.
    #[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "a PDF says what cannot be shown"))]
    Box(&'t str, Area),
}

/// The scene with boxes for what cannot be drawn.
#[cfg(feature = "png")]
#[must_use]
pub fn substitute(scene: &Scene) -> Cow<'_, Scene> {
    if !scene.marks.iter().any(lacks) {
        return Cow::Borrowed(scene);
    }
    let mut scene = scene.clone();
    let mut measure = Measure::new();
    scene.marks = replaced(std::mem::take(&mut scene.marks), &mut measure);
    Cow::Owned(scene)
}

/// Whether a mark holds a text that cannot be drawn.
#[cfg(feature = "png")]
fn lacks(mark: &Mark) -> bool {
    match mark {
        Mark::Text(text) => font::missing(&text.content).next().is_some(),
        Mark::Group(group) => group.marks.iter().any(lacks),
        Mark::Rect { .. } | Mark::Line { .. } | Mark::Path { .. } | Mark::Ellipse { .. } | Mark::Hatch { .. } => false,
    }
}

#[cfg(feature = "png")]
fn replaced(marks: Vec<Mark>, measure: &mut Measure) -> Vec<Mark> {
    let mut out = Vec::with_capacity(marks.len());
    for mark in marks {
        match mark {
            Mark::Text(text) if font::missing(&text.content).next().is_some() => {
                out.extend(pieces(&text, measure).into_iter().map(|piece| match piece {
                    Piece::Words(words) => Mark::Text(words),
                    Piece::Box(_, area) => frame(&area, &text),
                }));
            }
            Mark::Group(mut group) => {
                group.marks = replaced(group.marks, measure);
                out.push(Mark::Group(group));
            }
            other @ (Mark::Text(_)
            | Mark::Rect { .. }
            | Mark::Line { .. }
            | Mark::Path { .. }
            | Mark::Ellipse { .. }
            | Mark::Hatch { .. }) => out.push(other),
        }
    }
    out
}

/// The box that stands for a character of a text.
pub(super) fn frame(area: &Area, text: &Text) -> Mark {
    let area = Area::new(area.left + 0.8, text.y - text.size * 0.72, area.right - 0.8, text.y + text.size * 0.06);
    Mark::Rect { area, radius: 1.0, fill: None, stroke: Some(Stroke::solid(text.ink.clone(), 1.0)), class: None }
}

/// A text as what can be drawn and boxes, side by side; from the right where it reads leftwards.
pub(super) fn pieces<'t>(text: &'t Text, measure: &mut Measure) -> Vec<Piece<'t>> {
    let area = text.area();
    let mut walked = 0.0;
    let mut place = |width: f64| {
        let left = if text.leftwards { area.right - walked - width } else { area.left + walked };
        walked += width;
        left
    };
    let mut out = Vec::new();
    for (words, known) in stretches(&text.content) {
        let width = measure.width(words, text.face, text.size);
        let x = place(width);
        if known && !words.trim().is_empty() {
            let (anchor, content) = (Anchor::Start, EcoString::from(words));
            out.push(Piece::Words(Text { x, anchor, content, width, leftwards: false, ..text.clone() }));
        } else if !known {
            out.push(Piece::Box(words, Area { left: x, right: x + width, ..area }));
        }
    }
    out
}

/// A text cut into words that can be drawn, the white space around them, and single characters that cannot.
fn stretches(text: &str) -> Vec<(&str, bool)> {
    let mut out: Vec<(&str, bool)> = Vec::new();
    let mut start = 0;
    for (place, grapheme) in text.grapheme_indices(true).filter(|(_, g)| font::missing(g).next().is_some()) {
        out.extend(apart(text.get(start..place).unwrap_or_default()).into_iter().flatten());
        out.push((grapheme, false));
        start = place + grapheme.len();
    }
    out.extend(apart(text.get(start..).unwrap_or_default()).into_iter().flatten());
    out
}

/// Words without the white space around them, and that: viewers drop it at the ends of a text.
fn apart(words: &str) -> [Option<(&str, bool)>; 3] {
    let core = words.trim();
    let before = words.len() - words.trim_start().len();
    let piece =
        |from: usize, to: usize| words.get(from..to).filter(|piece| !piece.is_empty()).map(|piece| (piece, true));
    [piece(0, before), piece(before, before + core.len()), piece(before + core.len(), words.len())]
}
