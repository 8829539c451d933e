//! Pass 5, frames: how wide each fragment is, so that it holds what stands in it.
//!
//! ```text
//!   ┌─────┬──────────────┐
//!   │ alt │ [guard]      │    an outer frame holds the inner ones;
//!   │ ┌───┴────────────┐ │    no frame is filled
//!   │ └────────────────┘ │
//!   ├──────┬╌╌╌╌╌╌╌╌╌╌╌╌╌┤
//!   │ else │ [guard]     │
//!   └────────────────────┘
//! ```

use super::again;
use super::distance::{BAR, COLUMN_GAP, FRAME_NEST, FRAME_PAD, HEADING_WRAP, LINE, RUN_ON, TAB};
use super::figure::{Coat, Figure, Setting};
use super::flow::{FINE, Words};
use super::heads::Head;
use super::speak::{Spoken, column};
use super::walk::Walk;
use crate::font::{Face, Measure};
use crate::scene::{Anchor, Area, Ink, Mark, Stroke, Text};
use crate::syntax::statement::fragment::FragmentKind;
use crate::timeline::{LifelineId, Moment, MomentKind};
use std::collections::BTreeSet;

/// The room within a tab at each side of its word.
const TAB_PAD: f64 = 8.0;

/// From the side of a fragment to a name that stands again in it: half the gap between two names.
const NAME_CLEAR: f64 = COLUMN_GAP / 2.0;

/// The edges of a fragment.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Its left edge.
    pub left: f64,
    /// Its right edge.
    pub right: f64,
    /// The moment that opens it.
    pub open: usize,
    /// The moment that closes it.
    pub close: usize,
}

/// The word of a fragment.
pub fn word(kind: FragmentKind) -> &'static str {
    match kind {
        FragmentKind::Alt => "alt",
        FragmentKind::Opt => "opt",
        FragmentKind::Loop => "loop",
        FragmentKind::Par => "par",
        FragmentKind::Break => "break",
        FragmentKind::Critical => "critical",
        FragmentKind::Group => "group",
    }
}

/// The frames of all fragments, outer ones first; those never closed end with the last moment.
pub fn frames(
    moments: &[Moment],
    spoken: &[Spoken],
    figures: &[Figure],
    heads: &[Head],
    walk: &mut Walk,
) -> Vec<Frame> {
    let names = Names { again: again::places(moments, heads.len()), spans: spans(heads, walk) };
    let mut done: Vec<Frame> = Vec::new();
    let mut open: Vec<Frame> = Vec::new();
    for (place, moment) in moments.iter().enumerate() {
        let natural = spoken.get(place).map_or(0.0, |s| s.words.natural);
        if let MomentKind::Open { over, fragment, .. } = &moment.kind {
            let tab = tab_width(word(*fragment), walk.measure);
            let mut frame = around(over, place, walk, tab);
            frame.admit(word(*fragment), natural, walk.measure);
            open.push(frame);
        } else if let Some(mut frame) = open.pop() {
            if moment.kind == MomentKind::Close {
                close(frame, place, &names, &mut open, &mut done);
                continue;
            }
            if let MomentKind::Else { word, .. } = &moment.kind {
                frame.admit(word, natural, walk.measure);
            } else if matches!(moment.kind, MomentKind::Claim { .. } | MomentKind::Divider { .. }) {
                frame.right = frame.right.max(frame.left + natural.min(RUN_ON) + 2.0 * FRAME_NEST + 30.0);
            }
            let boxes = figures.get(place).map_or(&[] as &[Area], |figure| &figure.boxes);
            boxes.iter().for_each(|area| frame.hold(area.left - FRAME_NEST, area.right + FRAME_NEST));
            open.push(frame);
        }
    }
    while let Some(frame) = open.pop() {
        close(frame, moments.len(), &names, &mut open, &mut done);
    }
    done.sort_by_key(|frame| frame.open);
    done
}

/// A frame around the lifelines that take part.
fn around(over: &[LifelineId], place: usize, walk: &Walk, tab: f64) -> Frame {
    let mut frame = Frame { left: f64::INFINITY, right: f64::NEG_INFINITY, open: place, close: place };
    for id in over {
        let x = walk.columns.x(column(*id));
        // The tab hides no piece of a lifeline.
        frame.hold(x - FRAME_PAD.max(tab + BAR + 4.0), x + FRAME_PAD);
    }
    if over.is_empty() {
        frame.hold(walk.columns.left, walk.columns.right);
    }
    frame
}

/// The names that stand again in a long picture.
struct Names {
    /// The moments before which they do.
    again: BTreeSet<usize>,
    /// The middle of each, and half its width.
    spans: Vec<(f64, f64)>,
}

/// Where names stand across.
fn spans(heads: &[Head], walk: &Walk) -> Vec<(f64, f64)> {
    heads.iter().enumerate().map(|(at, head)| (walk.columns.x(at), head.name.width / 2.0)).collect()
}

/// Ends a frame; the one around it grows.
fn close(mut frame: Frame, place: usize, names: &Names, open: &mut [Frame], done: &mut Vec<Frame>) {
    if names.again.range(frame.open + 1..).next().is_some_and(|again| *again <= place) {
        let (left, right) = (frame.left, frame.right);
        for (x, half) in names.spans.iter().filter(|(x, _)| (left..right).contains(x)) {
            frame.hold(x - half - NAME_CLEAR, x + half + NAME_CLEAR);
        }
    }
    if let Some(outer) = open.last_mut() {
        outer.hold(frame.left - FRAME_NEST, frame.right + FRAME_NEST);
    }
    done.push(Frame { close: place, ..frame });
}

impl Frame {
    /// Makes room for a tab and its guard.
    fn admit(&mut self, word: &str, natural: f64, measure: &mut Measure) {
        let wanted = tab_width(word, measure) + natural.min(HEADING_WRAP / 2.0) + 24.0;
        self.right = self.right.max(self.left + wanted);
    }

    fn hold(&mut self, left: f64, right: f64) {
        (self.left, self.right) = (self.left.min(left), self.right.max(right));
    }
}

fn tab_width(word: &str, measure: &mut Measure) -> f64 {
    measure.width(word, Face::SemiBold, FINE.size) + 2.0 * TAB_PAD
}

/// A keyword in the corner of a frame whose corner is at (left, top); returns where it ends.
pub fn tab(figure: &mut Figure, left: f64, top: f64, word: &str, walk: &mut Walk) -> f64 {
    const CUT: f64 = 6.0;
    let width = tab_width(word, walk.measure);
    let area = Area::new(left, top, left + width, top + TAB);
    let outline = [
        (left, top),
        (area.right, top),
        (area.right, area.bottom - CUT),
        (area.right - CUT, area.bottom),
        (left, area.bottom),
    ];
    let mut segments: Vec<crate::scene::Segment> =
        outline.iter().map(|(x, y)| crate::scene::Segment::Line(*x, *y)).collect();
    if let Some(first) = segments.first_mut() {
        *first = crate::scene::Segment::Move(left, top);
    }
    segments.push(crate::scene::Segment::Close);
    let stroke = Some(Stroke::solid(Ink::Muted, 1.0));
    figure.marks.push(Mark::Path { segments, fill: Some(Ink::Soft), stroke });
    figure.marks.push(Mark::Text(Text {
        x: left + TAB_PAD,
        y: top + 14.2,
        anchor: Anchor::Start,
        face: Face::SemiBold,
        size: FINE.size,
        ink: Ink::Text,
        content: word.into(),
        width: width - 2.0 * TAB_PAD,
        class: None,
        leftwards: false,
    }));
    area.right
}

/// The beginning of an operand: its line, its tab and its guard.
pub fn operand(walk: &mut Walk, frame: &Frame, word: &str, words: &Words, later: bool) -> Figure {
    let mut figure = Figure { above: 12.0, below: TAB + 4.0, ..Figure::default() };
    if later {
        figure.line((frame.left, 0.0), (frame.right, 0.0), Stroke::dashed(Ink::Muted, 1.0, 4.0, 3.0));
    }
    let end = tab(&mut figure, frame.left, 0.0, word, walk);
    let paragraph = words.wrap((frame.right - end - 16.0).max(40.0), walk.measure);
    let mut bottom = TAB;
    if !paragraph.lines.is_empty() {
        let chips = Coat::neutral();
        let setting = Setting::new(end + 8.0, 14.6, Anchor::Start, Ink::Text, &chips);
        let covered = figure.set(&paragraph, &setting, Some(walk));
        figure.below = TAB + 4.0 + LINE * (paragraph.lines.len() as f64 - 1.0);
        bottom = covered.bottom.max(TAB);
    }
    figure.boxes.push(Area::new(frame.left, -1.0, frame.right, bottom));
    figure
}

/// The end of a fragment.
pub fn end(frame: &Frame) -> Figure {
    let mut figure = Figure { above: 6.0, below: 10.0, ..Figure::default() };
    figure.boxes.push(Area::new(frame.left, -4.0, frame.right, 1.0));
    figure
}
