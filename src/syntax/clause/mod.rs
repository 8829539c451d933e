//! Pieces that several constructs share: names, keys, attributes, labels and operations.

pub mod attribute;
pub mod condition;
pub mod duration;
pub mod event;
pub mod key;
pub mod label;
pub mod name;
pub mod operation;
pub mod place;
pub mod predicate;
pub mod text;
pub mod value;
