//! The second pass: rows become a tree. Blocks are kept on a stack, so nesting costs no recursion; each head is read by
//! its rule, and a line in error is kept as [`Node::Broken`] with one diagnostic.
//!
//! Steps: trivia is collected; a `}` pops a block; a line is classified (`start`), read, and either added or
//! pushed with its block; what is open at the end is told once.

use crate::diagnostic::Diagnostic;
use crate::limits::{FOUND_IN_FILE, NESTING};
use crate::problem::{limits, text as problem};
use crate::source::{FileId, Source, Span};
use crate::syntax::again::Seam;
use crate::syntax::clause::text::{Role, Text};
use crate::syntax::keyword::{self, Context, Part, Start};
use crate::syntax::line::{Entry, Label, Row, Sheet};
use crate::syntax::rules::Rules;
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::tree::{Block, Broken, Comment, File, Line, Node, Trivia};
use crate::syntax::{Parsed, body, complaint, start};

/// The longest text of a line, in bytes.
pub const LONGEST_TEXT: usize = 100_000;

/// A block under construction with the line that opens it.
pub(super) struct Frame {
    pub(super) context: Context,
    pub(super) line: Line,
    pub(super) indent: u32,
    pub(super) brace: Span,
    pub(super) block: Block,
    /// Its head is in error.
    pub(super) broken: bool,
    /// How far those of its fragments are indented that lack their `{` and have not ended yet.
    pub(super) owed: Vec<u32>,
}

/// A block nested too deeply: its lines are passed over.
pub(super) struct Skip {
    depth: usize,
    line: Line,
    brace: Span,
}

/// The reader of one file.
pub struct Reader<'t> {
    pub(super) source: &'t Source,
    pub(super) sheet: &'t Sheet<'t>,
    pub(super) rules: Rules<'t>,
    pub(super) stack: Vec<Frame>,
    file: FileId,
    diagnostics: Vec<Diagnostic>,
    pub(super) seams: Vec<Seam>,
    pub(super) pending: Vec<Trivia>,
    pub(super) docs: Vec<Comment>,
    pub(super) skip: Option<Skip>,
    /// A block was closed for its author, so that a `}` too many may follow.
    pub(super) lenient: usize,
    /// How far the next line is indented.
    ahead: u32,
    /// How far a `}` is indented that the next line starts with.
    pub(super) closes: Option<u32>,
    /// How many blocks may be closed by an `end` already.
    pub(super) doubts: usize,
    /// A `{` that is all of the next line.
    pub(super) below: Option<Span>,
    /// A `}` that stands left of the line that its block starts with shows a block that nobody closed.
    pub(super) suspect: Option<Span>,
}

impl<'t> Reader<'t> {
    /// A reader at the start of a file.
    #[must_use]
    pub fn new(source: &'t Source, file: FileId, sheet: &'t Sheet<'t>) -> Self {
        let span = Span::new(file, 0, source.text.len());
        let root = Frame {
            context: Context::File,
            line: line(Node::Broken(Broken { text: "".into(), span }), span),
            indent: 0,
            brace: Span::new(file, 0, 0),
            block: Block { span, ..Block::default() },
            broken: false,
            owed: Vec::new(),
        };
        Self {
            source,
            sheet,
            rules: Rules::new(),
            stack: vec![root],
            file,
            diagnostics: Vec::new(),
            seams: Vec::new(),
            pending: Vec::new(),
            docs: Vec::new(),
            skip: None,
            lenient: 0,
            ahead: 0,
            closes: None,
            doubts: 0,
            below: None,
            suspect: None,
        }
    }

    /// Reads all rows.
    #[must_use]
    pub fn read(mut self) -> Parsed {
        self.rows();
        self.finish()
    }

    pub(super) fn rows(&mut self) {
        let sheet = self.sheet;
        for (at, entry) in sheet.entries.iter().enumerate() {
            match entry {
                _ if self.skip.is_some() => self.pass_over(entry),
                Entry::Blank => self.blank(),
                Entry::Comment(comment) => self.pending.push(Trivia::Comment(comment.clone())),
                Entry::Doc(comment) => self.docs.push(comment.clone()),
                Entry::Row(row) => {
                    let next = sheet.entries.iter().skip(at + 1).find(|e| matches!(e, Entry::Row(_)));
                    self.ahead = next.map_or(0, indent);
                    self.below = next.and_then(only_brace);
                    self.closes = next.and_then(closing_indent);
                    self.row(row);
                    self.seam(row, next);
                }
            }
        }
    }

    /// Where the file ends.
    pub(super) fn end(&self) -> Span {
        Span::new(self.file, self.source.text.len(), self.source.text.len())
    }

    /// Adds a diagnostic, unless there are too many or its block is not understood anyway.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < FOUND_IN_FILE {
            self.diagnostics.push(diagnostic);
        }
    }

    pub(super) fn context(&self) -> Context {
        self.stack.last().map_or(Context::File, |f| f.context)
    }

    fn blank(&mut self) {
        let first = self.pending.is_empty() && self.stack.last().is_some_and(|f| f.block.lines.is_empty());
        if !first && self.pending.last() != Some(&Trivia::Blank) {
            self.pending.push(Trivia::Blank);
        }
    }

    /// A line with the trivia before it.
    fn line(&mut self, node: Node, span: Span) -> Line {
        let mut before = std::mem::take(&mut self.pending);
        let first = self.stack.last().is_some_and(|f| f.block.lines.is_empty());
        if first && before.first() == Some(&Trivia::Blank) {
            before.remove(0);
        }
        Line { before, docs: std::mem::take(&mut self.docs), ..line(node, span) }
    }

    /// What stands between the last line of a block and its end.
    pub(super) fn closing(&mut self) -> Vec<Trivia> {
        let mut closing = std::mem::take(&mut self.pending);
        for doc in std::mem::take(&mut self.docs) {
            let text = ecow::eco_format!("/ {}", doc.text).trim_end().into();
            closing.push(Trivia::Comment(Comment { text, span: doc.span }));
        }
        if closing.last() == Some(&Trivia::Blank) {
            closing.pop();
        }
        let empty = self.stack.last().is_some_and(|f| f.block.lines.is_empty());
        if empty && closing.first() == Some(&Trivia::Blank) {
            closing.remove(0);
        }
        closing
    }

    pub(super) fn add(&mut self, line: Line) {
        if let Some(top) = self.stack.last_mut() {
            top.block.lines.push(line);
        }
    }

    /// Adds a broken line.
    pub(super) fn add_broken(&mut self, row: &Row) {
        let whole = row.raw.map_or(row.span, |raw| row.span.to(raw.lines));
        let span = row.open.map_or(whole, |brace| whole.to(brace));
        let mut line = self.line(self.broken(span), span);
        line.comment.clone_from(&row.comment);
        self.add(line);
    }

    pub(super) fn broken(&self, span: Span) -> Node {
        Node::Broken(Broken { text: self.source.slice(span).into(), span })
    }

    fn row(&mut self, row: &'t Row) {
        match row.close {
            Some(close) => self.close(row, close),
            None => self.statement(row),
        }
    }

    fn statement(&mut self, row: &'t Row) {
        if row.open.is_some() && self.stack.last().map(|f| f.brace) == row.open {
            return;
        }
        let found = start::classify(self, row).and_then(|start| Ok((start, self.node(row, start)?)));
        match found {
            Ok((start, node)) => self.place(row, start, node),
            Err(problem) => {
                if self.context() != Context::Unknown {
                    self.report(*problem);
                }
                self.place_broken(row);
                if start::is_end(self.sheet.tokens(row.head)) {
                    self.foreign_end(row);
                }
            }
        }
    }

    /// Adds a line, or opens its block.
    fn place(&mut self, row: &'t Row, start: Start, node: Node) {
        let span = row.span;
        let Some(brace) = row.open.filter(|_| row.raw.is_none()) else {
            let whole = row.raw.and_then(|raw| raw.close).map_or(span, |close| span.to(close));
            let mut line = self.line(node, whole);
            line.comment.clone_from(&row.comment);
            return self.add(line);
        };
        let context = start.inner(self.context());
        self.push(row, node, brace, context, false);
    }

    /// Keeps a line in error; its block, if it opens one, is still read.
    pub(super) fn place_broken(&mut self, row: &'t Row) {
        let head = self.sheet.tokens(row.head);
        // Looking for the keyword that is meant is slow; most broken lines open no block.
        let blocky = row.open.is_some()
            || self.below.is_some()
            || self.ahead > row.indent
            || self.source.slice(row.span).contains('{');
        let likely = if blocky { start::likely(head) } else { None };
        let Some(brace) = self.likely_brace(row, head, likely.map(|k| k.start)) else {
            self.owe(row);
            return self.add_broken(row);
        };
        let context = likely.map_or(Context::Unknown, |k| k.start.inner(self.context()));
        let node = self.broken(row.span);
        self.push(row, node, brace, context, true);
    }

    /// Where a broken line opens a block: at its `{`, at one inside it, or, if it must have one and the next line is
    /// further to the right, at its end.
    fn likely_brace(&self, row: &Row, head: &[Lexeme<'_>], start: Option<Start>) -> Option<Span> {
        if row.raw.is_some() {
            return None;
        }
        let text = self.source.slice(row.span);
        let inside = || complaint::inner_brace(head).filter(|_| !text.ends_with('}'));
        let textless = start.is_some_and(|s| s.text() == Part::Never && s.block() != Part::Never);
        let behind = || (textless && text.ends_with('{')).then(|| Span { start: row.span.end - 1, ..row.span });
        // A line that stands as far left as the one that opens its block is out of line itself.
        let aligned = self.stack.len() < 2 || self.stack.last().is_some_and(|frame| row.indent > frame.indent);
        let deeper = aligned && self.ahead > row.indent;
        let must = deeper && start.is_some_and(|s| s.block() == Part::Must) && !text.ends_with('}');
        let below = || self.below.filter(|_| start.is_some_and(|s| s.block() != Part::Never));
        row.open.or_else(inside).or_else(below).or_else(behind).or_else(|| must.then(|| row.span.after()))
    }

    /// Opens a block; closes it again if the line does.
    pub(super) fn push(&mut self, row: &'t Row, node: Node, brace: Span, context: Context, broken: bool) {
        let mut line = self.line(node, row.span.to(brace));
        if self.stack.len() > NESTING {
            if row.shut.is_none() {
                self.report(problem::too_deep(brace, NESTING));
                self.skip = Some(Skip { depth: 1, line, brace });
            } else {
                self.add(line);
            }
            return;
        }
        let mut block = Block::default();
        if row.shut.is_none() {
            block.opening.clone_from(&row.comment);
        } else {
            line.comment.clone_from(&row.comment);
        }
        self.stack.push(Frame { context, line, indent: row.indent, brace, block, broken, owed: Vec::new() });
        if let Some(shut) = row.shut {
            self.pop(shut);
        }
    }

    /// Closes the innermost block; `false` if there is none.
    pub(super) fn pop(&mut self, close: Span) -> bool {
        if self.stack.len() < 2 {
            return false;
        }
        let closing = self.closing();
        let Some(mut frame) = self.stack.pop() else { return false };
        frame.block.closing = closing;
        frame.block.span = frame.brace.to(close);
        frame.line.span = frame.line.span.to(close);
        if frame.broken {
            frame.line.node = self.broken(frame.line.span);
        } else {
            frame.line.node.set_block(frame.block);
        }
        self.add(frame.line);
        if self.stack.len() < 2 {
            self.doubts = 0;
        }
        true
    }

    /// A line that starts with `}`.
    fn close(&mut self, row: &'t Row, close: Span) {
        if self.stack.len() > 1 && self.suspect.is_none() {
            let left = |f: &Frame| row.indent < f.indent;
            self.suspect = self.stack.last().filter(|f| left(f)).map(|f| f.brace);
        }
        let head = self.sheet.tokens(row.head);
        let operand = row.fragment && matches!(head, [Lexeme { token: Token::Name("else" | "and"), .. }, ..]);
        if self.settles(row, operand) {
            if !head.is_empty() {
                self.add_broken(row);
            }
            return;
        }
        if operand {
            return self.operand(row, close);
        }
        self.lenient += self.stack.last().map_or(0, |f| f.owed.len());
        let stray = !self.pop(close);
        if stray {
            if self.lenient > 0 {
                self.lenient -= 1;
            } else {
                self.report(problem::stray_brace(close));
            }
        } else if head.is_empty() {
            let lines = self.stack.last_mut().map(|f| &mut f.block.lines);
            if let Some(last) = lines.and_then(|l| l.last_mut()) {
                last.comment.clone_from(&row.comment);
            }
        }
        if head.is_empty() {
            return;
        }
        if stray {
            return self.place_broken(row);
        }
        self.report(problem::after_brace(head.first().map_or(close, |l| l.span), self.source.slice(row.span)));
        for again in head.iter().take_while(|l| l.token == Token::End) {
            self.pop(again.span);
        }
        if !matches!(head, [Lexeme { token: Token::End, .. }, ..]) {
            self.place_broken(row);
        }
    }

    /// Passes over a line of a block that is nested too deeply.
    fn pass_over(&mut self, entry: &Entry) {
        let Some(mut skip) = self.skip.take() else { return };
        if let Entry::Row(row) = entry {
            let opens = row.open.is_some() && row.shut.is_none();
            match (row.close, opens) {
                (Some(_), false) => skip.depth -= 1,
                (None, true) => skip.depth += 1,
                (Some(_), true) | (None, false) => {}
            }
            if let (0, Some(close)) = (skip.depth, row.close) {
                skip.line.span = skip.line.span.to(close);
                skip.line.node = self.broken(skip.line.span);
                return self.add(skip.line);
            }
        }
        self.skip = Some(skip);
    }

    /// Tells what is still open, once, and closes it.
    pub(super) fn finish(mut self) -> Parsed {
        let end = self.end();
        let mut open: Vec<Span> = self.stack.iter().skip(1).map(|f| f.brace).collect();
        if let Some(mut skip) = self.skip.take() {
            open.push(skip.brace);
            skip.line.span = skip.line.span.to(end);
            skip.line.node = self.broken(skip.line.span);
            self.add(skip.line);
        }
        open.truncate(open.len().saturating_sub(self.doubts));
        if let Some(innermost) = open.pop() {
            let brace = self.suspect.unwrap_or(innermost);
            self.diagnostics.truncate(FOUND_IN_FILE - 1);
            let outer = open.last().copied().filter(|_| self.suspect.is_none());
            let ended = self.source.text.ends_with('\n');
            self.report(problem::unclosed_block(brace, outer, end, ended));
        }
        while self.pop(end) {}
        let closing = self.closing();
        let mut body = self.stack.pop().map(|root| root.block).unwrap_or_default();
        body.closing = closing;
        self.diagnostics.sort_by_key(|d| (d.span.start, d.span.end));
        Parsed { file: File { body }, diagnostics: self.diagnostics, seams: self.seams }
    }

    /// Reads a line with its text and its raw body.
    fn node(&mut self, row: &'t Row, start: Start) -> Result<Node, Box<Diagnostic>> {
        let head = self.sheet.tokens(row.head);
        let place = complaint::Place { source: self.source, head, row, start, below: self.below };
        place.signs()?;
        if let Some(label) = row.label.as_ref().filter(|l| l.span.range().len() > LONGEST_TEXT) {
            return Err(Box::new(limits::too_long(LONGEST_TEXT, label.sign)));
        }
        let mut node = self.rules.read(start, head).map_err(|fault| Box::new(place.fault(&fault)))?;
        place.parts(&node)?;
        let Some(label) = &row.label else {
            body::take_raw(&mut node, self.source, row)?;
            return Ok(node);
        };
        if let Node::Link(link) = &mut node {
            body::take_link(link, self.source, label)?;
            return Ok(node);
        }
        let text = self.text(label, start)?;
        node.set_text(text);
        Ok(node)
    }

    /// Reads a text.
    pub(super) fn text(&self, label: &Label, start: Start) -> Result<Text, Box<Diagnostic>> {
        let role = match start {
            Start::Message => Role::Message,
            Start::Action => Role::Action,
            Start::Fragment(_) => Role::Guard,
            _ => Role::Prose,
        };
        let text = self.rules.texts.read(self.source, self.sheet, label, role);
        match self.rules.texts.bracket(self.sheet, label, &text, role) {
            Some((tokens, fault)) => Err(Box::new(complaint::bracket(self.source, tokens, &fault))),
            None => Ok(text),
        }
    }
}

/// A `{` that is all of its line.
fn only_brace(entry: &Entry) -> Option<Span> {
    match entry {
        Entry::Row(row) if row.close.is_none() && row.head.0 == row.head.1 && row.label.is_none() => row.open,
        Entry::Row(_) | Entry::Blank | Entry::Comment(_) | Entry::Doc(_) => None,
    }
}

/// How far a `}` is indented that a line starts with.
fn closing_indent(entry: &Entry) -> Option<u32> {
    match entry {
        Entry::Row(row) => row.close.map(|_| row.indent),
        Entry::Blank | Entry::Comment(_) | Entry::Doc(_) => None,
    }
}

/// How far a line is indented; a comment or a blank line says nothing.
fn indent(entry: &Entry) -> u32 {
    match entry {
        Entry::Row(row) if row.close.is_none() => row.indent,
        Entry::Row(_) | Entry::Blank | Entry::Comment(_) | Entry::Doc(_) => 0,
    }
}

/// A line with nothing around it.
pub(super) fn line(node: Node, span: Span) -> Line {
    Line { before: Vec::new(), docs: Vec::new(), node, span, comment: None }
}

/// Whether a keyword may stand in a context.
pub(super) fn fits(keyword: &keyword::Keyword, context: Context) -> bool {
    context == Context::Unknown || keyword.places.contains(&context)
}
