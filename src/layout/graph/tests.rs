//! Laws of the pictures of graphs, on generated ones.

use super::simplex::{Tie, solve};
use super::{Options, lay_out};
use crate::font::Measure;
use crate::graph::{Direction, Edge, Graph, Group, GroupId, Node, NodeId, Note, Shape, Stroke};
use crate::limits::GRAPH;
use crate::scene::{Area, Mark, Scene, Segment};
use crate::timeline::{Style, Wording};

/// Numbers that look random and are the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn words(&mut self, most: usize) -> Wording {
        const WORDS: [&str; 9] = [
            "cache",
            "asks",
            "the origin",
            "miss",
            "Cache-Control: max-age=60",
            "`/nodes/1`",
            "yes",
            "**no**",
            "מטמון",
        ];
        let mut said = String::new();
        for _ in 0..=self.below(most) {
            said.push_str(WORDS[self.below(WORDS.len())]);
            said.push(' ');
        }
        let mut words = Wording::marked_up(said.trim());
        if self.one_in(6) {
            words.push("@alice", Style::Value);
        }
        words
    }
}

const SHAPES: [Shape; 10] = [
    Shape::Step,
    Shape::Decision,
    Shape::Storage,
    Shape::Origin,
    Shape::Device,
    Shape::User,
    Shape::Channel,
    Shape::Resource,
    Shape::Outcome,
    Shape::Note,
];

fn generated(seed: u64) -> Graph {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let count = 1 + dice.below(60);
    let direction = if dice.one_in(2) { Direction::Right } else { Direction::Down };
    let mut graph = Graph { title: Some(dice.words(6)), direction, ..Graph::default() };
    let groups = dice.below(5);
    for at in 0..groups {
        let parent = (at > 0 && dice.one_in(2)).then(|| GroupId(dice.below(at) as u32));
        let note = if dice.one_in(2) { "one per user".into() } else { "".into() };
        let label = if dice.one_in(4) { Wording::default() } else { dice.words(5) };
        graph.group(Group { label, note, parent, tone: None });
    }
    for at in 0..count {
        let group = (groups > 0 && dice.one_in(2)).then(|| GroupId(dice.below(groups) as u32));
        let lines = (0..dice.below(3).saturating_sub(1)).map(|_| dice.words(3)).collect();
        let node = Node::new(&format!("n{at}"), dice.words(5), SHAPES[dice.below(SHAPES.len())]);
        graph.node(Node { group, lines, line: 1, ..node });
    }
    let id = |at: usize| NodeId(at as u32);
    for at in 1..count {
        if dice.one_in(8) {
            continue;
        }
        let edge = Edge::new(id(dice.below(at)), id(at));
        let label = if dice.one_in(3) { dice.words(4) } else { Wording::default() };
        graph.edges.push(Edge { label, ..edge });
    }
    for _ in 0..dice.below(12) {
        let edge = Edge::new(id(dice.below(count)), id(dice.below(count)));
        let label = if dice.one_in(3) { dice.words(4) } else { Wording::default() };
        let stroke = if dice.one_in(2) { Stroke::Dashed } else { Stroke::Solid };
        graph.edges.push(Edge { label, stroke, back: dice.one_in(4), ..edge });
    }
    for _ in 0..dice.below(4) {
        graph.notes.push(Note { on: id(dice.below(count)), label: dice.words(9) });
    }
    graph
}

/// What marks cover, and their texts and lines.
#[derive(Default)]
struct Found {
    area: Option<Area>,
    texts: Vec<Area>,
    lines: Vec<Area>,
}

impl Found {
    fn of(marks: &[Mark]) -> Self {
        let mut found = Self::default();
        marks.iter().for_each(|mark| found.take(mark));
        found
    }

    fn cover(&mut self, area: Area) {
        let all = self.area.unwrap_or(area);
        self.area = Some(Area::new(
            all.left.min(area.left),
            all.top.min(area.top),
            all.right.max(area.right),
            all.bottom.max(area.bottom),
        ));
    }

    fn take(&mut self, mark: &Mark) {
        match mark {
            Mark::Rect { area, .. } | Mark::Hatch { area, .. } => self.cover(*area),
            Mark::Line { from, to, .. } => self.line(*from, *to),
            Mark::Ellipse { center: (x, y), radii: (a, b), .. } => self.cover(Area::new(x - a, y - b, x + a, y + b)),
            Mark::Text(text) => {
                self.cover(text.area());
                self.texts.push(text.area());
            }
            Mark::Group(group) => group.marks.iter().for_each(|mark| self.take(mark)),
            Mark::Path { segments, .. } => {
                let mut pen = (0.0, 0.0);
                for segment in segments {
                    match segment {
                        Segment::Move(x, y) => pen = (*x, *y),
                        Segment::Line(x, y) => {
                            self.line(pen, (*x, *y));
                            pen = (*x, *y);
                        }
                        Segment::Curve(points) => {
                            let [a, b, c, d, x, y] = **points;
                            let start = pen;
                            for step in 1..=8 {
                                let (t, u) = (f64::from(step) / 8.0, 1.0 - f64::from(step) / 8.0);
                                let at = |p: f64, q: f64, r: f64, s: f64| {
                                    u * u * u * p + 3.0 * u * u * t * q + 3.0 * u * t * t * r + t * t * t * s
                                };
                                let next = (at(start.0, a, c, x), at(start.1, b, d, y));
                                self.line(pen, next);
                                pen = next;
                            }
                        }
                        Segment::Close => {}
                    }
                }
            }
        }
    }

    fn line(&mut self, a: (f64, f64), b: (f64, f64)) {
        let area = Area::new(a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1));
        self.cover(area);
        self.lines.push(area);
    }
}

/// What the picture has of a class, in its order.
fn of_class(scene: &Scene, class: &str) -> Vec<(String, Found)> {
    let mut all = Vec::new();
    for mark in &scene.marks {
        if let Mark::Group(group) = mark
            && group.class == class
        {
            all.push((group.label.clone(), Found::of(&group.marks)));
        }
    }
    all
}

fn drawn(graph: &Graph) -> Scene {
    lay_out(graph, &Options { limit: 4_000_000.0 }, &mut Measure::new()).expect("it is small")
}

/// A graph, and what its picture breaks.
fn broken(graph: &Graph) -> Vec<String> {
    let scene = drawn(graph);
    let canvas = Area::new(0.0, 0.0, scene.width, scene.height);
    let (nodes, notes, edges) = (of_class(&scene, "node"), of_class(&scene, "note"), of_class(&scene, "edge"));
    let mut wrong = Vec::new();
    if nodes.len() != graph.nodes.len() || edges.len() != graph.edges.len() || notes.len() != graph.notes.len() {
        wrong.push(format!("{} nodes, {} edges, {} notes drawn", nodes.len(), edges.len(), notes.len()));
    }
    for (label, found) in nodes.iter().chain(&notes).chain(&edges).chain(&of_class(&scene, "group")) {
        if !found.area.is_some_and(|area| canvas.contains(&area)) {
            wrong.push(format!("{label} leaves the canvas"));
        }
    }
    // A node's outline has a width: what touches it does not cross it.
    let solid: Vec<(&String, Area)> =
        nodes.iter().chain(&notes).filter_map(|(label, found)| Some((label, found.area?.grown(-0.6)))).collect();
    for (at, (one, area)) in solid.iter().enumerate() {
        for (other, _) in solid.iter().take(at).filter(|(_, other)| area.overlaps(other)) {
            wrong.push(format!("{one} lies on {other}"));
        }
    }
    crossings(graph, &nodes, &edges, &mut wrong);
    let mut labels: Vec<(usize, Area)> = Vec::new();
    for (at, (label, found)) in edges.iter().enumerate() {
        for text in &found.texts {
            if let Some((other, _)) = solid.iter().find(|(_, area)| text.overlaps(area)) {
                wrong.push(format!("the label of {label} lies on {other}"));
            }
            if let Some((other, _)) = labels.iter().find(|(other, area)| *other != at && text.overlaps(area)) {
                wrong.push(format!("the label of {label} lies on that of edge {other}"));
            }
            labels.push((at, *text));
        }
    }
    for (at, (label, found)) in edges.iter().enumerate() {
        for (other, text) in &labels {
            if found.lines.iter().any(|line| line.grown(0.7).overlaps(&text.grown(-1.0))) {
                let own = if *other == at { "its own" } else { "another" };
                wrong.push(format!("{label} runs through {own} label"));
            }
        }
    }
    wrong
}

/// Edges that run through nodes which are not their ends.
fn crossings(graph: &Graph, nodes: &[(String, Found)], edges: &[(String, Found)], wrong: &mut Vec<String>) {
    // Loops are drawn with their nodes, behind the others.
    let plain = graph.edges.iter().filter(|edge| edge.from != edge.to);
    for ((label, found), edge) in edges.iter().zip(plain) {
        for (at, (other, node)) in nodes.iter().enumerate() {
            let Some(area) = node.area.filter(|_| at != edge.from.index() && at != edge.to.index()) else { continue };
            if found.lines.iter().any(|line| line.grown(0.5).overlaps(&area.grown(-1.0))) {
                wrong.push(format!("{label} runs through {other}"));
            }
        }
        for end in [edge.from.index(), edge.to.index()] {
            let Some(area) = nodes.get(end).and_then(|(_, node)| node.area) else { continue };
            let near = |line: &Area| line.grown(1.6).overlaps(&area);
            if !found.lines.iter().any(near) && graph.nodes[end].shape != Shape::Decision {
                wrong.push(format!("{label} does not reach its end"));
            }
        }
    }
}

#[test]
fn in_generated_graphs_nothing_lies_on_anything_else() {
    for seed in 1..=240 {
        let graph = generated(seed);
        let wrong = broken(&graph);
        assert!(wrong.is_empty(), "seed {seed}: {}\n{}", wrong.join("\n"), crate::graph::dump(&graph));
    }
}

#[test]
fn the_same_graph_gives_the_same_picture() {
    let graph = generated(77);
    assert_eq!(crate::scene::dump::dump(&drawn(&graph)), crate::scene::dump::dump(&drawn(&graph)));
}

#[test]
fn a_chain_is_one_straight_line() {
    for direction in [Direction::Down, Direction::Right] {
        let mut graph = Graph { direction, ..Graph::default() };
        let shapes = [Shape::Step, Shape::Decision, Shape::Storage, Shape::User, Shape::Outcome];
        let ids: Vec<NodeId> =
            shapes.iter().map(|shape| graph.node(Node::new("x", Wording::sentence("a step"), *shape))).collect();
        for pair in ids.windows(2) {
            graph.edges.push(Edge { label: Wording::sentence("on"), ..Edge::new(pair[0], pair[1]) });
        }
        let middle = |area: Area| match direction {
            Direction::Down => f64::midpoint(area.left, area.right),
            Direction::Right => f64::midpoint(area.top, area.bottom),
        };
        let scene = drawn(&graph);
        let middles: Vec<f64> = of_class(&scene, "node").iter().filter_map(|(_, f)| Some(middle(f.area?))).collect();
        assert!(middles.iter().all(|m| (m - middles[0]).abs() < 0.6), "{middles:?}");
    }
}

#[test]
fn a_node_with_two_behind_it_stands_between_them() {
    let mut graph = Graph::default();
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|n| graph.node(Node::new(n, Wording::sentence(n), Shape::Step)));
    graph.edges.extend([Edge::new(a, b), Edge::new(b, c), Edge::new(b, d)]);
    let scene = drawn(&graph);
    let x: Vec<f64> = of_class(&scene, "node").iter().filter_map(|(_, f)| f.area.map(|a| a.left + a.right)).collect();
    assert!((x[0] - x[1]).abs() < 0.6 && (x[1] - f64::midpoint(x[2], x[3])).abs() < 0.6, "{x:?}");
    assert!(x[2] < x[3], "what is written first stands first");
}

#[test]
fn more_than_anybody_reads_is_refused() {
    let mut graph = Graph::default();
    for at in 0..=GRAPH {
        graph.node(Node::new(&at.to_string(), Wording::sentence("x"), Shape::Step));
    }
    let refused = lay_out(&graph, &Options { limit: 4_000_000.0 }, &mut Measure::new());
    assert_eq!(refused.map(|_| ()).map_err(|large| large.limit), Err(GRAPH as u64));
}

#[test]
fn two_thousand_nodes_are_a_picture() {
    let mut graph = Graph::default();
    for at in 0..2000_u32 {
        graph.node(Node::new(&at.to_string(), Wording::sentence("x"), Shape::Step));
        if at > 0 {
            graph.edges.push(Edge::new(NodeId((at - 1) / 3), NodeId(at)));
        }
    }
    assert_eq!(of_class(&drawn(&graph), "node").len(), 2000);
}

#[test]
fn the_network_simplex_finds_what_trying_everything_finds() {
    for seed in 1..=200 {
        let mut dice = Dice(seed);
        let count = 2 + dice.below(4);
        let mut ties: Vec<Tie> = Vec::new();
        for head in 1..count {
            for tail in 0..head {
                if tail + 1 == head || dice.one_in(2) {
                    let (least, weight) = (dice.below(3) as i64, dice.below(4) as i64);
                    // Every second vertex is joined the other way round, so that not all ties run upwards.
                    ties.push(if head % 2 == 0 && tail == 0 {
                        Tie { tail, head, least, weight }
                    } else {
                        Tie { tail, head, least, weight: weight + 1 }
                    });
                }
            }
        }
        let price = |values: &[i64]| -> Option<i64> {
            let lengths = ties.iter().map(|t| (values[t.head] - values[t.tail], t));
            lengths.map(|(l, t)| (l >= t.least).then_some(l * t.weight)).sum()
        };
        let most = 9_i64;
        let mut best: Option<i64> = None;
        for code in 0..(most as usize).pow(count as u32) {
            let values: Vec<i64> = (0..count).map(|at| (code / (most as usize).pow(at as u32)) as i64 % most).collect();
            best = price(&values).map_or(best, |cost| Some(best.map_or(cost, |b| b.min(cost))));
        }
        assert_eq!(price(&solve(count, &ties, 1000).values), best, "seed {seed}: {ties:?}");
    }
}
