//! Policies: `undecided-facts`, `unreachable-rule`, `unused-fact`, `looks-like-route`, `policies-differ`,
//! `unchecked-policy`.

use crate::diagnostic::Diagnostic;
use crate::model::decision::{self, Combination, Diagram, Leaf, MOST_FACTS};
use crate::model::policy::{Policy, Rule};
use crate::model::{FactId, Model};
use crate::problem::policies;
use std::collections::{BTreeMap, HashSet};

/// After so many policies that are too large, none is looked into any more.
const MOST_TANGLED: usize = 20;

/// What is strange about policies.
#[must_use]
pub fn advise(model: &Model) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut tangled = 0;
    let routes: Vec<&str> = model.routes.iter().map(|r| r.declared.name.as_str()).collect();
    for policy in &model.policies {
        unused(policy, &mut found);
        for rule in policy.rules.iter().filter(|rule| rule.route.is_none()) {
            found.extend(policies::looks_like_route(rule.outcome_span, &rule.outcome, &routes));
        }
        decisions(policy, &mut tangled, &mut found);
    }
    differences(model, &mut found);
    found
}

/// Facts that no rule asks for.
fn unused(policy: &Policy, found: &mut Vec<Diagnostic>) {
    let asked: HashSet<FactId> = decision::asked(policy).into_iter().collect();
    for (index, fact) in policy.facts.iter().enumerate() {
        if !asked.contains(&FactId::at(index)) {
            found.push(policies::unused_fact(fact.span, &fact.name, &policy.declared.name));
        }
    }
}

/// Combinations that nothing decides, rules that never fire.
fn decisions(policy: &Policy, tangled: &mut usize, found: &mut Vec<Diagnostic>) {
    let declared = &policy.declared;
    let Some(mut diagram) = (*tangled < MOST_TANGLED).then(|| Diagram::of(policy)).flatten() else {
        *tangled += 1;
        let facts = decision::asked(policy).len();
        found.push(policies::unchecked(declared.span, &declared.name, facts, MOST_FACTS));
        return;
    };
    if let Some(facts) = diagram.example(Leaf::Nothing) {
        let last = policy.rules.last().map(|rule| rule.outcome.as_str());
        found.push(policies::undecided(declared.span, &declared.name, &named(policy, &facts), last));
    }
    let fires = diagram.fires();
    for (index, rule) in policy.rules.iter().enumerate() {
        if fires.get(index) == Some(&false) {
            let covering = diagram.covering(index).unwrap_or_default();
            let before = covering.iter().filter_map(|at| policy.rules.get(*at));
            let before: Vec<_> = before.map(|before| (before.span, told(policy, before))).collect();
            found.push(policies::unreachable(rule.span, &told(policy, rule), &before));
        }
    }
}

/// A rule as its author calls it.
fn told(policy: &Policy, rule: &Rule) -> String {
    let condition = policy.told(rule.condition.as_ref());
    if rule.condition.is_some() { format!("when {condition}") } else { condition }
}

/// Facts by name.
fn named<'p>(policy: &'p Policy, facts: &Combination) -> Vec<(&'p str, bool)> {
    let name = |(id, holds): &(FactId, bool)| Some((policy.facts.get(id.index())?.name.as_str(), *holds));
    facts.iter().filter_map(name).collect()
}

/// Policies over the same facts: each against the first of them.
fn differences(model: &Model, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<Vec<&str>, &Policy> = BTreeMap::new();
    for policy in &model.policies {
        let mut facts: Vec<&str> = policy.facts.iter().map(|f| f.name.as_str()).collect();
        facts.sort_unstable();
        if facts.is_empty() {
            continue;
        }
        let one = *first.entry(facts).or_insert(policy);
        if !std::ptr::eq(one, policy) {
            found.extend(difference(one, policy));
        }
    }
}

fn difference(one: &Policy, other: &Policy) -> Option<Diagnostic> {
    let rule = |policy: &'_ Policy, index: usize| policy.rules.get(index).cloned();
    let same = |a: usize, b: usize| match (rule(one, a), rule(other, b)) {
        (Some(a), Some(b)) => Policy::same(&a, &b),
        (None, _) | (_, None) => false,
    };
    let difference = decision::difference(one, other, &same)?;
    let decided = |policy: &Policy, index: Option<usize>| {
        let rule = policy.rules.get(index?)?;
        Some((rule.span, outcome(rule)))
    };
    Some(policies::differ(
        other.declared.span,
        (&one.declared.name, &other.declared.name),
        &named(one, &difference.facts),
        (decided(one, difference.one), decided(other, difference.other)),
    ))
}

/// `direct [no-cache]`
fn outcome(rule: &Rule) -> String {
    let one = |a: &crate::model::step::Attribute| match &a.value {
        Some(value) => format!("{}={value}", a.name),
        None => a.name.to_string(),
    };
    let attributes: Vec<String> = rule.attributes.iter().map(one).collect();
    if attributes.is_empty() {
        rule.outcome.to_string()
    } else {
        format!("{} [{}]", rule.outcome, attributes.join(", "))
    }
}
