//! What stands behind the tables, as JSON.

use crate::timeline::bound::{Bound, Share};
use crate::timeline::dependence::{Dependence, Reaching};
use crate::timeline::reach::{Cell, Column, Matrix, Row};
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
    let rule = |rule: &Reaching| json!({ "kind": rule.kind.name(), "rule": rule.rule.as_str(), "line": rule.line, "reaches": names(&rule.reaches) });
    let of = |d: &Dependence| (d.resource.to_string(), Value::from(d.reaching.iter().map(rule).collect::<Vec<_>>()));
    Value::Object(dependences.iter().map(of).collect())
}

/// What each method does to the copies of each storage. A row's footnotes stand beside the cell that they are about.
pub(super) fn matrix(matrix: &Matrix) -> Value {
    let column = |column: &Column| Value::from(column.storage.as_str());
    let note = |cell: &Cell, storage: &Column| {
        let notes = names(&cell.notes);
        (!cell.notes.is_empty()).then(|| json!({ "storage": storage.storage.as_str(), "notes": notes }))
    };
    let row = |row: &Row| {
        let footnotes = row.cells.iter().zip(&matrix.columns).filter_map(|(cell, column)| note(cell, column));
        json!({
            "method": row.method.as_str(),
            "cells": row.cells.iter().map(Cell::sign).collect::<Vec<_>>(),
            "footnotes": footnotes.collect::<Vec<_>>(),
        })
    };
    json!({
        "columns": matrix.columns.iter().map(column).collect::<Vec<_>>(),
        "rows": matrix.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

/// One bound; times in milliseconds, `null` without end.
pub(super) fn bound(bound: &Bound) -> Value {
    let share = |share: &Share| json!({ "storages": names(&share.storages), "millis": share.millis, "why": share.why.as_str() });
    json!({
        "readers": names(&bound.readers),
        "resource": bound.resource.as_str(),
        "millis": bound.millis,
        "shares": bound.shares.iter().map(share).collect::<Vec<_>>(),
        "undeclared": names(&bound.undeclared),
    })
}
