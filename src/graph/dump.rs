//! A graph as plain text: one thing a line; edges name their nodes.

use super::{Direction, Graph, GroupId, NodeId, Shape, Stroke};
use crate::timeline::{Tone, Wording};
use std::fmt::Write;

/// The plain-text form of a graph.
#[must_use]
pub fn dump(graph: &Graph) -> String {
    let mut out = format!("graph {} {}", graph.name, direction(graph.direction));
    out.push_str(&quoted(graph.title.as_ref()));
    out.push('\n');
    // Writing to a string cannot fail.
    for (place, group) in graph.groups.iter().enumerate() {
        let around = group.parent.map(|id| format!(" in {}", id.0)).unwrap_or_default();
        let note = if group.note.is_empty() { String::new() } else { format!(" ({})", group.note) };
        let tone = toned(group.tone.as_ref());
        let _ = writeln!(out, "  group {place}{around}{}{note}{tone}", quoted(Some(&group.label)));
    }
    for node in &graph.nodes {
        let inside = node.group.map(|GroupId(id)| format!(" in {id}")).unwrap_or_default();
        let label = quoted(Some(&node.label));
        let tone = toned(node.tone.as_ref());
        let _ = writeln!(out, "  {} {}{inside}{label}{tone}{}", shape(node.shape), node.name, placed(node.line));
        for line in &node.lines {
            let _ = writeln!(out, "    {}", line.plain());
        }
    }
    for edge in &graph.edges {
        let arrow = match edge.stroke {
            Stroke::Solid => "->",
            Stroke::Dashed => "-->",
        };
        let label = if edge.label.is_empty() { String::new() } else { format!(": {}", edge.label.plain()) };
        let (from, to) = (named(graph, edge.from), named(graph, edge.to));
        let back = if edge.back { " back" } else { "" };
        let _ = writeln!(out, "  {from} {arrow} {to}{label}{back}{}{}", toned(edge.tone.as_ref()), placed(edge.line));
    }
    for note in &graph.notes {
        let _ = writeln!(out, "  note on {}: {}", named(graph, note.on), note.label.plain());
    }
    out
}

fn named(graph: &Graph, id: NodeId) -> &str {
    graph.nodes.get(id.index()).map_or("?", |node| node.name.as_str())
}

fn quoted(label: Option<&Wording>) -> String {
    label.filter(|label| !label.is_empty()).map(|label| format!(" {:?}", label.plain())).unwrap_or_default()
}

fn placed(line: u32) -> String {
    if line == 0 { String::new() } else { format!(" line {line}") }
}

fn toned(tone: Option<&Tone>) -> String {
    let name = match tone {
        None => return String::new(),
        Some(Tone::Accent) => "accent",
        Some(Tone::Good) => "good",
        Some(Tone::Warn) => "warn",
        Some(Tone::Bad) => "bad",
        Some(Tone::Muted) => "muted",
        Some(Tone::Named(name)) => name,
    };
    format!(" [{name}]")
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Down => "down",
        Direction::Right => "right",
    }
}

/// The word of a shape.
fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Step => "step",
        Shape::Decision => "decision",
        Shape::Storage => "storage",
        Shape::Origin => "origin",
        Shape::Device => "device",
        Shape::User => "user",
        Shape::Channel => "channel",
        Shape::Resource => "resource",
        Shape::Outcome => "outcome",
        Shape::Note => "note",
    }
}
