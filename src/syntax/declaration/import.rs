//! `import "common.cd"`.

use crate::source::Span;
use crate::syntax::clause::label::Quoted;

/// Declarations of another file.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Where `import` stands.
    pub keyword: Span,
    /// Relative to the importing file.
    pub path: Quoted,
}
