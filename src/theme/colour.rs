//! Colours, and how far apart they look.

use std::fmt;

/// Red, green and blue: `0xRRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Colour(pub u32);

/// What text needs against its ground (WCAG 2.2 §1.4.3).
const READABLE: f64 = 4.5;

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06x}", self.0)
    }
}

impl Colour {
    /// The colour written as `#rrggbb`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        u32::from_str_radix(digits, 16).ok().map(Self)
    }

    /// Red, green and blue, 0 to 1.
    #[must_use]
    pub fn parts(self) -> [f64; 3] {
        [16, 8, 0].map(|shift| f64::from((self.0 >> shift) & 0xFF) / 255.0)
    }

    /// Relative luminance (WCAG 2.2).
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.parts().map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// How far two colours stand apart, 1 to 21 (WCAG 2.2).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// A part of the way to another colour.
    #[must_use]
    pub fn towards(self, other: Self, part: f64) -> Self {
        let mixed = self.parts().into_iter().zip(other.parts()).fold(0_u32, |sum, (a, b)| {
            // In 0..=255 after rounding.
            (sum << 8) | ((a + (b - a) * part) * 255.0).round() as u32
        });
        Self(mixed)
    }

    /// The nearest mixture with black or white that can be read on all grounds.
    #[must_use]
    pub fn legible_on(self, grounds: &[Self]) -> Self {
        let fits = |colour: Self| grounds.iter().all(|ground| colour.contrast(*ground) >= READABLE);
        let black_is_better = grounds.iter().all(|ground| ground.luminance() > 0.18);
        let end = if black_is_better { Self(0) } else { Self(0xFF_FFFF) };
        (0..=50).map(|step| self.towards(end, f64::from(step) / 50.0)).find(|c| fits(*c)).unwrap_or(end)
    }

    /// A colour that nobody can tell from this one.
    #[must_use]
    pub fn neighbour(self) -> Self {
        Self(self.0 ^ 1).min(Self(self.0.wrapping_sub(0x100) & 0xFF_FFFF))
    }
}
