//! Painters: a finished noun in, text or bytes out. They spell; they decide nothing.

#[cfg(feature = "png")]
mod crisp;
#[cfg(any(feature = "pdf", feature = "png"))]
mod curves;
pub mod highlight;
pub mod html;
pub mod inset;
pub mod json;
pub mod markdown;
pub mod mermaid;
mod outline;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod plantuml;
#[cfg(feature = "png")]
pub mod png;
pub mod report;
#[cfg(any(feature = "pdf", feature = "png"))]
mod substitute;
pub mod svg;
pub mod text;
pub mod tla;
pub mod verdicts;
