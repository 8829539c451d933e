//! `unused-storage`: a storage that no statement names and no read passes.

use super::mention::Mentioned;
use crate::diagnostic::Diagnostic;
use crate::model::{Model, StorageId};
use crate::problem::advice;

/// Storages that nothing uses. One whose device acts or is asked is used with it.
#[must_use]
pub fn advise(model: &Model, mentioned: &Mentioned) -> Vec<Diagnostic> {
    let routed = |id: StorageId| {
        mentioned.reads && model.default_route.contains(&id) || model.routes.iter().any(|r| r.hops.contains(&id))
    };
    let mut found = Vec::new();
    for (index, storage) in model.storages.iter().enumerate() {
        let device = storage.device.and_then(|d| model.devices.get(d.index()));
        let used = storage.unused
            || storage.origin
            || mentioned.names.contains(&storage.declared.name)
            || device.is_some_and(|d| mentioned.names.contains(&d.declared.name))
            || routed(StorageId::at(index));
        if !used {
            found.push(advice::unused_storage(storage.declared.span, &storage.declared.name));
        }
    }
    found
}
