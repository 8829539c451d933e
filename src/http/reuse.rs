//! May what is stored answer a request (RFC 9111 §4, §4.2.4, RFC 5861)?

use super::message::{Method, Request, Time};
use super::property::Property;
use super::rules::{Failure, Kept, Lookup, Rules, Why, directives};

impl Rules<'_> {
    /// What the cache does with a request; `kept` is what it selected by the URI and by `Vary` (§4.1).
    #[must_use]
    pub fn lookup(&self, kept: Option<&Kept>, request: &Request, now: Time) -> Lookup {
        let found = match request.method {
            Method::Get | Method::Head => self.found(kept, request, now),
            Method::Post | Method::OtherSafe | Method::OtherUnsafe | Method::Unknown => {
                return Lookup::Forward { why: Why::Method, validate: false };
            }
        };
        match found {
            Lookup::Forward { .. } if request.directives.only_if_cached && self.has(Property::OnlyIfCached) => {
                Lookup::Refuse
            }
            Lookup::Forward { .. } | Lookup::Hit { .. } | Lookup::Refuse => found,
        }
    }

    /// Likewise, of a method that can be answered from a cache.
    fn found(&self, kept: Option<&Kept>, request: &Request, now: Time) -> Lookup {
        let forward = |why| Lookup::Forward { why, validate: false };
        if request.cookie && !self.has(Property::Cookie) {
            return forward(Why::Bypass);
        }
        if request.directives.no_store && self.has(Property::RequestNoStore) {
            return forward(Why::Request);
        }
        if request.range && !self.has(Property::Ranges) {
            return forward(Why::Bypass);
        }
        match kept {
            None => forward(Why::UriMiss),
            Some(kept) if kept.response.status == 206 => forward(Why::Partial),
            Some(kept) if kept.response.vary_any => self.forward(Why::VaryMiss, kept),
            Some(kept) => self.selected(kept, request, now),
        }
    }

    /// Likewise, of a stored response that fits the request.
    fn selected(&self, kept: &Kept, request: &Request, now: Time) -> Lookup {
        let age = self.age(kept, now);
        if self.is_refused_by_request(kept, request, age) {
            return self.forward(Why::Request, kept);
        }
        if self.needs_validation(kept) {
            return self.forward(Why::Stale, kept);
        }
        if kept.lifetime > age {
            return Lookup::Hit { stale: false, revalidate: false };
        }
        let staleness = age.saturating_sub(kept.lifetime);
        if self.forbids_stale(kept) {
            return self.forward(Why::Stale, kept);
        }
        if self.has(Property::MaxStale) && request.directives.max_stale.is_some_and(|most| staleness <= most) {
            return Lookup::Hit { stale: true, revalidate: false };
        }
        let window = directives(&kept.response).stale_while_revalidate;
        if self.has(Property::StaleWhileRevalidate) && window.is_some_and(|window| staleness < window) {
            return Lookup::Hit { stale: true, revalidate: true };
        }
        self.forward(Why::Stale, kept)
    }

    /// A forwarded request, made conditional if there is something to validate by (§4.3.1).
    fn forward(&self, why: Why, kept: &Kept) -> Lookup {
        Lookup::Forward { why, validate: self.validates(kept) }
    }

    /// Whether a forwarded request is made conditional on what is stored.
    #[must_use]
    pub fn validates(&self, kept: &Kept) -> bool {
        kept.response.has_validator() && self.has(Property::Validation)
    }

    /// Whether the request's directives refuse what is stored (§5.2.1, §5.4).
    fn is_refused_by_request(&self, kept: &Kept, request: &Request, age: u64) -> bool {
        let asked = &request.directives;
        let too_old = match asked.max_age {
            Some(0) => self.has(Property::RequestMaxAge),
            Some(most) => age > most && self.has(Property::RequestMaxAgeLimit) && !self.accepts_stale(request),
            None => false,
        };
        let remaining = kept.lifetime.saturating_sub(age);
        too_old
            || (asked.no_cache && self.has(Property::RequestNoCache))
            || (asked.pragma && self.has(Property::Pragma))
            || (asked.min_fresh.is_some_and(|least| remaining < least) && self.has(Property::MinFresh))
    }

    /// Whether the request accepts something stale, however old (§5.2.1.2).
    fn accepts_stale(&self, request: &Request) -> bool {
        request.directives.max_stale == Some(u64::MAX) && self.has(Property::MaxStale)
    }

    /// Whether it may only be used after validation: invalidated (§4.4), or `no-cache` (§5.2.2.4).
    #[must_use]
    pub fn needs_validation(&self, kept: &Kept) -> bool {
        kept.invalid || (directives(&kept.response).no_cache && self.has(Property::ResponseNoCache))
    }

    /// Whether it must never be served stale (§4.2.4): `must-revalidate` and `no-cache`; for shared caches also
    /// `proxy-revalidate` and `s-maxage`.
    #[must_use]
    pub fn forbids_stale(&self, kept: &Kept) -> bool {
        let said = directives(&kept.response);
        let shared_only = said.proxy_revalidate || said.s_maxage.is_some();
        self.needs_validation(kept) || said.must_revalidate || (self.shared && shared_only)
    }

    /// Whether what is stored may be served because the origin failed (§4.2.4, §4.3.3, RFC 5861 §4). Where it may not,
    /// a cache without a connection answers `504` (§5.2.2.2).
    #[must_use]
    pub fn may_serve_on_error(&self, kept: &Kept, request: &Request, failure: Failure, now: Time) -> bool {
        let age = self.age(kept, now);
        let refused = request.directives.max_age.is_none() && self.is_refused_by_request(kept, request, age);
        if self.forbids_stale(kept) || kept.response.vary_any || refused {
            return false;
        }
        let staleness = age.saturating_sub(kept.lifetime);
        let told = directives(&kept.response).stale_if_error.max(request.directives.stale_if_error);
        let window = self.has(Property::StaleIfError) && told.is_some_and(|window| staleness < window);
        match failure {
            Failure::Disconnected => window || self.has(Property::StaleOnDisconnect),
            Failure::Status(500 | 502..=504) => window || self.has(Property::StaleOnError),
            Failure::Status(_) => false,
        }
    }
}
