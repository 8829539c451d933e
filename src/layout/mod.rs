//! Layouts: a place for everything. In go timelines, out come scenes.

pub mod sequence;

pub use crate::scene::TooLarge;
