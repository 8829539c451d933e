//! The laws of the picture, held against timelines made by hand and by chance.

mod build;
mod law;
mod samples;
