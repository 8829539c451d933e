//! The page: lines and blocks in order, neighbours gathered until something stands between them.

use super::cells::Cells;
use super::columns;
use crate::syntax::print::block_of;
use crate::syntax::statement::fragment::Fragment;
use crate::syntax::tree::{Block, Comment, Line, Node, Trivia};
use std::fmt::Write as _;

/// Text under way.
pub(super) struct Page {
    out: String,
    depth: usize,
    /// Lines without blocks at one depth with nothing between them.
    neighbours: Vec<Cells>,
    /// Their comments.
    comments: Vec<Option<String>>,
}

impl Page {
    /// An empty one.
    pub fn new() -> Self {
        Self { out: String::new(), depth: 0, neighbours: Vec::new(), comments: Vec::new() }
    }

    /// Writes the lines of a file.
    pub fn write(mut self, body: &Block) -> String {
        self.lines(body);
        self.out
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n(' ', self.depth * 2));
    }

    /// Writes the neighbours gathered so far.
    fn flush(&mut self) {
        let mut lines = columns::align(&self.neighbours);
        columns::comment(&mut lines, &self.comments);
        for line in lines {
            self.indent();
            self.out.push_str(&line);
            self.out.push('\n');
        }
        self.neighbours.clear();
        self.comments.clear();
    }

    /// Writes a line that has no neighbours.
    fn alone(&mut self, text: impl std::fmt::Display) {
        self.indent();
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{text}");
    }

    fn trivia(&mut self, list: &[Trivia]) {
        for item in list {
            self.flush();
            match item {
                Trivia::Blank => self.out.push('\n'),
                Trivia::Comment(comment) => self.alone(comment),
            }
        }
    }

    fn lines(&mut self, block: &Block) {
        for line in &block.lines {
            self.line(line);
        }
        self.trivia(&block.closing);
        self.flush();
    }

    fn line(&mut self, line: &Line) {
        self.trivia(&line.before);
        for doc in &line.docs {
            self.flush();
            self.alone(format_args!("///{}{}", if doc.text.is_empty() { "" } else { " " }, doc.text));
        }
        match &line.node {
            Node::Fragment(fragment) => self.fragment(fragment),
            Node::Writing(writing) => self.writing(&writing.to_string(), &writing.body),
            node => match block_of(node) {
                Some(body) => {
                    self.flush();
                    self.indent();
                    let _ = write!(self.out, "{node}");
                    self.block(body, true);
                }
                None => {
                    self.neighbours.push(Cells::of(node));
                    return self.comments.push(line.comment.as_ref().map(ToString::to_string));
                }
            },
        }
        self.end(line.comment.as_ref());
    }

    /// Ends the line of a closing brace.
    fn end(&mut self, comment: Option<&Comment>) {
        if let Some(comment) = comment {
            let _ = write!(self.out, "  {comment}");
        }
        self.out.push('\n');
    }

    fn fragment(&mut self, fragment: &Fragment) {
        self.flush();
        self.indent();
        let _ = write!(self.out, "{fragment}");
        let count = fragment.operands.len();
        for (place, operand) in (1..).zip(&fragment.operands) {
            if place > 1 {
                let _ = write!(self.out, " {}", fragment.kind.divider().unwrap_or("else"));
                if let Some(text) = &operand.text {
                    let _ = write!(self.out, " {}", text.raw);
                }
            }
            self.block(&operand.body, place == count);
        }
    }

    /// The lines of a text are another language's: only their common indentation is ours.
    fn writing(&mut self, head: &str, body: &str) {
        self.flush();
        self.alone(format_args!("{head} {{"));
        self.depth += 1;
        for text in body.lines() {
            if text.is_empty() {
                self.out.push('\n');
            } else {
                self.alone(text);
            }
        }
        self.depth -= 1;
        self.indent();
        self.out.push('}');
    }

    /// ` {`, the lines and `}` without an end of line. An empty block stands on one line if nothing follows it there.
    fn block(&mut self, body: &Block, ends: bool) {
        self.out.push_str(" {");
        if let Some(comment) = &body.opening {
            let _ = write!(self.out, "  {comment}");
        } else if ends && body.lines.is_empty() && body.closing.is_empty() {
            return self.out.push_str(" }");
        }
        self.out.push('\n');
        self.depth += 1;
        self.lines(body);
        self.depth -= 1;
        self.indent();
        self.out.push('}');
    }
}
