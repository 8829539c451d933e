//! Characters that no bundled font has, in a picture of pixels: a small outlined box stands for each, so that nothing
//! is dropped unseen. In goes a scene, out comes one whose texts the bundled fonts can draw.

use crate::font::{self, Measure};
use crate::scene::{Anchor, Area, Mark, Scene, Stroke, Text};
use ecow::EcoString;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// The scene with boxes for what cannot be drawn.
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
fn lacks(mark: &Mark) -> bool {
    match mark {
        Mark::Text(text) => font::missing(&text.content).next().is_some(),
        Mark::Group(group) => group.marks.iter().any(lacks),
        Mark::Rect { .. } | Mark::Line { .. } | Mark::Path { .. } | Mark::Ellipse { .. } | Mark::Hatch { .. } => false,
    }
}

fn replaced(marks: Vec<Mark>, measure: &mut Measure) -> Vec<Mark> {
    let mut out = Vec::with_capacity(marks.len());
    for mark in marks {
        match mark {
            Mark::Text(text) if font::missing(&text.content).next().is_some() => out.extend(pieces(&text, measure)),
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

/// A text as what can be drawn and boxes, side by side; from the right where it reads leftwards.
fn pieces(text: &Text, measure: &mut Measure) -> Vec<Mark> {
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
            out.push(Mark::Text(Text { x, anchor, content, width, leftwards: false, ..text.clone() }));
        } else if !known {
            let area = Area::new(x + 0.8, text.y - text.size * 0.72, x + width - 0.8, text.y + text.size * 0.06);
            let stroke = Some(Stroke::solid(text.ink.clone(), 1.0));
            out.push(Mark::Rect { area, radius: 1.0, fill: None, stroke, class: None });
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
