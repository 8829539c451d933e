//! Tabulate: from the model and what was worked out on it to tables, one file a table.

pub mod bounds;
pub mod channels;
pub mod dependencies;
pub mod flow;
pub mod handlers;
pub mod matrix;
pub mod policy;
pub mod storages;
#[cfg(test)]
mod tests;
pub mod topology;
