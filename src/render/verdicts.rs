//! Verdicts as JSON, for programs: `check --json`.

use crate::timeline::{MomentKind, Timeline};
use crate::verdict::{Checked, Decided};
use serde_json::{Map, Value, json};

/// A file with what came of its claims.
#[derive(Clone, Copy, Debug)]
pub struct Told<'v> {
    /// As it was named.
    pub path: &'v str,
    /// Its scenarios.
    pub scenarios: &'v [Checked],
}

/// The verdicts on all files as one object, a line feed at its end.
#[must_use]
pub fn document(files: &[Told<'_>], states_per_second: u64) -> String {
    let files: Vec<Value> = files.iter().map(file).collect();
    let mut text = json!({ "files": files, "states_per_second": states_per_second }).to_string();
    text.push('\n');
    text
}

fn file(told: &Told<'_>) -> Value {
    let scenarios: Vec<Value> = told.scenarios.iter().map(scenario).collect();
    let claims = told.scenarios.iter().flat_map(|s| {
        s.whole.iter().map(|d| {
            let mut value = claim(d);
            value.insert("scenario".into(), json!(s.name.as_str()));
            Value::Object(value)
        })
    });
    json!({ "path": told.path, "scenarios": scenarios, "claims": claims.collect::<Vec<_>>() })
}

fn scenario(checked: &Checked) -> Value {
    let claims: Vec<Value> = checked.points.iter().map(|d| Value::Object(claim(d))).collect();
    json!({
        "name": checked.name.as_str(),
        "runs": checked.runs,
        "states": checked.states,
        "complete": checked.stopped.is_none(),
        "claims": claims,
    })
}

fn claim(decided: &Decided) -> Map<String, Value> {
    let mut found = Map::new();
    found.insert("line".into(), json!(decided.line));
    found.insert("text".into(), json!(decided.text.as_str()));
    found.insert("verdict".into(), json!(decided.outcome.word()));
    found.insert("expected_to_fail".into(), json!(decided.expected_to_fail));
    found.insert("reason".into(), json!(decided.reason));
    let steps = decided.counterexample.as_deref().map(steps);
    found.insert("counterexample".into(), json!(steps.unwrap_or_default()));
    let repairs = decided.repairs.iter().map(
        |r| json!({ "method": r.method.as_str(), "by": r.by.as_str(), "after_line": r.after_line, "text": r.text }),
    );
    found.insert("repairs".into(), json!(repairs.collect::<Vec<_>>()));
    found
}

/// The steps of a counterexample.
fn steps(timeline: &Timeline) -> Vec<Value> {
    let told = timeline
        .moments
        .iter()
        .filter(|m| !matches!(m.kind, MomentKind::Activate(_) | MomentKind::Deactivate(_) | MomentKind::Close));
    told.map(|m| json!({ "line": m.line, "text": m.said })).collect()
}
