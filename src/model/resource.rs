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
