//! Folding: blocks, and comments of several lines.

use super::desk::Desk;
use super::route::Answer;
use crate::source::Source;
use crate::syntax::print::block_of;
use crate::syntax::tree::{Block, Comment, Line, Node, Trivia};
use lsp_types::FoldingRangeParams;
use serde_json::{Value, json};

/// What can be folded in a document.
pub(super) fn folds(desk: &Desk, params: &FoldingRangeParams) -> Answer {
    let document = desk.document(&params.text_document.uri)?;
    let (Some(body), Some(source)) = (document.analysis.body(), document.analysis.sources().first()) else {
        return Ok(json!([]));
    };
    let mut folds = Folds { source, list: Vec::new() };
    folds.block(body);
    folds.list.sort_unstable();
    let range = |(start, end, kind): (u32, u32, &str)| match kind {
        "" => json!({ "startLine": start, "endLine": end }),
        kind => json!({ "startLine": start, "endLine": end, "kind": kind }),
    };
    Ok(Value::Array(folds.list.into_iter().map(range).collect()))
}

struct Folds<'s> {
    source: &'s Source,
    list: Vec<(u32, u32, &'static str)>,
}

impl Folds<'_> {
    /// Lines from 0, of the first byte and of the last one.
    fn add(&mut self, start: u32, end: u32, kind: &'static str, closed: bool) {
        let line = |byte| self.source.line(byte).saturating_sub(1);
        // The line of a closing brace stays.
        let (first, last) = (line(start), line(end).saturating_sub(u32::from(closed)));
        if first < last {
            self.list.push((first, last, kind));
        }
    }

    fn block(&mut self, block: &Block) {
        for line in &block.lines {
            self.trivia(&line.before);
            self.comments(line.docs.iter());
            self.line(line);
        }
        self.trivia(&block.closing);
    }

    fn line(&mut self, line: &Line) {
        if let Node::Fragment(fragment) = &line.node {
            for operand in &fragment.operands {
                self.add(operand.body.span.start, operand.body.span.end, "", true);
                self.block(&operand.body);
            }
        } else if let Some(body) = block_of(&line.node) {
            self.add(line.span.start, body.span.end, "", true);
            self.block(body);
        } else if matches!(line.node, Node::Writing(_)) {
            self.add(line.span.start, line.span.end, "", true);
        }
    }

    fn comments<'c>(&mut self, mut comments: impl Iterator<Item = &'c Comment>) {
        let Some(first) = comments.next() else { return };
        let last = comments.last().unwrap_or(first);
        self.add(first.span.start, last.span.end, "comment", false);
    }

    /// Comments on lines of their own, as far as no blank line parts them.
    fn trivia(&mut self, list: &[Trivia]) {
        for run in list.split(|trivia| *trivia == Trivia::Blank) {
            self.comments(run.iter().filter_map(|trivia| match trivia {
                Trivia::Comment(comment) => Some(comment),
                Trivia::Blank => None,
            }));
        }
    }
}
