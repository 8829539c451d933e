//! `unreached-dependent`: a resource that a write outdates and nothing reaches, though rules answer that write.

use crate::diagnostic::Diagnostic;
use crate::model::act::{Acts, Subject};
use crate::model::resource::Resource;
use crate::model::{Key, Model, ResourceId, dependence, event};
use crate::problem::events;
use crate::source::Span;
use crate::timeline::dependence::{Dependence, RuleKind};
use std::collections::HashSet;

/// Most resources of a program whose dependences are looked into at every compile.
const MOST: usize = 500;

/// One finding a resource, told by the first write that outdates it.
#[must_use]
pub fn advise(model: &Model) -> Vec<Diagnostic> {
    if !model.resources.iter().any(|r| !r.depends_on.is_empty())
        || model.reactions.is_empty()
        || model.resources.len() > MOST
    {
        return Vec::new();
    }
    let (by_hand, used) = (taken_by_hand(model), used(model));
    let mut told = HashSet::new();
    let mut found = Vec::new();
    for dependence in dependence::derive(model) {
        let answers = dependence.reaching.iter().any(|r| r.kind != RuleKind::Method);
        if !answers {
            continue;
        }
        let rules = rules(model, &dependence);
        for name in &dependence.left {
            let resource = model.resources.iter().position(|r| r.declared.name == *name);
            let Some((index, resource)) = resource.and_then(|at| Some((at, model.resources.get(at)?))) else {
                continue;
            };
            let id = ResourceId::at(index);
            if by_hand.contains(&id) || !used.contains(&id) || !told.insert(index) {
                continue;
            }
            found.push(finding(resource, &dependence, &rules));
        }
    }
    found
}

fn finding(resource: &Resource, dependence: &Dependence, rules: &[(Span, String)]) -> Diagnostic {
    let name = &resource.declared.name;
    let depends = *name != dependence.resource;
    events::unreached((resource.declared.span, name), &dependence.resource, rules, depends)
}

/// The reactions that answer a write, and what each reaches.
fn rules(model: &Model, dependence: &Dependence) -> Vec<(Span, String)> {
    let own = dependence.reaching.iter().filter(|r| r.kind != RuleKind::Method);
    let place = |line: u32| model.reactions.iter().find(|r| r.line == line).map(|r| r.span);
    let names = |names: &[ecow::EcoString]| names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
    own.filter_map(|rule| Some((place(rule.line)?, names(&rule.reaches)))).collect()
}

/// Resources whose copies some scenario takes by itself.
fn taken_by_hand(model: &Model) -> HashSet<ResourceId> {
    let acts = Acts::new(model);
    let all = model.scenarios.iter().flat_map(|scenario| acts.of(&scenario.steps));
    let subject = |subject: Subject| match subject {
        Subject::Of { resource, .. } => Some(resource),
        Subject::Bound => None,
    };
    all.filter_map(|act| subject(act.subject)).collect()
}

/// Resources that scenarios read, give or hold: of others no copy is ever seen.
fn used(model: &Model) -> HashSet<ResourceId> {
    let mut found = HashSet::new();
    let mut take = |key: &Key| {
        if let Some(id) = key.resource {
            found.insert(model.real(id));
        }
    };
    let bodies = model.scenarios.iter().map(|s| s.steps.as_slice()).chain([model.givens.as_slice()]);
    for steps in bodies {
        event::each(steps, &mut |step| step.kind.keys().iter().for_each(&mut take));
    }
    found
}
