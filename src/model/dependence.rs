//! What writing each resource makes outdated and who reaches it, read off the declarations.
//!
//! A method is taken as called for the resource that was written, a reaction as set off by it. What methods called
//! within do counts; what a further reaction does has a line of its own.

use super::act::{Act, Acts, Subject};
use super::event;
use super::reaction::{Reaction, Trigger};
use super::resource::Dependents;
use super::{Key, MethodId, Model, ResourceId, dump};
use crate::timeline::dependence::{Dependence, Reaching, RuleKind};
use ecow::EcoString;
use indexmap::IndexSet;
use std::collections::{HashMap, HashSet};

/// Most methods and reactions that are looked at: beyond, no table could be read.
const MOST: usize = 200;

/// Something that reaches copies.
struct Rule {
    kind: RuleKind,
    name: EcoString,
    line: u32,
    on: On,
    /// It reaches what was written, and whether all that depends on that as well.
    bound: bool,
    cascade: bool,
    /// What it reaches whatever was written.
    fixed: HashSet<ResourceId>,
}

/// Which writes set it off.
enum On {
    /// Any; `key` is what was written.
    Any,
    /// Those of these resources.
    Only(Vec<ResourceId>),
}

/// All resources in declared order, aliases left out.
#[must_use]
pub fn derive(model: &Model) -> Vec<Dependence> {
    let dependents = Dependents::new(&model.resources);
    let rules = rules(model, &dependents);
    let mut aliases: HashMap<ResourceId, Vec<EcoString>> = HashMap::new();
    for resource in &model.resources {
        if let Some(real) = resource.alias {
            aliases.entry(real).or_default().push(resource.declared.name.clone());
        }
    }
    let own = model.resources.iter().enumerate().filter(|(_, resource)| resource.alias.is_none());
    own.map(|(index, _)| {
        let written = ResourceId::at(index);
        let outdated = dependents.outdated(&model.resources, written);
        dependence(model, (written, &outdated), aliases.remove(&written).unwrap_or_default(), &rules)
    })
    .collect()
}

fn dependence(
    model: &Model,
    (written, outdated): (ResourceId, &[ResourceId]),
    aliases: Vec<EcoString>,
    rules: &[Rule],
) -> Dependence {
    let name = |id: &ResourceId| model.resources.get(id.index()).map(|r| r.declared.name.clone());
    let mut left: HashSet<ResourceId> = outdated.iter().copied().collect();
    let mut reaching = Vec::new();
    for rule in rules.iter().filter(|rule| !matches!(&rule.on, On::Only(only) if !only.contains(&written))) {
        let reaches = |id: &ResourceId| rule.cascade || (rule.bound && *id == written) || rule.fixed.contains(id);
        left.retain(|id| !reaches(id));
        let reaches: Vec<EcoString> = outdated.iter().filter(|id| reaches(id)).filter_map(name).collect();
        if !reaches.is_empty() {
            reaching.push(Reaching { kind: rule.kind, rule: rule.name.clone(), line: rule.line, reaches });
        }
    }
    Dependence {
        resource: name(&written).unwrap_or_default(),
        aliases,
        left: outdated.iter().filter(|id| left.contains(*id)).filter_map(name).collect(),
        outdated: outdated.iter().filter_map(name).collect(),
        reaching,
    }
}

/// Methods, then reactions; those that reach nothing are left out.
fn rules(model: &Model, dependents: &Dependents) -> Vec<Rule> {
    let acts = Acts::new(model);
    let methods = model.methods.iter().enumerate().map(|(index, method)| {
        let told = (RuleKind::Method, method.declared.name.clone(), method.declared.line);
        rule(model, dependents, told, On::Any, &acts.of_method(MethodId::at(index)))
    });
    let reactions = model.reactions.iter().map(|reaction| {
        let kind = match &reaction.trigger {
            Trigger::Event { .. } => RuleKind::Event,
            Trigger::Write(_) | Trigger::Invalidate(_) | Trigger::Request { .. } => RuleKind::Reaction,
        };
        let told = (kind, spelt(model, reaction).into(), reaction.line);
        rule(model, dependents, told, on(model, reaction), &acts.of(&reaction.steps))
    });
    methods.chain(reactions).filter(|rule| rule.bound || !rule.fixed.is_empty()).take(MOST).collect()
}

/// What the acts of one method or reaction reach.
fn rule(
    model: &Model,
    dependents: &Dependents,
    (kind, name, line): (RuleKind, EcoString, u32),
    on: On,
    acts: &IndexSet<Act>,
) -> Rule {
    let mut rule = Rule { kind, name, line, on, bound: false, cascade: false, fixed: HashSet::new() };
    for act in acts {
        match act.subject {
            Subject::Bound => {
                rule.bound = true;
                rule.cascade |= act.cascade;
            }
            Subject::Of { resource, .. } if act.cascade => {
                rule.fixed.extend(dependents.outdated(&model.resources, resource));
            }
            Subject::Of { resource, .. } => {
                rule.fixed.insert(resource);
            }
        }
    }
    rule
}

/// `on write key at server when live`
fn spelt(model: &Model, reaction: &Reaction) -> String {
    format!("{} at {}{}", dump::trigger(reaction), model.name_of(reaction.at.place), dump::guard(reaction))
}

/// What sets a reaction off. An event bears the name of what was written, if of a resource.
fn on(model: &Model, reaction: &Reaction) -> On {
    let named = |name: &EcoString| model.resources.iter().position(|r| r.declared.name == *name).map(ResourceId::at);
    let found = match &reaction.trigger {
        Trigger::Write(Key { resource, .. }) | Trigger::Invalidate(Key { resource, .. }) => *resource,
        Trigger::Event { name, .. } => named(name),
        // A handler counts for what it writes itself; one that writes nothing may be asked after any write.
        Trigger::Request { .. } => {
            let written = event::written(&reaction.steps).into_iter();
            let own: Option<Vec<ResourceId>> =
                written.map(|key| Some(model.real(key.resource.filter(|_| !key.bound)?))).collect();
            return own.filter(|own| !own.is_empty()).map_or(On::Any, On::Only);
        }
    };
    found.map_or(On::Any, |id| On::Only(vec![model.real(id)]))
}
