//! Resources: families of keys.

use super::id::{ResourceId, StorageId};
use super::operation::Directives;
use super::{Declared, Model};
use ecow::EcoString;
use std::collections::HashSet;

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

/// Who depends on each resource, by its index. Names of the same resource (aliases) stand for it.
#[derive(Clone, Debug)]
pub struct Dependents(Vec<Vec<ResourceId>>);

impl Dependents {
    /// Turns `depends on` around.
    #[must_use]
    pub fn new(resources: &[Resource]) -> Self {
        let mut all = vec![Vec::new(); resources.len()];
        for (index, resource) in resources.iter().enumerate() {
            let dependent = real(resources, ResourceId::at(index));
            for source in &resource.depends_on {
                if let Some(list) = all.get_mut(real(resources, *source).index()) {
                    list.push(dependent);
                }
            }
        }
        Self(all)
    }

    /// What writing a resource makes outdated: itself and all that depends on it, however far, in declared order.
    #[must_use]
    pub fn outdated(&self, resources: &[Resource], written: ResourceId) -> Vec<ResourceId> {
        let mut outdated = vec![real(resources, written)];
        let mut known: HashSet<ResourceId> = outdated.iter().copied().collect();
        let mut next = 0;
        while let Some(source) = outdated.get(next).copied() {
            next += 1;
            let dependents = self.0.get(source.index()).map_or(&[][..], Vec::as_slice);
            outdated.extend(dependents.iter().copied().filter(|id| known.insert(*id)));
        }
        outdated.sort_unstable_by_key(|id| id.index());
        outdated
    }
}

/// The resource that a name stands for: itself, or the one it is an alias of.
fn real(resources: &[Resource], id: ResourceId) -> ResourceId {
    resources.get(id.index()).and_then(|r| r.alias).unwrap_or(id)
}

impl Model {
    /// The resource that a name stands for: itself, or the one it is an alias of.
    #[must_use]
    pub fn real(&self, id: ResourceId) -> ResourceId {
        real(&self.resources, id)
    }
}

/// What writing a resource makes outdated: itself and all that depends on it, however far, in declared order. Names of
/// the same resource (aliases) are left out. For many resources ask [`Dependents`] once.
#[must_use]
pub fn outdated_by(resources: &[Resource], written: ResourceId) -> Vec<ResourceId> {
    Dependents::new(resources).outdated(resources, written)
}
