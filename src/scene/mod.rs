//! A scene: a finished drawing, marks at fixed positions in inks of a theme. Painters only spell it.
//!
//! Units are CSS pixels; x grows to the right, y downwards. Later marks lie over earlier ones.

mod direction;
pub mod dump;
mod extent;
mod geometry;
mod ink;
mod large;

pub use direction::reads_leftwards;
pub use geometry::{Area, Segment};
pub use ink::Ink;
pub use large::TooLarge;

use crate::font::Face;
use ecow::EcoString;

/// A finished drawing.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Scene {
    /// From the left edge to the right one.
    pub width: f64,
    /// From the top to the bottom.
    pub height: f64,
    /// What it is called.
    pub title: String,
    /// What it shows, for those who cannot see it.
    pub desc: String,
    /// Declared tones: name and `#rrggbb`; [`Ink::Tone`] names one of them.
    pub tones: Vec<(EcoString, EcoString)>,
    /// What each picture is called that it consists of, and where that begins, from the top to the bottom.
    pub headings: Vec<(String, f64)>,
    /// From the back to the front.
    pub marks: Vec<Mark>,
}

/// A line's ink and form.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour's role.
    pub ink: Ink,
    /// How thick; small numbers need no more digits.
    pub width: f32,
    /// Lengths of dash and space, if it is not solid.
    pub dash: Option<(f32, f32)>,
}

impl Stroke {
    /// A solid line.
    #[must_use]
    pub fn solid(ink: Ink, width: f32) -> Self {
        Self { ink, width, dash: None }
    }

    /// A dashed line.
    #[must_use]
    pub fn dashed(ink: Ink, width: f32, dash: f32, space: f32) -> Self {
        Self { ink, width, dash: Some((dash, space)) }
    }
}

/// From where a text is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end stands at x.
    Start,
    /// Its middle stands at x.
    Middle,
    /// Its right end stands at x.
    End,
}

/// A line of text in one face.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where its anchor stands.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    /// From where it is measured.
    pub anchor: Anchor,
    /// Its face.
    pub face: Face,
    /// Its size.
    pub size: f64,
    /// Its colour's role.
    pub ink: Ink,
    /// What it says.
    pub content: EcoString,
    /// How wide it is in its face.
    pub width: f64,
    /// Its class, if it is one of the stable names.
    pub class: Option<&'static str>,
    /// Whether it reads from right to left, or stands in a line that does.
    pub leftwards: bool,
}

impl Text {
    /// What it covers: from the ascenders to the descenders of ordinary letters.
    #[must_use]
    pub fn area(&self) -> Area {
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - self.width / 2.0,
            Anchor::End => self.x - self.width,
        };
        Area { left, top: self.y - self.size * 0.76, right: left + self.width, bottom: self.y + self.size * 0.22 }
    }
}

/// Marks that belong together.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Group {
    /// Its class, a stable name.
    pub class: &'static str,
    /// The number of the step.
    pub step: Option<u32>,
    /// The line of the source.
    pub line: Option<u32>,
    /// The sentence that a reader would speak.
    pub label: String,
    /// What appears when one points at it.
    pub tooltip: EcoString,
    /// Where a click leads.
    pub href: Option<EcoString>,
    /// Faded, where below 1.
    pub opacity: Option<f64>,
    /// What it holds.
    pub marks: Vec<Mark>,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A rectangle.
    Rect {
        /// What it covers.
        area: Area,
        /// The radius of its corners.
        radius: f64,
        /// What it is filled with.
        fill: Option<Ink>,
        /// Its outline.
        stroke: Option<Stroke>,
        /// Its class, if it is one of the stable names.
        class: Option<&'static str>,
    },
    /// A straight line.
    Line {
        /// Where it begins.
        from: (f64, f64),
        /// Where it ends.
        to: (f64, f64),
        /// Its form.
        stroke: Stroke,
        /// Its class, if it is one of the stable names.
        class: Option<&'static str>,
    },
    /// A path.
    Path {
        /// Its pieces.
        segments: Vec<Segment>,
        /// What it is filled with.
        fill: Option<Ink>,
        /// Its outline.
        stroke: Option<Stroke>,
    },
    /// An ellipse.
    Ellipse {
        /// Its centre.
        center: (f64, f64),
        /// Half its width and height.
        radii: (f64, f64),
        /// What it is filled with.
        fill: Option<Ink>,
        /// Its outline.
        stroke: Option<Stroke>,
    },
    /// Diagonal stripes within an upright band.
    Hatch {
        /// The band.
        area: Area,
        /// From one stripe to the next.
        pitch: f64,
        /// The stripes.
        stroke: Stroke,
    },
    /// A line of text.
    Text(Text),
    /// Marks that belong together.
    Group(Box<Group>),
}

impl Mark {
    /// Moves it.
    pub fn shift(&mut self, dx: f64, dy: f64) {
        let shift = |point: &mut (f64, f64)| *point = (point.0 + dx, point.1 + dy);
        match self {
            Self::Rect { area, .. } | Self::Hatch { area, .. } => *area = area.shifted(dx, dy),
            Self::Line { from, to, .. } => [from, to].into_iter().for_each(shift),
            Self::Path { segments, .. } => segments.iter_mut().for_each(|s| s.shift(dx, dy)),
            Self::Ellipse { center, .. } => shift(center),
            Self::Text(text) => (text.x, text.y) = (text.x + dx, text.y + dy),
            Self::Group(group) => group.marks.iter_mut().for_each(|mark| mark.shift(dx, dy)),
        }
    }
}
