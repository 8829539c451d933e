//! All runs of a scenario, one after the other: no state is known again, nothing is merged, nothing left out.

use cachediag::explore::control::{Control, Move};
use cachediag::explore::guide::Shared;
use cachediag::explore::program::{self, Program};
use cachediag::explore::search::Search;
use cachediag::explore::symmetry;
use cachediag::explore::walk::Walker;
use cachediag::explore::watch::Watch;
use cachediag::explore::{Limits, Mistake, Reductions};
use cachediag::machine::choose::Choice;
use cachediag::machine::flat;
use cachediag::machine::run::Run;
use cachediag::machine::run::memory::Memory;
use cachediag::machine::run::renamed::Names;
use cachediag::machine::world::{SiteId, World};
use cachediag::model::claim::Claim;
use cachediag::model::{Model, ScenarioId, UserId};
use cachediag::syntax::declaration::claim::ClaimForm;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The most runs and moves of a model that is not left out.
const MOST_RUNS: u64 = 20_000;
const MOST_MOVES: u64 = 15_000;

/// What came of looking at a scenario. Claims at points come first, then those of the file.
#[derive(Debug, Default)]
pub struct Seen {
    pub held: BTreeSet<usize>,
    pub failed: BTreeSet<usize>,
    pub ends: BTreeSet<String>,
    pub runs: u64,
    pub states: u64,
    pub lost: bool,
    pub alike: bool,
}

/// The scenario's start, for a run that is explored.
fn started<'r, 'm>(world: &'r World<'m>, scenario: ScenarioId, choose: &'r mut Shared) -> Run<'r, 'm> {
    let model = world.model;
    let mut run = Run::new(world, model.scenarios.get(scenario.index()), choose);
    run.begin(&flat::flatten(model, scenario));
    run.be_silent();
    run.exploring = true;
    run.posting = true;
    run.observing = !model.claims.is_empty();
    run
}

/// Who stands for whom: by site and by user.
pub type Order = (Vec<usize>, Vec<usize>);

/// What is where when a run is over, by name, if everybody stands for somebody.
fn ending(run: &Run<'_, '_>, (sites, users): &Order) -> String {
    let mut found = Vec::new();
    for key in run.keys.ids() {
        for (at, stands_for) in sites.iter().enumerate() {
            let Some(held) = run.state.held(SiteId(u32::try_from(at).unwrap()), key) else { continue };
            let site = SiteId(u32::try_from(*stands_for).unwrap());
            let mut text = format!("{}[{}]={}", run.world.name(site), run.keys.text(key), run.name(held.value));
            let _ = write!(text, " marked={} expired={} stored={}; ", held.marked, held.expired, held.stored);
            found.push((key.index(), *stands_for, text));
        }
    }
    for (screen, user) in run.state.screens.iter().zip(users) {
        let still = screen.still.map(|s| (run.keys.text(s.key), run.name(s.value)));
        found.push((usize::MAX, *user, format!("screen {user}: {still:?}; ")));
    }
    found.sort();
    found.into_iter().map(|(_, _, text)| text).collect()
}

/// Everybody as they are.
fn nobody_else(world: &World<'_>) -> Order {
    ((0..world.sites.len()).collect(), (0..world.model.users.len()).collect())
}

/// All orders in which those who are alike can stand for each other.
fn orders(world: &World<'_>, program: &Program<'_>, rashly: bool) -> Vec<Order> {
    let own = nobody_else(world);
    let site = |names: &Names<'_>, at: &usize| names.site(SiteId(u32::try_from(*at).unwrap())).index();
    let twins: Vec<Names<'_>> = symmetry::twins(world, program, rashly).into_iter().map(|twin| twin.names).collect();
    let mut found = vec![own];
    let mut at = 0;
    while let Some((sites, users)) = found.get(at).cloned() {
        for names in &twins {
            let sites = sites.iter().map(|one| site(names, one)).collect();
            let order = (sites, users.iter().map(|one| names.user(UserId::at(*one)).index()).collect());
            if !found.contains(&order) {
                found.push(order);
            }
        }
        at += 1;
    }
    found
}

struct Naive<'w, 'r, 'm> {
    walker: Walker<'w, 'r, 'm>,
    claims: &'m [Claim],
    points: usize,
    seen: Seen,
    moves: u64,
}

impl<'m> Naive<'_, '_, 'm> {
    /// Everything that may follow; `false` when there is too much.
    fn follow(&mut self, memory: &Memory<'m>, control: &Control<'m>, watch: &Watch) -> bool {
        let moves = control.moves(self.walker.program);
        if moves.is_empty() {
            self.end(memory);
        }
        let rest = (!moves.is_empty()).then(|| control.rest(&moves, self.walker.program));
        self.converging(memory, watch, rest);
        moves.into_iter().all(|by| self.each_way(by, memory, control, watch))
    }

    fn each_way(&mut self, by: Move, memory: &Memory<'m>, control: &Control<'m>, watch: &Watch) -> bool {
        let mut way: Vec<u8> = Vec::new();
        loop {
            self.moves += 1;
            if self.moves > MOST_MOVES || self.seen.runs > MOST_RUNS {
                return false;
            }
            self.walker.run.give(memory.clone());
            self.walker.control = control.clone();
            self.walker.guide.begin(&way);
            self.walker.make(by);
            let taken = self.walker.guide.taken();
            self.seen.lost |= taken.iter().any(|t| matches!(t.what, Choice::Delivery(_)) && t.option == 1);
            let mut watch = watch.clone();
            for noticed in watch.notice(self.claims, &mut self.walker.run) {
                self.seen.note(self.points + noticed.claim, noticed.holds);
            }
            for judged in std::mem::take(&mut self.walker.judged) {
                if let Some(holds) = judged.holds {
                    self.seen.note(judged.claim as usize, holds);
                }
            }
            let control = std::mem::take(&mut self.walker.control);
            let memory = self.walker.run.take();
            if !self.follow(&memory, &control, &watch) {
                return false;
            }
            let Some(last) = taken.iter().rposition(|t| t.option + 1 < t.options) else { return true };
            way = taken[..=last].iter().map(|t| u8::try_from(t.option).unwrap()).collect();
            way[last] += 1;
        }
    }

    fn end(&mut self, memory: &Memory<'m>) {
        self.seen.runs += 1;
        self.walker.run.give(memory.clone());
        self.seen.ends.insert(ending(&self.walker.run, &nobody_else(self.walker.run.world)));
    }

    fn converging(&mut self, memory: &Memory<'m>, watch: &Watch, rest: Option<i64>) {
        for (at, claim) in self.claims.iter().enumerate() {
            let ClaimForm::Convergence(within) = &claim.form else { continue };
            self.walker.run.give(memory.clone());
            let (model, guide) = (self.walker.run.world.model, self.walker.guide.clone());
            for noticed in watch.converges((within.millis, rest), model, &mut self.walker.run, &guide) {
                self.seen.note(self.points + at, noticed.holds);
            }
        }
    }
}

impl Seen {
    fn note(&mut self, claim: usize, holds: bool) {
        if holds { &mut self.held } else { &mut self.failed }.insert(claim);
    }
}

fn walker<'w, 'r, 'm>(run: Run<'r, 'm>, program: &'w Program<'m>, guide: Shared) -> Walker<'w, 'r, 'm> {
    let control = Control::start(program);
    Walker { run, program, control, guide, judged: Vec::new(), telling: false, reduce: false, rash: false }
}

/// Every run; `None` if there are too many.
pub fn all_runs(model: &Model, scenario: ScenarioId) -> Option<Seen> {
    let world = World::of(model).unwrap();
    let program = program::compile(model, scenario);
    let guide = Shared::default();
    let mut choose = guide.clone();
    let mut walker = walker(started(&world, scenario, &mut choose), &program, guide);
    let (memory, control) = (walker.run.take(), walker.control.clone());
    let points = program.claims.len();
    let mut naive = Naive { walker, claims: &model.claims, points, seen: Seen::default(), moves: 0 };
    naive.follow(&memory, &control, &Watch::default()).then_some(naive.seen)
}

/// The same as the search sees it.
pub fn searched(model: &Model, scenario: ScenarioId, reductions: Reductions) -> Seen {
    let world = World::of(model).unwrap();
    let program = program::compile(model, scenario);
    let guide = Shared::default();
    let mut choose = guide.clone();
    let run = started(&world, scenario, &mut choose);
    let ends = RefCell::new(BTreeSet::new());
    let rashly = reductions.mistake == Some(Mistake::NamedAlike);
    let orders = if reductions.symmetry { orders(&world, &program, rashly) } else { vec![nobody_else(&world)] };
    let mut search = Search::new(run, guide, &program, &model.claims, reductions);
    search.ended = Some(Box::new(|run| {
        ends.borrow_mut().extend(orders.iter().map(|order| ending(run, order)));
    }));
    search.go(&Limits::default(), &mut |_, _| true);
    assert!(search.stopped.is_none());
    let alike = orders.len() > 1;
    let mut seen = Seen { runs: search.runs(), states: search.states(), alike, ..Seen::default() };
    for (at, stat) in search.points.iter().chain(&search.whole).enumerate() {
        if stat.holding.is_some() {
            seen.note(at, true);
        }
        if stat.failing.is_some() {
            seen.note(at, false);
        }
    }
    drop(search);
    seen.ends = ends.into_inner();
    seen
}
