//! All runs of a scenario, and what its claims come to over them.
//!
//! In order: [`program`] makes blocks of the flat list of statements; [`search`] visits every state that the machine can
//! reach, [`walk`] making one move at a time under a [`guide`] that tries each choice; [`watch`] follows the claims of the
//! file; [`replay`] tells the run of a counterexample again.

pub mod automaton;
pub mod because;
pub mod control;
pub mod guide;
pub mod journal;
pub mod likeness;
pub mod pack;
pub mod part;
pub mod program;
pub mod queue;
pub mod recall;
pub mod repair;
pub mod replay;
pub mod search;
pub mod symmetry;
pub mod walk;
pub mod watch;
pub mod ways;
pub mod whole;
pub mod witness;

use crate::limits::TOLD;
use crate::machine::flat;
use crate::machine::run::Run;
use crate::machine::world::World;
use crate::model::claim::Claim;
use crate::model::scenario::Scenario;
use crate::model::step::{Step, StepKind};
use crate::model::{Model, Place, ScenarioId};
use crate::verdict::{Checked, Decided, Outcome, Stop};
use ecow::{EcoString, eco_format};
use search::Search;
use watch::Noticed;
use witness::{Leg, Stat};

/// How far a check may go.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most states.
    pub states: u64,
    /// The most faults of one run; `None` for as many as there can be.
    pub faults: Option<u32>,
    /// What is left out because it makes no difference.
    pub reductions: Reductions,
    /// What would mend a failing claim is looked for.
    pub repair: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { states: crate::limits::STATES, faults: None, reductions: Reductions::default(), repair: true }
    }
}

/// What a search leaves out because it makes no difference to any verdict.
#[derive(Clone, Copy, Debug)]
pub struct Reductions {
    /// What only one thread can notice is done without a pause.
    pub alone: bool,
    /// A copy of unknown lifetime expires when it is looked at, if ever: before, nobody can tell.
    pub expiry: bool,
    /// A move that finds all that it looks at as it was before is not made again.
    pub recall: bool,
    /// Where there are too many states, those that are the same but for who is who count as one.
    pub symmetry: bool,
    /// A mistake made on purpose, for tests that have to notice it.
    #[doc(hidden)]
    pub mistake: Option<Mistake>,
}

/// Mistakes that a reduction could make.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// A screen is compared without a pause though somebody else may act.
    NoPause,
    /// One thing that a move looked at is forgotten.
    ForgottenLook,
    /// Instances that somebody names count as alike.
    NamedAlike,
}

impl Reductions {
    /// Nothing is left out.
    pub const NONE: Self = Self { alone: false, expiry: false, recall: false, symmetry: false, mistake: None };

    fn makes(self, mistake: Mistake) -> bool {
        self.mistake == Some(mistake)
    }
}

impl Default for Reductions {
    fn default() -> Self {
        Self { alone: true, expiry: true, recall: true, symmetry: true, mistake: None }
    }
}

/// Asked now and then with the states and moves so far: whether to go on.
pub type Progress<'p> = &'p mut dyn FnMut(u64, u64) -> bool;

/// A scenario, explored: its verdicts, and how to tell the run of each counterexample.
#[derive(Clone, Debug, Default)]
pub struct Explored {
    /// The verdicts, counterexamples left out.
    pub checked: Checked,
    /// For each claim at a point, and then for each of the file, the way to its counterexample.
    pub paths: Vec<Option<Vec<Leg>>>,
}

/// Decides every claim on one scenario; says why, and what would mend those that fail.
#[must_use]
pub fn explore(model: &Model, scenario: ScenarioId, limits: &Limits, progress: Progress<'_>) -> Explored {
    let (mut found, failing) = decide(model, scenario, limits, progress);
    replay::reasons(model, scenario, &mut found, &failing);
    if limits.repair && found.checked.stopped.is_none() {
        repair::find(model, scenario, &mut found.checked, limits, progress);
    }
    found
}

/// Decides every claim on one scenario: the verdicts, and the move that breaks each claim.
fn decide(
    model: &Model,
    scenario: ScenarioId,
    limits: &Limits,
    progress: Progress<'_>,
) -> (Explored, Vec<Option<(Noticed, EcoString)>>) {
    let Some(declared) = model.scenarios.get(scenario.index()) else { return Default::default() };
    let name = declared.declared.name.clone();
    let program = program::compile(model, scenario);
    let nothing = Explored { checked: Checked { name: name.clone(), ..Checked::default() }, paths: Vec::new() };
    if model.sketch || program.claims.is_empty() && model.claims.is_empty() {
        return (nothing, Vec::new());
    }
    let Some(world) = World::of(model) else { return (nothing, Vec::new()) };
    let plain = Limits { reductions: Reductions { symmetry: false, ..limits.reductions }, ..*limits };
    let mut found = seen(&world, declared, &program, scenario, &plain, progress);
    if limits.reductions.symmetry && found.0.checked.stopped == Some(Stop::States) {
        let alike = symmetry::twins(&world, &program, false).len() > 1;
        if alike {
            let (other, failing) = seen(&world, declared, &program, scenario, limits, progress);
            decide_open(&mut found, other, failing);
        }
    }
    found.0.checked.name = name;
    found
}

/// What claims came to, and the move that breaks each.
type Seen = (Explored, Vec<Option<(Noticed, EcoString)>>);

/// Takes from another search what the first could not decide; what it did decide is nearer to the drawn run.
fn decide_open(found: &mut Seen, other: Explored, failing: Vec<Option<(Noticed, EcoString)>>) {
    let (first, own) = found;
    let checked = &mut first.checked;
    let (stopped, moves) = (other.checked.stopped, checked.moves + other.checked.moves);
    let all = checked.points.iter_mut().chain(&mut checked.whole);
    let others = other.checked.points.into_iter().chain(other.checked.whole);
    let witnesses = first.paths.iter_mut().zip(own).zip(other.paths.into_iter().zip(failing));
    for ((decided, other), (mine, its)) in all.zip(others).zip(witnesses) {
        if decided.outcome == Outcome::Inconclusive {
            *decided = other;
            (*mine.0, *mine.1) = its;
        }
    }
    (checked.stopped, checked.moves) = (stopped, moves);
    (checked.states, checked.runs) = (other.checked.states, other.checked.runs);
}

/// One search.
fn seen<'m>(
    world: &World<'m>,
    declared: &'m Scenario,
    program: &program::Program<'m>,
    scenario: ScenarioId,
    limits: &Limits,
    progress: Progress<'_>,
) -> Seen {
    let model = world.model;
    let guide = guide::Shared::default();
    let mut choose = guide.clone();
    let run = started(world, declared, scenario, &mut choose);
    let mut search = Search::new(run, guide, program, &model.claims, limits.reductions);
    search.go(limits, progress);
    let complete = search.stopped.is_none();
    let mut found = Explored::default();
    let points: Vec<Decided> =
        program.claims.iter().zip(&search.points).map(|(s, stat)| point(model, s, stat, complete)).collect();
    let whole = model.claims.iter().zip(&search.whole).map(|(c, stat)| of_file(c, stat, complete));
    let whole: Vec<Decided> = whole.collect();
    let mut told = 0;
    for (stat, decided) in search.points.iter().chain(&search.whole).zip(points.iter().chain(&whole)) {
        let failing = stat.failing.as_ref().filter(|_| decided.outcome == Outcome::Fails && told < TOLD);
        told += usize::from(failing.is_some());
        found.paths.push(failing.map(|w| search.path(w)));
    }
    found.checked = Checked {
        name: EcoString::new(),
        runs: search.runs(),
        states: search.states(),
        moves: search.moves,
        stopped: search.stopped,
        points,
        whole,
    };
    let all = search.points.iter().chain(&search.whole);
    let failing: Vec<Option<(Noticed, EcoString)>> =
        all.map(|s| s.failing.as_ref().and_then(|w| search.noticed(w))).collect();
    drop(search);
    (found, failing)
}

/// The start of a scenario, for a run that is explored.
fn started<'r, 'm>(
    world: &'r World<'m>,
    declared: &'m Scenario,
    scenario: ScenarioId,
    choose: &'r mut guide::Shared,
) -> Run<'r, 'm> {
    let model = world.model;
    let mut run = Run::new(world, Some(declared), choose);
    run.begin(&flat::flatten(model, scenario));
    run.be_silent();
    run.exploring = true;
    run.posting = true;
    run.observing = !model.claims.is_empty();
    run
}

fn outcome(stat: &Stat, possible: bool, complete: bool) -> Outcome {
    let (held, failed) = (stat.holding.is_some(), stat.failing.is_some());
    match (possible, held, failed, complete) {
        (true, true, _, _) | (false, true, false, true) => Outcome::Holds,
        (true, false, true, true) | (false, _, true, _) => Outcome::Fails,
        (_, _, _, false) => Outcome::Inconclusive,
        (_, false, false, true) => Outcome::NotExercised,
    }
}

/// How the text of a claim begins that some run must reach.
const POSSIBLE: &str = "possible ";

/// A claim at a point.
fn point(model: &Model, step: &Step, stat: &Stat, complete: bool) -> Decided {
    let (text, possible, expected_to_fail): (EcoString, bool, bool) = match &step.kind {
        StepKind::Expect { possible: true, text, fails, .. } => (eco_format!("{POSSIBLE}{text}"), true, *fails),
        StepKind::Expect { possible: false, text, fails, .. } => (text.clone(), false, *fails),
        StepKind::Sees { who, values, fails } => {
            let name = model.name_of(Place::User(*who));
            (eco_format!("{name} sees {}", values.join(" then ")), false, *fails)
        }
        _other => (EcoString::new(), false, false),
    };
    Decided {
        span: step.span,
        line: step.line,
        text,
        outcome: outcome(stat, possible, complete),
        expected_to_fail,
        reason: String::new(),
        counterexample: None,
        repairs: Vec::new(),
        elsewhere: false,
    }
}

fn of_file(claim: &Claim, stat: &Stat, complete: bool) -> Decided {
    Decided {
        span: claim.span,
        line: claim.line,
        text: claim.text.clone(),
        outcome: outcome(stat, false, complete),
        expected_to_fail: claim.fails,
        reason: String::new(),
        counterexample: None,
        repairs: Vec::new(),
        elsewhere: false,
    }
}

/// Why a check ended early, for sentences.
#[must_use]
pub fn limit(stop: Stop) -> &'static str {
    match stop {
        Stop::Time => "the time that a check may take was over",
        Stop::States => "as many states as a check may see were seen",
        Stop::Faults => "runs with more faults than allowed were left out",
    }
}
