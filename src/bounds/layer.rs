//! One storage: how long a copy of it is used without asking further.

use super::product;
use crate::model::operation::Directives;
use crate::model::storage::{Dimension, HttpRole, Storage};
use crate::model::{Model, ResourceId, StorageId};
use crate::timeline::bound::Share;
use crate::timeline::wording::duration;

/// A storage on the way.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// An HTTP cache.
    pub http: bool,
    /// What it adds by itself.
    pub share: Share,
}

impl Layer {
    /// The same where a reaction reaches every copy at every write.
    pub(super) fn emptied(self) -> Self {
        let share = Share { millis: Some(0), why: "reached at every write".into(), ..self.share };
        Self { share, ..self }
    }
}

/// What a storage adds for a resource, of which it hears that in drawn answers; `None` if it keeps no copy of that.
pub(super) fn of(model: &Model, id: StorageId, resource: ResourceId, said: &[Directives]) -> Option<Layer> {
    let storage = model.storages.get(id.index())?;
    let resource = model.resources.get(resource.index())?;
    if storage.origin || storage.unused || storage.per == Some(Dimension::Request) {
        return None;
    }
    let (millis, why) = match storage.http {
        Some(role) => {
            let (shared, obeys) = (role == HttpRole::Shared, product::obeys_no_store(storage));
            let keeps = |response: &&Directives| !(shared && response.private || obeys && response.no_store);
            let declared = Some(&resource.response).filter(keeps).map(|response| lifetime(storage, role, response));
            longest(declared, said.iter().filter(keeps).map(|response| lifetime(storage, role, response)))?
        }
        // Whoever fills it does not ask what HTTP says, nor who may share it.
        None => kept(storage),
    };
    let share = Share { storages: vec![storage.declared.name.clone()], millis, why: why.into() };
    Some(Layer { http: storage.http.is_some(), share })
}

/// What is declared, or what an answer says where that is longer; without end is longest.
fn longest(
    declared: Option<(Option<u64>, String)>,
    answers: impl Iterator<Item = (Option<u64>, String)>,
) -> Option<(Option<u64>, String)> {
    let rank = |millis: Option<u64>| (millis.is_none(), millis);
    answers.fold(declared, |found, (millis, why)| match found {
        Some((before, _)) if rank(millis) <= rank(before) => found,
        Some(_) | None => Some((millis, format!("{why} of an answer"))),
    })
}

/// An HTTP cache: what it is set to, else what the answer says (RFC 9111 §4.2.1).
fn lifetime(storage: &Storage, role: HttpRole, response: &Directives) -> (Option<u64>, String) {
    if response.no_cache && product::validates(storage) {
        return (Some(0), "no-cache: validated before each use".into());
    }
    let shared_age = response.s_maxage.filter(|_| role == HttpRole::Shared);
    let named = [("ttl", storage.ttl), ("s-maxage", shared_age), ("max-age", response.max_age)];
    let Some((name, fresh)) = named.into_iter().find_map(|(name, time)| Some((name, time?))) else {
        return (None, "no lifetime is declared".into());
    };
    let why = format!("{name}={}", duration(fresh));
    // RFC 9111 §4.2.4 and §5.2.2.10: such answers are never served stale.
    let never_stale = response.must_revalidate || shared_age.is_some();
    match response.stale_while_revalidate.filter(|_| !never_stale && product::answers_stale(storage)) {
        Some(window) => {
            (Some(fresh.saturating_add(window)), format!("{why}, stale-while-revalidate={}", duration(window)))
        }
        None => (Some(fresh), why),
    }
}

/// Any other storage: its clock starts when it stores, and it ignores what HTTP says.
fn kept(storage: &Storage) -> (Option<u64>, String) {
    match (storage.stale_time, storage.ttl) {
        (Some(fresh), _) => (Some(fresh), format!("stale-time={}, then until the refetch ends", duration(fresh))),
        (None, Some(fresh)) => (Some(fresh), format!("ttl={}", duration(fresh))),
        (None, None) => (None, "nothing limits it".into()),
    }
}
