//! `policy`: a decision table over named facts.

use super::{declared, dress, note};
use crate::check::attribute::{Thing, accept, read, table};
use crate::check::context::Context;
use crate::model::policy::{Condition as Resolved, Policy as Model, Rule as ModelRule};
use crate::model::{Declared, FactId, PolicyId};
use crate::problem::{declarations, names};
use crate::source::Span;
use crate::syntax::clause::condition::Condition;
use crate::syntax::declaration::policy::{Policy, Rule};
use crate::syntax::tree::{Line, Node};
use crate::timeline::Wording;
use ecow::EcoString;
use std::collections::HashMap;

/// Facts of a policy by name.
type Facts = HashMap<EcoString, (FactId, Span)>;

/// A policy of which nothing but its name is known.
pub(super) fn blank(declared: Declared) -> Model {
    Model { declared, facts: Vec::new(), rules: Vec::new() }
}

/// Takes down the name.
pub fn declare(cx: &mut Context<'_>, line: &Line, node: &Policy) -> Option<PolicyId> {
    let id = PolicyId::at(cx.model.policies.len());
    if !note(cx, |names| &mut names.policies, &node.name, id) {
        return None;
    }
    let declared = declared(cx, line, &node.name, &node.label);
    cx.model.policies.push(blank(declared));
    Some(id)
}

/// Fills in its facts and rules.
pub fn fill(cx: &mut Context<'_>, id: PolicyId, node: &Policy) {
    let accepted = accept(cx, Thing::Policy, node.attributes.as_ref());
    let (list, facts) = facts(cx, node);
    let rules = rules(cx, node, &facts, &list);
    if let Some(policy) = cx.model.policies.get_mut(id.index()) {
        policy.facts = list;
        policy.rules = rules;
    }
    dress(cx, &accepted, |model| model.policies.get_mut(id.index()).map(|p| &mut p.declared));
}

fn facts(cx: &mut Context<'_>, node: &Policy) -> (Vec<Declared>, Facts) {
    let mut list = Vec::new();
    let mut facts = Facts::new();
    for line in &node.body.lines {
        let Node::Fact(fact) = &line.node else { continue };
        if let Some((_, first)) = facts.get(&fact.name.text) {
            cx.report(names::doubled(&fact.name.text, fact.name.span, *first));
            continue;
        }
        if table::find(Thing::Read, &fact.name.text).is_some() {
            cx.report(names::reserved(
                &fact.name.text,
                fact.name.span,
                "an attribute of the read beside which facts stand",
            ));
        }
        facts.insert(fact.name.text.clone(), (FactId::at(list.len()), fact.name.span));
        list.push(declared(cx, line, &fact.name, &fact.label));
    }
    (list, facts)
}

fn rules(cx: &mut Context<'_>, node: &Policy, facts: &Facts, list: &[Declared]) -> Vec<ModelRule> {
    let mut rules = Vec::new();
    let mut otherwise = None;
    for line in &node.body.lines {
        let Node::Rule(rule) = &line.node else { continue };
        if let Some(first) = otherwise {
            cx.report(declarations::rule_after_otherwise(rule.keyword, first, rule.condition.is_none()));
            continue;
        }
        if rule.condition.is_none() {
            otherwise = Some(rule.keyword);
        }
        if let Some(rule) = resolve(cx, node, rule, facts, list) {
            rules.push(rule);
        }
    }
    rules
}

fn resolve(cx: &mut Context<'_>, node: &Policy, rule: &Rule, facts: &Facts, list: &[Declared]) -> Option<ModelRule> {
    let accepted = accept(cx, Thing::Outcome, rule.attributes.as_ref());
    let condition = match &rule.condition {
        Some(written) => Some(condition(cx, node, written, facts, list)?),
        None => None,
    };
    Some(ModelRule {
        line: cx.line(rule.keyword),
        span: rule.keyword,
        condition,
        outcome: rule.outcome.text.clone(),
        outcome_span: rule.outcome.span,
        route: cx.names.routes.get(&rule.outcome.text).map(|(id, _)| *id),
        attributes: read::pairs(&accepted).into_iter().filter(|a| a.name != "tone").collect(),
        directives: read::directives(&accepted),
        tone: read::tone(cx, &accepted),
        text: rule.text.as_ref().map(|t| Wording::marked_up(&t.raw)),
    })
}

/// Resolves facts; an unknown one is told (E208) and makes the rule go.
fn condition(
    cx: &mut Context<'_>,
    node: &Policy,
    written: &Condition,
    facts: &Facts,
    list: &[Declared],
) -> Option<Resolved> {
    match written {
        Condition::Fact(name) => match facts.get(&name.text) {
            Some((id, _)) => Some(Resolved::Fact(*id)),
            None => {
                let known: Vec<&str> = list.iter().map(|f| f.name.as_str()).collect();
                cx.report(names::unknown_fact(&name.text, &node.name.text, name.span, &known));
                None
            }
        },
        Condition::Not(one) => Some(Resolved::Not(Box::new(condition(cx, node, one, facts, list)?))),
        Condition::And(one, other) => {
            let one = condition(cx, node, one, facts, list);
            let other = condition(cx, node, other, facts, list);
            Some(Resolved::And(Box::new(one?), Box::new(other?)))
        }
        Condition::Or(one, other) => {
            let one = condition(cx, node, one, facts, list);
            let other = condition(cx, node, other, facts, list);
            Some(Resolved::Or(Box::new(one?), Box::new(other?)))
        }
    }
}
