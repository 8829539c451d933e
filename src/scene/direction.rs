//! Which way a text reads.

/// Whether a text reads from right to left: its first letter with a direction says so (UAX #9, P2 and P3).
#[must_use]
pub fn reads_leftwards(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    text.chars().find(|c| c.is_alphabetic()).is_some_and(leftwards)
}

/// Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin.
fn leftwards(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}
