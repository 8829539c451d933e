//! What stands in boxes: actions, notes, what people see, claims, happenings, references.
//!
//! ```text
//!     │                    │           ┌──────────╲
//!  ┌──┴─────────┐         👁 (✓ @v)    │ a note    │
//!  │ an action  │          │           └───────────┘
//!  └──┬─────────┘
//! ```

use super::distance::{BOX_HEIGHT, BOX_PAD, BOX_WRAP, CENTER, HEADING_WRAP, LABEL_GAP, LINE, PROSE, SMALL_LINE, TAB};
use super::figure::{Coat, Figure, Setting};
use super::flow::Paragraph;
use super::glyph;
use super::speak::{Spoken, column};
use super::walk::Walk;
use crate::scene::{Anchor, Area, Group, Ink, Mark, Stroke};
use crate::timeline::{LifelineId, NotePlace, Verdict};
use ecow::EcoString;

/// The left edge of a box of a width around x, moved so that it stays over the columns where it can.
fn placed(walk: &Walk, x: f64, width: f64) -> f64 {
    (x - width / 2.0).min(walk.columns.right - width).max(walk.columns.left)
}

/// How much higher than one line a paragraph is.
fn more(paragraph: &Paragraph, leading: f64) -> f64 {
    leading * (paragraph.lines.len() as f64 - 1.0).max(0.0)
}

/// A box of lines whose first line's middle is the datum, with its upper left corner at `left`.
fn boxed(figure: &mut Figure, paragraph: &Paragraph, left: f64, width: f64, (coat, radius): (&Coat, f64)) -> Area {
    let area = Area::new(left, -BOX_HEIGHT / 2.0, left + width, BOX_HEIGHT / 2.0 + more(paragraph, LINE));
    figure.rect(area, radius, Some(coat.fill.clone()), coat.outline.clone().map(|ink| Stroke::solid(ink, 1.0)), None);
    let setting = Setting::new(left + BOX_PAD, CENTER, Anchor::Start, coat.ink.clone(), coat);
    figure.set(paragraph, &setting, None);
    figure.boxes.push(area);
    (figure.above, figure.below) = (BOX_HEIGHT / 2.0 + 3.0, area.bottom + 3.0);
    area
}

/// Something done on a lifeline.
pub fn action(walk: &mut Walk, at: usize, spoken: &Spoken, tone: Option<Ink>) -> Figure {
    let mut figure = Figure::default();
    let paragraph = spoken.words.wrap(BOX_WRAP, walk.measure);
    let width = paragraph.width + 2.0 * BOX_PAD;
    let ink = tone.clone().unwrap_or(Ink::Text);
    let coat = Coat { ink, fill: Ink::Paper, outline: Some(tone.unwrap_or(Ink::Line)) };
    boxed(&mut figure, &paragraph, placed(walk, walk.columns.x(at), width), width, (&coat, 5.0));
    figure
}

/// A crash and its like.
pub fn happening(walk: &mut Walk, at: &[LifelineId], spoken: &Spoken) -> Figure {
    let mut figure = Figure::default();
    let places: Vec<f64> = at.iter().map(|id| walk.columns.x(column(*id))).collect();
    let (left, right) = ends(&places, walk);
    let paragraph = spoken.words.wrap(BOX_WRAP, walk.measure);
    let width = paragraph.width + 2.0 * BOX_PAD;
    let coat = Coat { ink: Ink::Bad, fill: Ink::BadSoft, outline: Some(Ink::Bad) };
    if places.len() > 1 {
        figure.line((left, 0.0), (right, 0.0), Stroke::solid(Ink::Bad, 1.0));
        for x in &places {
            figure.marks.extend(glyph::crossed(*x, 0.0, 4.0, &Ink::Bad, 1.8));
        }
        figure.boxes.push(Area::new(left - 4.0, -5.0, right + 4.0, 5.0));
    }
    let middle = placed(walk, f64::midpoint(left, right), width);
    boxed(&mut figure, &paragraph, middle, width, (&coat, BOX_HEIGHT / 2.0));
    figure
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

/// A note.
pub fn note(walk: &mut Walk, place: &NotePlace, spoken: &Spoken, tone: Option<Ink>) -> Figure {
    let mut figure = Figure::default();
    let columns = walk.columns;
    let span = match place {
        NotePlace::Over(over) => {
            let places: Vec<f64> = over.iter().map(|id| columns.x(column(*id))).collect();
            ends(&places, walk)
        }
        NotePlace::Left(at) | NotePlace::Right(at) => (columns.x(column(*at)), columns.x(column(*at))),
    };
    let limit = (span.1 - span.0).clamp(BOX_WRAP, HEADING_WRAP);
    let paragraph = spoken.words.wrap(limit, walk.measure);
    let width = paragraph.width + 2.0 * BOX_PAD + 4.0;
    let side = |id: &LifelineId, ahead: f64| walk.edge(column(*id), ahead) + (LABEL_GAP - 3.0) * ahead;
    let (left, width) = match place {
        NotePlace::Over(over) if over.len() > 1 => {
            let width = width.max(span.1 - span.0 + 40.0);
            (f64::midpoint(span.0, span.1) - width / 2.0, width)
        }
        NotePlace::Over(_) => (placed(walk, span.0, width), width),
        NotePlace::Left(at) => (side(at, -1.0) - width, width),
        NotePlace::Right(at) => (side(at, 1.0), width),
    };
    let area = Area::new(left, -BOX_HEIGHT / 2.0, left + width, BOX_HEIGHT / 2.0 + more(&paragraph, LINE) + 1.0);
    figure.marks.extend(glyph::sheet(&area, &Ink::Note, &tone.clone().unwrap_or(Ink::NoteLine)));
    let chips = Coat::neutral();
    let setting = Setting::new(left + BOX_PAD, CENTER, Anchor::Start, tone.unwrap_or(Ink::Text), &chips);
    figure.set(&paragraph, &setting, None);
    figure.boxes.push(area);
    (figure.above, figure.below) = (BOX_HEIGHT / 2.0 + 4.0, area.bottom + 4.0);
    figure
}

/// What a screen shows.
pub fn sees(walk: &mut Walk, at: usize, spoken: &Spoken, verdict: Verdict) -> Figure {
    let mut figure = Figure { above: 16.0, below: 14.0, ..Figure::default() };
    let coat = Coat::of_verdict(verdict);
    let x = walk.columns.x(at);
    let ink = if verdict == Verdict::Open { Ink::Accent } else { coat.ink.clone() };
    figure.halo(Area::new(x - 12.0, -8.0, x + 12.0, 8.0), walk.columns);
    figure.marks.extend(glyph::eye(x, 0.0, &ink));
    figure.boxes.push(Area::new(x - 10.0, -7.0, x + 10.0, 7.0));
    let paragraph = spoken.words.wrap(BOX_WRAP, walk.measure);
    let to_the_right =
        x + 14.0 + paragraph.width <= walk.columns.right || x - 14.0 - paragraph.width < walk.columns.left;
    let (start, anchor) = if to_the_right { (x + 14.0, Anchor::Start) } else { (x - 14.0, Anchor::End) };
    if !paragraph.lines.is_empty() {
        let setting = Setting::new(start, CENTER, anchor, ink, &coat);
        let covered = figure.set(&paragraph, &setting, Some(walk.columns));
        figure.boxes.push(covered);
        figure.below = 14.0 + more(&paragraph, LINE);
    }
    reason(walk, &mut figure, x, spoken, &coat);
    figure
}

/// The sentence beneath.
fn reason(walk: &mut Walk, figure: &mut Figure, x: f64, spoken: &Spoken, coat: &Coat) {
    let Some(words) = &spoken.reason else { return };
    let paragraph = words.wrap(PROSE, walk.measure);
    let width = paragraph.width + 2.0 * BOX_PAD + 4.0;
    let top = figure.below + 2.0;
    let area =
        Area::new(0.0, top, width, top + 21.0 + more(&paragraph, SMALL_LINE)).shifted(placed(walk, x, width), 0.0);
    figure.rect(area, 5.0, Some(coat.fill.clone()), coat.outline.clone().map(|ink| Stroke::solid(ink, 1.0)), None);
    let chips = Coat::neutral();
    let setting = Setting::new(area.left + BOX_PAD + 2.0, top + 14.6, Anchor::Start, Ink::Text, &chips);
    figure.set(&paragraph, &Setting { leading: SMALL_LINE, ..setting }, None);
    figure.boxes.push(area);
    figure.below = area.bottom + 4.0;
}

/// A claim across the lifelines that it speaks about.
pub fn claim(walk: &mut Walk, over: &[LifelineId], spoken: &Spoken, verdict: Verdict) -> Figure {
    let mut figure = Figure::default();
    let places: Vec<f64> = over.iter().map(|id| walk.columns.x(column(*id))).collect();
    let (left, right) = ends(&places, walk);
    let limit = (right - left).clamp(BOX_WRAP, PROSE);
    let paragraph = spoken.words.wrap(limit, walk.measure);
    let width = (paragraph.width + 2.0 * BOX_PAD + 8.0).max(if places.is_empty() { 0.0 } else { right - left + 40.0 });
    let coat = Coat::of_verdict(verdict);
    let start = placed(walk, f64::midpoint(left, right), width);
    let area = boxed(&mut figure, &paragraph, start, width, (&coat, 3.0));
    let bar = Area { right: area.left + 3.0, ..area };
    figure.rect(bar, 0.0, Some(if verdict == Verdict::Open { Ink::Line } else { coat.ink.clone() }), None, None);
    figure.below -= 2.0;
    reason(walk, &mut figure, f64::midpoint(left, right), spoken, &coat);
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
