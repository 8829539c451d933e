//! Nodes and notes, measured: how large each is, and what belongs to it at its side.
//!
//! ```text
//!   down                        right
//!   ┌──────┐ ─┐   ┌──────┐      ┌──────┐
//!   │ node │  │l  │ note │      │ node │
//!   └──────┘ ◄┘   └──────┘      └─────┬┘
//!                                ▲──l─┘
//!                               ┌──────┐
//!                               │ note │
//!                               └──────┘
//! ```

use super::super::sequence::distance::{BOX_PAD, LINE, SMALL_LINE};
use super::super::sequence::flow::{Body as Type, FINE, LABEL, NAME, Paragraph, Words};
use super::layered::Body;
use crate::font::{Face, Measure};
use crate::graph::{Direction, Edge, Graph, Node, Shape};
use crate::timeline::Wording;

/// Labels of nodes wrap at this width.
const WRAP: f64 = 176.0;
/// Questions wrap earlier, for a diamond has little room.
const QUESTION: f64 = 118.0;
/// Notes beside a node.
const NOTE: f64 = 170.0;
/// Labels of edges.
const EDGE: f64 = 150.0;
/// From the words to the edge of their node.
const PAD: (f64, f64) = (14.0, 9.0);
/// From a glyph to the words.
const GLYPH: f64 = 38.0;
/// How high the lid of a cylinder is.
pub const LID: f64 = 7.0;
/// No node is narrower: two edges fit.
const LEAST: f64 = 60.0;
/// From a node to its note.
pub const NOTE_GAP: f64 = 16.0;
/// How far the first loop goes, and each further one.
pub const LOOP: (f64, f64) = (16.0, 9.0);

/// A node, measured.
#[derive(Debug)]
pub struct Card {
    /// What it says.
    pub label: Paragraph,
    /// What it says below.
    pub lines: Vec<Paragraph>,
    /// Its size.
    pub width: f64,
    /// Its size.
    pub height: f64,
    /// The notes on it: index, words and size.
    pub notes: Vec<(usize, Paragraph, f64, f64)>,
    /// Edges to itself: index and label.
    pub loops: Vec<(usize, Paragraph)>,
}

/// A label of an edge, filled into lines.
pub fn label(words: &Wording, measure: &mut Measure) -> Paragraph {
    Words::of(words, LABEL, measure).balance(EDGE, measure)
}

/// How high lines of a label are.
pub fn height(label: &Paragraph) -> f64 {
    LINE * label.lines.len() as f64
}

impl Card {
    /// Measures a node with what is at its side.
    pub fn of(graph: &Graph, index: usize, node: &Node, edges: &[(usize, &Edge)], measure: &mut Measure) -> Self {
        let limit = if node.shape == Shape::Decision { QUESTION } else { WRAP };
        let words = Words::of(&node.label, body(node.shape), measure);
        let label = words.balance(limit, measure);
        let fine =
            |line: &Wording, measure: &mut Measure| Words::of(line, FINE, measure).balance(limit + 24.0, measure);
        let lines: Vec<Paragraph> = node.lines.iter().map(|line| fine(line, measure)).collect();
        let wide = lines.iter().map(|line| line.width).fold(label.width, f64::max);
        let small: usize = lines.iter().map(|line| line.lines.len()).sum();
        let high = height(&label).max(LINE) + SMALL_LINE * small as f64;
        let (width, height) = size(node.shape, wide, high);
        let notes = graph.notes.iter().enumerate().filter(|(_, note)| note.on.index() == index);
        let notes = notes.map(|(at, note)| {
            let words = Words::of(&note.label, LABEL, measure).balance(NOTE, measure);
            let (width, height) = (words.width + 2.0 * BOX_PAD + 4.0, self::height(&words) + 10.0);
            (at, words, width, height)
        });
        let notes = notes.collect();
        let loops = edges.iter().map(|(at, edge)| (*at, self::label(&edge.label, measure))).collect();
        Self { label, lines, width, height, notes, loops }
    }

    /// How far its loops reach from its side.
    pub fn loop_reach(&self) -> f64 {
        if self.loops.is_empty() { 0.0 } else { LOOP.0 + LOOP.1 * (self.loops.len() - 1) as f64 }
    }

    /// The size of its loops' labels, one below the other.
    pub fn loop_labels(&self) -> (f64, f64) {
        let wide = self.loops.iter().map(|(_, label)| label.width).fold(0.0, f64::max);
        (wide, self.loops.iter().map(|(_, label)| height(label)).sum())
    }

    /// The size of its notes, one below the other.
    pub fn note_size(&self) -> (f64, f64) {
        let wide = self.notes.iter().map(|(_, _, width, _)| *width).fold(0.0, f64::max);
        let gaps = 6.0 * self.notes.len().saturating_sub(1) as f64;
        (wide, self.notes.iter().map(|(_, _, _, height)| *height).sum::<f64>() + gaps)
    }

    /// How far what is at its side reaches: loops with their labels, then notes.
    pub fn side(&self, direction: Direction) -> (f64, f64) {
        let across = |size: (f64, f64)| match direction {
            Direction::Down => size.0,
            Direction::Right => size.1,
        };
        let labels = across(self.loop_labels());
        let loops = self.loop_reach() + if labels > 0.0 { labels + 10.0 } else { 0.0 };
        let notes = if self.notes.is_empty() { 0.0 } else { across(self.note_size()) + NOTE_GAP };
        (loops, notes)
    }

    /// As the layered layout sees it.
    pub fn body(&self, direction: Direction, group: Option<usize>) -> Body {
        let (loops, notes) = self.side(direction);
        let (labels, sheets) = (self.loop_labels(), self.note_size());
        let (across, along, beside) = match direction {
            Direction::Down => (self.width, self.height, labels.1.max(sheets.1)),
            Direction::Right => (self.height, self.width, labels.0.max(sheets.0)),
        };
        let half = (across / 2.0).ceil() as i64;
        Body {
            before: half,
            after: half + (loops + notes).ceil() as i64,
            along: along.max(beside).ceil() as i64,
            group,
            half,
        }
    }
}

/// The type of a node's label.
fn body(shape: Shape) -> Type {
    match shape {
        Shape::Step | Shape::Decision | Shape::Outcome | Shape::Note => LABEL,
        Shape::Storage | Shape::Origin | Shape::Device | Shape::User | Shape::Channel => NAME,
        Shape::Resource => Type { face: Face::Mono, size: 12.5 },
    }
}

/// How large a node is around words of that size.
fn size(shape: Shape, wide: f64, high: f64) -> (f64, f64) {
    let (x, y) = (2.0 * PAD.0, 2.0 * PAD.1);
    let (width, height) = match shape {
        Shape::Step | Shape::Resource | Shape::Note => (wide + x, high + y),
        Shape::Decision => {
            // A rectangle lies in a diamond if its halves, measured by the diamond's, add up to at most one.
            let (w, h) = (f64::midpoint(wide, 8.0), f64::midpoint(high, 6.0));
            let a = w + h * 1.7 + 6.0;
            (2.0 * a, 2.0 * h / (1.0 - w / a))
        }
        Shape::Outcome => (wide + x + 8.0, high + y),
        Shape::Storage | Shape::Origin => (wide + x, high + y + 2.0 * LID),
        Shape::Device | Shape::User | Shape::Channel => (wide + x + GLYPH, (high + y).max(40.0)),
    };
    // Even sizes keep middles on whole pixels.
    ((width.max(LEAST) / 2.0).ceil() * 2.0, (height / 2.0).ceil() * 2.0)
}

/// How round the corners of a node that is so high are.
pub fn radius(shape: Shape, height: f64) -> f64 {
    match shape {
        Shape::Step | Shape::Device | Shape::Channel => 6.0,
        Shape::Resource => 2.0,
        Shape::Outcome => (height / 2.0).min(18.0),
        Shape::User => (height / 2.0).min(20.0),
        Shape::Decision | Shape::Storage | Shape::Origin | Shape::Note => 0.0,
    }
}

/// From the middle of a node to its outline along an edge that arrives so far beside its middle.
pub fn outline(shape: Shape, (across, along): (f64, f64), aside: f64) -> f64 {
    if shape == Shape::Decision {
        return (along * (1.0 - aside.abs() / across.max(1.0))).max(0.0);
    }
    // Nodes are at least as wide as high: the smaller half is that of the height.
    let round = radius(shape, 2.0 * across.min(along));
    let beyond = aside.abs() - (across - round);
    if beyond <= 0.0 { along } else { along - round + (round * round - beyond * beyond).max(0.0).sqrt() }
}
