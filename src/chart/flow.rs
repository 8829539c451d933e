//! A flow: its steps and decisions; a node that names a storage or a device is drawn as one.

use crate::graph::{Direction, Edge, Graph, Group, GroupId, Node, NodeId, Note, Shape};
use crate::model::flow::{Flow, Node as Stop};
use crate::model::{Model, Place};
use crate::timeline::{Tone, Wording};
use ecow::EcoString;

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
        _ if stop.decision => (Shape::Decision, None),
        Some(place) => of_place(model, place),
        None => (Shape::Step, None),
    };
    Node {
        tone: tone.cloned(),
        line: stop.line,
        group: stop.group.map(GroupId),
        about: about(model, stop.place),
        ..Node::new(&stop.name, Wording::marked_up(&stop.label), shape)
    }
}

/// What a place looks like.
fn of_place(model: &Model, place: Place) -> (Shape, Option<&Tone>) {
    match place {
        Place::Storage(id) => {
            let storage = model.storages.get(id.index());
            let shape = if storage.is_some_and(|s| s.origin) { Shape::Origin } else { Shape::Storage };
            (shape, storage.and_then(|s| s.declared.tone.as_ref()))
        }
        Place::Device(id) => (Shape::Device, model.devices.get(id.index()).and_then(|d| d.declared.tone.as_ref())),
        Place::User(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => (Shape::Step, None),
    }
}

/// What the declaration of a place says of it.
fn about(model: &Model, place: Option<Place>) -> EcoString {
    let declared = match place {
        Some(Place::Storage(id)) => model.storages.get(id.index()).map(|s| &s.declared),
        Some(Place::Device(id)) => model.devices.get(id.index()).map(|d| &d.declared),
        Some(Place::User(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users) | None => None,
    };
    declared.map(|d| d.docs.clone()).unwrap_or_default()
}
