//! `cachediag`: a small language for caching designs whose diagrams are checked.

pub mod diagnostic;
pub mod font;
pub mod layout;
pub mod problem;
pub mod render;
pub mod scene;
pub mod source;
pub mod syntax;
pub mod theme;
pub mod timeline;
