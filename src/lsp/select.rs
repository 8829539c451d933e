//! Selection: a word, the text or the head that it stands in, its line, its block, and so on.

use super::desk::Desk;
use super::document::Document;
use super::route::Answer;
use crate::source::{FileId, Span};
use crate::syntax::print::block_of;
use crate::syntax::token::{Lexer, Token};
use crate::syntax::tree::{Block, Node};
use lsp_types::{SelectionRange, SelectionRangeParams};
use serde_json::json;

/// What grows around each place.
pub(super) fn selections(desk: &Desk, params: &SelectionRangeParams) -> Answer {
    let document = desk.document(&params.text_document.uri)?;
    let lines = document.lines(desk.encoding);
    let mut all = Vec::new();
    for position in &params.positions {
        let mut found: Option<Box<SelectionRange>> = None;
        for span in around(document, lines.offset(*position)) {
            found = Some(Box::new(SelectionRange { range: lines.range(span), parent: found }));
        }
        let start = SelectionRange { range: lsp_types::Range::new(*position, *position), parent: None };
        all.push(found.map_or(start, |found| *found));
    }
    Ok(json!(all))
}

/// The spans around a byte, each within the one before.
fn around(document: &Document, offset: usize) -> Vec<Span> {
    let at = u32::try_from(offset).unwrap_or(u32::MAX);
    let holds = |span: Span| span.start <= at && at <= span.end;
    let mut found = vec![Span::new(FileId(0), 0, document.text.len())];
    let mut open = document.analysis.body();
    while let Some(block) = open.take() {
        let Some(line) = block.lines.iter().find(|line| holds(line.span)) else { break };
        let docs = line.docs.first().map_or(line.span, |doc| doc.span.to(line.span));
        found.push(docs);
        found.push(line.span);
        open = blocks(&line.node).into_iter().find(|block| holds(block.span));
        found.extend(open.map(|block| block.span));
    }
    found.extend(words(document, offset));
    found.dedup();
    // What does not lie in the one before is no step inwards: the line of a block without its block.
    let mut nested: Vec<Span> = Vec::new();
    for span in found {
        let inside = nested.last().is_none_or(|o| o.start <= span.start && span.end <= o.end && *o != span);
        if inside {
            nested.push(span);
        }
    }
    nested
}

/// The blocks of a line.
fn blocks(node: &Node) -> Vec<&Block> {
    if let Node::Fragment(fragment) = node {
        return fragment.operands.iter().map(|operand| &operand.body).collect();
    }
    block_of(node).into_iter().collect()
}

/// The line without white space around it, its text behind a colon, and the word.
fn words(document: &Document, offset: usize) -> Vec<Span> {
    let text = &document.text;
    let start = text.get(..offset).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(offset..).and_then(|t| t.find('\n')).map_or(text.len(), |at| offset + at);
    let Some(line) = text.get(start..end) else { return Vec::new() };
    let inner = line.trim();
    let from = start + line.len() - line.trim_start().len();
    let mut found = Vec::new();
    if !inner.is_empty() {
        found.push(Span::new(FileId(0), from, from + inner.len()));
    }
    let holds = |span: &Span| span.start as usize <= offset && offset <= span.end as usize;
    let lexemes: Vec<_> = Lexer::new(FileId(0), from, inner).collect();
    if let Some(colon) = lexemes.iter().find(|l| l.token == Token::Colon) {
        let behind = text.get(colon.span.end as usize..from + inner.len()).unwrap_or("");
        let behind = behind.len() - behind.trim_start().len() + colon.span.end as usize;
        found.push(Span::new(FileId(0), behind, from + inner.len()));
    }
    found.extend(lexemes.iter().map(|l| l.span).rfind(holds));
    found.retain(holds);
    found
}
