//! Messages with header fields as text.

use super::case::Interim;
use crate::http::fetch;
use crate::http::header::Fields;

/// A request of the client.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub method: String,
    pub url: String,
    pub fields: Fields,
    pub fetch: fetch::Mode,
}

/// An answer to the cache or to the client.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub status: u16,
    pub fields: Fields,
    pub body: String,
    /// The exchange with the origin that supplied its fields, from 1; 0 if the cache made it.
    pub tag: usize,
    pub interim: Vec<Interim>,
    /// How long the origin took, milliseconds.
    pub delay: u64,
}

/// An origin that can be asked: the request, and what it answers; nothing if it closes the connection.
pub(super) type Upstream<'o> = &'o mut dyn FnMut(&Ask) -> Option<Answer>;
