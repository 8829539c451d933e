//! A key: a path `/nodes/{id}`, a resource `posts`, or a member of one `post:1`.

use crate::source::Span;
use ecow::EcoString;

/// How a key is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// `/nodes/1`, to white space, `,` or `[`.
    Path,
    /// `posts`; also the bound `key`.
    Name,
    /// `post:1`, `post:{id}`.
    Member,
}

/// A key where it is used.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// As written.
    pub text: EcoString,
    /// How.
    pub form: KeyForm,
    /// Where.
    pub span: Span,
}
