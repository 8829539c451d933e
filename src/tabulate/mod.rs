//! Tabulate: from the model to tables, one file a table.

pub mod storages;
