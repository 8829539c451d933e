//! Dependencies: what writing each resource makes outdated, what reaches it, and where nothing does.

use crate::graph::{Edge, Graph, Node, NodeId, Shape};
use crate::model::resource::Resource;
use crate::model::{Model, ResourceId, dependence};
use crate::timeline::dependence::{Dependence, RuleKind};
use crate::timeline::{Style, Tone, Wording};
use ecow::EcoString;
use std::collections::HashMap;

/// Most resources of a graph that tells what reaches each.
const MOST: usize = 500;

/// Most rules that a resource names.
const NAMED: usize = 4;

/// The graph of what depends on what: an edge leads from what is written to what that makes outdated.
#[must_use]
pub fn chart(model: &Model) -> Graph {
    let mut graph = Graph {
        name: "dependencies".into(),
        title: Some(Wording::sentence("What writing makes outdated")),
        kind: "Dependencies",
        tones: model.tones.clone(),
        ..Graph::default()
    };
    let all = if model.resources.len() > MOST { Vec::new() } else { dependence::derive(model) };
    let mut known: HashMap<ResourceId, NodeId> = HashMap::new();
    for (index, resource) in model.resources.iter().enumerate().filter(|(_, r)| r.alias.is_none()) {
        known.insert(ResourceId::at(index), graph.node(node(resource, &all)));
    }
    for (index, resource) in model.resources.iter().enumerate() {
        let Some(to) = known.get(&model.real(ResourceId::at(index))) else { continue };
        for source in &resource.depends_on {
            if let Some(from) = known.get(&model.real(*source)) {
                graph.edges.push(Edge { line: resource.declared.line, ..Edge::new(*from, *to) });
            }
        }
    }
    graph
}

/// A resource with what reaches it; one that some write leaves as it is stands out.
fn node(resource: &Resource, all: &[Dependence]) -> Node {
    let name = &resource.declared.name;
    let mut lines = Vec::new();
    if resource.pattern.is_some() {
        let mut line = Wording::default();
        line.push(&resource.pattern_text, Style::Key);
        lines.push(line);
    }
    let own = all.iter().find(|d| d.resource == *name);
    let aliases: Vec<&str> = own.iter().flat_map(|d| &d.aliases).map(EcoString::as_str).collect();
    if !aliases.is_empty() {
        lines.push(Wording::sentence(&format!("also {}", aliases.join(", "))));
    }
    let reached = reached(name, all);
    for (_, rule) in reached.iter().take(NAMED) {
        lines.push(Wording::sentence(rule));
    }
    if reached.len() > NAMED {
        lines.push(Wording::sentence(&format!("and {} more", reached.len() - NAMED)));
    }
    let missed: Vec<&str> = all.iter().filter(|d| d.left.contains(name)).map(|d| d.resource.as_str()).collect();
    let rules = all.iter().any(|d| !d.reaching.is_empty());
    if !missed.is_empty() && rules {
        let text = if reached.is_empty() {
            "nothing reaches it".to_owned()
        } else {
            format!("not after writing {}", missed.join(", "))
        };
        lines.push(Wording::sentence(&text));
    }
    let gap = (rules && !missed.is_empty()).then_some(Tone::Warn);
    let mut label = Wording::default();
    label.push(&resource.declared.label, Style::Plain);
    Node {
        lines,
        tone: resource.declared.tone.clone().or(gap),
        line: resource.declared.line,
        about: resource.declared.docs.clone(),
        ..Node::new(name, label, Shape::Resource)
    }
}

/// What reaches a resource after any write that makes it outdated: methods, reactions, event rules, each once.
fn reached<'d>(name: &EcoString, all: &'d [Dependence]) -> Vec<(RuleKind, &'d str)> {
    let mut found: Vec<(RuleKind, &str)> = Vec::new();
    for rule in all.iter().flat_map(|d| &d.reaching).filter(|rule| rule.reaches.contains(name)) {
        let one = (rule.kind, rule.rule.as_str());
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}
