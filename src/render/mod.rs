//! Painters: a scene or a table in, text or bytes out. They spell; they decide nothing.

#[cfg(feature = "png")]
pub mod png;
pub mod svg;
