//! For programs: a finding as one JSON object on one line.
//!
//! `{"code","severity","message","path","span":{"start":{"line","column","byte"},"end":{…}},"here","labels":[…],"help":[…],
//! "fixes":[{"title","edits":[{"span","text"}]}]}`: lines and columns from 1, columns in characters, bytes from 0.

use super::{Diagnostic, Edit, Severity};
use crate::source::{FileId, Sources, Span};
use serde_json::{Value, json};

/// Spells a finding as one line that ends with a line end.
#[must_use]
pub fn spell(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let labels = diagnostic
        .labels
        .iter()
        .map(|l| json!({ "path": path(l.span, sources), "span": range(l.span, sources), "text": l.text }));
    let fixes = diagnostic.fixes.iter().map(|fix| {
        let edits: Vec<Value> = fix.edits.iter().map(|e| edit(e, sources)).collect();
        json!({ "title": fix.title, "edits": edits })
    });
    let value = json!({
        "code": diagnostic.code.id(),
        "severity": severity,
        "message": diagnostic.message,
        "path": path(diagnostic.span, sources),
        "span": range(diagnostic.span, sources),
        "here": diagnostic.here,
        "labels": labels.collect::<Vec<_>>(),
        "help": diagnostic.help,
        "fixes": fixes.collect::<Vec<_>>(),
    });
    format!("{value}\n")
}

/// Spells what is wrong with a file or an argument: a finding without a code and a place.
#[must_use]
pub fn problem(message: &str) -> String {
    unplaced("error", message)
}

/// Likewise, of something that was only passed over.
#[must_use]
pub fn warning(message: &str) -> String {
    unplaced("warning", message)
}

fn unplaced(severity: &str, message: &str) -> String {
    let value = json!({
        "code": null, "severity": severity, "message": message, "path": null, "span": null, "here": "",
        "labels": [], "help": [], "fixes": [],
    });
    format!("{value}\n")
}

/// One replacement.
fn edit(edit: &Edit, sources: &Sources) -> Value {
    json!({ "path": path(edit.span, sources), "span": range(edit.span, sources), "text": edit.text })
}

/// The name of a span's source; that of the main one if the span is of none.
fn path(span: Span, sources: &Sources) -> &str {
    sources.get(span.file).or(sources.get(FileId(0))).map_or("", |s| s.name.as_str())
}

/// Both ends of a span.
fn range(span: Span, sources: &Sources) -> Value {
    let source = sources.get(span.file).or(sources.get(FileId(0)));
    let place = |byte: u32| {
        let at = source.map_or((1, 1, 0), |s| {
            let at = s.position(byte);
            (at.line, at.column, at.byte)
        });
        json!({ "line": at.0, "column": at.1, "byte": at.2 })
    };
    json!({ "start": place(span.start), "end": place(span.end.max(span.start)) })
}
