//! `flow`: steps, decisions and labelled edges; nodes come into being as they are named.

use super::{declared, dress, note};
use crate::check::attribute::{Accepted, Thing, accept, knows, read};
use crate::check::context::Context;
use crate::check::label;
use crate::model::flow::{Edge, Flow as Model, Node as ModelNode};
use crate::model::{Declared, Place};
use crate::syntax::clause::name::Name;
use crate::syntax::clause::text::Text;
use crate::syntax::declaration::flow::{Chain, Flow, Stop};
use crate::syntax::statement::fragment::Fragment;
use crate::syntax::statement::note::Note;
use crate::syntax::tree::{Block, Line, Node};
use crate::timeline::Wording;
use ecow::EcoString;
use std::collections::HashMap;

/// A flow of which nothing but its name is known.
pub(super) fn blank(declared: Declared) -> Model {
    Model { declared, right: false, nodes: Vec::new(), edges: Vec::new(), groups: Vec::new(), notes: Vec::new() }
}

/// Takes down the name.
pub fn declare(cx: &mut Context<'_>, line: &Line, node: &Flow) -> Option<usize> {
    let index = cx.model.flows.len();
    if !note(cx, |names| &mut names.flows, &node.name, index) {
        return None;
    }
    let declared = declared(cx, line, &node.name, &node.label);
    cx.model.flows.push(blank(declared));
    Some(index)
}

/// Fills it in.
pub fn fill(cx: &mut Context<'_>, index: usize, node: &Flow) {
    let accepted = accept(cx, Thing::Flow, node.attributes.as_ref());
    let Some(declared) = cx.model.flows.get(index).map(|f| f.declared.clone()) else { return };
    let mut chart = Chart { flow: blank(declared), nodes: HashMap::new(), labelled: Vec::new() };
    chart.flow.right = accepted.has("right");
    chart.block(cx, &node.body, None);
    if let Some(flow) = cx.model.flows.get_mut(index) {
        *flow = chart.flow;
    }
    dress(cx, &accepted, |model| model.flows.get_mut(index).map(|f| &mut f.declared));
}

/// A flow that grows.
struct Chart {
    flow: Model,
    nodes: HashMap<EcoString, u32>,
    labelled: Vec<bool>,
}

impl Chart {
    fn block(&mut self, cx: &mut Context<'_>, block: &Block, group: Option<u32>) {
        for line in &block.lines {
            if let Node::Chain(chain) = &line.node {
                self.chain(cx, chain, group);
            } else if let Node::Fragment(fragment) = &line.node {
                self.group(cx, fragment, group);
            } else if let Node::Note(note) = &line.node {
                self.note(cx, note, group);
            }
        }
    }

    fn chain(&mut self, cx: &mut Context<'_>, chain: &Chain, group: Option<u32>) {
        let (label, accepted) = labelled(cx, chain);
        let tone = read::tone(cx, &accepted);
        let stops: Vec<u32> = chain.stops.iter().map(|stop| self.stop(cx, stop, group)).collect();
        let line = chain.stops.first().map_or(0, |s| cx.line(s.name.span));
        for pair in stops.windows(2) {
            if let [from, to] = pair {
                self.flow.edges.push(Edge { from: *from, to: *to, label: label.clone(), tone: tone.clone(), line });
            }
        }
    }

    /// The node of a stop; the first display name that is given stands.
    fn stop(&mut self, cx: &Context<'_>, stop: &Stop, group: Option<u32>) -> u32 {
        let id = self.node(cx, &stop.name, group);
        let at = id as usize;
        if let (Some(node), Some(labelled)) = (self.flow.nodes.get_mut(at), self.labelled.get_mut(at)) {
            node.decision |= stop.decision;
            if let Some(label) = stop.label.as_ref().filter(|_| !*labelled) {
                node.label = label.text.clone();
                *labelled = true;
            }
        }
        id
    }

    fn node(&mut self, cx: &Context<'_>, name: &Name, group: Option<u32>) -> u32 {
        if let Some(id) = self.nodes.get(&name.text) {
            return *id;
        }
        let id = u32::try_from(self.flow.nodes.len()).unwrap_or(u32::MAX);
        let place = cx.names.participants.get(&name.text).map(|(place, _)| *place);
        let place = place.filter(|p| matches!(p, Place::Storage(_) | Place::Device(_)));
        let label = place.and_then(|p| label_of(cx, p)).unwrap_or_else(|| name.text.clone());
        let line = cx.line(name.span);
        self.flow.nodes.push(ModelNode { name: name.text.clone(), label, decision: false, place, group, line });
        self.labelled.push(false);
        self.nodes.insert(name.text.clone(), id);
        id
    }

    fn group(&mut self, cx: &mut Context<'_>, fragment: &Fragment, around: Option<u32>) {
        for operand in &fragment.operands {
            let id = u32::try_from(self.flow.groups.len()).unwrap_or(u32::MAX);
            let label =
                operand.text.as_ref().map(|t| EcoString::from(label::unquoted(t.raw.trim()))).unwrap_or_default();
            self.flow.groups.push((label, around));
            self.block(cx, &operand.body, Some(id));
        }
    }

    fn note(&mut self, cx: &Context<'_>, note: &Note, group: Option<u32>) {
        for name in note.places.iter().filter_map(|p| p.parts.first()) {
            let id = self.node(cx, name, group);
            self.flow.notes.push((id, Wording::marked_up(&note.text.raw)));
        }
    }
}

fn label_of(cx: &Context<'_>, place: Place) -> Option<EcoString> {
    match place {
        Place::Storage(id) => cx.model.storages.get(id.index()).map(|s| s.declared.label.clone()),
        Place::Device(id) => cx.model.devices.get(id.index()).map(|d| d.declared.label.clone()),
        Place::User(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => None,
    }
}

/// The label of a chain's edges; a bracket behind it is attributes only if an edge has them.
fn labelled<'t>(cx: &mut Context<'_>, chain: &'t Chain) -> (Wording, Accepted<'t>) {
    let Some(text) = &chain.text else {
        return (Wording::default(), accept(cx, Thing::Edge, chain.attributes.as_ref()));
    };
    let Text { raw, plain, attributes, .. } = text;
    let own = attributes.as_ref().filter(|all| all.list.iter().all(|a| knows(cx, Thing::Edge, &a.name.text)));
    let words = if own.is_some() { plain } else { raw };
    (Wording::marked_up(words), accept(cx, Thing::Edge, own))
}
