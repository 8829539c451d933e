//! Lenses: the verdict above each scenario and each claim, and the way to its counterexample.

use super::desk::Desk;
use super::document::Document;
use super::route::Answer;
use crate::source::{FileId, Span};
use crate::syntax::tree::Node;
use crate::verdict::{Checked, Decided, Outcome};
use lsp_types::CodeLensParams;
use serde_json::{Value, json};

/// The command that a client carries out: it asks for `cachediag/picture` of the view that is named.
const SHOW: &str = "cachediag.showCounterexample";

/// All lenses of a document.
pub(super) fn lenses(desk: &Desk, params: &CodeLensParams) -> Answer {
    let document = desk.document(&params.text_document.uri)?;
    let verdicts = &document.run.verdicts;
    let mut found = Vec::new();
    let Some(body) = document.analysis.body() else { return Ok(json!([])) };
    for line in &body.lines {
        if let Node::Scenario(n) = &line.node
            && let Some(checked) = verdicts.iter().find(|v| v.name == n.name.text)
        {
            found.extend(scenario(checked).map(|title| lens(desk, document, n.keyword, &title, broken(checked))));
        }
        if let Node::Claim(n) = &line.node {
            let of =
                |checked: &'_ &Checked| checked.whole.iter().any(|d| d.span == n.span || overlaps(d.span, line.span));
            let all: Vec<&Checked> = verdicts.iter().filter(of).collect();
            let decided = |c: &&Checked| c.whole.iter().find(|d| overlaps(d.span, line.span)).cloned();
            let list: Vec<Decided> = all.iter().filter_map(decided).collect();
            let worst = list.iter().zip(&all).max_by_key(|(d, _)| d.outcome);
            found.extend(worst.map(|(decided, checked)| claim(desk, document, n.keyword, checked, decided)));
        }
    }
    for checked in verdicts {
        let own = checked.points.iter().filter(|decided| decided.span.file == FileId(0));
        found.extend(own.map(|decided| claim(desk, document, decided.span, checked, decided)));
    }
    Ok(Value::Array(found))
}

fn overlaps(a: Span, b: Span) -> bool {
    a.file == b.file && a.start < b.end && b.start < a.end
}

/// How all claims of a scenario came out; `None` if it has none.
fn scenario(checked: &Checked) -> Option<String> {
    let all = || checked.points.iter().chain(&checked.whole);
    let count = |outcome, said| all().filter(|d| d.outcome == outcome && d.is_as_said() == said).count();
    let total = all().count();
    let parts: Vec<String> = [
        (Outcome::Holds, true, "holds", "hold"),
        (Outcome::Fails, false, "fails", "fail"),
        (Outcome::Fails, true, "fails as said", "fail as said"),
        (Outcome::Holds, false, "holds though marked `[fails]`", "hold though marked `[fails]`"),
        (Outcome::NotExercised, false, "not exercised", "not exercised"),
        (Outcome::Inconclusive, false, "undecided", "undecided"),
    ]
    .into_iter()
    .map(|(outcome, said, one, many)| (count(outcome, said), one, many))
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
    .collect();
    let runs = if checked.runs == 1 { "1 run".to_owned() } else { format!("{} runs", checked.runs) };
    let sign = if all().all(Decided::is_as_said) { "✓" } else { "✗" };
    (total > 0)
        .then(|| format!("{sign} {total} claims: {} · {runs}", parts.join(", ")).replace(" 1 claims:", " 1 claim:"))
}

/// The view of the first counterexample.
fn broken(checked: &Checked) -> Option<String> {
    let mut all = checked.points.iter().chain(&checked.whole);
    all.any(|decided| decided.counterexample.is_some()).then(|| format!("{}!", checked.name))
}

fn claim(desk: &Desk, document: &Document, span: Span, checked: &Checked, decided: &Decided) -> Value {
    let word = match (decided.outcome, decided.expected_to_fail) {
        (Outcome::Holds, false) => "✓ holds",
        (Outcome::Holds, true) => "✗ holds, though it is marked `[fails]`",
        (Outcome::Fails, true) => "✓ fails, as said",
        (Outcome::Fails, false) => "✗ fails",
        (Outcome::NotExercised, _) => "✗ not exercised",
        (Outcome::Inconclusive, _) => "? undecided",
    };
    let view = decided.counterexample.as_ref().map(|_| format!("{}!", checked.name));
    lens(desk, document, span, word, view)
}

/// One lens; with a counterexample a click shows it.
fn lens(desk: &Desk, document: &Document, span: Span, title: &str, view: Option<String>) -> Value {
    let range = document.lines(desk.encoding).range(span);
    let command = match view {
        Some(view) => json!({
            "title": format!("{title} · show counterexample"), "command": SHOW, "arguments": [document.uri.as_str(), view],
        }),
        None => json!({ "title": title, "command": "" }),
    };
    json!({ "range": range, "command": command })
}
