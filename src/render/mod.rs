//! Render: from finished nouns to text and bytes; a painter spells and decides nothing.

pub mod json;
pub mod markdown;
