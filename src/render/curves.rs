//! Outlines of what is round.

use crate::scene::{Area, Segment};

/// How far the handles of a curve reach that looks like a quarter of a circle.
pub const KAPPA: f64 = 0.552_284_749_8;

/// An ellipse of four curves.
pub fn ellipse((x, y): (f64, f64), (rx, ry): (f64, f64)) -> Vec<Segment> {
    let (kx, ky) = (rx * KAPPA, ry * KAPPA);
    vec![
        Segment::Move(x + rx, y),
        Segment::curve([x + rx, y + ky, x + kx, y + ry, x, y + ry]),
        Segment::curve([x - kx, y + ry, x - rx, y + ky, x - rx, y]),
        Segment::curve([x - rx, y - ky, x - kx, y - ry, x, y - ry]),
        Segment::curve([x + kx, y - ry, x + rx, y - ky, x + rx, y]),
        Segment::Close,
    ]
}

/// A rectangle with round corners, drawn from where SVG begins, so that dashes fall alike.
pub fn round(area: &Area, radius: f64) -> Vec<Segment> {
    let Area { left, top, right, bottom } = *area;
    let (rx, ry) = (radius.min(area.width() / 2.0), radius.min(area.height() / 2.0));
    let (kx, ky) = (rx * (1.0 - KAPPA), ry * (1.0 - KAPPA));
    vec![
        Segment::Move(left + rx, top),
        Segment::Line(right - rx, top),
        Segment::curve([right - kx, top, right, top + ky, right, top + ry]),
        Segment::Line(right, bottom - ry),
        Segment::curve([right, bottom - ky, right - kx, bottom, right - rx, bottom]),
        Segment::Line(left + rx, bottom),
        Segment::curve([left + kx, bottom, left, bottom - ky, left, bottom - ry]),
        Segment::Line(left, top + ry),
        Segment::curve([left, top + ky, left + kx, top, left + rx, top]),
        Segment::Close,
    ]
}
