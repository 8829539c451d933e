//! What is said to the author: a [`Diagnostic`] is one finding with its place and a way out.
//!
//! The same value is spelled three ways: for people ([`pretty`]), for logs ([`short`]) and for programs ([`json`]).
//! Codes and their pages are in [`code`]; the sentences live in [`crate::problem`]. People are not told the same thing a hundred
//! times ([`alike`]).

pub mod alike;
pub mod code;
mod excerpt;
pub mod json;
pub mod pretty;
pub mod short;

use crate::source::Span;
pub use code::Code;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The picture may not be what its author means.
    Warning,
}

/// A second place that explains the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What stands there.
    pub text: String,
}

/// One replacement of source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes; empty to insert.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// Edits that belong together and mend the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// An imperative without a full stop.
    pub title: String,
    /// In source order, not overlapping.
    pub edits: Vec<Edit>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of finding.
    pub code: Code,
    /// How grave.
    pub severity: Severity,
    /// One lower-case sentence without a full stop that quotes the author's own word.
    pub message: String,
    /// The smallest wrong token.
    pub span: Span,
    /// A few words under that token; may be empty.
    pub here: String,
    /// Other places.
    pub labels: Vec<Label>,
    /// Imperatives with code that would compile.
    pub help: Vec<String>,
    /// Ready replacements, the most likely first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding with its code's own severity.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            span,
            here: String::new(),
            labels: Vec::new(),
            help: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Says a few words under the wrong token.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Self {
        self.here = text.into();
        self
    }

    /// Points at a second place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Adds an imperative.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Adds a replacement of one span; its title becomes a help line too if there is none yet.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        let title = title.into();
        if self.help.is_empty() {
            self.help.push(title.clone());
        }
        self.fixes.push(Fix { title, edits: vec![Edit { span, text: text.into() }] });
        self
    }

    /// Whether it is an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
