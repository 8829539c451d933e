//! The laws of the picture, held against timelines made by hand and by chance.

mod build;
mod chance;
mod law;
mod samples;
mod worth;
