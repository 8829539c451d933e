//! Pass 4, figures: the marks of each moment around its own datum.

use super::boxes;
use super::chapter;
use super::distance::{CHIP, CHIP_GAP, SMALL};
use super::figure::{Coat, Figure};
use super::frame::{self, Frame};
use super::heads::Head;
use super::message;
use super::speak::{Spoken, chip_width, column};
use super::walk::Walk;
use crate::font::Face;
use crate::scene::{Area, Ink};
use crate::timeline::{Change, Moment, MomentKind, Timeline};

/// From a datum to the middle of the chips below it.
pub const CHIP_DROP: f64 = 13.0;

/// The figures of all moments, and the frames around them.
pub fn figures(timeline: &Timeline, heads: &[Head], spoken: &[Spoken], walk: &mut Walk) -> (Vec<Figure>, Vec<Frame>) {
    let moments = &timeline.moments;
    let mut figures = Vec::with_capacity(moments.len());
    for (place, (moment, words)) in moments.iter().zip(spoken).enumerate() {
        activate_ahead(moments, place, walk);
        let mut figure = figure(timeline, heads, moment, words, walk);
        chips(&mut figure, &moment.changes, walk);
        figures.push(figure);
        deactivate(moment, walk);
    }
    let frames = frame::frames(moments, spoken, &figures, walk);
    operands(moments, spoken, &frames, &mut figures, walk);
    (figures, frames)
}

/// A bar that begins at this moment is there when its arrow arrives.
fn activate_ahead(moments: &[Moment], place: usize, walk: &mut Walk) {
    if !changes_nothing(&moments.get(place).map(|m| &m.kind)) {
        for later in moments.iter().skip(place + 1).take_while(|m| changes_nothing(&Some(&m.kind))) {
            if let MomentKind::Activate(at) = later.kind
                && let Some(busy) = walk.busy.get_mut(column(at))
            {
                *busy += 1;
            }
        }
    }
}

/// Whether a moment only begins or ends a bar.
fn changes_nothing(kind: &Option<&MomentKind>) -> bool {
    matches!(kind, Some(MomentKind::Activate(_) | MomentKind::Deactivate(_)))
}

/// A bar that ends was there until now.
fn deactivate(moment: &Moment, walk: &mut Walk) {
    if let MomentKind::Deactivate(at) = moment.kind
        && let Some(busy) = walk.busy.get_mut(column(at))
    {
        *busy = busy.saturating_sub(1);
    }
}

/// The figure of a moment; fragments get theirs when their frames are known.
fn figure(timeline: &Timeline, heads: &[Head], moment: &Moment, words: &Spoken, walk: &mut Walk) -> Figure {
    let tone = moment.tone.as_ref().map(Ink::of);
    let nothing = Figure { above: 0.0, below: 0.0, ..Figure::default() };
    match &moment.kind {
        MomentKind::Message { from, to, arrow, .. } => {
            let to: Vec<usize> = to.iter().map(|id| column(*id)).filter(|to| *to < heads.len()).collect();
            message::message(walk, column(*from), &to, *arrow, words, &tone.unwrap_or(Ink::Text))
        }
        MomentKind::Action { at, .. } => boxes::action(walk, column(*at), words, tone),
        MomentKind::Sees { at, verdict, .. } => boxes::sees(walk, column(*at), words, *verdict),
        MomentKind::Claim { over, verdict, .. } => boxes::claim(walk, over, words, *verdict),
        MomentKind::Note { place, .. } => boxes::note(walk, place, words, tone),
        MomentKind::Divider { .. } => chapter::divider(walk, words, tone),
        MomentKind::Gap { .. } => chapter::gap(walk, words),
        MomentKind::Happening { at, .. } => boxes::happening(walk, at, words),
        MomentKind::Create(at) => match heads.get(column(*at)) {
            Some(head) => chapter::create(walk, column(*at), head, timeline),
            None => nothing,
        },
        MomentKind::Destroy(at) => chapter::destroy(walk, column(*at)),
        MomentKind::Reference { over, href, .. } => boxes::reference(walk, over, words, href.as_ref()),
        MomentKind::Open { .. }
        | MomentKind::Else { .. }
        | MomentKind::Close
        | MomentKind::Activate(_)
        | MomentKind::Deactivate(_) => nothing,
    }
}

/// The values that copies hold from now on, each beside its track.
pub fn chips(figure: &mut Figure, changes: &[Change], walk: &mut Walk) {
    for change in changes {
        let Some(text) = &change.chip else { continue };
        let at = column(change.lifeline);
        let width = chip_width(text, walk.measure);
        let left = walk.columns.x(at) + walk.columns.reach(at) + CHIP_GAP - 2.0;
        let area = Area::new(left, CHIP_DROP - CHIP / 2.0, left + width, CHIP_DROP + CHIP / 2.0);
        let area = beneath(&figure.boxes, area);
        let middle = f64::midpoint(area.top, area.bottom);
        figure.chip(left, middle, width, text, (Face::Mono, SMALL), &Coat::of_worth(change.worth), CHIP / 2.0, "chip");
        figure.boxes.push(area.grown(0.5));
    }
}

/// The area, moved down until it meets no box.
fn beneath(boxes: &[Area], mut area: Area) -> Area {
    while let Some(met) = boxes.iter().find(|other| other.overlaps(&area)) {
        area = area.shifted(0.0, met.bottom - area.top + 2.0);
    }
    area
}

/// The figures of fragments.
fn operands(moments: &[Moment], spoken: &[Spoken], frames: &[Frame], figures: &mut [Figure], walk: &mut Walk) {
    let mut coming = frames.iter();
    let mut open: Vec<&Frame> = Vec::new();
    for ((moment, words), figure) in moments.iter().zip(spoken).zip(figures.iter_mut()) {
        let fragment = if let MomentKind::Open { fragment, .. } = &moment.kind {
            let frame = coming.next();
            open.extend(frame);
            frame.map(|frame| frame::operand(walk, frame, frame::word(*fragment), &words.words, false))
        } else if let MomentKind::Else { word, .. } = &moment.kind {
            open.last().map(|frame| frame::operand(walk, frame, word, &words.words, true))
        } else if moment.kind == MomentKind::Close {
            open.pop().map(frame::end)
        } else {
            None
        };
        let Some(fragment) = fragment else { continue };
        *figure = fragment;
        chips(figure, &moment.changes, walk);
    }
}
