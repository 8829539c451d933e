//! What goes across a picture: chapters, breaks of time, and the level sides of fragments.

use super::row::{Row, width, wrap};
use super::signs::Frame;
use super::{Picture, rule};

impl Picture {
    pub(super) fn divider(&mut self, text: &[String]) {
        let (line, _) = self.signs.chapter();
        let (left, right) = self.sides(self.open.len());
        let blank = self.row();
        self.end(&blank);
        let mut row = self.row();
        row.put(left, &line.repeat(right + 1 - left));
        let words = self.signs.words(&text.join(" "));
        if !words.is_empty() {
            row.put(left + 2, &format!(" {words} "));
        }
        self.end(&row);
        self.end(&blank);
    }

    pub(super) fn gap(&mut self, text: &[String]) {
        let (_, dots) = self.signs.chapter();
        let mut row = self.row();
        for (at, _) in self.lives.iter().enumerate().filter(|(_, life)| life.there) {
            row.put(self.middle(at), dots);
        }
        let words = self.signs.words(&text.join(": "));
        if !words.is_empty() {
            let words = format!(" {words} ");
            row.put((self.places.width / 2).saturating_sub(width(&words) / 2).max(self.places.margin), &words);
        }
        self.end(&row);
    }

    /// A level side of the innermost fragment, with its word and its guard.
    pub(super) fn border(&mut self, word: &str, text: &[String], corners: [usize; 2], line: &str) {
        let sides = self.sides(self.open.len().saturating_sub(1));
        let mut row = self.row();
        rule(&mut row, &self.signs.frame(), sides, corners, line);
        self.crossings(&mut row, sides);
        self.tag(row, word, text, sides);
    }

    /// The side between two operands.
    pub(super) fn part(&mut self, word: &str, text: &[String], frame: &Frame) {
        let sides = self.sides(self.open.len().saturating_sub(1));
        let mut row = self.row();
        for at in sides.0 + 1..sides.1 {
            row.put(at, frame.dashes);
        }
        row.put(sides.0, frame.sides[0]);
        row.put(sides.1, frame.sides[1]);
        self.crossings(&mut row, sides);
        self.tag(row, word, text, sides);
    }

    /// Lifelines go on through a level side.
    pub(super) fn crossings(&self, row: &mut Row, (left, right): (usize, usize)) {
        for (at, life) in self.lives.iter().enumerate().filter(|(_, life)| life.there) {
            let middle = self.middle(at);
            if left < middle && middle < right && row.at(middle) != self.signs.frame().upright {
                row.put(middle, if self.is_plain(at) { self.signs.crossing() } else { self.sign(life) });
            }
        }
    }

    /// Word and guard over a level side; a guard that is too long goes on below.
    pub(super) fn tag(&mut self, mut row: Row, word: &str, text: &[String], (left, right): (usize, usize)) {
        if word.is_empty() {
            return self.end(&row);
        }
        row.put(left + 2, &format!(" {word} "));
        let start = left + 5 + word.len();
        let lines = wrap(text, right.saturating_sub(start + 3));
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.end(&row);
                row = self.row();
            }
            row.put(start, &format!(" {} ", self.signs.words(line)));
        }
        self.end(&row);
    }
}
