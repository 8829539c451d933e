//! Small pictures made of plain marks, each around its middle.

use crate::scene::{Area, Ink, Mark, Segment, Stroke};

/// A small picture within a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// It holds.
    Check,
    /// It does not.
    Cross,
    /// Nearly.
    Wave,
    /// Careful.
    Warning,
    /// A crash.
    Bolt,
    /// A fresh start.
    Turn,
    /// Time.
    Clock,
}

/// The width of the lines of glyphs.
const PEN: f32 = 1.4;

/// A path from points relative to a middle.
fn strip(x: f64, y: f64, points: &[(f64, f64)], closed: bool) -> Vec<Segment> {
    // Every message has a tip: a path should take no more than it needs.
    let mut segments = Vec::with_capacity(points.len() + usize::from(closed));
    segments.extend(points.iter().map(|(dx, dy)| Segment::Line(x + dx, y + dy)));
    if let (Some(first), Some((dx, dy))) = (segments.first_mut(), points.first()) {
        *first = Segment::Move(x + dx, y + dy);
    }
    if closed {
        segments.push(Segment::Close);
    }
    segments
}

/// An outline through points.
fn drawn(x: f64, y: f64, points: &[(f64, f64)], ink: &Ink, width: f32) -> Mark {
    Mark::Path { segments: strip(x, y, points, false), fill: None, stroke: Some(Stroke::solid(ink.clone(), width)) }
}

/// A filled shape.
fn filled(x: f64, y: f64, points: &[(f64, f64)], ink: &Ink) -> Mark {
    Mark::Path { segments: strip(x, y, points, true), fill: Some(ink.clone()), stroke: None }
}

impl Glyph {
    /// Its marks.
    pub fn marks(self, x: f64, y: f64, ink: &Ink) -> Vec<Mark> {
        match self {
            Self::Check => vec![drawn(x, y, &[(-3.6, 0.2), (-1.2, 2.8), (3.8, -3.0)], ink, 1.7)],
            Self::Cross => crossed(x, y, 3.0, ink, 1.7),
            Self::Wave => vec![Mark::Path {
                segments: vec![
                    Segment::Move(x - 4.4, y + 1.2),
                    Segment::curve([x - 2.2, y - 3.4, x - 0.8, y - 1.2, x, y]),
                    Segment::curve([x + 0.8, y + 1.2, x + 2.2, y + 3.4, x + 4.4, y - 1.2]),
                ],
                fill: None,
                stroke: Some(Stroke::solid(ink.clone(), 1.7)),
            }],
            Self::Warning => vec![
                Mark::Path {
                    segments: strip(x, y, &[(0.0, -5.0), (5.6, 4.6), (-5.6, 4.6)], true),
                    fill: None,
                    stroke: Some(Stroke::solid(ink.clone(), 1.2)),
                },
                drawn(x, y, &[(0.0, -1.8), (0.0, 1.4)], ink, PEN),
                drawn(x, y, &[(0.0, 2.4), (0.0, 3.6)], ink, PEN),
            ],
            Self::Bolt => {
                vec![filled(x, y, &[(1.2, -6.0), (-4.0, 1.0), (-0.6, 1.0), (-1.4, 6.0), (4.0, -1.2), (0.4, -1.2)], ink)]
            }
            Self::Turn => vec![
                Mark::Path {
                    segments: vec![
                        Segment::Move(x + 3.2, y - 3.0),
                        Segment::curve([x + 0.4, y - 5.8, x - 4.4, y - 3.8, x - 4.4, y]),
                        Segment::curve([x - 4.4, y + 5.6, x + 4.0, y + 5.8, x + 4.4, y + 0.6]),
                    ],
                    fill: None,
                    stroke: Some(Stroke::solid(ink.clone(), PEN)),
                },
                filled(x, y, &[(4.8, -5.4), (4.8, -0.8), (0.4, -1.6)], ink),
            ],
            Self::Clock => {
                vec![ring(x, y, 4.8, ink, 1.2), drawn(x, y, &[(0.0, -3.0), (0.0, 0.0), (2.2, 1.4)], ink, 1.2)]
            }
        }
    }
}

/// A circle's outline.
fn ring(x: f64, y: f64, radius: f64, ink: &Ink, width: f32) -> Mark {
    Mark::Ellipse {
        center: (x, y),
        radii: (radius, radius),
        fill: None,
        stroke: Some(Stroke::solid(ink.clone(), width)),
    }
}

/// Two crossed strokes.
pub fn crossed(x: f64, y: f64, half: f64, ink: &Ink, width: f32) -> Vec<Mark> {
    let mut segments = strip(x, y, &[(-half, -half), (half, half)], false);
    segments.extend(strip(x, y, &[(half, -half), (-half, half)], false));
    vec![Mark::Path { segments, fill: None, stroke: Some(Stroke::solid(ink.clone(), width)) }]
}

/// A filled arrowhead whose tip stands at x; `ahead` is 1 towards the right, -1 towards the left.
pub fn closed_tip(x: f64, y: f64, ahead: f64, ink: &Ink) -> Mark {
    filled(x, y, &[(0.0, 0.0), (-8.0 * ahead, -4.0), (-8.0 * ahead, 4.0)], ink)
}

/// An open arrowhead.
pub fn open_tip(x: f64, y: f64, ahead: f64, ink: &Ink) -> Mark {
    drawn(x, y, &[(-7.0 * ahead, -4.2), (0.0, 0.0), (-7.0 * ahead, 4.2)], ink, PEN)
}

/// An eye, 18 wide.
pub fn eye(x: f64, y: f64, ink: &Ink) -> Vec<Mark> {
    vec![
        Mark::Path {
            segments: vec![
                Segment::Move(x - 9.0, y),
                Segment::curve([x - 4.5, y - 6.4, x + 4.5, y - 6.4, x + 9.0, y]),
                Segment::curve([x + 4.5, y + 6.4, x - 4.5, y + 6.4, x - 9.0, y]),
                Segment::Close,
            ],
            fill: Some(Ink::Paper),
            stroke: Some(Stroke::solid(ink.clone(), PEN)),
        },
        Mark::Ellipse { center: (x, y), radii: (2.6, 2.6), fill: Some(ink.clone()), stroke: None },
    ]
}

/// A cylinder, 24 by 26.
pub fn cylinder(x: f64, y: f64, ink: &Ink, fill: &Ink) -> Vec<Mark> {
    let (w, top, foot, bulge) = (12.0, y - 9.5, y + 9.5, 4.6);
    let stroke = Some(Stroke::solid(ink.clone(), PEN));
    let side =
        |from: f64, to: f64, up: f64| Segment::curve([from, foot + up * 0.0 + bulge, to, foot + bulge, to, foot]);
    let body =
        vec![Segment::Move(x - w, top), Segment::Line(x - w, foot), side(x - w, x + w, 1.0), Segment::Line(x + w, top)];
    vec![
        Mark::Path { segments: body, fill: Some(fill.clone()), stroke: stroke.clone() },
        Mark::Ellipse { center: (x, top), radii: (w, 3.8), fill: Some(fill.clone()), stroke },
    ]
}

/// A box, 28 by 24.
pub fn plain_box(x: f64, y: f64, ink: &Ink, fill: &Ink) -> Mark {
    Mark::Rect {
        area: Area::new(x - 14.0, y - 12.0, x + 14.0, y + 12.0),
        radius: 4.0,
        fill: Some(fill.clone()),
        stroke: Some(Stroke::solid(ink.clone(), PEN)),
        class: None,
    }
}

/// A box with the two drawers of a server.
pub fn server(x: f64, y: f64, ink: &Ink, fill: &Ink) -> Vec<Mark> {
    let lamp =
        |dy: f64| Mark::Ellipse { center: (x - 7.5, y + dy), radii: (1.5, 1.5), fill: Some(ink.clone()), stroke: None };
    vec![
        plain_box(x, y, ink, fill),
        drawn(x, y, &[(-14.0, 0.0), (14.0, 0.0)], ink, 1.0),
        lamp(-6.0),
        lamp(6.0),
        drawn(x, y, &[(0.0, -6.0), (8.5, -6.0)], ink, PEN),
        drawn(x, y, &[(0.0, 6.0), (8.5, 6.0)], ink, PEN),
    ]
}

/// A mast with its waves.
pub fn broadcast(x: f64, y: f64, ink: &Ink) -> Vec<Mark> {
    let wave = |r: f64, side: f64| Mark::Path {
        segments: vec![
            Segment::Move(x + side * r * 0.7, y - r * 0.8),
            Segment::curve([
                x + side * r * 1.25,
                y - r * 0.3,
                x + side * r * 1.25,
                y + r * 0.3,
                x + side * r * 0.7,
                y + r * 0.8,
            ]),
        ],
        fill: None,
        stroke: Some(Stroke::solid(ink.clone(), PEN)),
    };
    let dot = Mark::Ellipse { center: (x, y), radii: (2.6, 2.6), fill: Some(ink.clone()), stroke: None };
    vec![dot, wave(7.0, 1.0), wave(7.0, -1.0), wave(12.0, 1.0), wave(12.0, -1.0)]
}

/// A disc for a person.
pub fn disc(x: f64, y: f64, ink: &Ink, fill: &Ink) -> Mark {
    Mark::Ellipse {
        center: (x, y),
        radii: (13.0, 13.0),
        fill: Some(fill.clone()),
        stroke: Some(Stroke::solid(ink.clone(), PEN)),
    }
}

/// A torn end of a lifeline.
pub fn tear(x: f64, y: f64, ink: &Ink) -> Mark {
    drawn(x, y, &[(-6.0, 1.6), (-2.0, -1.8), (2.0, 1.8), (6.0, -1.6)], ink, 1.2)
}

/// A sheet whose upper right corner is folded.
pub fn sheet(area: &Area, fill: &Ink, ink: &Ink) -> Vec<Mark> {
    const FOLD: f64 = 8.0;
    let Area { left, top, right, bottom } = *area;
    let outline = [(left, top), (right - FOLD, top), (right, top + FOLD), (right, bottom), (left, bottom)];
    let fold = [(right - FOLD, top), (right - FOLD, top + FOLD), (right, top + FOLD)];
    let stroke = Stroke::solid(ink.clone(), 1.0);
    vec![
        Mark::Path { segments: strip(0.0, 0.0, &outline, true), fill: Some(fill.clone()), stroke: Some(stroke) },
        drawn(0.0, 0.0, &fold, ink, 1.0),
    ]
}
