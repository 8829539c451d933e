//! Charts: a model in, graphs out, one file a view.

pub mod flow;
