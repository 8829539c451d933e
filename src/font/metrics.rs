//! Advances and kerning of the embedded characters, decoded at compile time from `files/*.metrics`.
//!
//! These characters take part in no substitution (`calt` is left out of the fonts), and their kerning is between
//! pairs only. So the sum of advances and pair values is what the shaper finds; the tests compare both.

use super::Face;

/// The fonts' units per em; all widths inside this module are counted in them.
pub(super) const UNITS_PER_EM: f64 = 1000.0;

/// At most so many characters, and so many kerning classes on each side.
const CHARACTERS: usize = 128;
const CLASSES: usize = 64;

/// Printable ASCII comes first in the tables, from the space on.
const FIRST: u32 = 0x20;
const ASCII: usize = 95;

static REGULAR: Metrics = Metrics::decode(include_bytes!("files/sans-400.metrics"));
static SEMI_BOLD: Metrics = Metrics::decode(include_bytes!("files/sans-600.metrics"));
static MONO: Metrics = Metrics::decode(include_bytes!("files/mono-400.metrics"));

/// What is known of a face without opening its font.
pub(super) struct Metrics {
    /// From the baseline up.
    pub(super) ascent: i16,
    /// From the baseline down, negative.
    pub(super) descent: i16,
    /// Between two lines.
    pub(super) line_gap: i16,
    count: usize,
    characters: [u16; CHARACTERS],
    advances: [u16; CHARACTERS],
    left_class: [u8; CHARACTERS],
    right_class: [u8; CHARACTERS],
    /// By class of the left and of the right character; class 0 is not kerned.
    kerning: [[i16; CLASSES]; CLASSES],
}

impl Metrics {
    /// The metrics of a face.
    pub(super) fn of(face: Face) -> &'static Self {
        match face {
            Face::Regular => &REGULAR,
            Face::SemiBold => &SEMI_BOLD,
            Face::Mono => &MONO,
        }
    }

    /// Reads a file whose layout `subset.py` tells; runs in the compiler, where a malformed file is an error.
    const fn decode(file: &[u8]) -> Self {
        assert!(word(file, 0) == 1000, "all faces have the same units");
        let (count, rows, columns) = (word(file, 4) as usize, word(file, 5) as usize, word(file, 6) as usize);
        let mut metrics = Self {
            ascent: word(file, 1).cast_signed(),
            descent: word(file, 2).cast_signed(),
            line_gap: word(file, 3).cast_signed(),
            count,
            characters: [0; CHARACTERS],
            advances: [0; CHARACTERS],
            left_class: [0; CHARACTERS],
            right_class: [0; CHARACTERS],
            kerning: [[0; CLASSES]; CLASSES],
        };
        let mut at = 0;
        while at < count {
            metrics.characters[at] = word(file, 7 + at);
            metrics.advances[at] = word(file, 7 + count + at);
            metrics.left_class[at] = file[14 + 4 * count + at];
            metrics.right_class[at] = file[14 + 5 * count + at];
            at += 1;
        }
        let values = 7 + 3 * count;
        let mut cell = 0;
        while cell < rows * columns {
            metrics.kerning[1 + cell / columns][1 + cell % columns] = word(file, values + cell).cast_signed();
            cell += 1;
        }
        metrics
    }

    /// Whether the character is in the tables.
    pub(super) fn has(&self, character: char) -> bool {
        self.place(character).is_some()
    }

    /// The width of a text, or nothing if a character is not in the tables.
    pub(super) fn width(&self, text: &str) -> Option<i32> {
        let mut width = 0;
        let mut kerning = &self.kerning[0];
        for character in text.chars() {
            let place = self.place(character)?;
            let column = usize::from(self.right_class[place]) % CLASSES;
            width += i32::from(self.advances[place]) + i32::from(kerning[column]);
            kerning = &self.kerning[usize::from(self.left_class[place]) % CLASSES];
        }
        Some(width)
    }

    /// Where a character stands in the tables: ASCII in order, the signs found by halving.
    fn place(&self, character: char) -> Option<usize> {
        let code = u32::from(character);
        let place = code.wrapping_sub(FIRST) as usize;
        if place < ASCII {
            return Some(place);
        }
        let code = u16::try_from(code).ok()?;
        let signs = self.characters.get(ASCII..self.count)?;
        signs.binary_search(&code).ok().map(|sign| ASCII + sign)
    }
}

/// The number at a place counted in words of two bytes.
const fn word(file: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([file[2 * at], file[2 * at + 1]])
}
