//! Statements: what happens in a scenario, a method or a reaction.

pub mod action;
pub mod divider;
pub mod expect;
pub mod fragment;
pub mod gap;
pub mod given;
pub mod happening;
pub mod lifespan;
pub mod link;
pub mod message;
pub mod note;
pub mod play;
pub mod read;
pub mod reference;
pub mod sees;
pub mod visibility;
pub mod wait;
