//! Scenarios: what happens.

use super::Declared;
use super::participant::Participant;
use super::step::{Attribute, Step};
use crate::timeline::Wording;

/// A scenario.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Scenario {
    /// Name, label and place; an empty name for the unnamed one.
    pub declared: Declared,
    /// `title:` in it, else its label.
    pub title: Option<Wording>,
    /// `description:` in it.
    pub description: Option<Wording>,
    /// `[explore=reorder]`
    pub reorder: bool,
    /// Steps bear numbers (the default).
    pub numbers: bool,
    /// `[as-told]`
    pub as_told: bool,
    /// Attributes that reactions test.
    pub attributes: Vec<Attribute>,
    /// `show …`: exactly these, in that order.
    pub show: Option<Vec<Participant>>,
    /// `hide …`
    pub hide: Vec<Participant>,
    /// Its steps.
    pub steps: Vec<Step>,
}
