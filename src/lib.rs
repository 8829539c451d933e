//! `cachediag`: a small language for caching designs whose diagrams are checked.

pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod model;
pub mod pipeline;
pub mod problem;
pub mod render;
pub mod scene;
pub mod source;
pub mod syntax;
pub mod table;
pub mod tabulate;
pub mod timeline;
