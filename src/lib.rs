//! `cachediag`: a small language for caching designs whose diagrams are checked.

pub mod check;
pub mod diagnostic;
pub mod model;
pub mod problem;
pub mod scene;
pub mod source;
pub mod syntax;
pub mod timeline;
