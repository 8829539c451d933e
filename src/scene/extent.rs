//! What marks cover.

use super::{Area, Mark, Segment};

impl Mark {
    /// What it covers, but for half the thickness of its lines; nothing where it holds nothing.
    #[must_use]
    pub fn area(&self) -> Option<Area> {
        match self {
            Self::Rect { area, .. } | Self::Hatch { area, .. } => Some(*area),
            Self::Line { from, to, .. } => around([*from, *to]),
            Self::Path { segments, .. } => around(segments.iter().flat_map(points)),
            Self::Ellipse { center: (x, y), radii: (rx, ry), .. } => Some(Area::new(x - rx, y - ry, x + rx, y + ry)),
            Self::Text(text) => Some(text.area()),
            Self::Group(group) => Self::extent(&group.marks),
        }
    }

    /// What they cover together.
    #[must_use]
    pub fn extent(marks: &[Self]) -> Option<Area> {
        marks.iter().filter_map(Self::area).reduce(|one, other| one.with(&other))
    }
}

/// The points of a piece of a path, those that a curve bends to included: it stays within them.
fn points(segment: &Segment) -> Vec<(f64, f64)> {
    match segment {
        Segment::Move(x, y) | Segment::Line(x, y) => vec![(*x, *y)],
        Segment::Curve(points) => {
            let [a, b, c, d, e, f] = **points;
            vec![(a, b), (c, d), (e, f)]
        }
        Segment::Close => Vec::new(),
    }
}

fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Area> {
    points.into_iter().map(|(x, y)| Area::new(x, y, x, y)).reduce(|one, other| one.with(&other))
}
