//! From a model to a timeline: one scenario, told moment by moment.
//!
//! In order: [`flat`] lays the steps out in one list, played scenarios included; [`cast`] finds who takes part and gives
//! each a lifeline; [`busy`] finds which requests are answered; [`tell`] writes the moments. Copies are not worked out.

pub mod busy;
pub mod cast;
pub mod choose;
pub mod flat;
pub mod key;
pub mod product;
pub mod run;
pub mod speak;
pub mod state;
pub mod tale;
pub mod tell;
pub mod world;

use crate::model::{Model, ScenarioId};
use crate::timeline::Timeline;

/// One scenario, unfolded; an empty timeline for an id that the model does not have.
#[must_use]
pub fn unfold(model: &Model, scenario: ScenarioId) -> Timeline {
    let Some(declared) = model.scenarios.get(scenario.index()) else { return Timeline::default() };
    let items = flat::flatten(model, scenario);
    let cast = cast::cast(model, declared, &items);
    let mut timeline = Timeline {
        name: declared.declared.name.clone(),
        title: declared.title.clone(),
        description: declared.description.clone(),
        groups: cast.groups.clone(),
        lifelines: cast.lifelines.clone(),
        opening: Vec::new(),
        moments: Vec::new(),
        tones: model.tones.clone(),
        copies: Vec::new(),
        start: Vec::new(),
    };
    timeline.moments = tell::moments(model, declared, &cast, &items);
    timeline
}
