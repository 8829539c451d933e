//! `cachediag`: a small language for caching designs whose diagrams are checked.

pub mod diagnostic;
pub mod problem;
pub mod source;
pub mod syntax;
