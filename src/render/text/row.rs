//! A row of a text picture: cells of one column each. A wide character takes two, the second of which is empty.

use ecow::EcoString;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells from left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    cells: Vec<EcoString>,
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.graphemes(true).map(one).sum()
}

/// How many columns one character takes, as people see it.
fn one(grapheme: &str) -> usize {
    grapheme.width().clamp(1, 2)
}

impl Row {
    /// Puts a text at a column, over whatever is there.
    pub fn put(&mut self, at: usize, text: &str) {
        let mut at = at;
        for grapheme in text.graphemes(true) {
            let wide = one(grapheme);
            if self.cells.len() < at + wide {
                self.cells.resize(at + wide, EcoString::from(" "));
            }
            // Half of a wide character cannot stay.
            if self.cells.get(at).is_some_and(EcoString::is_empty)
                && let Some(before) = at.checked_sub(1).and_then(|before| self.cells.get_mut(before))
            {
                *before = " ".into();
            }
            if self.cells.get(at + wide).is_some_and(EcoString::is_empty)
                && let Some(after) = self.cells.get_mut(at + wide)
            {
                *after = " ".into();
            }
            for (place, cell) in self.cells.iter_mut().skip(at).take(wide).enumerate() {
                *cell = if place == 0 { grapheme.into() } else { EcoString::new() };
            }
            at += wide;
        }
    }

    /// What stands at a column.
    pub fn at(&self, at: usize) -> &str {
        self.cells.get(at).map_or(" ", EcoString::as_str)
    }

    /// The text, without white space at its end.
    pub fn text(&self) -> String {
        self.cells.concat().trim_end().to_owned()
    }
}

/// The longest word that is not cut, even where lines should be narrower.
const LONG_WORD: usize = 22;

/// Lines of that width, or as wide as their longest word if it is not very long.
pub(super) fn soft(lines: &[String], most: usize) -> Vec<String> {
    let word = lines.iter().flat_map(|line| line.split_whitespace()).map(width).max().unwrap_or(0);
    wrap(lines, most.max(word.min(LONG_WORD)))
}

/// Lines of at most that width, broken between words where there are any.
pub(super) fn wrap(lines: &[String], most: usize) -> Vec<String> {
    let most = most.max(2);
    let mut out = Vec::new();
    for line in lines {
        let mut open = String::new();
        for word in line.split_whitespace() {
            let mut word = word.to_owned();
            while width(&word) > most {
                let room = most.saturating_sub(if open.is_empty() { 0 } else { width(&open) + 1 });
                let (head, rest) = cut(&word, if room < 2 { most } else { room });
                if room < 2 {
                    out.push(std::mem::take(&mut open));
                } else if !open.is_empty() {
                    open.push(' ');
                }
                out.push(std::mem::take(&mut open) + &head);
                word = rest;
            }
            if !open.is_empty() && width(&open) + 1 + width(&word) > most {
                out.push(std::mem::take(&mut open));
            }
            if !open.is_empty() && !word.is_empty() {
                open.push(' ');
            }
            open.push_str(&word);
        }
        if !open.is_empty() {
            out.push(open);
        }
    }
    out
}

/// The part of a word that fits, and the rest.
fn cut(word: &str, most: usize) -> (String, String) {
    let mut taken = 0;
    let mut end = 0;
    for grapheme in word.graphemes(true) {
        if taken + one(grapheme) > most && end > 0 {
            break;
        }
        taken += one(grapheme);
        end += grapheme.len();
    }
    (word.get(..end).unwrap_or_default().to_owned(), word.get(end..).unwrap_or_default().to_owned())
}
