//! Rows and words.

use super::row::{Row, width, wrap};

#[test]
fn a_wide_character_takes_two_cells() {
    let mut row = Row::default();
    row.put(2, "漢字");
    assert_eq!(row.text(), "  漢字");
    row.put(3, "│");
    assert_eq!(row.text(), "   │字");
    assert_eq!(width("e\u{301}漢"), 3);
}

#[test]
fn words_are_wrapped_and_long_ones_cut() {
    let lines = |text: &str, most| wrap(&[text.to_owned()], most);
    assert_eq!(lines("one two three", 8), ["one two", "three"]);
    assert_eq!(lines("abcdefghijkl", 5), ["abcde", "fghij", "kl"]);
    assert_eq!(lines("a bcdefghijkl", 5), ["a bcd", "efghi", "jkl"]);
    assert_eq!(lines("漢字漢字", 3), ["漢", "字", "漢", "字"]);
    assert!(lines("", 5).is_empty());
}
