//! Products: which properties a storage's declaration gives it.

use crate::http::Property;
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
    crate::http::profile::find(storage.like.as_deref().unwrap_or("rfc"))?.has(property)
}

/// What the RFC says of a property.
#[must_use]
pub fn usual(property: Property) -> bool {
    crate::http::profile::find("rfc").and_then(|rfc| rfc.has(property)).unwrap_or(false)
}
