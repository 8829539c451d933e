//! Scenarios as TLA+: every module can be read, and whoever takes its steps finds as many states and the same broken claims
//! as the search.
//!
//! The steps are taken here one by one, by a search that knows nothing of caches. TLC (revision cc6b616) counts the same
//! states: see `benches/README.md`.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cachediag::automaton::{Automaton, Way};
use cachediag::explore::{Limits, automaton};
use cachediag::model::ScenarioId;
use cachediag::pipeline::{Format, Simulated};
use cachediag::render::tla;
use cachediag::verdict::Outcome;
use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use support::{parse, programs, text_of};

/// The most work of one scenario here: states times ways.
const MOST: u64 = 3_000_000;

fn simulated(path: &Path, text: &str) -> Simulated {
    let simulated = parse(path, text).check().simulate();
    simulated.unwrap_or_else(|found| panic!("{}: {:?}", path.display(), found.list))
}

/// All scenarios of the examples as systems of steps.
fn all() -> Vec<(String, Simulated, Vec<Option<Automaton>>)> {
    let mut found = Vec::new();
    for path in programs("examples") {
        let simulated = simulated(&path, &text_of(&path));
        let scenarios = (0..simulated.model.scenarios.len()).map(ScenarioId::at);
        let automata = scenarios.map(|id| automaton::automaton(&simulated.model, id)).collect();
        found.push((path.display().to_string(), simulated, automata));
    }
    found
}

fn may(state: &[usize], way: &Way) -> bool {
    way.finds.iter().all(|(variable, value)| state[*variable] == *value)
}

/// How many states the steps lead to, and which claims they break on the way.
fn walked(automaton: &Automaton) -> (u64, BTreeSet<String>) {
    let start: Vec<usize> = automaton.variables.iter().map(|v| v.start).collect();
    let (mut seen, mut open, mut broken) = (HashSet::from([start.clone()]), vec![start], BTreeSet::new());
    while let Some(state) = open.pop() {
        for way in automaton.steps.iter().flat_map(|step| &step.ways).filter(|way| may(&state, way)) {
            let mut next = state.clone();
            way.sets.iter().for_each(|(variable, value)| next[*variable] = *value);
            broken.extend(way.breaks.iter().map(|claim| automaton.claims[*claim].name.clone()));
            if seen.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    (seen.len() as u64, broken)
}

#[test]
fn whoever_takes_the_steps_finds_what_the_search_finds() {
    let mut compared = 0;
    for (path, simulated, automata) in all() {
        let limits = Limits { repair: false, ..Limits::default() };
        let checked = simulated.check(&limits, &mut |_, _| true);
        for (automaton, checked) in automata.iter().zip(checked) {
            let Some(automaton) = automaton else { continue };
            let ways: u64 = automaton.steps.iter().map(|step| step.ways.len() as u64).sum();
            if automaton.states * ways > MOST {
                continue;
            }
            let (states, broken) = walked(automaton);
            assert_eq!(states, automaton.states, "{path} {}", automaton.name);
            let told: BTreeSet<&str> = automaton.claims.iter().map(|claim| claim.name.as_str()).collect();
            let all = checked.points.iter().chain(&checked.whole);
            let fails = all.filter(|decided| decided.outcome == Outcome::Fails);
            let fails = fails.map(|decided| format!("Claim_{}", decided.line));
            let fails: BTreeSet<String> = fails.filter(|name| told.contains(name.as_str())).collect();
            assert_eq!(fails, broken, "{path} {}", automaton.name);
            compared += 1;
        }
    }
    assert!(compared > 60, "{compared} scenarios");
}

#[test]
fn every_module_can_be_read() {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_tlaplus::LANGUAGE.into()).expect("the grammar fits the parser");
    let mut read = 0;
    for (path, _, automata) in all() {
        for automaton in automata.iter().flatten() {
            let text = tla::module(automaton, "told");
            let tree = parser.parse(&text, None).expect("a tree");
            assert!(!tree.root_node().has_error(), "{path} {}: {}", automaton.name, tree.root_node().to_sexp());
            read += 1;
        }
    }
    assert!(read > 60, "{read} modules");
    let broken = parser.parse("---- MODULE x ----\nInit == /\\ \n====\n", None).expect("a tree");
    assert!(broken.root_node().has_error(), "what cannot be read is seen");
}

const CLAIM: &str = "\
resource node \"/nodes/{id}\"
storage proxy \"Proxy\" [http=shared, ttl=5m]
storage db [origin]
user alice
user bob
scenario watch {
  given /nodes/1 = @free in every storage
  alice -> db: write /nodes/1 = @taken
  bob => GET /nodes/1
  expect bob sees @taken [fails]
}
scenario other {
  alice => GET /nodes/1
}
";

#[test]
fn a_module_is_called_as_its_file_and_holds_one_scenario() {
    let simulated = simulated(Path::new("claim.cd"), CLAIM);
    let look = cachediag::pipeline::Look { module: "my-claim".into(), ..Default::default() };
    let text = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        simulated.render(&names, Format::Tla, &look).map(|rendered| String::from_utf8(rendered.bytes).unwrap())
    };
    let whole = text(&[]).expect("the first scenario");
    assert!(whole.contains("MODULE my_claim -") && whole.contains("called my_claim.tla"), "{whole}");
    assert!(whole.contains("Scenario watch"), "{whole}");
    assert!(whole.contains("  /\\ proxy_nodes_1 = \"@free\"\n"), "{whole}");
    assert!(whole.contains("\nClaim_10 == [][~("), "{whole}");
    assert_eq!(text(&["watch"]).expect("a scenario"), whole);
    assert!(text(&["other"]).expect("a scenario").contains("Scenario other"));
    let refused = text(&["watch", "other"]).expect_err("one scenario a file");
    assert!(refused.list.iter().any(|found| found.code.id() == "E605"), "{:?}", refused.list);
    let refused = text(&["storages"]).expect_err("a table is no scenario");
    assert!(refused.has_errors());
}
