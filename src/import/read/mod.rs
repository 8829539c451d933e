//! Reading a diagram: statement by statement, as Mermaid's own parser does. A statement that cannot be read is told and passed
//! over up to the end of its line, so that several are told in one run.
//!
//! 1. `head` reads what stands above the diagram: front matter, directives, `sequenceDiagram`.
//! 2. Each statement is read by its word: `participant`, `block`, `line`; one without a word is a message (`signal`).
//! 3. What is still open at the end is told.

mod block;
mod head;
mod line;
mod participant;
mod signal;

use super::missing::{Missing, Thing};
use super::text;
use super::token::{self, BLOCKS, STATEMENTS, Word};
use crate::diagnostic::{Code, Diagnostic};
use crate::mermaid::{Block, Diagram, Item, ItemKind};
use crate::problem::mermaid as problem;
use crate::source::{FileId, Span};
use block::Open;
use line::{many_links, one_link};
use std::collections::HashMap;

/// The most errors that are told of a diagram.
const MOST: usize = 100;

/// A diagram with what is wrong in it.
pub(super) struct Read {
    pub diagram: Diagram,
    pub missing: Missing,
    pub errors: Vec<Diagnostic>,
}

/// Reads the diagram in a range of a text.
pub(super) fn read(source: &str, start: usize, end: usize) -> Read {
    let mut reader = Reader {
        text: source.get(..end).unwrap_or(source),
        at: start,
        diagram: Diagram::default(),
        missing: Missing::default(),
        errors: Vec::new(),
        ids: HashMap::new(),
        open: Vec::new(),
        doubts: 0,
        boxes: 0,
        active: Vec::new(),
        created: None,
        destroyed: None,
        unclosed_directive: false,
    };
    if reader.head().is_some() {
        while reader.skip() && reader.errors.len() < MOST {
            if reader.statement().is_none() {
                reader.next_line();
            }
        }
        reader.unclosed();
    }
    Read { diagram: reader.diagram, missing: reader.missing, errors: reader.errors }
}

/// A diagram under way. Methods give `None` after they have told what is wrong.
struct Reader<'s> {
    /// Up to the end of the diagram.
    text: &'s str,
    at: usize,
    diagram: Diagram,
    missing: Missing,
    errors: Vec<Diagnostic>,
    /// Participants by their names.
    ids: HashMap<String, usize>,
    /// What `end` would close.
    open: Vec<Open>,
    /// How many blocks may lack their `end` for reasons that were told.
    doubts: usize,
    /// How many boxes there were.
    boxes: usize,
    /// How many activations each participant has.
    active: Vec<u32>,
    /// Who must get the next message.
    created: Option<(usize, Span)>,
    /// Who must take part in the next message.
    destroyed: Option<usize>,
    /// Whether a directive was not closed.
    unclosed_directive: bool,
}

impl<'s> Reader<'s> {
    fn rest(&self) -> &'s str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(FileId(0), start, end)
    }

    /// The rest of the line, at least one character of it.
    fn here(&self) -> Span {
        let rest = self.rest().lines().next().unwrap_or_default().trim_end();
        self.span(self.at, self.at + rest.len())
    }

    fn error(&mut self, problem: Diagnostic) -> Option<()> {
        self.errors.push(problem);
        None
    }

    /// Tells what is wrong with a lifeline, unless a line was not read that may have been about it.
    fn lifeline(&mut self, problem: Diagnostic) -> Option<()> {
        if self.errors.iter().any(|error| error.code == Code::MermaidLine) { None } else { self.error(problem) }
    }

    fn push(&mut self, span: Span, kind: ItemKind) {
        self.diagram.items.push(Item { span, kind });
    }

    /// Passes white space inside the line.
    fn space(&mut self) {
        let rest = self.rest();
        let after = rest.trim_start_matches(|c: char| c != '\n' && c.is_whitespace());
        self.at += rest.len() - after.len();
    }

    /// Passes the rest of the line, its end excluded.
    fn next_line(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    /// Passes white space, ends of lines, comments and directives; whether anything is left.
    fn skip(&mut self) -> bool {
        loop {
            let rest = self.rest();
            let after = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ';');
            let passed = rest.get(..rest.len() - after.len()).unwrap_or_default();
            self.at += passed.len();
            let blank = passed.matches('\n').count() > 1 && !after.is_empty();
            if blank && !self.diagram.items.is_empty() {
                self.push(self.span(self.at, self.at), ItemKind::Blank);
            }
            if after.starts_with("%%{") {
                self.directive();
            } else if after.starts_with(['%', '#']) {
                self.comment();
            } else {
                return !after.is_empty();
            }
        }
    }

    /// `%% text`, or what stands behind a `#`.
    fn comment(&mut self) {
        let span = self.here();
        let words = self.text.get(span.range()).unwrap_or_default().trim_start_matches(['%', '#']).trim();
        if !words.is_empty() {
            self.push(span, ItemKind::Comment(words.to_owned()));
        }
        self.next_line();
    }

    /// The rest of the statement's line: up to its end, a `;` or a comment.
    fn line(&mut self) -> (&'s str, Span) {
        self.space();
        let rest = self.rest();
        let line = rest.get(..text::length(rest)).unwrap_or_default();
        let span = self.span(self.at, self.at + line.trim_end().len());
        self.at += line.len();
        (line.trim(), span)
    }

    /// The text behind a `:`.
    fn label(&mut self) -> Option<String> {
        self.space();
        if !self.rest().starts_with(':') {
            let mut span = self.here();
            let found = self.text.get(span.range()).unwrap_or_default();
            let found = found.split(';').next().unwrap_or_default();
            span.end = span.start + u32::try_from(found.len()).unwrap_or(0);
            let problem = problem::expected(span, found, "the `:` of a text", "put `:` before the text");
            self.error(problem)?;
        }
        self.at += 1;
        Some(text::plain(self.line().0))
    }

    /// One statement.
    fn statement(&mut self) -> Option<()> {
        let start = self.at;
        let (word, length) = token::word(self.rest());
        let boxed = !matches!(word, Word::Participant | Word::Actor | Word::End);
        if let Some(outer) = boxed.then(|| self.in_box()).flatten() {
            self.errors.push(problem::not_in_box(self.here(), outer));
        }
        self.at += length;
        let keyword = self.span(start, self.at);
        match word {
            Word::Participant => self.participant("participant", keyword),
            Word::Actor => self.participant("actor", keyword),
            Word::Create => self.create(keyword),
            Word::Destroy => self.destroy(keyword),
            Word::Box => self.start_box(keyword),
            Word::End => self.end(keyword),
            Word::Else => self.part(("else", "alt"), keyword),
            Word::And => self.part(("and", "par"), keyword),
            Word::Option => self.part(("option", "critical"), keyword),
            Word::Note => self.note(keyword),
            Word::Activate => self.activation(keyword, true),
            Word::Deactivate => self.activation(keyword, false),
            Word::Title => self.title(),
            Word::AccTitle => self.accessible_title(),
            Word::AccDescr => self.accessible_description(),
            Word::Autonumber => self.numbers(keyword),
            Word::Link if self.is_link() => self.link(one_link, keyword),
            Word::Links if self.is_link() => self.link(many_links, keyword),
            Word::Properties | Word::Details if self.is_link() => self.properties(keyword),
            Word::SequenceDiagram => Some(()),
            Word::Alt => self.block(Block::Alt, keyword),
            Word::Opt => self.block(Block::Opt, keyword),
            Word::Loop => self.block(Block::Loop, keyword),
            Word::Par => self.block(Block::Par, keyword),
            Word::ParOver => self.block(Block::ParOver, keyword),
            Word::Critical => self.block(Block::Critical, keyword),
            Word::Break => self.block(Block::Break, keyword),
            Word::Rect => self.block(Block::Rect, keyword),
            Word::Links | Word::Link | Word::Properties | Word::Details | Word::Other => {
                self.at = start;
                self.message()
            }
        }
    }

    /// Tells that a line is none.
    fn no_statement(&mut self, start: usize) -> Option<()> {
        self.at = start;
        let span = self.here();
        let line = self.text.get(span.range()).unwrap_or_default();
        let before = self.text.get(..start).unwrap_or_default();
        let after = before.trim_end_matches([' ', '\t']).ends_with(';');
        let meant = problem::meant(line, &STATEMENTS).filter(|_| !after);
        match meant {
            Some("end") => self.unread_end(),
            Some(word) if BLOCKS.contains(&word) => self.unread_block(span),
            _ => {}
        }
        self.error(problem::no_statement(span, line, meant, after))
    }

    /// Takes down what the language does not have, and keeps it as a comment.
    fn keep(&mut self, thing: Thing, span: Span) {
        self.missing.note(thing, span);
        let lines: Vec<&'s str> = self.text.get(span.range()).unwrap_or_default().lines().collect();
        for line in lines {
            self.push(span, ItemKind::Comment(line.trim_end().to_owned()));
        }
    }
}
