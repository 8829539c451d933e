//! The scene: the words of a line up to the cursor, and the block that the line stands in.

use crate::lsp::document::Document;
use crate::source::FileId;
use crate::syntax::keyword::Context;
use crate::syntax::print::block_of;
use crate::syntax::tail::scan;
use crate::syntax::token::{Lexer, Token};
use crate::syntax::tree::{Block, Node};

/// Where the cursor stands.
pub(in crate::lsp) struct Scene<'d> {
    /// The words before the one under the cursor.
    pub words: Vec<Token<'d>>,
    /// Where the word under the cursor starts: at the cursor if there is none.
    pub from: usize,
    /// What is written of that word.
    pub partial: &'d str,
    /// The block around it.
    pub context: Context,
}

impl<'d> Scene<'d> {
    /// At a byte; `None` in a comment and in a `text`, where everything may stand.
    pub fn at(document: &'d Document, offset: usize) -> Option<Self> {
        let before = document.text.get(..offset)?;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.get(start..)?;
        let trimmed = line.trim_start();
        if trimmed.starts_with("//") || scan(line).end < line.len() {
            return None;
        }
        let context = context(document.analysis.body()?, offset)?;
        let base = offset - trimmed.len();
        let mut lexemes: Vec<_> = Lexer::new(FileId(0), base, trimmed).collect();
        let mut from = offset;
        if let Some(last) = lexemes.last().filter(|l| l.span.end as usize == offset && is_word(l.token)) {
            from = last.span.start as usize;
            // In quotes only the last word is under the cursor.
            if let Token::Unclosed(text) = last.token {
                from += text.rfind([' ', '"']).map_or(0, |at| at + 1);
            }
            lexemes.pop();
        }
        // `@` alone is no value yet.
        if from == offset && trimmed.ends_with('@') {
            from -= 1;
            lexemes.pop();
        }
        let partial = document.text.get(from..offset)?;
        Some(Self { words: lexemes.into_iter().map(|l| l.token).collect(), from, partial, context })
    }

    /// Where the words of an open bracket start.
    pub fn bracket(&self) -> Option<usize> {
        let open = self.words.iter().rposition(|word| *word == Token::Open)?;
        let closed = self.words.iter().skip(open).any(|word| *word == Token::Close);
        (!closed).then_some(open + 1)
    }
}

/// What is still being written when the cursor stands right behind it.
fn is_word(token: Token<'_>) -> bool {
    matches!(
        token,
        Token::Name(_) | Token::Number(_) | Token::Amount(_) | Token::Value(_) | Token::Path(_) | Token::Unclosed(_)
    )
}

/// The block around a byte; `None` in a `text`.
fn context(body: &Block, offset: usize) -> Option<Context> {
    let mut found = Context::File;
    let mut open = Some(body);
    while let Some(block) = open.take() {
        let inside = |start: u32, end: u32| (start as usize) < offset && offset < end as usize;
        for line in block.lines.iter().filter(|line| inside(line.span.start, line.span.end)) {
            match &line.node {
                Node::Writing(n) if inside(n.body_span.start, n.body_span.end + 1) => return None,
                Node::Broken(n) if n.text.contains('\n') => return Some(Context::Unknown),
                Node::Fragment(n) => {
                    let operands = n.operands.iter().map(|operand| &operand.body);
                    open = operands.into_iter().find(|body| inside(body.span.start, body.span.end));
                }
                node => open = block_of(node).filter(|body| inside(body.span.start, body.span.end)),
            }
            if open.is_some() {
                found = inner(&line.node, found);
                break;
            }
        }
    }
    Some(found)
}

/// What the block of a line holds.
fn inner(node: &Node, outer: Context) -> Context {
    match node {
        Node::Device(_) => Context::Device,
        Node::Storage(_) => Context::Storage,
        Node::Policy(_) => Context::Policy,
        Node::Flow(_) => Context::Flow,
        Node::Scenario(_) => Context::Scenario,
        Node::Fragment(_) if outer == Context::Flow => Context::Flow,
        _other => Context::Steps,
    }
}
