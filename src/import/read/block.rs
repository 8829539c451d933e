//! Blocks: `loop … end` and its kin, their further parts, and boxes around participants.

use super::{Reader, Thing, text};
use crate::limits::NESTING;
use crate::mermaid::{Block, ItemKind};
use crate::problem::mermaid as problem;
use crate::source::Span;

/// The deepest nesting: each block may become two of ours, and a scenario is around them.
const DEEPEST: usize = NESTING / 2 - 1;

/// What an `end` would close.
pub(super) struct Open {
    word: Span,
    kind: Kind,
}

/// Its kind.
enum Kind {
    /// A box: its number, and what it says.
    Box(usize, String),
    /// A block.
    Block(Block),
}

impl Reader<'_> {
    /// Where the box starts that is open.
    pub(super) fn in_box(&self) -> Option<Span> {
        self.open.last().filter(|open| matches!(open.kind, Kind::Box(..))).map(|open| open.word)
    }

    /// The box that is open.
    pub(super) fn this_box(&self) -> Option<(usize, String)> {
        match &self.open.last()?.kind {
            Kind::Box(number, words) => Some((*number, words.clone())),
            Kind::Block(_) => None,
        }
    }

    /// `box Aqua Words`
    pub(super) fn start_box(&mut self, keyword: Span) -> Option<()> {
        let (line, span) = self.line();
        let words = text::decoded(line);
        self.boxes += 1;
        self.missing.note(Thing::Boxes, keyword.to(span));
        self.push(keyword, ItemKind::Comment(format!("box {words}").trim_end().to_owned()));
        self.open.push(Open { word: keyword, kind: Kind::Box(self.boxes, words) });
        Some(())
    }

    /// `alt text` and its kin.
    pub(super) fn block(&mut self, block: Block, keyword: Span) -> Option<()> {
        let (line, span) = self.line();
        match block {
            Block::Rect if !line.is_empty() => self.missing.note(Thing::Colours, span),
            Block::ParOver => self.missing.note(Thing::ParOver, keyword),
            Block::Rect | Block::Alt | Block::Opt | Block::Loop | Block::Par | Block::Critical | Block::Break => {}
        }
        if self.open.len() >= DEEPEST {
            self.error(problem::too_deep(keyword, DEEPEST));
            self.at = self.text.len();
            self.open.clear();
            return Some(());
        }
        self.open.push(Open { word: keyword, kind: Kind::Block(block) });
        self.push(keyword, ItemKind::Open(block, text::plain(line)));
        Some(())
    }

    /// `else text`, `and text`, `option text`: its word, and that of the block it stands in.
    pub(super) fn part(&mut self, (name, starts): (&str, &str), keyword: Span) -> Option<()> {
        let (line, _) = self.line();
        let open = self.open.last().and_then(|open| match open.kind {
            Kind::Block(block) => Some(block),
            Kind::Box(..) => None,
        });
        let fits = match open {
            Some(Block::Alt) => name == "else",
            Some(Block::Par | Block::ParOver) => name == "and",
            Some(Block::Critical) => name == "option",
            Some(Block::Opt | Block::Loop | Block::Break | Block::Rect) | None => false,
        };
        if !fits {
            self.error(problem::stray_part(keyword, name, starts))?;
        }
        if name == "option" {
            self.missing.note(Thing::Options, keyword);
        }
        self.push(keyword, ItemKind::Next(text::plain(line)));
        Some(())
    }

    /// `end`
    pub(super) fn end(&mut self, keyword: Span) -> Option<()> {
        match self.open.pop().map(|open| open.kind) {
            Some(Kind::Block(_)) => self.push(keyword, ItemKind::Close),
            Some(Kind::Box(..)) => self.push(keyword, ItemKind::Comment(String::from("end of the box"))),
            None => self.error(problem::stray_end(keyword))?,
        }
        Some(())
    }

    /// Tells what the diagram's end finds open.
    pub(super) fn unclosed(&mut self) {
        for open in std::mem::take(&mut self.open) {
            let word = self.text.get(open.word.range()).unwrap_or_default();
            self.errors.push(problem::open_block(open.word, word));
        }
    }
}
