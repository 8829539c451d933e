//! What does a validation change, and which conditions does a cache answer itself (RFC 9111 §4.3)?

use super::message::{Response, ResponseDirectives, Time};
use super::property::Property;
use super::rules::{Kept, Lifetime, Rules};

/// A client's own condition, held against what is stored (§4.3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// `If-None-Match`: whether the stored entity tag is among those listed, compared weakly (RFC 9110 §8.8.3.2).
    NoneMatch {
        /// It is.
        listed: bool,
    },
    /// `If-Modified-Since`; ignored beside `If-None-Match`.
    ModifiedSince(Time),
}

/// What the answer to `HEAD` does to what is stored for `GET` (§4.3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(clippy::large_enum_variant, reason = "it lives for one call; a box would cost more")]
pub enum Head {
    /// It is fresh again, with the answer's fields.
    Updates(Kept),
    /// It is stale.
    Invalidates,
    /// Nothing.
    Nothing,
}

impl Rules<'_> {
    /// What is stored after a `304` confirmed it (§4.3.4): fields that the 304 brings replace stored ones (§3.2), and
    /// freshness restarts. Where nothing says how long it is fresh, it is so for as long as before.
    #[must_use]
    pub fn refreshed(&self, kept: &Kept, not_modified: &Response, request_time: Time, response_time: Time) -> Kept {
        let merged = merge(&kept.response, not_modified, response_time);
        let lifetime = match self.lifetime(&merged) {
            Lifetime::For(lifetime) => lifetime,
            Lifetime::Open => kept.lifetime,
        };
        let response = if self.has(Property::UpdatesFields) {
            merged
        } else {
            Response { date: merged.date, age: merged.age, ..kept.response }
        };
        Kept { response, request_time, response_time, lifetime, invalid: false }
    }

    /// What the answer to `HEAD` does to what is stored; `same` tells that no validator and no length of it differs.
    #[must_use]
    pub fn after_head(&self, kept: &Kept, head: &Response, same: bool, asked: Time, answered: Time) -> Head {
        if head.status != 200 || !self.has(Property::HeadUpdates) {
            Head::Nothing
        } else if same {
            Head::Updates(self.refreshed(kept, head, asked, answered))
        } else {
            Head::Invalidates
        }
    }

    /// Whether a client's condition is answered `304` from the cache (§4.3.2): its copy is the stored one, or newer. A
    /// stored response without `Last-Modified` is as old as its `Date`.
    #[must_use]
    pub fn answers_not_modified(&self, kept: &Kept, condition: Condition) -> bool {
        let stored = &kept.response;
        let matches = match condition {
            Condition::NoneMatch { listed } => listed,
            Condition::ModifiedSince(since) => {
                stored.last_modified.or(stored.date).unwrap_or(kept.response_time) <= since
            }
        };
        matches && (200..300).contains(&stored.status) && self.has(Property::Conditions)
    }
}

/// The stored response with what the newer one brings.
fn merge(stored: &Response, newer: &Response, received: Time) -> Response {
    let told = newer.directives != ResponseDirectives::default();
    Response {
        status: stored.status,
        directives: if told { newer.directives } else { stored.directives },
        targeted: newer.targeted.or(stored.targeted),
        date: newer.dated(received).date,
        age: newer.age,
        expires: newer.expires.or(stored.expires),
        last_modified: newer.last_modified.or(stored.last_modified),
        etag: newer.etag || stored.etag,
        vary: newer.vary || stored.vary,
        vary_any: newer.vary_any || (stored.vary_any && !newer.vary),
        set_cookie: newer.set_cookie || stored.set_cookie,
        content_location: newer.content_location || stored.content_location,
        pragma: newer.pragma || stored.pragma,
    }
}
