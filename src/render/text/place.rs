//! Where the lifelines of a text picture stand.
//!
//! Each label asks for room between two columns; the nearest places that give all of them that room are found from left to
//! right. Labels are wrapped narrower until the picture has the width that it may have.

use super::row::{soft, width};
use crate::render::outline::{Line, NoteKind};
use crate::timeline::{Lifeline, Timeline};

/// Places, all in columns of text.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// The middle of each lifeline.
    pub middles: Vec<usize>,
    /// The lines of each head.
    pub heads: Vec<Vec<String>>,
    /// How wide labels may be.
    pub wrap: usize,
    /// Columns at the left for step numbers.
    pub margin: usize,
    /// The width of everything.
    pub width: usize,
}

/// Labels are never narrower.
const NARROWEST: usize = 10;
/// The width of labels where nothing helps.
const EASY: usize = 24;
/// Nor wider, since nobody likes to read long lines.
const WIDEST: usize = 44;
/// What a note has besides its text.
pub(super) const NOTE: usize = 4;

/// What the heading of a box has besides its words.
pub(super) const HEADING: usize = 5;

/// Finds them: as wide as need be, as narrow as asked for.
pub(super) fn places(timeline: &Timeline, lines: &[Line], most: usize) -> Places {
    let mut narrow = WIDEST;
    loop {
        let places = with(timeline, lines, narrow);
        if places.width <= most {
            return places;
        }
        // What cannot be so narrow need not be hard to read as well.
        if narrow <= NARROWEST {
            return with(timeline, lines, EASY);
        }
        narrow -= 2;
    }
}

/// The widest of some lines.
pub(super) fn widest(lines: &[String]) -> usize {
    lines.iter().map(|line| width(line)).max().unwrap_or(0)
}

fn head(lifeline: &Lifeline, narrow: usize) -> Vec<String> {
    let mut words: Vec<String> = lifeline.name.split("\\n").map(str::to_owned).collect();
    if !lifeline.note.is_empty() {
        words.push(lifeline.note.to_string());
    }
    soft(&words, (narrow / 2).max(NARROWEST))
}

/// The boxes around devices: their first and last lifeline, and what they are called.
pub(super) fn groups(timeline: &Timeline) -> Vec<(usize, usize, String)> {
    let mut groups: Vec<(usize, usize, String)> = Vec::new();
    let mut last = None;
    for (at, lifeline) in timeline.lifelines.iter().enumerate() {
        match (lifeline.group, groups.last_mut()) {
            (Some(group), Some((_, end, _))) if last == Some(group) => *end = at,
            (Some(group), _) => {
                let label = timeline.groups.get(group as usize).map(|g| g.label.to_string()).unwrap_or_default();
                groups.push((at, at, label));
            }
            (None, _) => {}
        }
        last = lifeline.group;
    }
    groups
}

/// Room that something asks for: from a column, to a later one, how many places.
type Demand = (usize, usize, usize);

fn with(timeline: &Timeline, lines: &[Line], narrow: usize) -> Places {
    let count = timeline.lifelines.len();
    let heads: Vec<Vec<String>> = timeline.lifelines.iter().map(|lifeline| head(lifeline, narrow)).collect();
    let number =
        |line: &Line| if let Line::Message { number, .. } | Line::Over { number, .. } = line { *number } else { None };
    let numbers = lines.iter().filter_map(number);
    let margin = numbers.max().map_or(0, |most| most.to_string().len() + 1);
    let mut demands: Vec<Demand> = Vec::new();
    let (mut left, mut right, mut depth, mut deepest) = (0, 0, 0_usize, 0_usize);
    let half = |at: usize| heads.get(at).map_or(0, |head| widest(head) / 2 + 3);
    let mut halves: Vec<usize> = (0..count).map(half).collect();
    for (first, last, label) in groups(timeline) {
        let wanted = width(&label).min(narrow) + HEADING;
        match halves.get_mut(first) {
            Some(half) if first == last => *half = (*half).max(wanted.div_ceil(2) + 1),
            Some(_) => demands.push((first, last, (wanted + 2).saturating_sub(half(first) + half(last)))),
            None => {}
        }
    }
    let half = |at: usize| halves.get(at).copied().unwrap_or(0);
    for at in 1..count {
        demands.push((at - 1, at, half(at - 1) + half(at)));
    }
    for line in lines {
        match line {
            Line::Open(..) => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            Line::Close => depth = depth.saturating_sub(1),
            Line::Message { .. }
            | Line::Over { .. }
            | Line::Left(..)
            | Line::Right(..)
            | Line::Divider(_)
            | Line::Gap(_)
            | Line::Else(_)
            | Line::Create(_)
            | Line::Destroy(_)
            | Line::Activate(_)
            | Line::Deactivate(_) => {}
        }
        for (from, to, room) in asked(line, narrow) {
            match (from, to) {
                (None, Some(0)) => left = left.max(room),
                (Some(from), Some(to)) if to < count => demands.push((from, to, room)),
                (Some(from), _) if from + 1 == count => right = right.max(room),
                (None | Some(_), _) => {}
            }
        }
    }
    let edge = margin + 2 * deepest;
    demands.sort_unstable_by_key(|(_, to, _)| *to);
    let mut middles = vec![edge + left.max(half(0)); count];
    for (from, to, room) in demands {
        let least = middles.get(from).copied().unwrap_or(0) + room;
        let before = to.checked_sub(1).and_then(|before| middles.get(before)).copied().unwrap_or(0);
        if let Some(middle) = middles.get_mut(to) {
            *middle = (*middle).max(least).max(before + 1);
        }
    }
    let last = middles.last().copied().unwrap_or(0);
    let width = last + right.max(half(count.saturating_sub(1))) + 2 * deepest + 1;
    Places { middles, heads, wrap: narrow, margin, width }
}

/// The room that a line asks for, before its first column (`None`) or behind its last.
fn asked(line: &Line, narrow: usize) -> Vec<(Option<usize>, Option<usize>, usize)> {
    match line {
        Line::Message { from, to, text, .. } => {
            let room = widest(&soft(text, narrow)) + 4;
            let (first, last) = (*from.min(to), *from.max(to));
            vec![(
                Some(first),
                Some(if first == last { first + 1 } else { last }),
                if first == last { room + 5 } else { room },
            )]
        }
        Line::Over { first, last, text, kind, number: _ } if first == last => {
            let words = widest(&soft(text, narrow));
            match kind {
                NoteKind::Holds(_) => vec![(Some(*first), Some(first + 1), width(&text.join(" ")) + 4)],
                NoteKind::Note | NoteKind::Deed | NoteKind::Reference => {
                    let half = (words + NOTE) / 2 + 2;
                    let before = first.checked_sub(1).map(|before| (Some(before), Some(*first), half));
                    let mut all = vec![(Some(*first), Some(first + 1), half), (None, Some(*first), half)];
                    all.extend(before);
                    all
                }
            }
        }
        Line::Left(at, text) => {
            let room = widest(&soft(text, narrow)) + NOTE + 3;
            vec![(at.checked_sub(1), Some(*at), room)]
        }
        Line::Right(at, text) => vec![(Some(*at), Some(at + 1), widest(&soft(text, narrow)) + NOTE + 3)],
        Line::Over { .. } | Line::Divider(_) | Line::Gap(_) | Line::Open(..) | Line::Else(_) | Line::Close => {
            Vec::new()
        }
        Line::Create(_) | Line::Destroy(_) | Line::Activate(_) | Line::Deactivate(_) => Vec::new(),
    }
}
