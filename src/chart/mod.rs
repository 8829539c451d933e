//! Charts: a model in, graphs out, one file a view.

pub mod dependencies;
pub mod flow;
mod place;
pub mod policy;
#[cfg(test)]
mod tests;
pub mod topology;
