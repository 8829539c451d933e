//! The machine: what a program's storages, people and messages do, one statement at a time.
//!
//! It holds the places that keep copies ([`world`]), the keys ([`key`]), what is where ([`state`]), and carries out
//! statements ([`run`]). Whatever a run leaves open is asked of a [`choose::Choose`]; what it did is told as a
//! [`tale::Tale`]. The simulation runs it once and draws the tale; the exploration runs it in every way.

pub mod choose;
pub mod flat;
pub mod key;
pub mod product;
pub mod run;
pub mod state;
pub mod tale;
pub mod variant;
pub mod watched;
pub mod world;
