//! A duration: `200ms` `5s` `5m` `1h` `1d`.

use crate::source::Span;
use ecow::EcoString;

/// A length of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Duration {
    /// In milliseconds; what would overflow is an error of the reader.
    pub millis: u64,
    /// As written.
    pub text: EcoString,
    /// Where.
    pub span: Span,
}
