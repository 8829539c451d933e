//! Everything of a graph from the back to the front: groups, edges, headings of groups, nodes with their notes.

use super::super::sequence::distance::{BOX_PAD, LINE, MARGIN, PROSE, SMALL_LINE, TITLE_LINE};
use super::super::sequence::figure::{Coat, Figure, Setting};
use super::super::sequence::flow::{HEADING, LABEL, Words};
use super::card::{Card, LOOP, NOTE_GAP};
use super::parts::{Heading, Whole};
use super::{figure, line, said};
use crate::font::Measure;
use crate::graph::{Direction, Graph, Node};
use crate::scene::{Anchor, Area, Group, Ink, Mark, Scene, Stroke};

/// From a group's left edge to its heading.
const INDENT: f64 = 11.0;

/// The scene of a graph that has been placed.
pub fn compose(graph: &Graph, cards: &[Card], whole: &Whole, measure: &mut Measure) -> Scene {
    let mut marks = Vec::new();
    let mut right = MARGIN + whole.size.0;
    let top = heading(graph, &mut right, &mut marks, measure);
    let mut drawn = Vec::new();
    groups(graph, whole, &mut drawn);
    edges(graph, whole, &mut drawn);
    headings(graph, whole, &mut drawn);
    for (at, node) in graph.nodes.iter().enumerate() {
        if let (Some(card), Some(middle)) = (cards.get(at), whole.nodes.get(at)) {
            nodes(graph, node, card, *middle, &mut drawn, measure);
        }
    }
    drawn.iter_mut().for_each(|mark| mark.shift(MARGIN, top));
    marks.append(&mut drawn);
    let title = graph.title.as_ref().map_or_else(|| graph.name.to_string(), crate::timeline::Wording::plain);
    Scene {
        width: (right + MARGIN).ceil(),
        height: (top + whole.size.1 + MARGIN).ceil(),
        headings: vec![(title.clone(), MARGIN)],
        title,
        desc: said::graph(graph),
        tones: graph.tones.clone(),
        marks,
    }
}

/// The title and what stands below it; returns where the graph begins.
fn heading(graph: &Graph, right: &mut f64, marks: &mut Vec<Mark>, measure: &mut Measure) -> f64 {
    let mut figure = Figure::default();
    let chips = Coat::neutral();
    let wide = (*right - MARGIN).max(PROSE);
    let mut y = MARGIN;
    let both = [
        (graph.title.as_ref(), HEADING, TITLE_LINE, Ink::Text),
        (graph.description.as_ref(), LABEL, LINE + 2.0, Ink::Muted),
    ];
    for (words, body, leading, ink) in both {
        let Some(words) = words.filter(|words| !words.is_empty()) else { continue };
        let paragraph = Words::of(words, body, measure).wrap(wide, measure);
        let setting =
            Setting { leading, class: None, ..Setting::new(MARGIN, y + leading * 0.8, Anchor::Start, ink, &chips) };
        *right = right.max(figure.set(&paragraph, &setting, None).right);
        y += leading * paragraph.lines.len() as f64;
    }
    marks.append(&mut figure.marks);
    if y > MARGIN { y + 18.0 } else { y }
}

/// The grounds of groups, outer ones first.
fn groups(graph: &Graph, whole: &Whole, marks: &mut Vec<Mark>) {
    for (group, area) in graph.groups.iter().zip(&whole.groups) {
        let Some(area) = area else { continue };
        let line = group.tone.as_ref().map_or(Ink::Line, Ink::of);
        let rect = Mark::Rect {
            area: *area,
            radius: 8.0,
            fill: Some(Ink::Column),
            stroke: Some(Stroke::solid(line, 1.0)),
            class: None,
        };
        let label = format!("group {}", group.label.plain()).trim().to_owned();
        marks.push(Mark::Group(Box::new(Group { class: "group", label, marks: vec![rect], ..Group::default() })));
    }
}

/// The headings of groups, where no edge enters if there is such a place.
fn headings(graph: &Graph, whole: &Whole, marks: &mut Vec<Mark>) {
    for ((group, area), heading) in graph.groups.iter().zip(&whole.groups).zip(&whole.headings) {
        let Some(area) = area.filter(|_| heading.height() > 0.0) else { continue };
        let ink = group.tone.as_ref().map_or(Ink::Muted, Ink::of);
        let (x, free) = place_for(heading, &area, whole);
        let mut figure = Figure { marks: Vec::new(), ..Figure::default() };
        if !free {
            let halo = Area::new(x - 3.0, area.top + 6.0, x + heading.width() + 3.0, area.top + 9.0 + heading.height());
            figure.rect(halo, 2.0, Some(Ink::Column), None, None);
        }
        let chips = Coat::neutral();
        let baseline = area.top + 6.0 + 13.0;
        let setting = Setting { class: None, ..Setting::new(x, baseline, Anchor::Start, ink, &chips) };
        figure.set(&heading.label, &setting, None);
        let y = baseline + LINE * (heading.label.lines.len() as f64 - 1.0) + SMALL_LINE;
        figure.set(&heading.note, &Setting { y, ink: Ink::Muted, leading: SMALL_LINE, ..setting }, None);
        marks.push(Mark::Group(Box::new(Group { class: "label", marks: figure.marks, ..Group::default() })));
    }
}

/// The leftmost place of a heading that no edge crosses, and whether there is one.
fn place_for(heading: &Heading, area: &Area, whole: &Whole) -> (f64, bool) {
    let strip = Area::new(area.left, area.top + 4.0, area.right, area.top + 10.0 + heading.height());
    let mut crossing: Vec<(f64, f64)> = Vec::new();
    for pair in whole.ways.iter().flat_map(|way| way.windows(2)) {
        let [a, b] = pair else { continue };
        let piece = Area::new(a.0.min(b.0) - 1.0, a.1.min(b.1) - 1.0, a.0.max(b.0) + 1.0, a.1.max(b.1) + 1.0);
        if piece.overlaps(&strip) {
            crossing.push((piece.left, piece.right));
        }
    }
    crossing.sort_by(|a, b| a.0.total_cmp(&b.0));
    let first = area.left + INDENT;
    let mut x = first;
    for (left, right) in crossing {
        if left < x + heading.width() + 5.0 && x < right + 6.0 {
            x = right + 6.0;
        }
    }
    if x + heading.width() + 6.0 <= area.right { (x, true) } else { (first, x <= first) }
}

fn edges(graph: &Graph, whole: &Whole, marks: &mut Vec<Mark>) {
    for (at, edge) in graph.edges.iter().enumerate() {
        let Some(way) = whole.ways.get(at).filter(|way| way.len() > 1) else { continue };
        let label = whole.labels.get(at).and_then(Option::as_ref).map(|(words, middle)| (words, *middle));
        marks.push(spoken("edge", edge.line, said::edge(graph, edge), line::marks(edge, way, label)));
    }
}

fn spoken(class: &'static str, line: u32, label: String, marks: Vec<Mark>) -> Mark {
    let line = (line > 0).then_some(line);
    Mark::Group(Box::new(Group { class, line, label, marks, ..Group::default() }))
}

/// A node, its loops and its notes.
fn nodes(graph: &Graph, node: &Node, card: &Card, middle: (f64, f64), marks: &mut Vec<Mark>, measure: &mut Measure) {
    loops(graph, card, middle, marks);
    notes(graph, card, middle, marks);
    let mut own = spoken("node", node.line, said::node(node), figure::node(node, card, middle, measure));
    if let Mark::Group(group) = &mut own {
        group.tooltip = node.about.clone();
    }
    marks.push(own);
}

/// Edges to itself at the side, one around the other, their labels below each other.
fn loops(graph: &Graph, card: &Card, (x, y): (f64, f64), marks: &mut Vec<Mark>) {
    let (wide, high) = card.loop_labels();
    let reach = card.loop_reach();
    let mut top = match graph.direction {
        Direction::Down => y - high / 2.0,
        Direction::Right => y + card.height / 2.0 + reach + 4.0,
    };
    let most = match graph.direction {
        Direction::Down => card.height / 2.0 - 6.0,
        Direction::Right => card.width / 2.0 - 8.0,
    };
    for (place, (at, label)) in card.loops.iter().enumerate() {
        let Some(edge) = graph.edges.get(*at) else { continue };
        let out = LOOP.0 + LOOP.1 * place as f64;
        let half = (9.0 + 4.0 * place as f64).min(most);
        let outline = |aside: f64| {
            let node = graph.nodes.get(edge.from.index()).map(|node| node.shape).unwrap_or_default();
            match graph.direction {
                Direction::Down => super::card::outline(node, (card.height / 2.0, card.width / 2.0), aside),
                Direction::Right => super::card::outline(node, (card.width / 2.0, card.height / 2.0), aside),
            }
        };
        let way = match graph.direction {
            Direction::Down => {
                let (near, far) = (x + outline(half), x + card.width / 2.0 + out);
                vec![(near, y - half), (far, y - half), (far, y + half), (near, y + half)]
            }
            Direction::Right => {
                let (near, far) = (y + outline(half), y + card.height / 2.0 + out);
                vec![(x + half, near), (x + half, far), (x - half, far), (x - half, near)]
            }
        };
        let mut own = line::marks(edge, &way, None);
        let ink = edge.tone.as_ref().map_or(Ink::Text, Ink::of);
        let start = match graph.direction {
            Direction::Down => x + card.width / 2.0 + reach + 6.0,
            Direction::Right => x - wide / 2.0,
        };
        own.extend(line::said(label, (start, top), Anchor::Start, ink));
        top += super::card::height(label);
        marks.push(spoken("edge", edge.line, said::edge(graph, edge), own));
    }
}

/// Notes behind the loops, one below the other, each tied to its node.
fn notes(graph: &Graph, card: &Card, (x, y): (f64, f64), marks: &mut Vec<Mark>) {
    let (loops, _) = card.side(graph.direction);
    let (wide, high) = card.note_size();
    let (left, mut top) = match graph.direction {
        Direction::Down => (x + card.width / 2.0 + loops + NOTE_GAP, y - high / 2.0),
        Direction::Right => (x - wide / 2.0, y + card.height / 2.0 + loops + NOTE_GAP),
    };
    for (place, (at, words, _, height)) in card.notes.iter().enumerate() {
        let Some(note) = graph.notes.get(*at) else { continue };
        let area = Area::new(left, top, left + words.width + 2.0 * BOX_PAD + 4.0, top + height);
        let mut own = Vec::new();
        // One of several notes is tied to the node: the one beside its middle.
        let tied = match graph.direction {
            Direction::Down => top <= y + 3.0 && y < top + height + 3.0,
            Direction::Right => place == 0,
        };
        if tied && loops == 0.0 {
            let level = y.clamp(area.top + 3.0, (area.bottom - 3.0).max(area.top + 3.0));
            let (from, to) = match graph.direction {
                Direction::Down => ((x + card.width / 2.0, level), (left, level)),
                Direction::Right => ((x, y + card.height / 2.0), (x, top)),
            };
            let stroke = Stroke::dashed(Ink::NoteLine, 1.0, 3.0, 3.0);
            own.push(Mark::Line { from, to, stroke, class: None });
        }
        own.extend(figure::note(words, &area));
        marks.push(spoken("note", 0, said::note(graph, note.on, &note.label), own));
        top += height + 6.0;
    }
}
