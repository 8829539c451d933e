//! Routes: which storages a read passes.

use super::Declared;
use super::id::StorageId;

/// A route.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Name, label and place.
    pub declared: Declared,
    /// Nearest first.
    pub hops: Vec<StorageId>,
}
