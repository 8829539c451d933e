//! Tabulate: from the model and what was worked out on it to tables, one file a table.

pub mod bounds;
pub mod dependence;
pub mod dependencies;
pub mod flow;
pub mod matrix;
pub mod storages;
pub mod topology;
#[cfg(test)]
mod tests;
