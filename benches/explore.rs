//! How fast claims are decided, and how fast a scenario is simulated, inside one process. `cargo bench --bench explore`
#![allow(clippy::expect_used, reason = "what cannot be measured should say so")]
#![allow(missing_docs, reason = "the harness makes public functions of its own")]

use cachediag::explore::Limits;
use cachediag::machine::run::Run;
use cachediag::machine::world::World;
use cachediag::machine::{choose, flat};
use cachediag::pipeline::{self, Checked, Simulated};
use cachediag::{Source, simulate};
use divan::{Bencher, counter::ItemsCount};

const CLAIM: &str = include_str!("../examples/claim.cd");
const THIRTY: &str = include_str!("thirty.cd");
const THREE_USERS: &str = include_str!("three-users.cd");

fn main() {
    divan::main();
}

fn checked(text: &str) -> Checked {
    let checked = pipeline::parse(Source::new("bench.cd", text), &mut pipeline::no_imports).check();
    assert!(!checked.findings.has_errors(), "{:?}", checked.findings.list.first());
    checked
}

fn simulated(text: &str) -> Simulated {
    checked(text).simulate().expect("the program compiles")
}

/// Moves of an exploration that ends after so many states.
fn explore(bencher: Bencher<'_, '_>, text: &str, states: u64) {
    let simulated = simulated(text);
    let limits = Limits { states, repair: false, ..Limits::default() };
    let moves: u64 = simulated.check(&limits, &mut |_, _| true).iter().map(|s| s.moves).sum();
    bencher.counter(ItemsCount::new(moves)).bench(|| simulated.check(&limits, &mut |_, _| true));
}

#[divan::bench]
fn claim_flow(bencher: Bencher<'_, '_>) {
    explore(bencher, CLAIM, 1_000_000);
}

#[divan::bench(args = [10_000, 50_000])]
fn three_users_in_any_order(bencher: Bencher<'_, '_>, states: u64) {
    explore(bencher, THREE_USERS, states);
}

/// One run of the first scenario.
fn simulate(bencher: Bencher<'_, '_>, text: &str) {
    let checked = checked(text);
    let id = cachediag::model::ScenarioId::at(0);
    let played = simulate::simulate(&checked.model, id);
    assert!(!played.timeline.moments.is_empty() && played.findings.is_empty(), "{:?}", played.findings.first());
    bencher.bench(|| simulate::simulate(&checked.model, id));
}

/// 30 statements, 20 copies of the key that they are about.
#[divan::bench]
fn simulate_thirty_statements(bencher: Bencher<'_, '_>) {
    simulate(bencher, THIRTY);
}

/// The same run before anybody has a lifeline or a sentence.
#[divan::bench]
fn run_thirty_statements(bencher: Bencher<'_, '_>) {
    let checked = checked(THIRTY);
    let (model, id) = (&checked.model, cachediag::model::ScenarioId::at(0));
    let scenario = model.scenarios.first();
    bencher.bench(|| {
        let world = World::of(model).expect("the places can be counted");
        let items = flat::flatten(model, id);
        let mut choose = choose::Instances::default();
        let mut run = Run::new(&world, scenario, &mut choose);
        run.play(&items);
        (run.tale.deeds.len(), run.findings.len())
    });
}

/// One run of the claim flow: 36 statements, 14 lifelines with copies.
#[divan::bench]
fn simulate_claim_flow(bencher: Bencher<'_, '_>) {
    simulate(bencher, CLAIM);
}

/// The same scenario with its statements many times over: one run, nothing drawn.
#[divan::bench(args = [100, 1_000, 10_000])]
fn simulate_statements(bencher: Bencher<'_, '_>, statements: usize) {
    let (head, body) = THIRTY.split_once("  bob: reads the page\n").expect("the scenario has that statement");
    let body: Vec<&str> = body
        .lines()
        .filter(|line| line.starts_with("  ") && !line.contains("sees") && !line.contains("expect"))
        .collect();
    let lines: String = body.iter().cycle().take(statements).flat_map(|line| [*line, "\n"]).collect();
    let checked = checked(&format!("{head}{lines}}}\n"));
    let id = cachediag::model::ScenarioId::at(0);
    bencher.counter(ItemsCount::new(statements)).bench(|| simulate::simulate(&checked.model, id));
}
