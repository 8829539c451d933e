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
    /// Whether a line that does not fit in it was told.
    told: bool,
}

/// Its kind.
enum Kind {
    /// A box: its number, and what it says.
    Box(usize, String),
    /// A block.
    Block(Block),
    /// A block whose word could not be read.
    Unread,
}

impl Open {
    /// Whether a word goes on with it.
    fn takes(&self, part: &str) -> bool {
        match self.kind {
            Kind::Block(Block::Alt) => part == "else",
            Kind::Block(Block::Par | Block::ParOver) => part == "and",
            Kind::Block(Block::Critical) => part == "option",
            Kind::Unread => true,
            Kind::Block(Block::Opt | Block::Loop | Block::Break | Block::Rect) | Kind::Box(..) => false,
        }
    }
}

impl Reader<'_> {
    /// Where the box starts that is open, the first time that something else than a participant stands in it. Whether its `end`
    /// is above or below, the author has to say.
    pub(super) fn in_box(&mut self) -> Option<Span> {
        let open = self.open.last_mut().filter(|open| matches!(open.kind, Kind::Box(..)) && !open.told)?;
        open.told = true;
        self.doubts += 1;
        Some(open.word)
    }

    /// A line that would be a block if its word were known: what follows is read as in one.
    pub(super) fn unread_block(&mut self, word: Span) {
        self.open.push(Open { word, kind: Kind::Unread, told: true });
        self.doubts += 1;
    }

    /// The box that is open.
    pub(super) fn this_box(&self) -> Option<(usize, String)> {
        match &self.open.last()?.kind {
            Kind::Box(number, words) => Some((*number, words.clone())),
            Kind::Block(_) | Kind::Unread => None,
        }
    }

    /// `box Aqua Words`
    pub(super) fn start_box(&mut self, keyword: Span) -> Option<()> {
        let (line, span) = self.line();
        let words = text::decoded(line);
        self.boxes += 1;
        self.missing.note(Thing::Boxes, keyword.to(span));
        self.push(keyword, ItemKind::Comment(format!("box {words}").trim_end().to_owned()));
        self.open.push(Open { word: keyword, kind: Kind::Box(self.boxes, words), told: false });
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
        self.open.push(Open { word: keyword, kind: Kind::Block(block), told: false });
        self.push(keyword, ItemKind::Open(block, text::plain(line)));
        Some(())
    }

    /// `else text`, `and text`, `option text`: its word, and that of the block it stands in.
    pub(super) fn part(&mut self, (name, starts): (&str, &str), keyword: Span) -> Option<()> {
        let (line, _) = self.line();
        if !self.open.last().is_some_and(|open| open.takes(name)) {
            return self.misplaced((name, starts), keyword);
        }
        if name == "option" {
            self.missing.note(Thing::Options, keyword);
        }
        self.push(keyword, ItemKind::Next(text::plain(line)));
        Some(())
    }

    /// A line that would be an `end` if it were written so.
    pub(super) fn unread_end(&mut self) {
        if self.open.pop().is_some_and(|open| matches!(open.kind, Kind::Block(_))) {
            self.push(self.here(), ItemKind::Close);
        }
    }

    /// A part that does not fit in the block around it. Whether that lacks its `end` above, or the part is too much, the author has
    /// to say: what follows of it is not told.
    fn misplaced(&mut self, (name, starts): (&str, &str), keyword: Span) -> Option<()> {
        let inner = self.open.iter().rev().take_while(|open| !open.takes(name)).count();
        let around = inner < self.open.len();
        let problem = problem::stray_part(keyword, name, starts);
        let Some(open) = self.open.last_mut() else {
            self.unread_block(keyword);
            return self.error(problem);
        };
        if std::mem::replace(&mut open.told, true) {
            return None;
        }
        let problem = if around {
            self.doubts += inner;
            let word = self.text.get(open.word.range()).unwrap_or_default();
            problem::open_inside(keyword, name, starts, (open.word, word))
        } else {
            problem
        };
        self.error(problem)
    }

    /// `end`
    pub(super) fn end(&mut self, keyword: Span) -> Option<()> {
        match self.open.pop().map(|open| open.kind) {
            Some(Kind::Block(_)) => self.push(keyword, ItemKind::Close),
            Some(Kind::Box(..)) => self.push(keyword, ItemKind::Comment(String::from("end of the box"))),
            Some(Kind::Unread) => self.doubts = self.doubts.saturating_sub(1),
            None => self.error(problem::stray_end(keyword))?,
        }
        Some(())
    }

    /// Tells what the diagram's end finds open.
    pub(super) fn unclosed(&mut self) {
        for open in std::mem::take(&mut self.open).into_iter().skip(self.doubts) {
            let word = self.text.get(open.word.range()).unwrap_or_default();
            let before = self.text.get(..open.word.range().start).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default().trim();
            let problem = if line.eq_ignore_ascii_case("end") {
                problem::word_behind_end(open.word, word)
            } else {
                problem::open_block(open.word, word)
            };
            self.errors.push(problem);
        }
    }
}
