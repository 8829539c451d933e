//! Where statements stand, and what the words `caller` and `key` and holes mean there.

use crate::model::Place;
use crate::model::method::Caller;
use ecow::EcoString;

/// Where statements stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Scope {
    /// In a scenario.
    Scenario {
        /// The scenario is marked `[as-told]`.
        as_told: bool,
    },
    /// In a method: `caller` and `key` are bound.
    Method {
        /// Who may call it.
        by: Caller,
    },
    /// In a reaction: `key` and the trigger's holes are bound.
    Reaction {
        /// Who performs the trigger, or receives the event.
        at: Place,
        /// The names of the trigger's holes: `id` of `/nodes/{id}`.
        holes: Vec<EcoString>,
    },
}
