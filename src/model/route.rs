//! Routes: which storages a read passes.

use super::id::StorageId;
use super::Declared;

/// A route.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Name, label and place.
    pub declared: Declared,
    /// Nearest first.
    pub hops: Vec<StorageId>,
}
