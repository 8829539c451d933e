//! The cachediag language for tree-sitter: a parser, and the queries that editors use.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_cachediag() -> *const ();
}

/// The language.
// SAFETY: the function is what `tree-sitter generate` wrote into src/parser.c.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_cachediag) };

/// Which node is what, for highlighting.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");
/// What folds.
pub const FOLDS_QUERY: &str = include_str!("../../queries/folds.scm");
/// How lines are indented.
pub const INDENTS_QUERY: &str = include_str!("../../queries/indents.scm");
/// Which text is in another language.
pub const INJECTIONS_QUERY: &str = include_str!("../../queries/injections.scm");
/// Declarations and uses.
pub const LOCALS_QUERY: &str = include_str!("../../queries/locals.scm");
