//! Hover: the declaration of a name with its `///` text, what an attribute takes, and in a scenario what every storage
//! holds after the step.

use super::desk::Desk;
use super::document::Document;
use super::index::{Mention, Sort};
use super::route::Answer;
use super::{complete, navigate};
use crate::source::FileId;
use crate::syntax::tree::{Block, Node};
use crate::timeline::{Holding, Timeline, Worth};
use ecow::EcoString;
use lsp_types::HoverParams;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The most rows and columns of what storages hold.
const ROWS: usize = 24;
const COLUMNS: usize = 6;

/// What there is to say about a place.
pub(super) fn hover(desk: &Desk, params: &HoverParams) -> Answer {
    let at = &params.text_document_position_params;
    let document = desk.document(&at.text_document.uri)?;
    let mention = navigate::mention(desk, document, at);
    let mut parts = Vec::new();
    parts.extend(mention.and_then(|mention| about(document, mention)));
    let offset = document.lines(desk.encoding).offset(at.position);
    parts.extend(held(document, offset, at.position.line + 1));
    if parts.is_empty() {
        return Ok(Value::Null);
    }
    let range = mention.map(|mention| document.lines(desk.encoding).range(mention.span));
    Ok(json!({ "contents": { "kind": "markdown", "value": parts.join("\n\n---\n\n") }, "range": range }))
}

/// What a name means.
fn about(document: &Document, mention: &Mention) -> Option<String> {
    if mention.sort == Sort::Attribute {
        return complete::attribute(document, mention);
    }
    let declared = navigate::declaration(document, mention)?;
    let about = declared.about.as_ref()?;
    let source = document.analysis.sources().get(usize::from(about.head.file.0))?;
    let mut text = format!("```cachediag\n{}\n```", source.slice(about.head).trim_end());
    if !about.docs.is_empty() {
        let _ = write!(text, "\n\n{}", about.docs);
    }
    if about.head.file != FileId(0) {
        let _ = write!(text, "\n\nfrom `{}`", source.name.rsplit('/').next().unwrap_or(""));
    }
    Some(text)
}

/// The timeline of the scenario that a byte stands in.
pub(super) fn timeline(document: &Document, offset: usize) -> Option<&Timeline> {
    let simulated = document.run.simulated.as_ref()?;
    let name = scenario_at(document.analysis.body()?, offset);
    simulated.timelines.iter().find(|timeline| timeline.name == name.unwrap_or(""))
}

/// The name of the scenario that a byte stands in, if it is in one that has a name.
pub(super) fn scenario_at(body: &Block, offset: usize) -> Option<&str> {
    body.lines.iter().find_map(|line| match &line.node {
        Node::Scenario(n) if line.span.range().contains(&offset) => Some(n.name.text.as_str()),
        _other => None,
    })
}

/// What every storage holds after the last moment of a line; at a `given`, before the first moment.
fn held(document: &Document, offset: usize, line: u32) -> Option<String> {
    let timeline = timeline(document, offset)?;
    let last = timeline.moments.iter().rposition(|moment| moment.file == FileId::default() && moment.line == line);
    let source = document.analysis.sources().first()?;
    let (heading, count) = match last {
        Some(last) => ("After this step", last + 1),
        None if source.line_text(line).trim_start().starts_with("given ") => ("At the start", 0),
        None => return None,
    };
    let mut state: BTreeMap<u32, BTreeMap<EcoString, &Holding>> = BTreeMap::new();
    let moments = timeline.moments.iter().take(count).flat_map(|moment| moment.holdings.iter());
    for holding in timeline.start.iter().chain(moments) {
        state.entry(holding.copy).or_default().insert(holding.key.clone(), holding);
    }
    let mut keys: Vec<EcoString> = state.values().flat_map(BTreeMap::keys).cloned().collect();
    keys.sort();
    keys.dedup();
    if keys.is_empty() {
        return None;
    }
    let more = keys.len().saturating_sub(COLUMNS);
    keys.truncate(COLUMNS);
    let heads: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    let rule = " --- |".repeat(keys.len() + 1);
    let mut text = format!("{heading}\n\n| | {} |\n|{rule}", heads.join(" | "));
    for (copy, held) in state.iter().take(ROWS) {
        let name = timeline.copies.get(*copy as usize).map_or("", EcoString::as_str);
        let cells: Vec<String> = keys.iter().map(|key| held.get(key).map_or_else(String::new, |h| cell(h))).collect();
        let _ = write!(text, "\n| {name} | {} |", cells.join(" | "));
    }
    let rows = state.len().saturating_sub(ROWS);
    if rows + more > 0 {
        let _ = write!(text, "\n\n… and {rows} more copies, {more} more keys");
    }
    Some(text)
}

/// `@alice stale`
fn cell(holding: &Holding) -> String {
    let worth = match holding.worth {
        Worth::Latest => "latest",
        Worth::Stale => "**stale**",
        Worth::Marked => "marked",
        Worth::Empty => "empty",
        Worth::Unknown => "",
    };
    holding.value.as_ref().map_or_else(|| worth.to_owned(), |value| format!("`{value}` {worth}"))
}
