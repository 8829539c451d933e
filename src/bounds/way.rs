//! The way: how long one read takes, there and back.

use crate::model::{Model, StorageId};
use crate::timeline::bound::Share;

/// The time of a hop to a storage: its own, else that of the device that it is the first to be passed of.
fn hop(model: &Model, before: Option<StorageId>, id: StorageId) -> Option<u64> {
    let storage = model.storages.get(id.index())?;
    if storage.latency.is_some() {
        return storage.latency;
    }
    let device = storage.device?;
    let within = before.and_then(|b| model.storages.get(b.index())).is_some_and(|b| b.device == Some(device));
    let time = model.devices.get(device.index()).and_then(|d| d.latency);
    if within { time.map(|_| 0) } else { time }
}

/// Each storage with the one passed before it.
fn pairs(hops: &[StorageId]) -> impl Iterator<Item = (Option<StorageId>, StorageId)> + '_ {
    std::iter::once(None).chain(hops.iter().copied().map(Some)).zip(hops.iter().copied())
}

/// What the read itself adds: while it is under way, what was there before is still shown.
pub(super) fn share(model: &Model, hops: &[StorageId]) -> Option<Share> {
    let times = pairs(hops).filter_map(|(before, id)| hop(model, before, id));
    let there = times.fold(0_u64, u64::saturating_add);
    let millis = Some(there.saturating_mul(2));
    (there > 0).then(|| Share { storages: Vec::new(), millis, why: "one read, there and back".into() })
}

/// Storages to which a hop takes nobody knows how long.
pub(super) fn undeclared(model: &Model, hops: &[StorageId]) -> Vec<ecow::EcoString> {
    let unknown = pairs(hops).filter(|(before, id)| hop(model, *before, *id).is_none());
    unknown.filter_map(|(_, id)| model.storages.get(id.index()).map(|s| s.declared.name.clone())).collect()
}
