//! From a model to a timeline: one scenario, told moment by moment.
//!
//! In order: [`crate::machine::flat`] lays the steps out in one list, played scenarios included; [`cast`] finds who takes part and gives
//! each a lifeline; [`busy`] finds which requests are answered; [`tell`] writes the moments. Copies are not worked out.

pub mod busy;
pub mod cast;
pub mod fate;
pub mod matrix;
pub mod speak;
pub mod tell;
pub mod track;

use crate::diagnostic::{Code, Diagnostic};
use crate::machine::key::Keys;
use crate::machine::tale::Tale;
use crate::machine::world::World;
use crate::machine::{choose, flat, run, world};
use crate::model::scenario::Scenario;
use crate::model::{Model, ScenarioId};
use crate::problem::limits;
use crate::timeline::Timeline;

/// What came of simulating a scenario.
#[derive(Clone, Debug, Default)]
pub struct Simulated {
    /// What happened.
    pub timeline: Timeline,
    /// What contradicts the storages.
    pub findings: Vec<Diagnostic>,
}

/// One scenario, carried out; an empty timeline for an id that the model does not have.
#[must_use]
pub fn simulate(model: &Model, scenario: ScenarioId) -> Simulated {
    let Some(declared) = model.scenarios.get(scenario.index()) else { return Simulated::default() };
    let place = declared.declared.span;
    let Some(world) = world::World::of(model) else {
        return refused(limits::too_many_copies(world::MOST_SITES, place));
    };
    let items = flat::flatten(model, scenario);
    if items.len() >= flat::MOST {
        return refused(limits::too_many_steps(flat::MOST, place));
    }
    let (found, next) = one(&world, declared, &items, choose::Instances::default());
    if model.sketch || declared.as_told || follows(&found.findings) {
        return found;
    }
    other(&world, declared, &items, next).unwrap_or(found)
}

/// The most choices of instances that are tried until one can follow the hops as they are written.
const MOST_TRIES: usize = 256;

/// The first run with other instances that can follow the hops as they are written.
fn other(
    world: &World<'_>,
    declared: &Scenario,
    items: &[flat::Item<'_>],
    mut next: Option<choose::Instances>,
) -> Option<Simulated> {
    for _ in 0..MOST_TRIES {
        let (found, further) = one(world, declared, items, next?);
        if follows(&found.findings) {
            return Some(found);
        }
        next = further;
    }
    None
}

/// Whether no storage contradicts what is written.
fn follows(findings: &[Diagnostic]) -> bool {
    !findings.iter().any(|f| matches!(f.code, Code::ImpossibleAnswer | Code::WouldHaveAnswered))
}

/// One run, and the choices of the next.
fn one<'m>(
    world: &World<'m>,
    declared: &'m Scenario,
    items: &[flat::Item<'m>],
    mut choose: choose::Instances,
) -> (Simulated, Option<choose::Instances>) {
    let mut run = run::Run::new(world, Some(declared), &mut choose);
    if world.model.sketch {
        run.recite(items);
    } else {
        run.play(items);
    }
    if run.cut_short() {
        return (refused(limits::too_many_steps(flat::MOST, declared.declared.span)), None);
    }
    let timeline = unfold(world, declared, &run.tale, &run.keys);
    let found = Simulated { timeline, findings: run.findings };
    (found, choose.next())
}

/// A tale as a timeline: everybody who takes part gets a lifeline, every deed its moments.
#[must_use]
pub fn unfold(world: &World<'_>, declared: &Scenario, tale: &Tale<'_>, keys: &Keys<'_>) -> Timeline {
    let model = world.model;
    let cast = cast::cast(model, declared, &tale.deeds);
    let mut timeline = Timeline {
        name: declared.declared.name.clone(),
        title: declared.title.clone(),
        description: declared.description.clone(),
        groups: cast.groups.clone(),
        lifelines: cast.lifelines.clone(),
        opening: Vec::new(),
        moments: Vec::new(),
        tones: model.tones.clone(),
        copies: world.sites.iter().map(|s| s.name.clone()).collect(),
        start: Vec::new(),
    };
    let mut tracks = track::Tracks::new(world, keys, tale);
    tracks.start(&tale.start, &cast);
    if !keys.list.is_empty() {
        tracks.empty(&cast);
    }
    timeline.moments = tell::moments(model, declared, &cast, &tale.deeds, &mut tracks);
    timeline.opening = tracks.opening;
    timeline.start = tracks.before;
    timeline
}

fn refused(problem: Diagnostic) -> Simulated {
    Simulated { timeline: Timeline::default(), findings: vec![problem] }
}
