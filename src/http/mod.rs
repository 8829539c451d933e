//! HTTP caches: the rules of RFC 9111 and its companions as functions over messages.
//!
//! Pure and without a notion of scenarios: the simulation of a storage and the replay of recorded cases ask the same
//! functions. [`message`] holds what the rules look at, [`rules`] what they answer; [`property`] names what products do
//! differently.

pub mod fetch;
pub mod freshness;
pub mod header;
pub mod invalidate;
pub mod message;
pub mod profile;
pub mod property;
pub mod reuse;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;
pub mod validate;

pub use message::{Method, Request, RequestDirectives, Response, ResponseDirectives, Time};
pub use profile::{Answer, Profile};
pub use property::Property;
pub use rules::{Failure, Kept, Lifetime, Lookup, Rules, Why};
pub use validate::{Condition, Head};
