//! The marks of an edge: a line with round corners that is open where its label stands, its tip, and the label.

use super::super::sequence::distance::{CENTER, LINE};
use super::super::sequence::figure::{Coat, Figure, Setting};
use super::super::sequence::flow::Paragraph;
use crate::graph::{Edge, Stroke as Form};
use crate::scene::{Anchor, Area, Ink, Mark, Segment, Stroke};

/// The radius of corners.
const ROUND: f64 = 8.0;
/// How long a tip is, and half its width.
const TIP: (f64, f64) = (8.0, 4.0);
/// The width of edges: that of messages.
const PEN: f32 = 1.4;
/// From a label to the ends of its line.
const AIR: f64 = 3.0;

/// A point.
type Point = (f64, f64);

/// The marks of an edge on its way; a label stands around its middle.
pub fn marks(edge: &Edge, way: &[Point], label: Option<(&Paragraph, Point)>) -> Vec<Mark> {
    let ink = edge.tone.as_ref().map_or(Ink::Muted, Ink::of);
    let mut way = plain(way);
    let tip = tip(&mut way, edge.stroke, &ink);
    let hole = label.map(|(words, middle)| around(words, middle).grown(AIR));
    let stroke = match edge.stroke {
        Form::Solid => Stroke::solid(ink.clone(), PEN),
        Form::Dashed => Stroke::dashed(ink.clone(), PEN, 5.0, 4.0),
    };
    let mut marks = Vec::new();
    let segments = rounded(&way, hole.as_ref());
    if !segments.is_empty() {
        marks.push(Mark::Path { segments, fill: None, stroke: Some(stroke) });
    }
    marks.extend(tip);
    if let Some((words, middle)) = label {
        let ink = edge.tone.as_ref().map_or(Ink::Text, Ink::of);
        marks.extend(said(words, (middle.0, around(words, middle).top), Anchor::Middle, ink));
    }
    marks
}

/// What a label around its middle covers.
pub fn around(words: &Paragraph, (x, y): Point) -> Area {
    let (wide, high) = (words.width / 2.0, LINE * words.lines.len() as f64 / 2.0);
    Area::new(x - wide, y - high, x + wide, y + high)
}

/// The texts of a label from its top.
pub fn said(words: &Paragraph, (x, top): Point, anchor: Anchor, ink: Ink) -> Vec<Mark> {
    let mut figure = Figure { marks: Vec::new(), ..Figure::default() };
    let chips = Coat::neutral();
    figure.set(words, &Setting::new(x, top + LINE / 2.0 + CENTER, anchor, ink, &chips), None);
    figure.marks
}

/// Without points that change nothing.
fn plain(way: &[Point]) -> Vec<Point> {
    let mut found: Vec<Point> = Vec::with_capacity(way.len());
    for point in way {
        if let Some(last) = found.last()
            && (last.0 - point.0).abs() < 0.01
            && (last.1 - point.1).abs() < 0.01
        {
            continue;
        }
        if let [.., before, last] = found.as_mut_slice() {
            let upright = (before.0 - last.0).abs() < 0.01 && (last.0 - point.0).abs() < 0.01;
            let level = (before.1 - last.1).abs() < 0.01 && (last.1 - point.1).abs() < 0.01;
            if upright || level {
                *last = *point;
                continue;
            }
        }
        found.push(*point);
    }
    found
}

/// The direction from one point to the next, of length one; downwards for none.
fn heading(from: Point, to: Point) -> Point {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length < 0.01 { (0.0, 1.0) } else { (dx / length, dy / length) }
}

/// The tip at the end of a way, which is shortened so that the line does not reach through it.
fn tip(way: &mut [Point], form: Form, ink: &Ink) -> Option<Mark> {
    let [.., before, end] = way else { return None };
    let (ux, uy) = heading(*before, *end);
    let tip = (end.0 - ux, end.1 - uy);
    let (long, half) = TIP;
    let foot = (tip.0 - ux * long, tip.1 - uy * long);
    let wings = [(foot.0 - uy * half, foot.1 + ux * half), (foot.0 + uy * half, foot.1 - ux * half)];
    let [left, right] = wings;
    let mark = match form {
        Form::Solid => {
            let segments = vec![
                Segment::Move(left.0, left.1),
                Segment::Line(tip.0, tip.1),
                Segment::Line(right.0, right.1),
                Segment::Close,
            ];
            *end = (tip.0 - ux * (long - 1.0), tip.1 - uy * (long - 1.0));
            Mark::Path { segments, fill: Some(ink.clone()), stroke: None }
        }
        Form::Dashed => {
            let segments =
                vec![Segment::Move(left.0, left.1), Segment::Line(tip.0, tip.1), Segment::Line(right.0, right.1)];
            *end = tip;
            Mark::Path { segments, fill: None, stroke: Some(Stroke::solid(ink.clone(), PEN)) }
        }
    };
    Some(mark)
}

/// The line; where it would run through the hole, it stops and goes on behind it.
fn rounded(way: &[Point], hole: Option<&Area>) -> Vec<Segment> {
    let mut segments = Vec::new();
    let Some(first) = way.first() else { return segments };
    let mut pen = *first;
    segments.push(Segment::Move(pen.0, pen.1));
    for (at, corner) in way.iter().enumerate().skip(1) {
        let next = way.get(at + 1);
        let Some(next) = next else {
            straight(&mut segments, pen, *corner, hole);
            break;
        };
        let before = way.get(at - 1).copied().unwrap_or(pen);
        let length = |a: Point, b: Point| (a.0 - b.0).hypot(a.1 - b.1);
        let radius = ROUND.min(length(before, *corner) / 2.0).min(length(*corner, *next) / 2.0);
        let (inwards, outwards) = (heading(before, *corner), heading(*corner, *next));
        let start = (corner.0 - inwards.0 * radius, corner.1 - inwards.1 * radius);
        let end = (corner.0 + outwards.0 * radius, corner.1 + outwards.1 * radius);
        straight(&mut segments, pen, start, hole);
        // A quarter of a circle as a cubic curve.
        let bend = 0.552 * radius;
        segments.push(Segment::curve([
            start.0 + inwards.0 * bend,
            start.1 + inwards.1 * bend,
            end.0 - outwards.0 * bend,
            end.1 - outwards.1 * bend,
            end.0,
            end.1,
        ]));
        pen = end;
    }
    segments
}

/// A straight piece, in two parts if the hole lies in it.
fn straight(segments: &mut Vec<Segment>, from: Point, to: Point, hole: Option<&Area>) {
    let Some(hole) = hole else {
        segments.push(Segment::Line(to.0, to.1));
        return;
    };
    let upright = (from.0 - to.0).abs() < 0.01;
    let (own, low, high, at) = if upright {
        (from.0, hole.top, hole.bottom, (hole.left, hole.right))
    } else {
        (from.1, hole.left, hole.right, (hole.top, hole.bottom))
    };
    let (start, end) = if upright { (from.1, to.1) } else { (from.0, to.0) };
    let inside = at.0 < own && own < at.1 && start.min(end) < high && low < start.max(end);
    if !inside {
        segments.push(Segment::Line(to.0, to.1));
        return;
    }
    let (enter, leave) = if start < end { (low, high) } else { (high, low) };
    let point = |along: f64| if upright { (own, along) } else { (along, own) };
    let ahead = if start < end { 1.0 } else { -1.0 };
    if (enter - start) * ahead > 0.5 {
        let (x, y) = point(enter);
        segments.push(Segment::Line(x, y));
    }
    if (end - leave) * ahead > 0.0 {
        let (x, y) = point(leave);
        segments.push(Segment::Move(x, y));
        segments.push(Segment::Line(to.0, to.1));
    } else {
        segments.push(Segment::Move(to.0, to.1));
    }
}
