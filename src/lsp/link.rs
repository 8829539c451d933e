//! Links: imports, `link` lines and `source=` attributes.

use super::desk::Desk;
use super::document::Document;
use super::route::Answer;
use super::uri;
use crate::disk::folder_of;
use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::print::block_of;
use crate::syntax::tree::{Block, Node};
use lsp_types::DocumentLinkParams;
use serde_json::{Value, json};
use std::path::Path;

/// What leads out of a document.
pub(super) fn links(desk: &Desk, params: &DocumentLinkParams) -> Answer {
    let document = desk.document(&params.text_document.uri)?;
    let mut found = Vec::new();
    if let Some(body) = document.analysis.body() {
        gather(body, &mut found);
    }
    let lines = document.lines(desk.encoding);
    let link = |(span, target): (Span, String)| {
        let target = address(document, &target)?;
        Some(json!({ "range": lines.range(span), "target": target }))
    };
    Ok(Value::Array(found.into_iter().filter_map(link).collect()))
}

fn gather(block: &Block, found: &mut Vec<(Span, String)>) {
    for line in &block.lines {
        match &line.node {
            Node::Import(n) => found.push((n.path.span, n.path.text.to_string())),
            Node::Link(n) => found.push((n.url_span, n.url.to_string())),
            Node::Fragment(n) => n.operands.iter().for_each(|operand| gather(&operand.body, found)),
            _other => {}
        }
        let source = attributes(&line.node).and_then(|a| a.get("source")).and_then(|a| a.value.as_ref());
        found.extend(source.map(|value| (value.span, value.text.to_string())));
        if let Some(body) = block_of(&line.node) {
            gather(body, found);
        }
    }
}

/// The attributes of a declaration.
fn attributes(node: &Node) -> Option<&Attributes> {
    match node {
        Node::Resource(n) => n.attributes.as_ref(),
        Node::Device(n) => n.attributes.as_ref(),
        Node::Storage(n) => n.attributes.as_ref(),
        Node::User(n) => n.attributes.as_ref(),
        Node::Route(n) => n.attributes.as_ref(),
        Node::Method(n) => n.attributes.as_ref(),
        Node::Channel(n) => n.attributes.as_ref(),
        Node::Policy(n) => n.attributes.as_ref(),
        Node::Flow(n) => n.attributes.as_ref(),
        Node::Scenario(n) => n.attributes.as_ref(),
        Node::Claim(n) => n.attributes.as_ref(),
        _other => None,
    }
}

/// The address of what a text names: of the web, or a file beside the document.
fn address(document: &Document, text: &str) -> Option<String> {
    if text.starts_with("https://") || text.starts_with("http://") {
        return text.parse::<lsp_types::Uri>().ok().map(|uri| uri.as_str().to_owned());
    }
    let known = uri::path(&document.uri).is_some() && !text.contains(':') && !text.trim().is_empty();
    let path = folder_of(Path::new(&document.name)).join(text);
    let path = crate::disk::tidy(&path).to_string_lossy().replace('\\', "/");
    known.then(|| uri::of(&path)).flatten().map(|uri| uri.as_str().to_owned())
}
