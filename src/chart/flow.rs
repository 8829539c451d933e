//! A flow: its steps and decisions; a node that names a storage or a device is drawn as one.

use super::place;
use crate::graph::{Direction, Edge, Graph, Group, GroupId, Node, NodeId, Note, Shape};
use crate::model::Model;
use crate::model::flow::{Flow, Node as Stop};
use crate::timeline::Wording;

/// The graph of a flow.
#[must_use]
pub fn chart(model: &Model, flow: &Flow) -> Graph {
    let direction = if flow.right { Direction::Right } else { Direction::Down };
    let mut graph = Graph {
        name: flow.declared.name.clone(),
        title: Some(Wording::marked_up(&flow.declared.label)),
        kind: "Flow",
        direction,
        tones: model.tones.clone(),
        ..Graph::default()
    };
    for (label, parent) in &flow.groups {
        graph.group(Group { label: Wording::marked_up(label), parent: parent.map(GroupId), ..Group::default() });
    }
    for stop in &flow.nodes {
        graph.node(node(model, stop));
    }
    for edge in &flow.edges {
        graph.edges.push(Edge {
            label: edge.label.clone(),
            tone: edge.tone.clone(),
            line: edge.line,
            ..Edge::new(NodeId(edge.from), NodeId(edge.to))
        });
    }
    graph.notes.extend(flow.notes.iter().map(|(on, label)| Note { on: NodeId(*on), label: label.clone() }));
    graph
}

fn node(model: &Model, stop: &Stop) -> Node {
    let (shape, tone) = match stop.place {
        Some(at) if !stop.decision => place::look(model, at),
        Some(_) | None => (if stop.decision { Shape::Decision } else { Shape::Step }, None),
    };
    Node {
        tone: tone.cloned(),
        line: stop.line,
        group: stop.group.map(GroupId),
        about: stop.place.and_then(|at| place::declared(model, at)).map(|d| d.docs.clone()).unwrap_or_default(),
        ..Node::new(&stop.name, Wording::marked_up(&stop.label), shape)
    }
}
