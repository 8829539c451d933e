//! Charts: a model in, graphs out, one file a view.

pub mod flow;
mod place;
pub mod topology;
