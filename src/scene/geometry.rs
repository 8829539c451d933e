//! Areas and the pieces of paths.

/// An upright rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Area {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its right edge.
    pub right: f64,
    /// Its lower edge.
    pub bottom: f64,
}

impl Area {
    /// The area of those edges.
    #[must_use]
    pub fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    /// From the left edge to the right one.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// From the upper edge to the lower one.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The same elsewhere.
    #[must_use]
    pub fn shifted(&self, dx: f64, dy: f64) -> Self {
        Self { left: self.left + dx, top: self.top + dy, right: self.right + dx, bottom: self.bottom + dy }
    }

    /// Larger by so much at every edge.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// The smallest area that holds both.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Where the stripes of a hatch begin at its left edge: each rises to the right one as far as it goes there.
    pub fn stripes(&self, pitch: f64) -> impl Iterator<Item = f64> {
        let (rise, bottom) = (self.width(), self.bottom);
        let first = (rise > 0.0 && pitch > 0.0).then_some(self.top + rise);
        std::iter::successors(first, move |y| Some(y + pitch)).take_while(move |y| *y <= bottom)
    }

    /// Whether both share more than an edge.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether the other lies within this one.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.left <= other.left && self.right >= other.right && self.top <= other.top && self.bottom >= other.bottom
    }
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// Begins anew there.
    Move(f64, f64),
    /// A straight line to there.
    Line(f64, f64),
    /// A curve to the last point, by two control points. Most paths have none, and would bear its size.
    Curve(Box<[f64; 6]>),
    /// Back to where it began.
    Close,
}

impl Segment {
    /// A curve.
    #[must_use]
    pub fn curve(points: [f64; 6]) -> Self {
        Self::Curve(Box::new(points))
    }

    /// Moves it.
    pub fn shift(&mut self, dx: f64, dy: f64) {
        match self {
            Self::Move(x, y) | Self::Line(x, y) => (*x, *y) = (*x + dx, *y + dy),
            Self::Curve(points) => {
                points.iter_mut().step_by(2).for_each(|x| *x += dx);
                points.iter_mut().skip(1).step_by(2).for_each(|y| *y += dy);
            }
            Self::Close => {}
        }
    }
}
