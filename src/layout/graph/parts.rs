//! Parts: what no edge and no group joins is placed apart, then packed beside each other, in reading order.

use super::super::sequence::distance::{LINE, SMALL_LINE};
use super::super::sequence::flow::{FINE, NAME, Paragraph, Words};
use super::card::{Card, label, outline};
use super::layered::{Body, Link, Nest, around, get};
use super::place::{self, Placed};
use super::rank::find;
use crate::font::Measure;
use crate::graph::{Direction, Graph, Group, GroupId};
use crate::scene::Area;

/// Between two parts.
const APART: f64 = 44.0;
/// So much work is spent on the whole picture: vertices moved in the search for the shortest edges.
const STEPS: usize = 12_000_000;
/// From a group's edge to what it holds.
const PAD: i64 = 14;
/// Headings of groups wrap at this width.
const HEADING: f64 = 220.0;

/// A group's heading, measured.
#[derive(Debug, Default)]
pub struct Heading {
    /// What it is called.
    pub label: Paragraph,
    /// What is said of it.
    pub note: Paragraph,
}

impl Heading {
    fn of(group: &Group, measure: &mut Measure) -> Self {
        let label = Words::of(&group.label, NAME, measure).balance(HEADING, measure);
        Self { label, note: Words::plain(&group.note, FINE, measure).wrap(HEADING, measure) }
    }

    /// How wide it is.
    pub fn width(&self) -> f64 {
        self.label.width.max(self.note.width)
    }

    /// How high it is.
    pub fn height(&self) -> f64 {
        LINE * self.label.lines.len() as f64 + SMALL_LINE * self.note.lines.len() as f64
    }
}

/// A graph with a place for everything.
#[derive(Debug, Default)]
pub struct Whole {
    /// By node: its middle.
    pub nodes: Vec<(f64, f64)>,
    /// By edge: its way, from outline to outline; nothing for one to itself.
    pub ways: Vec<Vec<(f64, f64)>>,
    /// By edge: its label, with its middle.
    pub labels: Vec<Option<(Paragraph, (f64, f64))>>,
    /// By group: what it covers, if anything stands in it.
    pub groups: Vec<Option<Area>>,
    /// By group.
    pub headings: Vec<Heading>,
    /// Where everything ends; it begins at 0.
    pub size: (f64, f64),
}

/// Places a graph.
pub fn place(graph: &Graph, cards: &[Card], measure: &mut Measure) -> Whole {
    let headings: Vec<Heading> = graph.groups.iter().map(|group| Heading::of(group, measure)).collect();
    let nests: Vec<Nest> = graph.groups.iter().zip(&headings).map(|(g, h)| nest(g, h, graph.direction)).collect();
    let mut whole = Whole {
        nodes: vec![(0.0, 0.0); graph.nodes.len()],
        ways: vec![Vec::new(); graph.edges.len()],
        labels: graph.edges.iter().map(|_| None).collect(),
        groups: vec![None; graph.groups.len()],
        headings,
        size: (0.0, 0.0),
    };
    let mut labels: Vec<Option<Paragraph>> = Vec::with_capacity(graph.edges.len());
    for edge in &graph.edges {
        let shown = edge.from != edge.to && !edge.label.is_empty();
        labels.push(shown.then(|| label(&edge.label, measure)));
    }
    let parts = parts(graph, &nests);
    let mut blocks = Vec::with_capacity(parts.len());
    for part in &parts {
        blocks.push(one(graph, cards, &nests, &labels, part));
    }
    let sizes: Vec<(f64, f64)> = blocks.iter().map(|placed| placed.size).collect();
    for ((part, placed), corner) in parts.iter().zip(&blocks).zip(pack(&sizes)) {
        take(graph, cards, part, placed, corner, &mut whole);
        whole.size = (whole.size.0.max(corner.0 + placed.size.0), whole.size.1.max(corner.1 + placed.size.1));
    }
    for (at, label) in labels.into_iter().enumerate() {
        if let (Some(label), Some(Some(slot))) = (label, whole.labels.get_mut(at)) {
            slot.0 = label;
        }
    }
    whole
}

/// Nodes, edges and groups of a part, by their indexes.
#[derive(Debug, Default)]
struct Part {
    nodes: Vec<usize>,
    edges: Vec<usize>,
    groups: Vec<usize>,
}

/// What edges or groups join, in the order of its first node.
fn parts(graph: &Graph, nests: &[Nest]) -> Vec<Part> {
    let count = graph.nodes.len();
    // Nodes first, then groups.
    let mut root: Vec<usize> = (0..count + nests.len()).collect();
    let mut join = |a: usize, b: usize| {
        let (a, b) = (find(&mut root, a), find(&mut root, b));
        super::layered::set(&mut root, a.max(b), a.min(b));
    };
    for (at, node) in graph.nodes.iter().enumerate() {
        around(nests, group(node.group, nests)).into_iter().for_each(|outer| join(at, count + outer));
    }
    let joined = |edge: &crate::graph::Edge| edge.from.index() < count && edge.to.index() < count;
    graph.edges.iter().filter(|edge| joined(edge)).for_each(|edge| join(edge.from.index(), edge.to.index()));
    let mut parts: Vec<Part> = Vec::new();
    let mut of_root: Vec<Option<usize>> = vec![None; count];
    let mut of_node: Vec<usize> = Vec::with_capacity(count);
    for node in 0..count {
        let root = find(&mut root, node);
        let at = of_root.get(root).copied().flatten().unwrap_or_else(|| {
            parts.push(Part::default());
            super::layered::set(&mut of_root, root, Some(parts.len() - 1));
            parts.len() - 1
        });
        of_node.push(at);
        if let Some(part) = parts.get_mut(at) {
            part.nodes.push(node);
        }
    }
    for (at, edge) in graph.edges.iter().enumerate().filter(|(_, edge)| joined(edge) && edge.from != edge.to) {
        if let Some(part) = parts.get_mut(get(&of_node, edge.from.index())) {
            part.edges.push(at);
        }
    }
    for at in 0..nests.len() {
        let root = find(&mut root, count + at);
        if let Some(part) = of_root.get(root).copied().flatten().and_then(|part| parts.get_mut(part)) {
            part.groups.push(at);
        }
    }
    parts
}

fn group(group: Option<GroupId>, nests: &[Nest]) -> Option<usize> {
    group.map(GroupId::index).filter(|at| *at < nests.len())
}

/// A group as the layered layout sees it: its heading stands above what it holds, in whichever direction edges lead.
fn nest(group: &Group, heading: &Heading, direction: Direction) -> Nest {
    let (wide, high) = (heading.width().ceil() as i64, heading.height().ceil() as i64);
    let above = if high > 0 { high + 18 } else { PAD };
    let (pads, least) = match direction {
        Direction::Down => ([PAD, PAD, above, PAD], (wide + 24, 0)),
        Direction::Right => ([above, PAD, PAD, PAD], (0, wide + 24)),
    };
    Nest { parent: group.parent.map(GroupId::index), pads, least }
}

/// Places one part by itself.
fn one(graph: &Graph, cards: &[Card], nests: &[Nest], labels: &[Option<Paragraph>], part: &Part) -> Placed {
    let local = |list: &[usize], at: usize| list.binary_search(&at).ok();
    let bodies: Vec<Body> = part
        .nodes
        .iter()
        .filter_map(|at| {
            let own = group(graph.nodes.get(*at)?.group, nests).and_then(|group| local(&part.groups, group));
            Some(cards.get(*at)?.body(graph.direction, own))
        })
        .collect();
    let links: Vec<Link> = part
        .edges
        .iter()
        .filter_map(|at| {
            let edge = graph.edges.get(*at)?;
            let label = labels.get(*at).and_then(Option::as_ref).map(|words| {
                let (wide, high) = (words.width.ceil() as i64 + 8, (LINE * words.lines.len() as f64).ceil() as i64 + 6);
                match graph.direction {
                    Direction::Down => (wide, high),
                    Direction::Right => (high, wide),
                }
            });
            let (from, to) = (local(&part.nodes, edge.from.index())?, local(&part.nodes, edge.to.index())?);
            Some(Link { from, to, label, back: edge.back })
        })
        .collect();
    let own: Vec<Nest> = part
        .groups
        .iter()
        .filter_map(|at| nests.get(*at))
        .map(|nest| Nest { parent: nest.parent.and_then(|parent| local(&part.groups, parent)), ..*nest })
        .collect();
    // Each part gets its share of the work.
    let share = part.nodes.len() + part.edges.len();
    let all = graph.nodes.len() + graph.edges.len();
    let mut placed = place::place(&bodies, &links, &own, STEPS / all.max(1) * share);
    if graph.direction == Direction::Right {
        turn(&mut placed);
    }
    placed
}

/// Along becomes from the left to the right.
fn turn(placed: &mut Placed) {
    let swap = |point: &mut (f64, f64)| *point = (point.1, point.0);
    placed.bodies.iter_mut().for_each(swap);
    for way in &mut placed.ways {
        way.points.iter_mut().chain(way.label.as_mut()).for_each(swap);
    }
    placed.nests.iter_mut().flatten().for_each(|(x, y)| std::mem::swap(x, y));
    swap(&mut placed.size);
}

/// The upper left corners of blocks in rows, so that the whole is a little wider than high.
fn pack(sizes: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let area: f64 = sizes.iter().map(|(width, height)| (width + APART) * (height + APART)).sum();
    let widest = sizes.iter().map(|(width, _)| *width).fold(0.0, f64::max);
    let limit = (area * 1.5).sqrt().max(widest);
    let (mut x, mut y, mut high) = (0.0, 0.0, 0.0_f64);
    let mut corners = Vec::with_capacity(sizes.len());
    for (width, height) in sizes {
        if x > 0.0 && x + width > limit {
            (x, y, high) = (0.0, y + high + APART, 0.0);
        }
        corners.push((x, y));
        x += width + APART;
        high = high.max(*height);
    }
    corners
}

/// Takes a part into the whole, at its corner.
fn take(graph: &Graph, cards: &[Card], part: &Part, placed: &Placed, (dx, dy): (f64, f64), whole: &mut Whole) {
    for (at, (x, y)) in part.nodes.iter().zip(&placed.bodies) {
        super::layered::set(&mut whole.nodes, *at, (x + dx, y + dy));
    }
    for (at, way) in part.edges.iter().zip(&placed.ways) {
        let mut points: Vec<(f64, f64)> = way.points.iter().map(|(x, y)| (x + dx, y + dy)).collect();
        if let Some(edge) = graph.edges.get(*at) {
            clip(graph, cards, whole, edge.from.index(), &mut points);
            points.reverse();
            clip(graph, cards, whole, edge.to.index(), &mut points);
            points.reverse();
        }
        super::layered::set(&mut whole.ways, *at, points);
        let label = way.label.map(|(x, y)| (Paragraph::default(), (x + dx, y + dy)));
        super::layered::set(&mut whole.labels, *at, label);
    }
    for (at, nest) in part.groups.iter().zip(&placed.nests) {
        let area = nest.map(|((left, right), (top, bottom))| Area::new(left, top, right, bottom).shifted(dx, dy));
        super::layered::set(&mut whole.groups, *at, area);
    }
}

/// Moves the first point of a way from the middle of a node to its outline.
fn clip(graph: &Graph, cards: &[Card], whole: &Whole, node: usize, points: &mut [(f64, f64)]) {
    let (Some(own), Some(card), Some((x, y))) = (graph.nodes.get(node), cards.get(node), whole.nodes.get(node)) else {
        return;
    };
    let [first, second, ..] = points else { return };
    let half = (card.width / 2.0, card.height / 2.0);
    match graph.direction {
        Direction::Down => first.1 += outline(own.shape, half, first.0 - x) * (second.1 - first.1).signum(),
        Direction::Right => {
            first.0 += outline(own.shape, (half.1, half.0), first.1 - y) * (second.0 - first.0).signum();
        }
    }
}
