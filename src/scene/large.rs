//! Pictures that no viewer shows.

use std::fmt;

/// The picture would be larger than any viewer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// How wide and high it would be, in pixels.
    pub size: (u64, u64),
    /// The limit of each, or of their product for a picture of pixels.
    pub limit: u64,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.size;
        write!(f, "the picture would be {width} × {height} pixels, the limit is {}", self.limit)
    }
}

impl std::error::Error for TooLarge {}
