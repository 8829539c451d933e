//! Painters: a finished noun in, text or bytes out. They spell; they decide nothing.

#[cfg(feature = "png")]
mod crisp;
pub mod html;
pub mod json;
pub mod markdown;
#[cfg(feature = "png")]
pub mod png;
pub mod report;
#[cfg(feature = "png")]
mod substitute;
pub mod svg;
pub mod tla;
pub mod verdicts;
