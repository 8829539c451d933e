//! Formatting: from a tree to tidy text. A tree goes in, text comes out that reads as the same tree.
//!
//! 1. `page` walks the tree as [`mod@crate::syntax::print`] does, and gathers neighbouring lines.
//! 2. `cells` cuts a line into what may stand in columns: name, display name, attributes.
//! 3. `columns` sets the columns of neighbours below each other where that is no stretch.
//!
//! Two spaces an indentation, one around arrows; comments and single blank lines stay; no line is wrapped or joined, and
//! nothing changes places. So formatting twice is formatting once.

mod cells;
mod columns;
mod page;
#[cfg(test)]
mod tests;

use crate::syntax::tree::File;

/// The tidy text of a file.
#[must_use]
pub fn format(file: &File) -> String {
    page::Page::new().write(&file.body)
}
