//! From a model to a timeline: one scenario, told moment by moment.
//!
//! In order: [`crate::machine::flat`] lays the steps out in one list, played scenarios included; [`cast`] finds who takes part and gives
//! each a lifeline; [`busy`] finds which requests are answered; [`tell`] writes the moments. Copies are not worked out.

pub mod busy;
pub mod cast;
pub mod fate;
pub mod handlers;
pub mod matrix;
pub mod speak;
pub mod tell;
pub mod track;

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{ITEMS, KEPT, SITES};
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
        return refused(limits::too_many_copies(SITES, place));
    };
    let items = flat::flatten(model, scenario);
    if items.len() >= ITEMS {
        return refused(limits::too_many_steps(ITEMS, place));
    }
    let (mut played, mut next) = play(&world, declared, &items, choose::Instances::default());
    if !model.sketch && !declared.as_told && !follows(&played.findings) {
        // The most choices of instances that are tried until one can follow the hops as they are written.
        let most = (MOST_STEPS / items.len().max(1)).min(MOST_TRIES);
        for _ in 0..most {
            let Some(choose) = next else { break };
            let (other, further) = play(&world, declared, &items, choose);
            if follows(&other.findings) {
                played = other;
                break;
            }
            next = further;
        }
    }
    if played.full {
        return refused(limits::too_many_copies(KEPT, place));
    }
    if played.cut_short {
        return refused(limits::too_many_steps(ITEMS, place));
    }
    let timeline = unfold(&world, declared, &played.tale, &played.keys);
    Simulated { timeline, findings: played.findings }
}

/// The most choices of instances that are tried, however short a scenario is.
const MOST_TRIES: usize = 256;

/// The most statements that are carried out for that.
const MOST_STEPS: usize = 20_000;

/// A run that is over.
struct Played<'m> {
    tale: Tale<'m>,
    keys: Keys<'m>,
    findings: Vec<Diagnostic>,
    cut_short: bool,
    full: bool,
}

/// Whether no storage contradicts what is written.
fn follows(findings: &[Diagnostic]) -> bool {
    !findings.iter().any(|f| matches!(f.code, Code::ImpossibleAnswer | Code::WouldHaveAnswered))
}

/// One run, and the choices of the next.
fn play<'m>(
    world: &World<'m>,
    declared: &'m Scenario,
    items: &[flat::Item<'m>],
    mut choose: choose::Instances,
) -> (Played<'m>, Option<choose::Instances>) {
    let mut run = run::Run::new(world, Some(declared), &mut choose);
    if world.model.sketch {
        run.recite(items);
    } else {
        run.play(items);
    }
    let (cut_short, full) = (run.cut_short(), run.state.is_full());
    let played = Played { tale: run.tale, keys: run.keys, findings: run.findings, cut_short, full };
    (played, choose.next())
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
        groups: Vec::new(),
        lifelines: Vec::new(),
        opening: Vec::new(),
        moments: Vec::new(),
        tones: model.tones.clone(),
        copies: world.sites.iter().map(|s| s.name.clone()).collect(),
        start: Vec::new(),
    };
    let mut tracks = track::Tracks::new(world, keys, tale, &cast);
    tracks.start(&tale.start);
    if !keys.list.is_empty() {
        tracks.empty();
    }
    timeline.moments = tell::moments(model, declared, &cast, &tale.deeds, &mut tracks);
    timeline.opening = tracks.opening;
    timeline.start = tracks.before;
    timeline.groups = cast.groups;
    timeline.lifelines = cast.lifelines;
    timeline
}

fn refused(problem: Diagnostic) -> Simulated {
    Simulated { timeline: Timeline::default(), findings: vec![problem] }
}
