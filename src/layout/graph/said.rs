//! What a picture of a graph says to those who cannot see it.

use crate::graph::{Edge, Graph, Node, NodeId, Shape};
use crate::timeline::Wording;

/// A description tells no more edges.
const SPOKEN: usize = 60;

/// The whole: how much there is of it, then its edges.
pub fn graph(graph: &Graph) -> String {
    let count = |number: usize, one: &str| if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") };
    let kind = if graph.kind.is_empty() { "Graph" } else { graph.kind };
    let mut said = format!("{kind}: {}, {}.", count(graph.nodes.len(), "node"), count(graph.edges.len(), "edge"));
    if let Some(description) = &graph.description {
        said = format!("{} {said}", description.plain());
    }
    for told in graph.edges.iter().take(SPOKEN) {
        said.push(' ');
        said.push_str(&edge(graph, told));
        said.push('.');
    }
    if graph.edges.len() > SPOKEN {
        said.push_str(" …");
    }
    said
}

/// An edge.
pub fn edge(graph: &Graph, edge: &Edge) -> String {
    let label = if edge.label.is_empty() { String::new() } else { format!(": {}", edge.label.plain()) };
    format!("{} to {}{label}", named(graph, edge.from), named(graph, edge.to))
}

/// A node.
pub fn node(node: &Node) -> String {
    let mut said = format!("{} {}", kind(node.shape), node.label.plain());
    for line in &node.lines {
        said.push_str(", ");
        said.push_str(&line.plain());
    }
    said.trim().to_owned()
}

/// A note.
pub fn note(graph: &Graph, on: NodeId, label: &Wording) -> String {
    format!("note on {}: {}", named(graph, on), label.plain())
}

fn named(graph: &Graph, id: NodeId) -> String {
    graph.said(id)
}

fn kind(shape: Shape) -> &'static str {
    match shape {
        Shape::Step => "",
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
