//! A table: a header and rows of cells, footnotes and a legend below, ready to be spelled or drawn.

use crate::timeline::reach::Mark;
use crate::timeline::{Tone, Wording};

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// At the left: words.
    #[default]
    Left,
    /// In the middle: signs.
    Middle,
}

/// A mark of the invalidation matrix in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sign {
    /// What is done to the copies.
    pub mark: Mark,
    /// `!`: in some run it makes things worse.
    pub worse: bool,
}

impl Sign {
    /// As written: `✓*!`.
    #[must_use]
    pub fn text(self) -> String {
        format!("{}{}", self.mark.sign(), if self.worse { "!" } else { "" })
    }
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Cell {
    /// Its words; without any it is empty or a sign alone.
    pub words: Wording,
    /// Its sign, before the words.
    pub sign: Option<Sign>,
    /// What sets it off.
    pub tone: Option<Tone>,
    /// Footnotes by number, from 1: places in [`Table::footnotes`].
    pub notes: Vec<usize>,
}

impl From<Wording> for Cell {
    fn from(words: Wording) -> Self {
        Self { words, ..Self::default() }
    }
}

impl Cell {
    /// Words to be careful about; without words just an empty cell.
    #[must_use]
    pub fn warning(words: Wording) -> Self {
        Self { tone: (!words.is_empty()).then_some(Tone::Warn), words, ..Self::default() }
    }

    /// What it says, as plain text without its notes.
    #[must_use]
    pub fn plain(&self) -> String {
        let sign = self.sign.map(Sign::text).unwrap_or_default();
        let space = if sign.is_empty() || self.words.is_empty() { "" } else { " " };
        format!("{sign}{space}{}", self.words.plain())
    }
}

/// A table; every row has as many cells as the header.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Table {
    /// The view's name: `storages`.
    pub name: String,
    /// What stands above it.
    pub title: String,
    /// The heads of the columns.
    pub header: Vec<Wording>,
    /// How each column stands; those without an entry at the left.
    pub aligns: Vec<Align>,
    /// Cells in reading order; empty ones have no words and no sign.
    pub rows: Vec<Vec<Cell>>,
    /// What is said below, by number from 1.
    pub footnotes: Vec<Wording>,
    /// What the signs mean: a sign and a sentence each.
    pub legend: Vec<(String, Wording)>,
}

impl Table {
    /// How a column stands.
    #[must_use]
    pub fn align(&self, column: usize) -> Align {
        self.aligns.get(column).copied().unwrap_or_default()
    }
}
