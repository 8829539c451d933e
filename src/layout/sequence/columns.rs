//! Pass 3, columns: where each lifeline stands, solved for all spans at once.
//!
//! ```text
//!   a        b        c        every span asks for a width: a–b 104, b–c 90, a–c 300
//!   |←─104──→|←─90───→|        leftmost places that satisfy all, rightmost ones within the
//!   |←─────300───────→|        same width, and the middle of both: no gap takes all the slack
//! ```

use super::distance::{BAR, BAR_STEP, CHIP_GAP, CLEAR, COLUMN_GAP, GROUP_GAP, GROUP_PAD, STRUCK, TRACK};
use super::flow::{FINE, NAME, Paragraph, Words};
use super::heads::Head;
use crate::font::Measure;
use crate::scene::Ink;
use crate::timeline::{LifelineKind, Timeline};
use std::collections::BTreeMap;
use std::ops::Range;

/// The widths that spans of columns ask for; of several, the widest.
#[derive(Debug, Default)]
pub struct Demands(BTreeMap<(usize, usize), f64>);

impl Demands {
    /// So much between two columns.
    pub fn ask(&mut self, a: usize, b: usize, width: f64) {
        if a != b {
            let wanted = self.0.entry((a.min(b), a.max(b))).or_default();
            *wanted = wanted.max(width);
        }
    }
}

/// A tinted column over one or more lifelines.
#[derive(Debug)]
pub struct Band {
    /// Its place in the timeline.
    pub group: usize,
    /// Its edges.
    pub left: f64,
    /// Its edges.
    pub right: f64,
    /// Its heading.
    pub heading: Paragraph,
    /// What stands below the heading.
    pub note: Paragraph,
}

/// Where the lifelines stand.
#[derive(Debug, Default)]
pub struct Columns {
    places: Vec<f64>,
    reaches: Vec<f64>,
    grounds: Vec<Ink>,
    /// The groups' columns.
    pub bands: Vec<Band>,
    /// The outermost edges.
    pub left: f64,
    /// The outermost edges.
    pub right: f64,
}

impl Columns {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// The middle of a column.
    pub fn x(&self, column: usize) -> f64 {
        self.places.get(column).copied().unwrap_or_default()
    }

    /// Half the width of what stands on a lifeline all the way.
    pub fn reach(&self, column: usize) -> f64 {
        self.reaches.get(column).copied().unwrap_or(0.5)
    }

    /// What lies behind a lifeline.
    pub fn ground(&self, column: usize) -> Ink {
        self.grounds.get(column).cloned().unwrap_or(Ink::Paper)
    }

    /// The column after `at` on whose lifeline words that end there would end: just before it, or by a little beyond it.
    pub fn struck(&self, at: usize, end: f64) -> Option<usize> {
        let first = self.places.partition_point(|x| *x <= end - STRUCK);
        let x = self.places.get(first).filter(|_| first > at)?;
        (end > x - BAR - CLEAR).then_some(first)
    }

    /// Whether a column stands in a group.
    pub fn banded(&self, column: usize) -> bool {
        let x = self.x(column);
        self.bands.iter().any(|band| band.left < x && x < band.right)
    }

    /// The edges of a column's own room: its group's, or the lifelines of its neighbours.
    pub fn own(&self, column: usize) -> (f64, f64) {
        let x = self.x(column);
        if let Some(band) = self.bands.iter().find(|band| band.left < x && x < band.right) {
            return (band.left, band.right);
        }
        let neighbour = |at: Option<usize>| at.and_then(|at| self.places.get(at)).copied();
        let left = neighbour(column.checked_sub(1)).unwrap_or(self.left);
        (left, neighbour(Some(column + 1)).unwrap_or(self.right))
    }

    /// The columns whose lifelines may pass between two places, with as many bars on them as anybody draws.
    pub fn crossing(&self, left: f64, right: f64) -> Range<usize> {
        let reach = BAR + 16.0 * BAR_STEP;
        self.places.partition_point(|x| *x < left - reach)..self.places.partition_point(|x| *x <= right + reach)
    }
}

/// Solves the columns.
pub fn solve(timeline: &Timeline, heads: &[Head], demands: &mut Demands, measure: &mut Measure) -> Columns {
    let count = heads.len();
    for (place, pair) in heads.windows(2).enumerate() {
        if let [a, b] = pair {
            demands.ask(place, place + 1, a.half + b.half + between(timeline, place));
        }
    }
    let headings = headings(timeline, measure);
    for heading in &headings {
        let (first, last) = heading.span;
        let halves = half(heads, first) + half(heads, last) + 2.0 * GROUP_PAD;
        demands.ask(first, last, heading.width - halves + 16.0);
    }
    let places = balanced(count, demands);
    let reaches = timeline.lifelines.iter().map(|l| if keeps(l.kind) { TRACK } else { 0.5 }).collect();
    let mut columns = Columns { places, reaches, grounds: vec![Ink::Paper; count], ..Columns::default() };
    if let Some(last) = count.checked_sub(1) {
        columns.left = columns.x(0) - half(heads, 0);
        columns.right = columns.x(last) + half(heads, last);
    }
    for Heading { group, span: (first, last), words, note, .. } in headings {
        let (left, right) =
            (columns.x(first) - half(heads, first) - GROUP_PAD, columns.x(last) + half(heads, last) + GROUP_PAD);
        let (heading, note) = (words.wrap(right - left - 16.0, measure), note.wrap(right - left - 16.0, measure));
        columns.grounds.iter_mut().take(last + 1).skip(first).for_each(|ground| *ground = Ink::Column);
        (columns.left, columns.right) = (columns.left.min(left), columns.right.max(right));
        columns.bands.push(Band { group, left, right, heading, note });
    }
    columns
}

/// Whether a lifeline keeps copies.
pub fn keeps(kind: LifelineKind) -> bool {
    match kind {
        LifelineKind::Storage | LifelineKind::Origin => true,
        LifelineKind::User | LifelineKind::Device | LifelineKind::Channel | LifelineKind::Stranger => false,
    }
}

fn half(heads: &[Head], column: usize) -> f64 {
    heads.get(column).map_or(0.0, |head| head.half)
}

/// The group of a column, if it has a heading.
fn group_of(timeline: &Timeline, column: usize) -> Option<usize> {
    let group = timeline.lifelines.get(column)?.group? as usize;
    timeline.groups.get(group).filter(|group| !group.label.is_empty()).map(|_| group)
}

/// What lies between a column's name and the next one's.
fn between(timeline: &Timeline, column: usize) -> f64 {
    let (a, b) = (group_of(timeline, column), group_of(timeline, column + 1));
    let pad = |group: Option<usize>| if group.is_some() { GROUP_PAD } else { 0.0 };
    if a == b { COLUMN_GAP } else { pad(a) + pad(b) + GROUP_GAP }
}

/// A group's heading over a run of columns.
struct Heading {
    group: usize,
    span: (usize, usize),
    words: Words,
    note: Words,
    width: f64,
}

/// The headings, from left to right.
fn headings(timeline: &Timeline, measure: &mut Measure) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    for column in 0..timeline.lifelines.len() {
        let Some(group) = group_of(timeline, column) else {
            continue;
        };
        if let Some(last) = headings.last_mut()
            && last.group == group
            && last.span.1 + 1 == column
        {
            last.span.1 = column;
        } else if let Some(noun) = timeline.groups.get(group) {
            let (words, note) = (Words::plain(&noun.label, NAME, measure), Words::plain(&noun.note, FINE, measure));
            let width = words.natural.max(note.natural);
            headings.push(Heading { group, span: (column, column), words, note, width });
        }
    }
    headings
}

/// The middle between the leftmost and the rightmost solution of the same width.
fn balanced(count: usize, demands: &Demands) -> Vec<f64> {
    let mut from_left = vec![0.0_f64; count];
    let mut to_right: Vec<Vec<(usize, f64)>> = vec![Vec::new(); count];
    for (&(a, b), &width) in &demands.0 {
        if let Some(list) = to_right.get_mut(a).filter(|_| b < count) {
            list.push((b, width));
        }
    }
    for column in 0..count {
        let here = from_left.get(column).copied().unwrap_or_default();
        for (b, width) in to_right.get(column).into_iter().flatten() {
            if let Some(there) = from_left.get_mut(*b) {
                *there = there.max(here + width);
            }
        }
    }
    let total = from_left.last().copied().unwrap_or_default();
    let mut from_right = vec![total; count];
    for column in (0..count).rev() {
        let least = to_right.get(column).into_iter().flatten();
        let place = least.map(|(b, width)| from_right.get(*b).copied().unwrap_or(total) - width).fold(total, f64::min);
        if let Some(here) = from_right.get_mut(column) {
            *here = place;
        }
    }
    // The first column stays where it is: slack at the outer edges would be empty paper.
    from_left
        .iter()
        .zip(&from_right)
        .enumerate()
        .map(|(i, (l, r))| if i == 0 { *l } else { f64::midpoint(*l, *r).round() })
        .collect()
}

/// What a chip beside a column asks of the gap at its right.
pub fn chip_room(width: f64) -> f64 {
    width.min(super::distance::CHIP_DEMAND) + 2.0 * CHIP_GAP
}
