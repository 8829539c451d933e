//! Pass 4, figures: the marks of each moment around its own datum.

use super::beside;
use super::boxes;
use super::chapter;
use super::claim;
use super::distance::{CHIP, CHIP_GAP, FRAME_NEST, SMALL};
use super::figure::{Coat, Figure};
use super::frame::{self, Frame};
use super::heads::Head;
use super::message;
use super::speak::{Spoken, chip_width, column};
use super::walk::Walk;
use crate::font::Face;
use crate::scene::{Area, Ink};
use crate::timeline::{Change, Moment, MomentKind, Timeline};
use std::collections::HashMap;

/// From a datum to the middle of the chips below it.
pub const CHIP_DROP: f64 = 13.0;

/// The figures of all moments, and the frames around them.
pub fn figures(
    timeline: &Timeline,
    heads: &[Head],
    mut spoken: Vec<Spoken>,
    walk: &mut Walk,
) -> (Vec<Figure>, Vec<Frame>) {
    let moments = &timeline.moments;
    let mut figures = Vec::with_capacity(moments.len());
    let mut busy = HashMap::new();
    begin(moments, walk);
    for (place, (moment, words)) in moments.iter().zip(&mut spoken).enumerate() {
        activate_ahead(moments, place, walk);
        if across(&moment.kind) && walk.busy.iter().any(|bars| *bars > 0) {
            busy.insert(place, walk.busy.clone());
        }
        let mut figure = figure(timeline, heads, moment, words, walk);
        chips(&mut figure, &moment.changes, walk);
        if !across(&moment.kind) {
            // All figures stand in memory together: their words and what they do not fill count.
            words.spend();
            // The number of the step joins them later.
            figure.marks.shrink_to(figure.marks.len() + usize::from(moment.number.is_some()));
            figure.boxes.shrink_to_fit();
        }
        figures.push(figure);
        deactivate(moment, walk);
    }
    let frames = frame::frames(moments, &spoken, &figures, heads, walk);
    for area in figures.iter().flat_map(|figure| &figure.boxes) {
        walk.extent = (walk.extent.0.min(area.left), walk.extent.1.max(area.right));
    }
    let claims = moments.iter().zip(&spoken).filter(|(moment, _)| matches!(moment.kind, MomentKind::Claim { .. }));
    let widest = claims.map(|(_, words)| claim::wanted(words)).fold(0.0, f64::max);
    walk.extent.1 = walk.extent.1.max(walk.extent.0 + widest);
    for frame in &frames {
        walk.extent = (walk.extent.0.min(frame.left), walk.extent.1.max(frame.right));
    }
    let none = vec![0; walk.busy.len()];
    let mut coming = frames.iter();
    let mut open: Vec<&Frame> = Vec::new();
    for (place, ((moment, words), figure)) in moments.iter().zip(&spoken).zip(figures.iter_mut()).enumerate() {
        if across(&moment.kind) {
            walk.busy.clone_from(busy.get(&place).unwrap_or(&none));
            *figure = between_edges(moment, words, &mut coming, &mut open, walk);
            chips(figure, &moment.changes, walk);
        }
    }
    (figures, frames)
}

/// Whether a moment goes from edge to edge, of the fragment that it stands in or of the picture.
fn across(kind: &MomentKind) -> bool {
    matches!(
        kind,
        MomentKind::Open { .. }
            | MomentKind::Else { .. }
            | MomentKind::Close
            | MomentKind::Claim { .. }
            | MomentKind::Divider { .. }
            | MomentKind::Gap { .. }
    )
}

/// A bar that begins at this moment is there when its arrow arrives.
fn activate_ahead(moments: &[Moment], place: usize, walk: &mut Walk) {
    if !changes_nothing(&moments.get(place).map(|m| &m.kind)) {
        begin(moments.get(place + 1..).unwrap_or_default(), walk);
    }
}

/// The bars that begin before anything else happens.
fn begin(moments: &[Moment], walk: &mut Walk) {
    for moment in moments.iter().take_while(|moment| changes_nothing(&Some(&moment.kind))) {
        if let MomentKind::Activate(at) = moment.kind
            && let Some(busy) = walk.busy.get_mut(column(at))
        {
            *busy += 1;
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

/// The figure of a moment; what goes from edge to edge gets its own when the edges are known.
fn figure(timeline: &Timeline, heads: &[Head], moment: &Moment, words: &Spoken, walk: &mut Walk) -> Figure {
    let tone = moment.tone.as_ref().map(Ink::of);
    let nothing = Figure { above: 0.0, below: 0.0, ..Figure::default() };
    match &moment.kind {
        MomentKind::Message { from, to, arrow, .. } => {
            let to: Vec<usize> = to.iter().map(|id| column(*id)).filter(|to| *to < heads.len()).collect();
            message::message(walk, column(*from), &to, *arrow, words, &tone.unwrap_or(Ink::Text))
        }
        MomentKind::Action { at, .. } => beside::action(walk, column(*at), words, tone),
        MomentKind::Sees { at, verdict, .. } => beside::sees(walk, column(*at), words, *verdict),
        MomentKind::Note { place, .. } => boxes::note(walk, place, words, tone),
        MomentKind::Happening { what, at, .. } => beside::happening(walk, *what, at, words),
        MomentKind::Create(at) => match heads.get(column(*at)) {
            Some(head) => chapter::create(walk, column(*at), head, timeline),
            None => nothing,
        },
        MomentKind::Destroy(at) => chapter::destroy(walk, column(*at)),
        MomentKind::Reference { over, href, .. } => boxes::reference(walk, over, words, href.as_ref()),
        MomentKind::Open { .. }
        | MomentKind::Else { .. }
        | MomentKind::Close
        | MomentKind::Claim { .. }
        | MomentKind::Divider { .. }
        | MomentKind::Gap { .. }
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
        let left = walk.columns.x(at) + walk.reach(at, 1.0) + CHIP_GAP - 2.0;
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

/// The figure of a moment that goes from edge to edge.
fn between_edges<'f>(
    moment: &Moment,
    words: &Spoken,
    coming: &mut impl Iterator<Item = &'f Frame>,
    open: &mut Vec<&'f Frame>,
    walk: &mut Walk,
) -> Figure {
    let edges = open.last().map_or(walk.extent, |frame| (frame.left + FRAME_NEST, frame.right - FRAME_NEST));
    let figure = match &moment.kind {
        MomentKind::Open { fragment, .. } => {
            let frame = coming.next();
            open.extend(frame);
            frame.map(|frame| frame::operand(walk, frame, frame::word(*fragment), &words.words, false))
        }
        MomentKind::Else { word, .. } => open.last().map(|frame| frame::operand(walk, frame, word, &words.words, true)),
        MomentKind::Close => open.pop().map(frame::end),
        MomentKind::Claim { verdict, .. } => Some(claim::claim(walk, edges, words, *verdict)),
        MomentKind::Divider { .. } => Some(chapter::divider(walk, edges, words, moment.tone.as_ref().map(Ink::of))),
        MomentKind::Gap { .. } => Some(chapter::gap(walk, words)),
        MomentKind::Message { .. }
        | MomentKind::Action { .. }
        | MomentKind::Sees { .. }
        | MomentKind::Note { .. }
        | MomentKind::Happening { .. }
        | MomentKind::Create(_)
        | MomentKind::Destroy(_)
        | MomentKind::Activate(_)
        | MomentKind::Deactivate(_)
        | MomentKind::Reference { .. } => None,
    };
    figure.unwrap_or(Figure { above: 0.0, below: 0.0, ..Figure::default() })
}
