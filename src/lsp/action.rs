//! Quick fixes: what a finding offers, as edits.

use super::desk::Desk;
use super::document::Document;
use super::publish;
use super::rename::changes;
use super::route::Answer;
use crate::diagnostic::{Diagnostic, Fix};
use lsp_types::{CodeActionParams, TextEdit};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The fixes of all findings that touch a range.
pub(super) fn fixes(desk: &Desk, params: &CodeActionParams) -> Answer {
    let document = desk.document(&params.text_document.uri)?;
    let wanted = params.context.only.as_ref();
    let quick = |kind: &lsp_types::CodeActionKind| "quickfix".starts_with(kind.as_str());
    if wanted.is_some_and(|only| !only.iter().any(quick)) {
        return Ok(json!([]));
    }
    let range = document.lines(desk.encoding).bytes(params.range);
    let touches = |d: &&Diagnostic| {
        d.span.file.0 == 0 && d.span.start as usize <= range.end && range.start <= d.span.end as usize
    };
    let mut actions = Vec::new();
    for finding in document.findings().filter(touches) {
        for (place, fix) in finding.fixes.iter().enumerate() {
            actions.extend(action(desk, document, finding, fix, place == 0));
        }
    }
    Ok(Value::Array(actions))
}

fn action(desk: &Desk, document: &Document, finding: &Diagnostic, fix: &Fix, preferred: bool) -> Option<Value> {
    let mut edits: BTreeMap<String, Vec<TextEdit>> = BTreeMap::new();
    for edit in &fix.edits {
        let place = desk.location(document, edit.span)?;
        let edit = TextEdit { range: place.range, new_text: edit.text.clone() };
        edits.entry(place.uri.as_str().to_owned()).or_default().push(edit);
    }
    Some(json!({
        "title": fix.title,
        "kind": "quickfix",
        "diagnostics": [publish::spell(desk, document, finding)?],
        "isPreferred": preferred,
        "edit": changes(&edits),
    }))
}
