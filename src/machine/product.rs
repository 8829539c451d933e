//! Products: which properties a storage's declaration gives it.

use crate::http::Property;
use crate::http::profile::{Answer, Profile};
use crate::model::storage::Storage;

/// Whether a storage has a property: by `ignores=` and `honours=`, else by the profile of `like=`; `None` if nobody knows.
#[must_use]
pub fn property(storage: &Storage, property: Property) -> Option<bool> {
    let named = |list: &[ecow::EcoString]| list.iter().any(|name| name == property.name());
    if named(&storage.ignores) {
        return Some(false);
    }
    if named(&storage.honours) {
        return Some(true);
    }
    match Profile::of(storage.like.as_deref().unwrap_or("rfc"))?.answer(property) {
        Answer::Yes => Some(true),
        Answer::No => Some(false),
        Answer::Unknown => None,
    }
}

/// What the RFC says of a property.
#[must_use]
pub fn usual(property: Property) -> bool {
    property.by_rfc()
}
