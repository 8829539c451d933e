//! Header fields as text: lists of names and values, and what the rules look at read from them.
//!
//! [`fields`] holds them, [`directive`], [`date`], [`etag`], [`targeted`] and [`vary`] read one field each, [`read`] makes
//! a request or a response of them. Nothing here fails: what is malformed counts as RFC 9111 says for its field.

pub mod date;
pub mod directive;
pub mod etag;
pub mod fields;
pub mod read;
pub mod targeted;
#[cfg(test)]
mod tests;
pub mod vary;

pub use fields::Fields;
pub use read::{Qualified, qualified, request, response};
