//! Scenarios as pictures of text, for terminals, commit messages and comments in code.
//!
//! `place` finds where lifelines stand; then each line of the outline becomes rows from top to bottom. A row starts as what
//! goes on through it, the lifelines and the sides of fragments, and words and arrows are put over that.

mod frame;
mod head;
mod place;
mod row;
mod signs;
#[cfg(test)]
mod tests;

use super::outline::{Line, NoteKind, outline};
use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::statement::message::Arrow;
use crate::timeline::{Timeline, Worth};
use place::{NOTE, Places, places, widest};
use row::{Row, soft, width};
use signs::Frame;
pub use signs::Signs;

/// The most characters of a picture.
pub const MOST: usize = 32 << 20;

/// The pictures of scenarios below each other, of at most that width where labels can be wrapped so narrow. `None` for more
/// than [`MOST`] characters.
#[must_use]
pub fn spell(timelines: &[&Timeline], signs: Signs, most: usize) -> Option<String> {
    let mut out = String::new();
    for timeline in timelines {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        let lines = outline(timeline);
        let places = places(timeline, &lines, most);
        let mut picture = Picture::new(timeline, signs, places);
        picture.heading(timeline);
        picture.heads();
        for (at, line) in lines.iter().enumerate() {
            picture.line(line, lines.get(at + 1));
            if out.len() + picture.out.len() > MOST {
                return None;
            }
        }
        picture.legend();
        out.push_str(&picture.out);
    }
    // What a terminal would take for orders.
    let order = |c: char| c.is_control() && c != '\n';
    Some(if out.contains(order) { out.replace(order, " ") } else { out })
}

/// A lifeline as it goes on.
#[derive(Clone, Debug)]
struct Life {
    there: bool,
    worth: Worth,
    busy: u32,
}

/// A picture under way.
struct Picture {
    signs: Signs,
    places: Places,
    lives: Vec<Life>,
    groups: Vec<(usize, usize, String)>,
    open: Vec<FragmentKind>,
    /// The row of notes beside tracks that is not finished yet.
    beside: Option<(Row, usize)>,
    /// What tracks showed, in the order of their first showing.
    shown: Vec<Worth>,
    out: String,
}

impl Picture {
    fn new(timeline: &Timeline, signs: Signs, places: Places) -> Self {
        let mut lives: Vec<Life> = timeline
            .lifelines
            .iter()
            .map(|lifeline| Life { there: !lifeline.created, worth: Worth::Unknown, busy: 0 })
            .collect();
        let mut shown = Vec::new();
        for change in &timeline.opening {
            if let Some(life) = lives.get_mut(change.lifeline.0 as usize) {
                life.worth = change.worth;
                shown.push(change.worth);
            }
        }
        let groups = place::groups(timeline);
        Self { signs, places, lives, groups, open: Vec::new(), beside: None, shown, out: String::new() }
    }

    fn middle(&self, at: usize) -> usize {
        self.places.middles.get(at).copied().unwrap_or(0)
    }

    /// The left and the right side of the fragment at a depth.
    fn sides(&self, depth: usize) -> (usize, usize) {
        let left = self.places.margin + 2 * depth;
        (left, (self.places.width.saturating_sub(1 + 2 * depth)).max(left + 2))
    }

    /// What goes on through a row.
    fn row(&self) -> Row {
        let mut row = Row::default();
        for (at, life) in self.lives.iter().enumerate().filter(|(_, life)| life.there) {
            row.put(self.middle(at), self.sign(life));
        }
        for depth in 0..self.open.len() {
            let (left, right) = self.sides(depth);
            row.put(left, self.signs.frame().upright);
            row.put(right, self.signs.frame().upright);
        }
        row
    }

    fn sign(&self, life: &Life) -> &'static str {
        self.signs.track(life.worth).map_or_else(|| self.signs.plain(life.busy > 0), |(sign, _)| sign)
    }

    /// Whether a lifeline is a plain line, which arrows may leave and cross.
    fn is_plain(&self, at: usize) -> bool {
        self.lives.get(at).is_some_and(|life| life.there && self.signs.track(life.worth).is_none() && life.busy == 0)
    }

    fn end(&mut self, row: &Row) {
        self.out.push_str(&row.text());
        self.out.push('\n');
    }

    fn line(&mut self, line: &Line, next: Option<&Line>) {
        if let Line::Over { first, last, text, kind: NoteKind::Holds(worth), number: _ } = line
            && first == last
        {
            return self.holds(*first, *worth, text);
        }
        self.finish_beside();
        match line {
            Line::Message { from, to, arrow, text, number } => {
                // Who becomes busy by a message is so from its arrow on.
                let busy = matches!(next, Some(Line::Activate(at)) if at == to);
                self.message((*from, *to), *arrow, text, *number, busy);
            }
            Line::Over { first, last, text, kind, number } => self.over((*first, *last), text, *kind, *number),
            Line::Left(at, text) => self.note(text, |width, picture| picture.middle(*at).saturating_sub(width + 1)),
            Line::Right(at, text) => self.note(text, |_, picture| picture.middle(*at) + 2),
            Line::Divider(text) => self.divider(text),
            Line::Gap(text) => self.gap(text),
            Line::Open(kind, text) => {
                self.open.push(*kind);
                self.border(kind.word(), text, [0, 1], self.signs.frame().level);
            }
            Line::Else(text) => {
                let word = self.open.last().and_then(|kind| kind.divider()).unwrap_or("else");
                let frame = self.signs.frame();
                self.part(word, text, &frame);
            }
            Line::Close => {
                self.border("", &[], [2, 3], self.signs.frame().level);
                self.open.pop();
            }
            Line::Create(at) => {
                let goes_on: Vec<bool> = self.lives.iter().map(|life| life.there).collect();
                self.boxes(&[*at], &goes_on);
                self.life(*at, |life| life.there = true);
            }
            Line::Destroy(at) => {
                let mut row = self.row();
                row.put(self.middle(*at), self.signs.end());
                self.end(&row);
                self.life(*at, |life| life.there = false);
            }
            Line::Activate(at) => self.life(*at, |life| life.busy += 1),
            Line::Deactivate(at) => self.life(*at, |life| life.busy = life.busy.saturating_sub(1)),
        }
    }

    fn life(&mut self, at: usize, change: impl FnOnce(&mut Life)) {
        if let Some(life) = self.lives.get_mut(at) {
            change(life);
        }
    }

    /// What a copy holds from now on, beside its track.
    fn holds(&mut self, at: usize, worth: Worth, text: &[String]) {
        self.life(at, |life| life.worth = worth);
        self.shown.push(worth);
        let place = self.middle(at) + 2;
        if self.beside.as_ref().is_some_and(|(_, end)| *end >= place) {
            self.finish_beside();
        }
        let line = self.signs.words(&text.join(" "));
        let mut row = self.beside.take().map_or_else(|| self.row(), |(row, _)| row);
        row.put(self.middle(at), self.signs.track(worth).map_or(" ", |(sign, _)| sign));
        row.put(place, &line);
        self.beside = Some((row, place + width(&line)));
    }

    fn finish_beside(&mut self) {
        if let Some((row, _)) = self.beside.take() {
            self.end(&row);
        }
    }

    fn message(&mut self, (from, to): (usize, usize), arrow: Arrow, text: &[String], number: Option<u32>, busy: bool) {
        let (line, right, left) = self.signs.arrow(arrow);
        let (start, end) = (self.middle(from), self.middle(to));
        for text in soft(text, self.places.wrap) {
            let mut row = self.row();
            row.put(start.min(end) + 1, &format!(" {} ", self.signs.words(&text)));
            self.end(&row);
        }
        let mut row = self.row();
        self.number(&mut row, number);
        let frame = self.signs.frame();
        if from == to {
            let corners = frame.corners;
            if self.is_plain(from) {
                row.put(start, frame.sides[0]);
            }
            row.put(start + 1, &format!("{line}{line}{}", corners.get(1).unwrap_or(&"")));
            self.end(&row);
            let mut row = self.row();
            row.put(start + 1, &format!("{left}{line}{}", corners.get(3).unwrap_or(&"")));
            return self.end(&row);
        }
        let (low, high) = (start.min(end), start.max(end));
        for at in low + 1..high {
            row.put(at, line);
        }
        for (at, life) in self.lives.iter().enumerate().filter(|(_, life)| life.there) {
            let middle = self.middle(at);
            if low < middle && middle < high {
                row.put(middle, if self.is_plain(at) { self.signs.crossing() } else { self.sign(life) });
            }
        }
        if self.is_plain(from) {
            row.put(start, if start < end { frame.sides[0] } else { frame.sides[1] });
        }
        if busy && self.is_plain(to) {
            row.put(end, self.signs.plain(true));
        }
        row.put(if start < end { end - 1 } else { end + 1 }, if start < end { right } else { left });
        self.end(&row);
    }

    fn over(&mut self, (first, last): (usize, usize), text: &[String], kind: NoteKind, number: Option<u32>) {
        let middle = usize::midpoint(self.middle(first), self.middle(last));
        let lines = soft(text, self.places.wrap.max(self.middle(last) - self.middle(first)));
        if let (NoteKind::Deed | NoteKind::Holds(_), [line]) = (kind, lines.as_slice()) {
            let words = format!("({})", self.signs.words(line));
            let mut row = self.row();
            row.put(middle.saturating_sub(width(&words) / 2).max(self.places.margin), &words);
            self.number(&mut row, number);
            return self.end(&row);
        }
        let lines = match kind {
            NoteKind::Reference => std::iter::once(String::from("ref")).chain(lines).collect(),
            NoteKind::Note | NoteKind::Deed | NoteKind::Holds(_) => lines,
        };
        // Over several it reaches from the first to the last.
        let across = self.middle(last).saturating_sub(self.middle(first));
        let wide = if across > 0 { across + NOTE + 1 } else { 0 };
        self.framed((&lines, wide), number, |width, _| middle.saturating_sub(width / 2));
    }

    /// A step's number, at the left.
    fn number(&self, row: &mut Row, number: Option<u32>) {
        if let Some(number) = number {
            row.put(0, &format!("{number:>width$}", width = self.places.margin.saturating_sub(1)));
        }
    }

    /// A note beside one.
    fn note(&mut self, text: &[String], place: impl Fn(usize, &Self) -> usize) {
        self.framed((&soft(text, self.places.wrap), 0), None, place);
    }

    /// A box with lines, at least so wide; `place` says where its left side stands, from its width.
    fn framed(
        &mut self,
        (lines, wide): (&[String], usize),
        number: Option<u32>,
        place: impl Fn(usize, &Self) -> usize,
    ) {
        let lines: Vec<String> = lines.iter().map(|line| self.signs.words(line)).collect();
        let wide = (widest(&lines) + NOTE).max(wide);
        let least = self.places.margin + 2 * self.open.len();
        let left = place(wide, self).max(least);
        let frame = self.signs.frame();
        let sides = (left, left + wide - 1);
        let mut row = self.row();
        rule(&mut row, &frame, sides, [0, 1], frame.level);
        self.end(&row);
        for (at, line) in lines.iter().enumerate() {
            let mut row = self.row();
            boxed(&mut row, &frame, sides, line);
            self.number(&mut row, number.filter(|_| at == 0));
            self.end(&row);
        }
        let mut row = self.row();
        rule(&mut row, &frame, sides, [2, 3], frame.level);
        self.end(&row);
    }
}

/// A level line between two corners.
fn rule(row: &mut Row, frame: &Frame, (left, right): (usize, usize), corners: [usize; 2], line: &str) {
    for at in left + 1..right {
        row.put(at, line);
    }
    let [first, last] = corners.map(|corner| frame.corners.get(corner).copied().unwrap_or_default());
    row.put(left, first);
    row.put(right, last);
}

/// Words in the middle between two sides.
fn boxed(row: &mut Row, frame: &Frame, (left, right): (usize, usize), text: &str) {
    for at in left + 1..right {
        row.put(at, " ");
    }
    row.put(left, frame.upright);
    row.put(right, frame.upright);
    let room = (right - left).saturating_sub(1);
    row.put(left + 1 + room.saturating_sub(width(text)) / 2, text);
}
