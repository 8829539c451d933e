//! What stands upright, on whole pixels: its edges are sharp, and filling it takes a fraction of the time that smooth
//! edges take. In goes a scene, out comes one for so many pixels a unit.

use crate::scene::{Area, Ink, Mark, Scene, Segment};

/// Shorter ones with round corners are left as they are.
const TALL: f64 = 100.0;

/// How far the handles of a curve reach that looks like a quarter of a circle.
const KAPPA: f64 = 0.552_284_8;

/// Puts plain rectangles and upright lines on whole pixels; `scale` is how many a unit has across and down.
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

/// The end of a tall area, with round corners: from its edge to where its straight sides begin.
fn cap(area: &Area, radius: f64, edge: f64, straight: f64, ink: Ink) -> Mark {
    let (left, right) = (area.left, area.right);
    let round = radius.min(area.width() / 2.0);
    let inwards = if straight > edge { round } else { -round };
    let (corner, handle) = (edge + inwards, edge + inwards * (1.0 - KAPPA));
    let segments = vec![
        Segment::Move(left, straight),
        Segment::Line(left, corner),
        Segment::curve([left, handle, left + round * (1.0 - KAPPA), edge, left + round, edge]),
        Segment::Line(right - round, edge),
        Segment::curve([right - round * (1.0 - KAPPA), edge, right, handle, right, corner]),
        Segment::Line(right, straight),
        Segment::Close,
    ];
    Mark::Path { segments, fill: Some(ink), stroke: None }
}
