//! Requests that nobody answers, between two who have nothing to do with anybody else, change nothing: neither what copies
//! hold nor what is found wrong. There are so many of them that open requests are looked up instead of looked through.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use cachediag::{Format, Options, Source, compile};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// More than are looked through one by one.
const MANY: usize = 50;

/// What is wrong with a program, and what the copies hold at the end of each scenario.
#[derive(Debug, PartialEq)]
struct Outcome {
    found: Vec<String>,
    held: BTreeMap<String, Vec<String>>,
}

fn outcome(text: &str) -> Outcome {
    let options = Options { format: Format::Json, states: 0, ..Options::default() };
    let (told, list) = match compile(&Source::new("case.cd", text), &options) {
        Ok(output) => (serde_json::from_slice(&output.bytes).expect("JSON"), output.warnings),
        Err(found) => (Value::Null, found.list),
    };
    let mut held = BTreeMap::new();
    for scenario in told["scenarios"].as_array().into_iter().flatten() {
        let Some(last) = scenario["steps"].as_array().and_then(|steps| steps.last()) else { continue };
        let copies = last["copies"].as_object().into_iter().flatten();
        let each = copies.flat_map(|(copy, keys)| {
            let keys = keys.as_object().into_iter().flatten();
            keys.map(move |(key, held)| format!("{copy} {key} {} {}", held["state"], held["value"]))
        });
        held.insert(scenario["name"].to_string(), each.collect());
    }
    let mut found: Vec<String> = list.iter().map(|one| one.code.id().to_owned()).collect();
    found.sort();
    Outcome { found, held }
}

/// The program with bystanders at the start of each scenario, or before its first statement.
fn crowded(text: &str, requests: usize) -> String {
    let requests = "  asker -> elsewhere: GET /nothing\n".repeat(requests);
    let mut out = String::new();
    let blocks = text.lines().any(|line| line.starts_with("scenario "));
    let mut begun = false;
    for line in text.lines() {
        let outside = !line.starts_with([' ', '}']) && !line.starts_with("route ");
        let states = line.starts_with("given ") || line.contains(" -> ") || line.contains(" => ");
        if !blocks && !begun && outside && states {
            out.push_str(&requests);
            begun = true;
        }
        out.push_str(line);
        out.push('\n');
        if line.starts_with("scenario ") && line.ends_with('{') {
            out.push_str(&requests);
        }
    }
    format!("{out}\nresource nothing \"/nothing\"\ndevice asker\ndevice elsewhere\n")
}

#[test]
fn bystanders_change_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/simulate");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("cases") {
        let path = entry.expect("a case").path();
        if path.extension().is_none_or(|ending| ending != "cd") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a case");
        // One of them is there in both, for what is advised of it.
        let (alone, crowd) = (outcome(&crowded(&text, 1)), outcome(&crowded(&text, MANY)));
        if alone.held.is_empty() {
            continue;
        }
        // What is advised is advised of each of them.
        let errors = |found: Vec<String>| found.into_iter().filter(|code| code.starts_with('E')).collect::<Vec<_>>();
        let (some, others) = (errors(alone.found), errors(crowd.found));
        assert_eq!(some, others, "{}", path.display());
        assert_eq!(alone.held, crowd.held, "{}", path.display());
        seen += 1;
    }
    assert!(seen > 60, "{seen} cases");
}
