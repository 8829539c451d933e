//! The check: from trees to a [`Model`], every name resolved, every attribute typed, and all that contradicts itself
//! told. Never fails: what is wrong is left out of the model and told in a diagnostic, one a cause.
//!
//! In order: `declare` takes down every name; `declaration` fills the declarations; `step` resolves the statements of
//! methods, reactions and scenarios; `claim` the claims; `trace` walks each scenario (requests and answers, routes);
//! then [`crate::lint`] advises.

pub mod attribute;
pub mod context;
