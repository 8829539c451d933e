//! Lines and blocks of our tree, from items that stand flat below each other.

use super::busy;
use super::message::{original, travels};
use super::words::{comment, guard, remark, some_text, text};
use crate::mermaid::{Block, Diagram, Item, ItemKind, Side};
use crate::source::Span;
use crate::syntax::clause::label::Quoted;
use crate::syntax::clause::name::Name;
use crate::syntax::clause::place::Place;
use crate::syntax::statement::fragment::{Fragment, FragmentKind, Operand};
use crate::syntax::statement::lifespan::{Lifespan, LifespanKind};
use crate::syntax::statement::link::Link;
use crate::syntax::statement::message::Message;
use crate::syntax::statement::note::{self, Note};
use crate::syntax::tree::{self, Comment, Line, Node, Trivia};
use indexmap::IndexSet;

/// A block under way.
#[derive(Default)]
struct Lines {
    lines: Vec<Line>,
    before: Vec<Trivia>,
}

impl Lines {
    fn push(&mut self, node: Node, comment: Option<Comment>) {
        self.lines.push(line(node, std::mem::take(&mut self.before), comment));
    }

    /// A blank line, unless there is one, or nothing above it.
    fn blank(&mut self) {
        let last = self.before.last();
        if last.map_or(!self.lines.is_empty(), |last| *last != Trivia::Blank) {
            self.before.push(Trivia::Blank);
        }
    }

    fn closed(mut self, opening: Option<Comment>) -> tree::Block {
        while self.before.last() == Some(&Trivia::Blank) {
            self.before.pop();
        }
        tree::Block { opening, lines: self.lines, closing: self.before, span: Span::default() }
    }
}

/// A line.
pub(super) fn line(node: Node, before: Vec<Trivia>, comment: Option<Comment>) -> Line {
    Line { before, docs: Vec::new(), node, span: Span::default(), comment }
}

/// A fragment under way.
struct Open {
    kind: FragmentKind,
    /// Finished operands.
    operands: Vec<Operand>,
    /// The text and the comment of the operand under way.
    text: String,
    opening: Option<Comment>,
    /// Whether it stands for an `option`.
    option: bool,
    /// The lines around it.
    outer: Lines,
}

/// What is written of a diagram.
pub(super) struct Body {
    lines: Lines,
    open: Vec<Open>,
    names: Vec<String>,
    /// Who ends with the message that is written next, or was written last.
    ends: Vec<usize>,
    /// Whether that message is written.
    sent: bool,
    /// Who is named, in order.
    used: IndexSet<usize>,
}

/// The lines of a diagram, and who is named in them, in order.
pub(super) fn body(diagram: &Diagram, names: &[String]) -> (tree::Block, IndexSet<usize>) {
    let spare = busy::spare(&diagram.items);
    let mut body = Body {
        lines: Lines::default(),
        open: Vec::new(),
        names: names.to_vec(),
        ends: Vec::new(),
        sent: false,
        used: IndexSet::new(),
    };
    for (index, item) in diagram.items.iter().enumerate() {
        if !spare.contains(&index) {
            body.item(item);
        }
    }
    body.destroyed();
    while !body.open.is_empty() {
        body.close();
    }
    (body.lines.closed(None), body.used)
}

/// A participant, where it is used.
pub(super) fn place(name: &str) -> Place {
    let part = Name { text: name.into(), span: Span::default() };
    Place { quantifier: None, parts: vec![part], span: Span::default() }
}

impl Body {
    fn place(&mut self, index: usize) -> Place {
        self.used.insert(index);
        place(self.names.get(index).map_or("p", String::as_str))
    }

    fn push(&mut self, node: Node) {
        self.lines.push(node, None);
    }

    fn item(&mut self, item: &Item) {
        let follows = matches!(item.kind, ItemKind::Activate(_) | ItemKind::Deactivate(_) | ItemKind::Blank);
        if self.sent && !follows {
            self.destroyed();
        }
        match &item.kind {
            ItemKind::Message { .. } => self.message(item),
            ItemKind::Note { side, at, text } => self.note(*side, at, text),
            ItemKind::Open(block, words) => self.start(*block, words),
            ItemKind::Next(words) => self.next(words),
            ItemKind::Close => {
                if self.open.last().is_some_and(|open| open.option) {
                    self.close();
                }
                self.close();
            }
            ItemKind::Activate(at) => self.lifespan(LifespanKind::Activate, *at),
            ItemKind::Deactivate(at) => self.lifespan(LifespanKind::Deactivate, *at),
            ItemKind::Create(at) => self.lifespan(LifespanKind::Create, *at),
            ItemKind::Destroy(at) => {
                self.ends.push(*at);
                self.sent = false;
            }
            ItemKind::Link { at, title, url } => self.link(*at, title, url),
            ItemKind::Comment(words) => self.lines.before.push(Trivia::Comment(comment(words))),
            ItemKind::Blank => self.lines.blank(),
        }
    }

    fn message(&mut self, item: &Item) {
        let (ItemKind::Message { arrow: sign, text: words, .. }, Some((from, to, arrow))) =
            (&item.kind, travels(&item.kind))
        else {
            return;
        };
        let (from, to) = (self.place(from), self.place(to));
        let node = Message { from, arrow, arrow_span: Span::default(), to, text: text(words), attributes: None };
        self.lines.push(Node::Message(node), original(*sign).map(|sign| remark(&sign)));
        self.sent = true;
    }

    fn note(&mut self, side: Side, at: &[usize], words: &str) {
        let places = at.iter().map(|index| self.place(*index)).collect();
        let side = match side {
            Side::Over => note::Side::Over,
            Side::Left => note::Side::Left,
            Side::Right => note::Side::Right,
        };
        self.push(Node::Note(Note { keyword: Span::default(), side, places, text: some_text(words) }));
    }

    fn link(&mut self, at: usize, title: &str, url: &str) {
        let title = Quoted { text: title.into(), span: Span::default() };
        let place = self.place(at);
        let (keyword, url_span) = (Span::default(), Span::default());
        self.push(Node::Link(Link { keyword, place, title, url: url.into(), url_span }));
    }

    fn lifespan(&mut self, kind: LifespanKind, at: usize) {
        let place = self.place(at);
        self.push(Node::Lifespan(Lifespan { keyword: Span::default(), kind, place }));
    }

    /// Ends the lifelines that end with the message before.
    fn destroyed(&mut self) {
        self.sent = false;
        for at in std::mem::take(&mut self.ends) {
            self.lifespan(LifespanKind::Destroy, at);
        }
    }

    fn start(&mut self, block: Block, words: &str) {
        let (kind, said, opening) = match block {
            Block::Alt => (FragmentKind::Alt, words, None),
            Block::Opt => (FragmentKind::Opt, words, None),
            Block::Loop => (FragmentKind::Loop, words, None),
            Block::Par => (FragmentKind::Par, words, None),
            Block::ParOver => (FragmentKind::Par, words, Some(remark("par_over"))),
            Block::Critical => (FragmentKind::Critical, words, None),
            Block::Break => (FragmentKind::Break, words, None),
            Block::Rect => (FragmentKind::Group, "", Some(remark(words)).filter(|_| !words.is_empty())),
        };
        self.fragment(kind, said, opening, false);
    }

    fn fragment(&mut self, kind: FragmentKind, words: &str, opening: Option<Comment>, option: bool) {
        let outer = std::mem::take(&mut self.lines);
        self.open.push(Open { kind, operands: Vec::new(), text: words.to_owned(), opening, option, outer });
    }

    /// The next operand; an `option` is an `opt` in its `critical`.
    fn next(&mut self, words: &str) {
        match self.open.last().map(|open| (open.kind, open.option)) {
            Some((FragmentKind::Critical, _)) => self.fragment(FragmentKind::Opt, words, None, true),
            Some((_, true)) => {
                self.close();
                self.fragment(FragmentKind::Opt, words, None, true);
            }
            Some((_, false)) => {
                self.operand();
                if let Some(open) = self.open.last_mut() {
                    words.clone_into(&mut open.text);
                }
            }
            None => {}
        }
    }

    /// Finishes the operand under way.
    fn operand(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        if let Some(open) = self.open.last_mut() {
            let body = lines.closed(open.opening.take());
            let empty = body.lines.is_empty() && body.closing.is_empty() && body.opening.is_none();
            open.operands.push(Operand { keyword: Span::default(), text: guard(&open.text, empty), body });
        }
    }

    fn close(&mut self) {
        self.operand();
        if let Some(open) = self.open.pop() {
            self.lines = open.outer;
            self.push(Node::Fragment(Fragment { kind: open.kind, times: None, operands: open.operands }));
        }
    }
}
