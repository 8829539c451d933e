//! The sentences: one constructor a problem, so that phases say *what* is wrong and this folder says *how* it is told.

pub mod advice;
pub mod books;
pub mod claims;
pub mod declarations;
pub mod events;
pub mod habits;
pub mod limits;
pub mod markers;
pub mod mermaid;
pub mod names;
pub mod near;
pub mod output;
pub mod policies;
pub mod runs;
pub mod slips;
pub mod steps;
pub mod text;
