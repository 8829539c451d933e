//! Reach: what each invalidation method does to the copies of each storage. The invalidation matrix before it is a table.

use ecow::EcoString;

/// What a method does to the outdated copies of a storage, over all runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Mark {
    /// `★`: no copy is outdated when the method is called.
    Never,
    /// `✓`: every outdated copy becomes latest, marked or empty, in every run.
    All,
    /// `✓*`: only some copies do, or only in some runs.
    Some,
    /// Nothing changes.
    #[default]
    Nothing,
}

impl Mark {
    /// As written in a table.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Never => "★",
            Self::All => "✓",
            Self::Some => "✓*",
            Self::Nothing => "",
        }
    }
}

/// One method at one storage.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it does.
    pub mark: Mark,
    /// `!`: in some run an outdated copy is newly stored as fresh.
    pub worse: bool,
    /// Which copies, in which runs: a sentence each without a full stop.
    pub notes: Vec<EcoString>,
}

impl Cell {
    /// As written in a table: `✓*!`.
    #[must_use]
    pub fn sign(&self) -> String {
        format!("{}{}", self.mark.sign(), if self.worse { "!" } else { "" })
    }
}

/// One method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub method: EcoString,
    /// Its display name.
    pub label: EcoString,
    /// One a column.
    pub cells: Vec<Cell>,
}

/// One storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub storage: EcoString,
    /// Its display name.
    pub label: EcoString,
}

/// The invalidation matrix.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Matrix {
    /// Storages from the user to the origin.
    pub columns: Vec<Column>,
    /// Methods in declared order.
    pub rows: Vec<Row>,
    /// What was not tried, a sentence each without a full stop.
    pub limits: Vec<EcoString>,
}
