//! From a tree to canonical text: two spaces an indentation, one around arrows, comments and single blank lines kept.
//!
//! Each construct writes its own head; this file writes the lines and blocks around them.

use crate::syntax::tree::{Block, Comment, File, Line, Node, Trivia};
use std::fmt::{self, Write};

/// The canonical text of a file.
#[must_use]
pub fn print(file: &File) -> String {
    file.to_string()
}

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        lines(f, &self.body, 0)
    }
}

impl fmt::Display for Comment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A comment of slashes only reads back as one without a space between.
        let slash = self.text.starts_with('/') || self.text.starts_with(" /");
        let space = if self.text.is_empty() || slash { "" } else { " " };
        write!(f, "//{space}{}", self.text)
    }
}

/// The head of a node, without its block.
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title(n) => n.fmt(f),
            Self::Import(n) => n.fmt(f),
            Self::Resource(n) => n.fmt(f),
            Self::Device(n) => n.fmt(f),
            Self::Storage(n) => n.fmt(f),
            Self::User(n) => n.fmt(f),
            Self::Route(n) => n.fmt(f),
            Self::Method(n) => n.fmt(f),
            Self::Channel(n) => n.fmt(f),
            Self::Reaction(n) => n.fmt(f),
            Self::Policy(n) => n.fmt(f),
            Self::Fact(n) => n.fmt(f),
            Self::Rule(n) => n.fmt(f),
            Self::Flow(n) => n.fmt(f),
            Self::Chain(n) => n.fmt(f),
            Self::Scenario(n) => n.fmt(f),
            Self::Claim(n) => n.fmt(f),
            Self::Writing(n) => n.fmt(f),
            Self::Tone(n) => n.fmt(f),
            Self::Property(n) => n.fmt(f),
            Self::Message(n) => n.fmt(f),
            Self::Read(n) => n.fmt(f),
            Self::Action(n) => n.fmt(f),
            Self::Sees(n) => n.fmt(f),
            Self::Given(n) => n.fmt(f),
            Self::Expect(n) => n.fmt(f),
            Self::Note(n) => n.fmt(f),
            Self::Divider(n) => n.fmt(f),
            Self::Gap(n) => n.fmt(f),
            Self::Wait(n) => n.fmt(f),
            Self::Fragment(n) => n.fmt(f),
            Self::Happening(n) => n.fmt(f),
            Self::Lifespan(n) => n.fmt(f),
            Self::Play(n) => n.fmt(f),
            Self::Visibility(n) => n.fmt(f),
            Self::Reference(n) => n.fmt(f),
            Self::Link(n) => n.fmt(f),
            Self::Broken(n) => f.write_str(&n.text),
        }
    }
}

/// The block of a node that has exactly one.
#[must_use]
#[expect(clippy::match_same_arms, reason = "one arm would be one name a line")]
pub fn block_of(node: &Node) -> Option<&Block> {
    match node {
        Node::Device(n) => n.body.as_ref(),
        Node::Storage(n) => n.body.as_ref(),
        Node::Method(n) => Some(&n.body),
        Node::Reaction(n) => Some(&n.body),
        Node::Policy(n) => Some(&n.body),
        Node::Flow(n) => Some(&n.body),
        Node::Scenario(n) => Some(&n.body),
        Node::Happening(n) => n.anywhere.as_ref(),
        Node::Title(_) | Node::Import(_) | Node::Resource(_) | Node::User(_) | Node::Route(_) | Node::Channel(_) => {
            None
        }
        Node::Fact(_) | Node::Rule(_) | Node::Chain(_) | Node::Claim(_) | Node::Writing(_) | Node::Tone(_) => None,
        Node::Property(_) | Node::Message(_) | Node::Read(_) | Node::Action(_) | Node::Sees(_) | Node::Given(_) => None,
        Node::Expect(_) | Node::Note(_) | Node::Divider(_) | Node::Gap(_) | Node::Wait(_) | Node::Lifespan(_) => None,
        Node::Play(_) | Node::Visibility(_) | Node::Reference(_) | Node::Link(_) | Node::Broken(_) => None,
        Node::Fragment(_) => None,
    }
}

fn indent(f: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
    write!(f, "{:width$}", "", width = depth * 2)
}

fn trivia(f: &mut fmt::Formatter<'_>, list: &[Trivia], depth: usize) -> fmt::Result {
    for item in list {
        match item {
            Trivia::Blank => f.write_char('\n')?,
            Trivia::Comment(comment) => {
                indent(f, depth)?;
                writeln!(f, "{comment}")?;
            }
        }
    }
    Ok(())
}

fn lines(f: &mut fmt::Formatter<'_>, block: &Block, depth: usize) -> fmt::Result {
    for item in &block.lines {
        line(f, item, depth)?;
    }
    trivia(f, &block.closing, depth)
}

fn line(f: &mut fmt::Formatter<'_>, line: &Line, depth: usize) -> fmt::Result {
    trivia(f, &line.before, depth)?;
    for doc in &line.docs {
        indent(f, depth)?;
        writeln!(f, "///{}{}", if doc.text.is_empty() { "" } else { " " }, doc.text)?;
    }
    indent(f, depth)?;
    write!(f, "{}", line.node)?;
    match &line.node {
        Node::Fragment(fragment) => {
            for (i, operand) in fragment.operands.iter().enumerate() {
                if i > 0 {
                    write!(f, " {}", fragment.kind.divider().unwrap_or("else"))?;
                    if let Some(text) = &operand.text {
                        write!(f, " {}", text.raw)?;
                    }
                }
                block(f, &operand.body, depth, i + 1 == fragment.operands.len())?;
            }
        }
        Node::Writing(writing) => {
            f.write_str(" {\n")?;
            for text in writing.body.lines() {
                if !text.is_empty() {
                    indent(f, depth + 1)?;
                    f.write_str(text)?;
                }
                f.write_char('\n')?;
            }
            indent(f, depth)?;
            f.write_char('}')?;
        }
        node => {
            if let Some(body) = block_of(node) {
                block(f, body, depth, true)?;
            }
        }
    }
    if let Some(comment) = &line.comment {
        write!(f, "  {comment}")?;
    }
    f.write_char('\n')
}

/// ` {`, the lines, and `}` without an end of line. An empty block stands on one line if nothing follows it there.
fn block(f: &mut fmt::Formatter<'_>, body: &Block, depth: usize, ends: bool) -> fmt::Result {
    f.write_str(" {")?;
    if let Some(comment) = &body.opening {
        write!(f, "  {comment}")?;
    }
    if ends && body.opening.is_none() && body.lines.is_empty() && body.closing.is_empty() {
        return f.write_str(" }");
    }
    f.write_char('\n')?;
    lines(f, body, depth + 1)?;
    indent(f, depth)?;
    f.write_char('}')
}
