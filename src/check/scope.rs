//! Where statements stand: in a scenario, a method or a reaction. It says what `caller`, `key` and bare names mean.

use crate::model::Place;
use crate::model::method::Caller;
use ecow::EcoString;

/// Where statements stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Scope {
    /// In a scenario.
    Scenario {
        /// `[as-told]`
        as_told: bool,
    },
    /// In a method: `caller` and `key` are bound.
    Method {
        /// Who may call it.
        by: Caller,
    },
    /// In a reaction: `key` and the holes of its pattern are bound.
    Reaction {
        /// Who performs the trigger, or receives the event.
        at: Place,
        /// The names of the bound holes, without braces.
        holes: Vec<EcoString>,
    },
}
