//! `private-in-shared`: a private resource that is read through a storage which keeps one copy for several users.

use crate::diagnostic::Diagnostic;
use crate::model::step::{Step, StepKind};
use crate::model::storage::HttpRole;
use crate::model::{Copies, Model, Operation, Place, ResourceId, StorageId, event};
use crate::problem::advice;
use std::collections::BTreeMap;

/// Whether a storage keeps what passes for several users at once.
fn keeps_for_all(model: &Model, id: StorageId) -> bool {
    let Some(storage) = model.storages.get(id.index()) else { return false };
    if storage.origin || storage.unused {
        return false;
    }
    storage.http == Some(HttpRole::Shared) || model.copies(Place::Storage(id)) == Copies::One && storage.http.is_none()
}

/// Private resources that are read through such a storage: one finding a resource.
#[must_use]
pub fn advise(model: &Model) -> Vec<Diagnostic> {
    let mut read: BTreeMap<ResourceId, StorageId> = BTreeMap::new();
    for steps in model.bodies() {
        event::each(steps, &mut |step| {
            if let Some((resource, storage)) = kept(model, step) {
                let first = read.entry(resource).or_insert(storage);
                *first = storage.min(*first);
            }
        });
    }
    let tell = |(resource, storage): (ResourceId, StorageId)| {
        let resource = &model.resources.get(resource.index())?.declared;
        let storage = &model.storages.get(storage.index())?.declared;
        Some(advice::private_in_shared(resource.span, &resource.name, &storage.name, storage.span))
    };
    read.into_iter().filter_map(tell).collect()
}

/// The private resource that a step reads, and the first storage on its way that keeps it for all.
fn kept(model: &Model, step: &Step) -> Option<(ResourceId, StorageId)> {
    let (key, hops): (_, Vec<StorageId>) = match &step.kind {
        StepKind::Read { who, key, via, .. } => (key, model.way(who, *via).to_vec()),
        StepKind::Message { to, label, .. } => match (&label.operation, to.place) {
            (Some(Operation::Http { key, method, .. }), Place::Storage(id)) if method.is_safe() => (key, vec![id]),
            _ => return None,
        },
        StepKind::Action { .. }
        | StepKind::Sees { .. }
        | StepKind::Given(_)
        | StepKind::Expect { .. }
        | StepKind::Note { .. }
        | StepKind::Divider(_)
        | StepKind::Gap(_)
        | StepKind::Wait { .. }
        | StepKind::Fragment { .. }
        | StepKind::Happening { .. }
        | StepKind::CrashAnywhere { .. }
        | StepKind::Lifespan { .. }
        | StepKind::Play(_)
        | StepKind::Reference { .. }
        | StepKind::Link { .. } => return None,
    };
    let id = key.resource?;
    let resource = model.resources.get(id.index())?;
    if !resource.private || resource.response.no_store || step.directives.no_store {
        return None;
    }
    // An answer marked private passes a shared HTTP cache without being kept (RFC 9111 §3).
    // Nor is the answer to a request with authorization, unless it says so (§3.5).
    let answer = &resource.response;
    let shareable = answer.public || answer.must_revalidate || answer.s_maxage.is_some();
    let passes = answer.private || step.directives.authorization && !shareable;
    let obeys = |storage: &StorageId| passes && model.storages.get(storage.index()).is_some_and(|s| s.http.is_some());
    hops.into_iter().find(|s| keeps_for_all(model, *s) && !obeys(s)).map(|s| (id, s))
}
