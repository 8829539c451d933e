//! Policies and flows as text.

use super::bracket;
use crate::model::flow::Flow;
use crate::model::policy::{Condition, Policy};
use crate::model::{Declared, Model};
use std::fmt::Write as _;

/// Decision tables: their facts, then their rules.
pub fn policies(model: &Model, out: &mut String) {
    for policy in &model.policies {
        let _ = writeln!(out, "policy {} \"{}\"", policy.declared.name, policy.declared.label);
        policy.facts.iter().for_each(|fact| fact_of(fact, out));
        rules(policy, out);
    }
}

fn fact_of(fact: &Declared, out: &mut String) {
    let _ = writeln!(out, "  fact {} \"{}\"", fact.name, fact.label);
}

fn rules(policy: &Policy, out: &mut String) {
    for rule in &policy.rules {
        let when = rule
            .condition
            .as_ref()
            .map_or_else(|| "otherwise".to_owned(), |c| format!("when {}", condition(policy, c)));
        let route = if rule.route.is_some() { "route " } else { "" };
        let text = rule.text.as_ref().map(|t| format!(": {}", t.plain())).unwrap_or_default();
        let _ = writeln!(out, "  {when} => {route}{}{}{text}", rule.outcome, bracket(&rule.attributes));
    }
}

/// A condition with all its parentheses.
fn condition(policy: &Policy, of: &Condition) -> String {
    match of {
        Condition::Fact(id) => policy.facts.get(id.index()).map_or_else(String::new, |f| f.name.to_string()),
        Condition::Not(one) => format!("not {}", condition(policy, one)),
        Condition::And(one, other) => format!("({} and {})", condition(policy, one), condition(policy, other)),
        Condition::Or(one, other) => format!("({} or {})", condition(policy, one), condition(policy, other)),
    }
}

/// Flow charts: nodes, edges, notes.
pub fn flows(model: &Model, out: &mut String) {
    for flow in &model.flows {
        let way = if flow.right { "right" } else { "down" };
        let _ = writeln!(out, "flow {} \"{}\" {way}", flow.declared.name, flow.declared.label);
        nodes(flow, out);
        edges(flow, out);
    }
}

fn nodes(flow: &Flow, out: &mut String) {
    let group = |id: u32| flow.groups.get(id as usize).map_or("", |(label, _)| label.as_str());
    for node in &flow.nodes {
        let decision = if node.decision { "?" } else { "" };
        let place = if node.place.is_some() { " a place" } else { "" };
        let inside = node.group.map(|id| format!(" in \"{}\"", group(id))).unwrap_or_default();
        let _ = writeln!(out, "  node {}{decision} \"{}\"{place}{inside}", node.name, node.label);
    }
}

fn edges(flow: &Flow, out: &mut String) {
    let name = |id: u32| flow.nodes.get(id as usize).map_or("", |n| n.name.as_str());
    for edge in &flow.edges {
        let label = if edge.label.is_empty() { String::new() } else { format!(": {}", edge.label.plain()) };
        let _ = writeln!(out, "  edge {} -> {}{label}", name(edge.from), name(edge.to));
    }
    for (at, words) in &flow.notes {
        let _ = writeln!(out, "  note on {}: {}", name(*at), words.plain());
    }
}
