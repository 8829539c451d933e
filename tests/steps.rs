//! Scenarios as they unfold: every example has lifelines and moments, and its dump is stable.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cachediag::{simulate, timeline};
use support::{parse, programs, text_of};

#[test]
fn every_scenario_unfolds() {
    for path in programs("examples") {
        let checked = parse(&path, &text_of(&path)).check();
        let ids = (0..checked.model.scenarios.len()).map(cachediag::model::ScenarioId::at);
        for unfolded in ids.map(|id| simulate::simulate(&checked.model, id).timeline) {
            let told = timeline::dump(&unfolded);
            if std::env::var_os("CACHEDIAG_SHOW").is_some() {
                println!("{}\n{told}", path.display());
            }
            assert!(!unfolded.lifelines.is_empty() && !unfolded.moments.is_empty(), "{}\n{told}", path.display());
        }
    }
}
