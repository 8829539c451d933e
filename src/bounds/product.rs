//! What products do with Age and with stale answers: the one place where the bounds ask for profiles.
//!
//! What no source tells is taken so that the bound is the longer one.

use crate::http::Property;
use crate::http::profile::{Answer, Profile};
use crate::model::storage::Storage;
use crate::model::{Model, StorageId};

/// Whether a copy that one cache gets from another has the age it had there: the one behind says it, the nearer one
/// counts it (RFC 9111 §4.2.3, §5.1).
pub(super) fn age_travels(model: &Model, behind: StorageId, nearer: StorageId) -> bool {
    let of = |id: StorageId, property| model.storages.get(id.index()).map(|s| answer(s, property));
    of(behind, Property::AgeGenerated) == Some(Answer::Yes) && of(nearer, Property::Age) == Some(Answer::Yes)
}

/// Whether a cache may answer with a stale copy while it revalidates (RFC 5861 §3).
pub(super) fn answers_stale(storage: &Storage) -> bool {
    answer(storage, Property::StaleWhileRevalidate) != Answer::No
}

/// Whether a cache asks before each use of what says `no-cache` (RFC 9111 §5.2.2.4).
pub(super) fn validates(storage: &Storage) -> bool {
    answer(storage, Property::ResponseNoCache) == Answer::Yes
}

/// Whether a cache keeps no copy of what says `no-store` (RFC 9111 §5.2.2.5).
pub(super) fn obeys_no_store(storage: &Storage) -> bool {
    answer(storage, Property::ResponseNoStore) == Answer::Yes
}

/// By `honours=` and `ignores=`, else by the profile of `like=`. The word `age` is about saying it as well.
fn answer(storage: &Storage, property: Property) -> Answer {
    let words = [property.name(), if property == Property::AgeGenerated { Property::Age.name() } else { "" }];
    for word in words.into_iter().filter(|word| !word.is_empty()) {
        let named = |list: &[ecow::EcoString]| list.iter().any(|known| known == word);
        if named(&storage.ignores) {
            return Answer::No;
        }
        if named(&storage.honours) {
            return Answer::Yes;
        }
    }
    Profile::of(storage.like.as_deref().unwrap_or("rfc")).map_or(Answer::Unknown, |profile| profile.answer(property))
}
