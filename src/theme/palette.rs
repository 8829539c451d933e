//! The palettes: a colour for every ink, in the order of [`Ink::ALL`](crate::scene::Ink::ALL).

use super::colour::Colour;

/// A colour for every ink but the declared ones. No two are equal.
#[derive(Debug)]
pub(super) struct Palette([u32; 16]);

impl Palette {
    /// The colour at a place of the table.
    pub(super) fn at(&self, place: usize) -> Colour {
        Colour(self.0.get(place).copied().unwrap_or(0x80_8080))
    }

    /// The nearest colour that can be read on every ground.
    pub(super) fn legible(&self, wanted: Colour) -> Colour {
        wanted.legible_on(&[self.at(0), self.at(1), self.at(13), self.at(15)])
    }
}

/// Dark on white.
pub(super) const LIGHT: Palette = Palette([
    0xFFFFFF, // paper
    0xF4F6FA, // column
    0x1B2130, // text
    0x596273, // muted
    0x868E9D, // line
    0x2A5BC7, // accent
    0xE4ECFC, // accent-soft
    0x0B7A5B, // good
    0xDDF3EA, // good-soft
    0xA2540A, // warn
    0xFDEBD3, // warn-soft
    0xB91C3C, // bad
    0xFCE4E8, // bad-soft
    0xFFF8DC, // note
    0x9A8234, // note-line
    0xE9ECF2, // soft
]);

/// Light on almost black.
pub(super) const DARK: Palette = Palette([
    0x12151C, // paper
    0x1A1F29, // column
    0xE7EAF0, // text
    0xA3ACBC, // muted
    0x717B8D, // line
    0x8BB0FF, // accent
    0x22304F, // accent-soft
    0x4CCB9F, // good
    0x153A2F, // good-soft
    0xF0A552, // warn
    0x42301A, // warn-soft
    0xFF8A9C, // bad
    0x4A1F28, // bad-soft
    0x2F2B1B, // note
    0xA3914F, // note-line
    0x2A303D, // soft
]);

/// After Okabe and Ito: blue and vermilion instead of green and red.
pub(super) const DISTINCT: Palette = Palette([
    0xFFFFFF, // paper
    0xF5F6F8, // column
    0x14171F, // text
    0x555B66, // muted
    0x868C96, // line
    0x5A3FA0, // accent
    0xECE7F8, // accent-soft
    0x005F99, // good
    0xDCEEF9, // good-soft
    0xA65300, // warn
    0xFFEFCF, // warn-soft
    0x8F1D5B, // bad
    0xF9E2EE, // bad-soft
    0xFBF7E3, // note
    0x8C7C3C, // note-line
    0xEAECEF, // soft
]);

/// For paper: hatches, outlines and words carry the meaning.
pub(super) const MONOCHROME: Palette = Palette([
    0xFFFFFF, // paper
    0xF7F7F7, // column
    0x000000, // text
    0x4D4D4D, // muted
    0x808080, // line
    0x111111, // accent
    0xEFEFEF, // accent-soft
    0x222222, // good
    0xFDFDFD, // good-soft
    0x333333, // warn
    0xF1F1F1, // warn-soft
    0x010101, // bad
    0xE6E6E6, // bad-soft
    0xFBFBFB, // note
    0x666666, // note-line
    0xECECEC, // soft
]);
