//! Tabulate: from the model and what was worked out on it to tables, one file a table.

pub mod bounds;
pub mod dependence;
pub mod dependencies;
pub mod matrix;
pub mod storages;
#[cfg(test)]
mod tests;
