//! What stands upright, and frames, on whole pixels: their edges are sharp, and filling them takes a fraction of the time that
//! smooth edges take. In goes a scene, out comes one for so many pixels a unit.

use super::curves::KAPPA;
use crate::scene::{Area, Ink, Mark, Scene, Segment, Stroke};

/// Shorter ones with round corners are left as they are.
const TALL: f64 = 100.0;

/// Likewise frames, in pixels between the corners: each side of them is an edge twice.
const LONG: f64 = 24.0;

/// Puts rectangles and upright lines on whole pixels; `scale` is how many a unit has across and down.
pub fn crisp(scene: &mut Scene, scale: (f64, f64)) {
    let marks = std::mem::take(&mut scene.marks);
    scene.marks = all(marks, scale);
}

fn all(marks: Vec<Mark>, scale: (f64, f64)) -> Vec<Mark> {
    let mut out = Vec::with_capacity(marks.len());
    for mark in marks {
        match mark {
            Mark::Group(mut group) => {
                group.marks = all(group.marks, scale);
                out.push(Mark::Group(group));
            }
            Mark::Rect { area, radius, fill: Some(ink), stroke: None, class } if radius <= 0.0 => {
                out.push(plain(on_pixels(&area, scale), ink, class));
            }
            Mark::Rect { area, radius, fill: Some(ink), stroke: None, class } if area.height() > TALL => {
                let area = on_pixels(&area, scale);
                let inner = Area { top: area.top + radius, bottom: area.bottom - radius, ..area };
                let inner = on_pixels(&inner, scale);
                out.push(cap(&area, radius, area.top, inner.top, ink.clone()));
                out.push(cap(&area, radius, area.bottom, inner.bottom, ink.clone()));
                out.push(plain(inner, ink, class));
            }
            Mark::Line { from, to, stroke, class } if from.0 == to.0 && stroke.dash.is_none() => {
                let half = f64::from(stroke.width) / 2.0;
                let area = Area::new(from.0 - half, from.1.min(to.1), from.0 + half, from.1.max(to.1));
                let left = (area.left * scale.0).round() / scale.0;
                // As thick everywhere, wherever it stands.
                let wide = (area.width() * scale.0).round().max(1.0) / scale.0;
                out.push(plain(on_pixels(&Area { left, right: left + wide, ..area }, scale), stroke.ink, class));
            }
            Mark::Rect { area, radius, fill, stroke: Some(stroke), class } if stroke.dash.is_none() => {
                if let Some(frame) = frame(&area, radius, &stroke, scale) {
                    let fill = fill.map(|ink| Mark::Rect { area, radius, fill: Some(ink), stroke: None, class });
                    out.extend(all(fill.into_iter().collect(), scale));
                    out.extend(frame);
                } else {
                    out.push(Mark::Rect { area, radius, fill, stroke: Some(stroke), class });
                }
            }
            other @ (Mark::Rect { .. }
            | Mark::Line { .. }
            | Mark::Path { .. }
            | Mark::Ellipse { .. }
            | Mark::Hatch { .. }
            | Mark::Text(_)) => out.push(other),
        }
    }
    out
}

fn plain(area: Area, ink: Ink, class: Option<&'static str>) -> Mark {
    Mark::Rect { area, radius: 0.0, fill: Some(ink), stroke: None, class }
}

/// The area with every edge on the nearest pixel, and at least one of them large.
fn on_pixels(area: &Area, (across, down): (f64, f64)) -> Area {
    let (left, top) = ((area.left * across).round(), (area.top * down).round());
    let right = (area.right * across).round().max(left + 1.0);
    let bottom = (area.bottom * down).round().max(top + 1.0);
    Area::new(left / across, top / down, right / across, bottom / down)
}

/// A frame: its ends with their corners, and its sides between them; `None` if it is too small for that to pay.
fn frame(area: &Area, radius: f64, stroke: &Stroke, (across, down): (f64, f64)) -> Option<[Mark; 4]> {
    // As thick everywhere, wherever it stands.
    let thick = (f64::from(stroke.width) * across).round().max(1.0);
    let middle = |edge: f64, scale: f64| (edge * scale - thick / 2.0).round() + thick / 2.0;
    let (left, right) = (middle(area.left, across) / across, middle(area.right, across) / across);
    let (top, bottom) = (middle(area.top, down), middle(area.bottom, down));
    let corner = (radius * down).max(thick);
    let straight = ((top + corner).ceil(), (bottom - corner).floor());
    if straight.1 - straight.0 < LONG || radius * 2.0 > area.width() {
        return None;
    }
    let half = thick / across / 2.0;
    let side = |middle: f64| {
        let side = Area::new(middle - half, straight.0 / down, middle + half, straight.1 / down);
        plain(side, stroke.ink.clone(), None)
    };
    let ends = Area::new(left, top / down, right, bottom / down);
    let stroke = Stroke { width: (thick / across) as f32, ..stroke.clone() };
    let end = |edge: f64, straight: f64| {
        let segments = arch(&ends, radius, edge, straight / down);
        Mark::Path { segments, fill: None, stroke: Some(stroke.clone()) }
    };
    Some([end(ends.top, straight.0), end(ends.bottom, straight.1), side(left), side(right)])
}

/// The end of a tall area.
fn cap(area: &Area, radius: f64, edge: f64, straight: f64, ink: Ink) -> Mark {
    let mut segments = arch(area, radius, edge, straight);
    segments.push(Segment::Close);
    Mark::Path { segments, fill: Some(ink), stroke: None }
}

/// The outline of an end, with round corners: from its edge to where its straight sides begin.
fn arch(area: &Area, radius: f64, edge: f64, straight: f64) -> Vec<Segment> {
    let (left, right) = (area.left, area.right);
    let round = radius.min(area.width() / 2.0);
    if round <= 0.0 {
        let corners = [(left, edge), (right, edge), (right, straight)].map(|(x, y)| Segment::Line(x, y));
        return [Segment::Move(left, straight)].into_iter().chain(corners).collect();
    }
    let inwards = if straight > edge { round } else { -round };
    let (corner, handle) = (edge + inwards, edge + inwards * (1.0 - KAPPA));
    vec![
        Segment::Move(left, straight),
        Segment::Line(left, corner),
        Segment::curve([left, handle, left + round * (1.0 - KAPPA), edge, left + round, edge]),
        Segment::Line(right - round, edge),
        Segment::curve([right - round * (1.0 - KAPPA), edge, right, handle, right, corner]),
        Segment::Line(right, straight),
    ]
}
