//! What products do with Age. The one place to ask; profiles of products answer here.

use crate::model::storage::Storage;
use crate::model::{Model, StorageId};

/// Products that do not say the age of what they answer with: browsers answer nobody further, nginx adds no field.
const SILENT: [&str; 4] = ["nginx", "chrome", "firefox", "safari"];
/// Products that do not count the age that they are told.
const DEAF: [&str; 1] = ["nginx"];

/// Whether a copy that one cache gets from another has the age it had there: the one behind says it, the nearer one
/// counts it. The bound of a product of which this is unknown is the longer one.
pub(super) fn age_travels(model: &Model, behind: StorageId, nearer: StorageId) -> bool {
    let find = |id: StorageId| model.storages.get(id.index());
    find(behind).is_some_and(|s| has_age(s, &SILENT)) && find(nearer).is_some_and(|s| has_age(s, &DEAF))
}

/// `ignores=age` and `honours=age` say it outright.
fn has_age(storage: &Storage, without: &[&str]) -> bool {
    let named = |list: &[ecow::EcoString]| list.iter().any(|word| word == "age");
    if named(&storage.ignores) || named(&storage.honours) {
        return named(&storage.honours);
    }
    storage.like.as_deref().is_none_or(|like| !without.contains(&like))
}

/// Whether a cache answers with a stale copy while it revalidates (RFC 5861 §3).
pub(super) fn answers_stale(storage: &Storage) -> bool {
    let named = |list: &[ecow::EcoString]| list.iter().any(|word| word == "stale-while-revalidate");
    if named(&storage.ignores) || named(&storage.honours) {
        return named(&storage.honours);
    }
    let without = ["nginx", "squid", "ats", "httpd", "caddy", "haproxy"];
    storage.like.as_deref().is_none_or(|like| !without.contains(&like))
}
