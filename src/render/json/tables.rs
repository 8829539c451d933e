//! What stands behind the tables, as JSON.

use crate::timeline::dependence::{Dependence, Reaching};
use ecow::EcoString;
use serde_json::{Map, Value, json};

/// Names as an array.
fn names(list: &[EcoString]) -> Value {
    Value::from(list.iter().map(EcoString::as_str).collect::<Vec<_>>())
}

/// What writing each resource makes outdated; resources of which only they themselves are have their own name alone.
pub(super) fn dependencies(dependences: &[Dependence]) -> Value {
    let all: Map<String, Value> = dependences.iter().map(|d| (d.resource.to_string(), names(&d.outdated))).collect();
    Value::Object(all)
}

/// Which of that each method and reaction reaches.
pub(super) fn reached(dependences: &[Dependence]) -> Value {
    let rule = |rule: &Reaching| {
        json!({ "kind": rule.kind.name(), "rule": rule.rule.as_str(), "line": rule.line, "reaches": names(&rule.reaches) })
    };
    let of = |d: &Dependence| (d.resource.to_string(), Value::from(d.reaching.iter().map(rule).collect::<Vec<_>>()));
    Value::Object(dependences.iter().map(of).collect())
}
