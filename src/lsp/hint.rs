//! Hints at the end of reads: what the caches did, in the words of RFC 9211, and what was answered.

use super::desk::Desk;
use super::document::Document;
use super::hover;
use super::route::Answer;
use crate::source::{FileId, Span};
use crate::syntax::print::block_of;
use crate::syntax::tree::{Block, Node};
use crate::timeline::{Moment, MomentKind, Style, Timeline};
use lsp_types::InlayHintParams;
use serde_json::{Value, json};

/// The most words of a hint.
const WORDS: usize = 4;

/// The hints within a range.
pub(super) fn hints(desk: &Desk, params: &InlayHintParams) -> Answer {
    let document = desk.document(&params.text_document.uri)?;
    let lines = document.lines(desk.encoding);
    let wanted = lines.bytes(params.range);
    let mut spans = Vec::new();
    if let Some(body) = document.analysis.body() {
        requests(body, &mut spans);
    }
    let near = |span: &Span| span.start as usize <= wanted.end && wanted.start <= span.end as usize;
    let hint = |span: Span| {
        let position = lines.position(span.end as usize);
        let label = label(document, span, position.line + 1)?;
        Some(json!({ "position": position, "label": label, "paddingLeft": true }))
    };
    Ok(Value::Array(spans.into_iter().filter(near).filter_map(hint).collect()))
}

/// The lines that may ask a cache: `=>` and messages.
fn requests(block: &Block, found: &mut Vec<Span>) {
    for line in &block.lines {
        match &line.node {
            Node::Read(_) | Node::Message(_) => found.push(line.span),
            Node::Fragment(n) => n.operands.iter().for_each(|operand| requests(&operand.body, found)),
            // What stands in a method happens in many places.
            Node::Method(_) | Node::Reaction(_) => {}
            node => {
                if let Some(body) = block_of(node) {
                    requests(body, found);
                }
            }
        }
    }
}

/// What is told at a line.
fn label(document: &Document, span: Span, line: u32) -> Option<String> {
    let timeline: &Timeline = hover::timeline(document, span.start as usize)?;
    let own = |moment: &&Moment| moment.file == FileId::default() && moment.line == line;
    let moments: Vec<&Moment> = timeline.moments.iter().filter(own).collect();
    let mut words: Vec<String> = Vec::new();
    let mut value = None;
    for moment in moments {
        words.extend(moment.looked.iter().map(|&word| word.to_owned()));
        let MomentKind::Message { label, .. } = &moment.kind else { continue };
        // What the author wrote needs no repeating.
        let worked_out = label.runs.iter().any(|run| run.style == Style::Lookup);
        for run in &label.runs {
            match run.style {
                Style::Lookup => words.push(run.text.to_string()),
                Style::Value if worked_out || value.is_some() => value = Some(run.text.to_string()),
                _other => {}
            }
        }
        if !worked_out && value.is_none() && !words.is_empty() {
            value = label.runs.iter().find(|run| run.style == Style::Value).map(|run| run.text.to_string());
        }
    }
    words.dedup();
    if words.len() > WORDS {
        words.truncate(WORDS);
        words.push("…".to_owned());
    }
    let written = document.text.get(span.range()).unwrap_or("");
    let value = value.filter(|value| !written.contains(value.as_str()));
    (!words.is_empty()).then(|| words.join(", ") + &value.map(|value| format!(" {value}")).unwrap_or_default())
}
