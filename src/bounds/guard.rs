//! Guards: storages of which every copy is dropped or marked whenever a resource is outdated.
//!
//! A reaction to a write is one if it has no condition, is performed where the writes are made, and what it does about
//! the resource stands in no choice, needs no message that may be lost and reaches every copy.

use crate::model::act::{Act, Acts, Deed, Extent, Subject, reaches_all};
use crate::model::operation::Operation;
use crate::model::reaction::{Reaction, Trigger};
use crate::model::resource::Dependents;
use crate::model::step::{Step, StepKind};
use crate::model::{Instance, Model, Place, ResourceId, StorageId, event};
use crate::syntax::clause::operation::Verb;
use std::collections::{BTreeSet, HashMap};

/// Beyond, nothing is shown to be guarded: bounds get longer, never shorter.
const MOST_RESOURCES: usize = 1_000;
/// Likewise.
const MOST_ACTS: usize = 200;

/// Which storages are kept clean of which outdated resources.
#[derive(Debug)]
pub(super) struct Guards(BTreeSet<(StorageId, ResourceId)>);

/// A reaction to writes.
struct Watch {
    /// Of one resource, or of any.
    of: Option<ResourceId>,
    at: Place,
    acts: Vec<Act>,
}

impl Guards {
    pub(super) fn new(model: &Model) -> Self {
        let watches = watches(model);
        let acts: usize = watches.iter().map(|watch| watch.acts.len()).sum();
        if acts == 0 || acts > MOST_ACTS || model.resources.len() > MOST_RESOURCES {
            return Self(BTreeSet::new());
        }
        let dependents = Dependents::new(&model.resources);
        let writers = writers(model);
        let members = members(model);
        // For each resource what outdates it, and for each of these the storages that are kept clean.
        let mut clean: HashMap<ResourceId, Option<BTreeSet<StorageId>>> = HashMap::new();
        for written in (0..model.resources.len()).map(ResourceId::at) {
            if model.resources.get(written.index()).is_none_or(|r| r.alias.is_some()) {
                continue;
            }
            let outdated = dependents.outdated(&model.resources, written);
            for resource in &outdated {
                let held = held(model, &dependents, &watches, &writers, &members, (written, *resource));
                let all = clean.entry(*resource).or_default();
                *all = Some(match all.take() {
                    Some(before) => before.intersection(&held).copied().collect(),
                    None => held,
                });
            }
        }
        let pairs = clean.into_iter().flat_map(|(resource, held)| {
            held.into_iter().flatten().map(move |storage| (storage, resource)).collect::<Vec<_>>()
        });
        Self(pairs.collect())
    }

    /// Whether no copy there survives a write that outdates it.
    pub(super) fn hold(&self, storage: StorageId, resource: ResourceId) -> bool {
        self.0.contains(&(storage, resource))
    }
}

/// Reactions to writes that nothing keeps from running.
fn watches(model: &Model) -> Vec<Watch> {
    let acts = Acts::new(model);
    let watch = |reaction: &Reaction| {
        let Trigger::Write(key) = &reaction.trigger else { return None };
        let named = key.resource.and_then(|id| model.resources.get(id.index()));
        let every_key = key.bound || named.is_some_and(|resource| Extent::of(key, resource) != Extent::One);
        let everywhere = matches!(reaction.at.instance, Instance::Every | Instance::Only);
        if reaction.guard.is_some() || !everywhere || !every_key {
            return None;
        }
        let found = acts.of(&reaction.steps).into_iter().filter(|act| act.certain && act.deed == Deed::Take);
        Some(Watch { of: key.resource.map(|id| model.real(id)), at: reaction.at.place, acts: found.collect() })
    };
    model.reactions.iter().filter_map(watch).collect()
}

/// The storages in which no copy of a resource survives the write of another.
fn held(
    model: &Model,
    dependents: &Dependents,
    watches: &[Watch],
    writers: &HashMap<ResourceId, BTreeSet<Place>>,
    members: &BTreeSet<ResourceId>,
    (written, resource): (ResourceId, ResourceId),
) -> BTreeSet<StorageId> {
    let elsewhere = |watch: &Watch| writers.get(&written).is_some_and(|all| all.iter().any(|who| *who != watch.at));
    let mut acts: Vec<&Act> = Vec::new();
    for watch in watches {
        if watch.of.is_some_and(|of| of != written) || elsewhere(watch) {
            continue;
        }
        acts.extend(watch.acts.iter().filter(|act| match act.subject {
            Subject::Bound if act.cascade => true,
            Subject::Bound => written == resource,
            Subject::Of { resource: named, extent } if named == resource => match extent {
                Extent::Family => !members.contains(&named),
                Extent::Hole => named == written,
                Extent::One => false,
            },
            Subject::Of { resource: named, .. } => {
                act.cascade && dependents.outdated(&model.resources, named).contains(&resource)
            }
        }));
    }
    let storages: BTreeSet<StorageId> = acts.iter().filter_map(|act| storage(act)).collect();
    storages.into_iter().filter(|id| reaches_all(model, Place::Storage(*id), &acts)).collect()
}

fn storage(act: &Act) -> Option<StorageId> {
    match act.at.as_ref()?.place {
        Place::Storage(id) => Some(id),
        Place::User(_) | Place::Device(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => {
            None
        }
    }
}

/// Every statement of the methods, reactions, scenarios and starting states.
fn walk<'m>(model: &'m Model, mut visit: impl FnMut(&'m Step)) {
    model.bodies().chain([model.givens.as_slice()]).for_each(|steps| event::each(steps, &mut visit));
}

/// Who writes each resource, as far as the scenarios tell.
fn writers(model: &Model) -> HashMap<ResourceId, BTreeSet<Place>> {
    let mut found: HashMap<ResourceId, BTreeSet<Place>> = HashMap::new();
    walk(model, |step| {
        let (StepKind::Message { from: who, label, .. } | StepKind::Action { who, label }) = &step.kind else { return };
        if let Some(Operation::Storage { verb: Verb::Write, keys, .. }) = &label.operation {
            for id in keys.iter().filter_map(|key| key.resource) {
                found.entry(model.real(id)).or_default().insert(who.place);
            }
        }
    });
    found
}

/// Resources without a pattern of which single members are spoken of: `post:1`.
fn members(model: &Model) -> BTreeSet<ResourceId> {
    let mut found = BTreeSet::new();
    walk(model, |step| {
        let single = step.kind.keys().iter().filter(|key| key.text.contains(':')).filter_map(|key| key.resource);
        found.extend(single.map(|id| model.real(id)));
    });
    found
}
