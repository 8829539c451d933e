//! How long is a response fresh, and how old is it (RFC 9111 §4.2)?

use super::message::{Response, Time};
use super::property::Property;
use super::rules::{Kept, Lifetime, Rules, directives};
use super::store::heuristically_cacheable;

/// Above this, ages and lifetimes are not told apart: 2^31 seconds, in milliseconds (§1.2.2).
pub const LONGEST: u64 = (1 << 31) * 1000;

/// A heuristic lifetime is this part of the time since the last modification (§4.2.2).
const HEURISTIC_PART: u64 = 10;

/// From one time to a later one, milliseconds; 0 if it is not later.
fn between(start: Time, end: Time) -> u64 {
    u64::try_from(end.saturating_sub(start)).unwrap_or(0)
}

impl Rules<'_> {
    /// How long the response is fresh from its generation on (§4.2.1): a targeted field (RFC 9213), `s-maxage` for shared
    /// caches, `max-age`, `Expires`, else a heuristic. A response without `Date` should be [`Response::dated`] first.
    #[must_use]
    pub fn lifetime(&self, response: &Response) -> Lifetime {
        match self.explicit_lifetime(response).or_else(|| self.heuristic_lifetime(response)) {
            Some(lifetime) => Lifetime::For(lifetime.min(LONGEST)),
            None => Lifetime::Open,
        }
    }

    /// What the response itself says, milliseconds.
    pub(super) fn explicit_lifetime(&self, response: &Response) -> Option<u64> {
        let said = directives(response);
        let directive = said.s_maxage.filter(|_| self.shared).or(said.max_age);
        directive.or_else(|| {
            let expires = response.expires.filter(|_| response.targeted.is_none())?;
            Some(response.date.map_or(0, |date| between(date, expires)))
        })
    }

    /// A tenth of the time since `Last-Modified` (§4.2.2), for what may be reused without explicit freshness.
    fn heuristic_lifetime(&self, response: &Response) -> Option<u64> {
        let allowed = heuristically_cacheable(response.status) || directives(response).public;
        if !allowed || response.pragma || !self.has(Property::HeuristicFreshness) {
            return None;
        }
        let modified = response.last_modified?;
        Some(between(modified, response.date?) / HEURISTIC_PART)
    }

    /// How old the response is now, milliseconds (§4.2.3).
    #[must_use]
    pub fn age(&self, kept: &Kept, now: Time) -> u64 {
        let resident = between(kept.response_time, now);
        if !self.has(Property::Age) {
            return resident.min(LONGEST);
        }
        let apparent = kept.response.date.map_or(0, |date| between(date, kept.response_time));
        let delay = between(kept.request_time, kept.response_time);
        let corrected = kept.response.age.saturating_add(delay);
        apparent.max(corrected).saturating_add(resident).min(LONGEST)
    }

    /// Whether the response is fresh now (§4.2): its lifetime is longer than its age.
    #[must_use]
    pub fn is_fresh(&self, kept: &Kept, now: Time) -> bool {
        !kept.invalid && kept.lifetime > self.age(kept, now)
    }
}
