//! How fast claims are decided, and how fast a scenario is simulated, inside one process. `cargo bench --bench explore`
#![allow(clippy::expect_used, reason = "what cannot be measured should say so")]
#![allow(missing_docs, reason = "the harness makes public functions of its own")]

use cachediag::explore::Limits;
use cachediag::pipeline::{self, Checked, Simulated};
use cachediag::{Source, simulate};
use divan::{Bencher, counter::ItemsCount};

const CLAIM: &str = include_str!("../examples/claim.cd");
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
    explore(bencher, CLAIM, 250_000);
}

#[divan::bench(args = [10_000, 50_000])]
fn three_users_in_any_order(bencher: Bencher<'_, '_>, states: u64) {
    explore(bencher, THREE_USERS, states);
}

/// One run of the claim flow: 36 statements, 14 lifelines with copies.
#[divan::bench]
fn simulate_claim_flow(bencher: Bencher<'_, '_>) {
    let checked = checked(CLAIM);
    let id = cachediag::model::ScenarioId::at(0);
    bencher.bench(|| simulate::simulate(&checked.model, id));
}
