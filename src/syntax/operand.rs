//! `} else text {` and `} and text {`: a further operand of a fragment.

use crate::problem::text as problem;
use crate::source::Span;
use crate::syntax::keyword::Context;
use crate::syntax::line::Row;
use crate::syntax::reader::Reader;
use crate::syntax::rules::OPERAND;
use crate::syntax::statement::fragment::{Fragment, FragmentKind, Operand};
use crate::syntax::tree::{Block, Node};

/// The fragment that a word continues.
fn owner(word: &str) -> &'static str {
    FragmentKind::ALL.iter().find(|k| k.divider() == Some(word)).map_or("alt", |k| k.word())
}

impl<'t> Reader<'t> {
    /// Closes an operand and opens the next.
    pub(super) fn operand(&mut self, row: &'t Row, close: Span) {
        let head = self.sheet.tokens(row.head);
        let Some(first) = head.first() else { return };
        let (word, keyword) = (first.token.text(), first.span);
        let root = self.stack.len() < 2;
        let opening = self.stack.last().filter(|f| !f.broken && !root).map(|f| (f.line.span, &f.line.node));
        let fits = match opening {
            Some((_, Node::Fragment(fragment))) => fragment.kind.divider() == Some(word),
            Some(_) => false,
            None => !root,
        };
        if !fits {
            let opener = opening.map(|(span, _)| Span { end: span.start + self.first_word(span), ..span });
            let problem =
                problem::dangling_operand(keyword, word, owner(word), opener.map(|s| (s, self.source.slice(s))));
            self.report(problem);
            self.pop(close);
            if row.open.is_some() {
                let node = self.broken(row.span);
                self.push(row, node, row.open.unwrap_or(close), Context::Steps, true);
            } else {
                self.add_broken(row);
            }
            return;
        }
        let Some(brace) = row.open else {
            self.report(problem::missing_brace(row.span.after(), word));
            self.pop(close);
            return;
        };
        self.next_operand(row, close, brace, keyword);
    }

    fn next_operand(&mut self, row: &'t Row, close: Span, brace: Span, keyword: Span) {
        let text = row.label.as_ref().map(|label| self.text(label, OPERAND));
        let text = match text {
            Some(Err(problem)) => {
                self.report(*problem);
                None
            }
            Some(Ok(text)) => Some(text),
            None => None,
        };
        let closing = self.closing();
        let Some(frame) = self.stack.last_mut() else { return };
        let mut block = std::mem::replace(&mut frame.block, Block { opening: row.comment.clone(), ..Block::default() });
        block.closing = closing;
        block.span = frame.brace.to(close);
        if let Node::Fragment(Fragment { operands, .. }) = &mut frame.line.node {
            if let Some(last) = operands.last_mut() {
                last.body = block;
            }
            operands.push(Operand { keyword, text, body: Block::default() });
        }
        frame.brace = brace;
        frame.line.span = frame.line.span.to(brace);
        if let Some(shut) = row.shut {
            if let Some(frame) = self.stack.last_mut() {
                frame.line.comment = frame.block.opening.take();
            }
            self.pop(shut);
        }
    }

    /// The length of the first word of a span.
    fn first_word(&self, span: Span) -> u32 {
        let text = self.source.slice(span);
        let length = text.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(text.len());
        u32::try_from(length).unwrap_or(0)
    }
}
