//! What stands in boxes: notes and references.
//!
//! ```text
//!      │     ┌──────────╲       ┌─────┬─────────────┐
//!      │     │ a note    │      │ ref │ a diagram   │
//!      │     └───────────┘      └─────┴─────────────┘
//! ```

use super::beside::more;
use super::distance::{BESIDE_LEAST, BOX_HEIGHT, BOX_PAD, BOX_WRAP, CENTER, HEADING_WRAP, LABEL_GAP, LINE, PROSE, TAB};
use super::figure::{Coat, Figure, Setting};
use super::flow::{Paragraph, Words};
use super::glyph;
use super::speak::{Spoken, column};
use super::walk::Walk;
use crate::scene::{Anchor, Area, Group, Ink, Mark, Stroke};
use crate::timeline::{LifelineId, NotePlace};
use ecow::EcoString;

/// The left edge of a box of a width around x, moved so that it stays over the columns where it can.
fn placed(walk: &Walk, x: f64, width: f64) -> f64 {
    (x - width / 2.0).min(walk.columns.right - width).max(walk.columns.left)
}

/// The outermost of some places; of none, those of the picture.
fn ends(places: &[f64], walk: &Walk) -> (f64, f64) {
    match places {
        [] => (walk.columns.left, walk.columns.right),
        _ => (
            places.iter().copied().fold(f64::INFINITY, f64::min),
            places.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        ),
    }
}

/// Lines in so much room, if they are few there; else in what a box may take.
fn snug(walk: &mut Walk, words: &Words, room: f64) -> Paragraph {
    let inner = room - 2.0 * BOX_PAD - 4.0;
    let own = if inner >= words.natural.min(BESIDE_LEAST) {
        words.balance(inner.min(BOX_WRAP), walk.measure)
    } else {
        Paragraph::default()
    };
    if (1..=3).contains(&own.lines.len()) { own } else { words.balance(BOX_WRAP, walk.measure) }
}

/// The lines of a note, its left edge and its width.
fn sheet(walk: &mut Walk, place: &NotePlace, words: &Words) -> (Paragraph, f64, f64) {
    let columns = walk.columns;
    let wide = |paragraph: &Paragraph| paragraph.width + 2.0 * BOX_PAD + 4.0;
    match place {
        NotePlace::Over(over) if over.len() > 1 => {
            let places: Vec<f64> = over.iter().map(|id| columns.x(column(*id))).collect();
            let (left, right) = ends(&places, walk);
            let paragraph = words.balance((right - left).clamp(BOX_WRAP, HEADING_WRAP), walk.measure);
            let width = wide(&paragraph).max(right - left + 40.0);
            (paragraph, f64::midpoint(left, right) - width / 2.0, width)
        }
        NotePlace::Over(over) => {
            let at = over.first().map_or(0, |id| column(*id));
            let (left, right) = columns.own(at);
            let paragraph = snug(walk, words, right - left - 12.0);
            let width = wide(&paragraph);
            let start = columns.x(at) - width / 2.0;
            let fits = width <= right - left;
            let start =
                if fits { start.min(right - 6.0 - width).max(left + 6.0) } else { placed(walk, columns.x(at), width) };
            (paragraph, start, width)
        }
        NotePlace::Left(at) | NotePlace::Right(at) => {
            let at = column(*at);
            let ahead = if matches!(place, NotePlace::Right(_)) { 1.0 } else { -1.0 };
            let edge = walk.edge(at, ahead) + (LABEL_GAP - 3.0) * ahead;
            let neighbour = if ahead > 0.0 { Some(at + 1) } else { at.checked_sub(1) };
            let room = neighbour.filter(|at| *at < columns.len()).map(|at| (walk.edge(at, -ahead) - edge).abs() - 4.0);
            let paragraph = snug(walk, words, room.unwrap_or(BOX_WRAP));
            let width = wide(&paragraph);
            (paragraph, if ahead > 0.0 { edge } else { edge - width }, width)
        }
    }
}

/// A note.
pub fn note(walk: &mut Walk, place: &NotePlace, spoken: &Spoken, tone: Option<Ink>) -> Figure {
    let mut figure = Figure::default();
    let (paragraph, left, width) = sheet(walk, place, &spoken.words);
    let area = Area::new(left, -BOX_HEIGHT / 2.0, left + width, BOX_HEIGHT / 2.0 + more(&paragraph, LINE) + 1.0);
    figure.marks.extend(glyph::sheet(&area, &Ink::Note, &tone.clone().unwrap_or(Ink::NoteLine)));
    let chips = Coat::neutral();
    let setting = Setting::new(left + BOX_PAD, CENTER, Anchor::Start, tone.unwrap_or(Ink::Text), &chips);
    figure.set(&paragraph, &setting, None);
    figure.boxes.push(area);
    (figure.above, figure.below) = (BOX_HEIGHT / 2.0 + 4.0, area.bottom + 4.0);
    figure
}

/// Another diagram.
pub fn reference(walk: &mut Walk, over: &[LifelineId], spoken: &Spoken, href: Option<&EcoString>) -> Figure {
    let mut figure = Figure::default();
    let places: Vec<f64> = over.iter().map(|id| walk.columns.x(column(*id))).collect();
    let (left, right) = ends(&places, walk);
    let paragraph = spoken.words.wrap((right - left - 30.0).clamp(BOX_WRAP, PROSE), walk.measure);
    let width = (right - left + 40.0).max(paragraph.width + 70.0);
    let start = f64::midpoint(left, right) - width / 2.0;
    let area = Area::new(start, 0.0, start + width, TAB + 12.0 + more(&paragraph, LINE));
    figure.rect(area, 3.0, Some(Ink::Paper), Some(Stroke::solid(Ink::Muted, 1.0)), None);
    super::frame::tab(&mut figure, area.left, 0.0, "ref", walk);
    let chips = Coat::neutral();
    let middle = f64::midpoint(start, start + width).max(start + 34.0 + paragraph.width / 2.0);
    let ink = if href.is_some() { Ink::Accent } else { Ink::Text };
    let setting = Setting::new(middle, 16.0 + CENTER, Anchor::Middle, ink, &chips);
    figure.set(&paragraph, &setting, None);
    figure.boxes.push(area);
    (figure.above, figure.below) = (8.0, area.bottom + 8.0);
    if href.is_some() {
        let marks = std::mem::take(&mut figure.marks);
        figure.marks.push(Mark::Group(Box::new(Group {
            class: "link",
            href: href.cloned(),
            marks,
            ..Group::default()
        })));
    }
    figure
}
