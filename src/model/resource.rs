//! Resources: families of keys.

use super::Declared;
use super::id::{ResourceId, StorageId};
use super::operation::Directives;
use ecow::EcoString;

/// A piece of a key pattern, between slashes.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// `nodes`
    Word(EcoString),
    /// `{id}`
    Hole(EcoString),
}

/// A family of keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Name, label and place.
    pub declared: Declared,
    /// Its key pattern; without one its keys are `NAME` and `NAME:id`.
    pub pattern: Option<Vec<Segment>>,
    /// The pattern as written.
    pub pattern_text: EcoString,
    /// Must never enter a shared storage.
    pub private: bool,
    /// The resource that this one is another name of.
    pub alias: Option<ResourceId>,
    /// Its authority; `None` in a program without origins.
    pub origin: Option<StorageId>,
    /// What it depends on, as written.
    pub depends_on: Vec<ResourceId>,
    /// What its origin answers with.
    pub response: Directives,
}

/// What writing a resource makes outdated: itself and all that depends on it, however far, in declared order. Names of
/// the same resource (aliases) are left out.
#[must_use]
pub fn outdated_by(resources: &[Resource], written: ResourceId) -> Vec<ResourceId> {
    let real = |id: ResourceId| resources.get(id.index()).and_then(|r| r.alias).unwrap_or(id);
    let mut outdated = vec![real(written)];
    let mut next = 0;
    while let Some(source) = outdated.get(next).copied() {
        next += 1;
        for (index, resource) in resources.iter().enumerate() {
            let id = real(ResourceId::at(index));
            if resource.depends_on.iter().any(|d| real(*d) == source) && !outdated.contains(&id) {
                outdated.push(id);
            }
        }
    }
    outdated.sort_unstable_by_key(|id| id.index());
    outdated
}
