//! Above and below a picture: its title, the heads of its lifelines, and what the signs of tracks mean.

use super::place::{HEADING, widest};
use super::row::{Row, width, wrap};
use super::{Picture, boxed, rule};
use crate::render::outline::words;
use crate::timeline::{Timeline, Worth};

impl Picture {
    pub(super) fn heading(&mut self, timeline: &Timeline) {
        let most = self.places.width.max(40);
        for label in [&timeline.title, &timeline.description].into_iter().flatten() {
            let lines: Vec<String> = words(label).iter().map(|line| self.signs.words(line)).collect();
            for line in wrap(&lines, most) {
                self.out.push_str(&line);
                self.out.push('\n');
            }
        }
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// The heads of all who are there from the start, boxes around devices above them.
    pub(super) fn heads(&mut self) {
        if !self.groups.is_empty() {
            let mut row = Row::default();
            let frame = self.signs.round();
            for (first, last, label) in self.groups.clone() {
                let wanted = width(&label).min(self.places.wrap) + HEADING;
                let least = if first == last { wanted.div_ceil(2) } else { 0 };
                let half = |at: usize| self.places.heads.get(at).map_or(0, |head| widest(head) / 2 + 2).max(least);
                let (left, right) = (self.middle(first).saturating_sub(half(first)), self.middle(last) + half(last));
                let mut lines = wrap(&[self.signs.words(&label)], right.saturating_sub(left + HEADING)).into_iter();
                let label = lines.next().map(|line| if lines.next().is_some() { format!("{line}…") } else { line });
                rule(&mut row, &frame, (left, right), [0, 1], frame.level);
                row.put(left + 2, &label.map(|label| format!(" {label} ")).unwrap_or_default());
            }
            self.end(&row);
        }
        let all: Vec<usize> = (0..self.lives.len()).filter(|at| self.lives.get(*at).is_some_and(|l| l.there)).collect();
        let blank = vec![false; self.lives.len()];
        self.boxes(&all, &blank);
        let row = self.row();
        self.end(&row);
    }

    /// Heads beside each other; the lifelines that go on meanwhile are marked.
    pub(super) fn boxes(&mut self, whose: &[usize], goes_on: &[bool]) {
        let frame = self.signs.frame();
        let height = whose.iter().filter_map(|at| self.places.heads.get(*at)).map(Vec::len).max().unwrap_or(0);
        for level in 0..height + 2 {
            let mut row = Row::default();
            for (at, _) in goes_on.iter().enumerate().filter(|(_, goes_on)| **goes_on) {
                row.put(self.middle(at), self.lives.get(at).map_or(" ", |life| self.sign(life)));
            }
            for at in whose {
                let Some(head) = self.places.heads.get(*at) else { continue };
                let half = widest(head) / 2 + 2;
                let (left, right) = (self.middle(*at).saturating_sub(half), self.middle(*at) + half);
                let top = height - head.len();
                if level == top {
                    rule(&mut row, &frame, (left, right), [0, 1], frame.level);
                } else if level == height + 1 {
                    rule(&mut row, &frame, (left, right), [2, 3], frame.level);
                    row.put(self.middle(*at), frame.leaves);
                } else if level > top {
                    let text = head.get(level - top - 1).map(|text| self.signs.words(text)).unwrap_or_default();
                    boxed(&mut row, &frame, (left, right), &text);
                }
            }
            self.end(&row);
        }
    }

    /// What the signs of tracks mean.
    pub(super) fn legend(&mut self) {
        self.finish_beside();
        let row = self.row();
        self.end(&row);
        let all = [Worth::Latest, Worth::Stale, Worth::Marked, Worth::Empty];
        let shown = all.into_iter().filter(|worth| self.shown.contains(worth));
        let told: Vec<String> =
            shown.filter_map(|worth| self.signs.track(worth)).map(|(sign, word)| format!("{sign} {word}")).collect();
        if !told.is_empty() {
            self.out.push_str(&format!("\n{}\n", told.join("   ")));
        }
    }
}
