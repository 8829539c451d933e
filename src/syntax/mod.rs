//! The syntax: from text to a [`tree::File`] that keeps comments, and back to text.

pub mod clause;
pub mod declaration;
pub mod statement;
pub mod tree;
