//! Symbols: what a document declares, as an outline, and what all programs of the workspace declare.

use super::desk::Desk;
use super::document::Document;
use super::index::{Mention, Sort};
use super::route::Answer;
use crate::source::{FileId, Span};
use crate::syntax::print::block_of;
use crate::syntax::tree::{Block, Node};
use lsp_types::{DocumentSymbolParams, SymbolKind, WorkspaceSymbolParams};
use serde_json::{Value, json};

/// The most symbols of a workspace that are told.
const MOST: usize = 500;

/// The outline of a document.
pub(super) fn of_document(desk: &Desk, params: &DocumentSymbolParams) -> Answer {
    let document = desk.document(&params.text_document.uri)?;
    let body = document.analysis.body();
    Ok(Value::Array(body.map(|body| symbols(desk, document, body)).unwrap_or_default()))
}

fn symbols(desk: &Desk, document: &Document, block: &Block) -> Vec<Value> {
    let lines = document.lines(desk.encoding);
    let mut found = Vec::new();
    for line in &block.lines {
        let inner = match &line.node {
            Node::Device(_) | Node::Policy(_) | Node::Scenario(_) => block_of(&line.node),
            _other => None,
        };
        let Some((name, detail, kind, span)) = symbol(document, &line.node) else { continue };
        found.push(json!({
            "name": name,
            "detail": detail,
            "kind": kind,
            "range": lines.range(line.span),
            "selectionRange": lines.range(Span { end: span.end.min(line.span.end), ..span }),
            "children": inner.map(|block| symbols(desk, document, block)).unwrap_or_default(),
        }));
    }
    found
}

/// Name, what stands behind it, kind, and where the name stands.
fn symbol(document: &Document, node: &Node) -> Option<(String, String, SymbolKind, Span)> {
    if let Node::Divider(n) = node {
        return Some((n.text.plain.to_string(), String::new(), SymbolKind::STRING, n.span));
    }
    if let Node::Claim(n) = node {
        return Some((format!("claim {}", n.form), String::new(), SymbolKind::BOOLEAN, n.span));
    }
    if let Node::Reaction(n) = node {
        return Some((n.to_string(), String::new(), SymbolKind::EVENT, n.keyword));
    }
    let span = name_of(node)?;
    let mention = document.analysis.index().file(FileId(0)).iter().find(|m| m.span == span && m.about.is_some())?;
    let about = mention.about.as_ref()?;
    let head = document.text.get(span.end as usize..about.head.end as usize).unwrap_or("");
    let label = head.trim().strip_prefix('"').and_then(|t| t.split('"').next()).unwrap_or("");
    let detail = if label.is_empty() { about.word.to_owned() } else { format!("{} · {label}", about.word) };
    Some((mention.name.to_string(), detail, kind(mention), span))
}

/// Where the name of a declaration stands.
fn name_of(node: &Node) -> Option<Span> {
    Some(match node {
        Node::Resource(n) => n.name.span,
        Node::Device(n) => n.name.span,
        Node::Storage(n) => n.name.span,
        Node::User(n) => n.name.span,
        Node::Route(n) => n.name.span,
        Node::Method(n) => n.name.span,
        Node::Channel(n) => n.name.span,
        Node::Policy(n) => n.name.span,
        Node::Fact(n) => n.name.span,
        Node::Flow(n) => n.name.span,
        Node::Scenario(n) => n.name.span,
        Node::Tone(n) => n.name.span,
        _other => return None,
    })
}

/// The protocol's kinds are those of programming languages; these are the nearest.
fn kind(mention: &Mention) -> SymbolKind {
    match mention.sort {
        Sort::Participant => match mention.about.as_ref().map_or("", |about| about.word) {
            "device" => SymbolKind::MODULE,
            "storage" => SymbolKind::FIELD,
            "channel" => SymbolKind::EVENT,
            _user => SymbolKind::VARIABLE,
        },
        Sort::Resource | Sort::Path => SymbolKind::KEY,
        Sort::Route => SymbolKind::ARRAY,
        Sort::Method => SymbolKind::METHOD,
        Sort::Policy | Sort::Flow => SymbolKind::OPERATOR,
        Sort::Fact | Sort::Stop | Sort::Value => SymbolKind::BOOLEAN,
        Sort::Scenario => SymbolKind::FUNCTION,
        Sort::Tone | Sort::Attribute => SymbolKind::CONSTANT,
    }
}

/// What the programs of the workspace declare whose name holds the letters of the query, in their order.
pub(super) fn of_workspace(desk: &Desk, params: &WorkspaceSymbolParams) -> Answer {
    let query = params.query.to_lowercase();
    let mut found = Vec::new();
    for name in desk.programs() {
        let Some(analysis) = desk.program(&name) else { continue };
        let Some(source) = analysis.sources().first() else { continue };
        let declared = analysis.index().file(FileId(0)).iter().filter(|m| m.about.is_some());
        for mention in declared.filter(|m| matches(&m.name.to_lowercase(), &query)) {
            let Some(location) = desk.locate(source, mention.span) else { continue };
            let word = mention.about.as_ref().map_or("", |about| about.word);
            let file = name.rsplit('/').next().unwrap_or("");
            let container = format!("{word} in {file}");
            found.push(json!({
                "name": mention.name.as_str(), "kind": kind(mention), "containerName": container, "location": location,
            }));
            if found.len() >= MOST {
                return Ok(Value::Array(found));
            }
        }
    }
    Ok(Value::Array(found))
}

fn matches(name: &str, query: &str) -> bool {
    let mut letters = name.chars();
    query.chars().all(|wanted| letters.any(|letter| letter == wanted))
}
