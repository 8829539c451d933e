//! A table: a header and rows of cells, ready to be spelled.

use crate::timeline::Wording;

/// A table; every row has as many cells as the header.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Table {
    /// The view's name: `storages`.
    pub name: String,
    /// What stands above it.
    pub title: String,
    /// The heads of the columns.
    pub header: Vec<String>,
    /// Cells in reading order; empty ones have no words.
    pub rows: Vec<Vec<Wording>>,
}
