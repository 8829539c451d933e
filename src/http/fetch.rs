//! The cache modes of the browser's `fetch()`: what each does with the browser's own HTTP cache, and which request
//! directives it adds for the caches behind it (WHATWG Fetch, "HTTP-network-or-cache fetch").

use super::message::{Request, RequestDirectives, Time};
use super::property::Property;
use super::rules::{Kept, Lookup, Rules, Why, directives};

/// A cache mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// `default`: as RFC 9111 says.
    #[default]
    Default,
    /// `no-cache`: what is stored is always validated; adds `Cache-Control: max-age=0`, not `no-cache`.
    NoCache,
    /// `reload`: what is stored is passed by and replaced; adds `Pragma: no-cache` and `Cache-Control: no-cache`.
    Reload,
    /// `no-store`: like `reload`, and the answer is not stored: what is stored stays as it is.
    NoStore,
    /// `force-cache`: what is stored is used however old it is.
    ForceCache,
    /// `only-if-cached`: likewise; without it there is a network error.
    OnlyIfCached,
}

/// What a mode does with the browser's own HTTP cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading {
    /// Uses it as RFC 9111 says.
    Normal,
    /// Validates what is stored.
    Validates,
    /// Passes it by.
    Never,
    /// Uses it at any age.
    AnyAge,
}

impl Mode {
    /// The mode of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "default" => Some(Self::Default),
            "no-cache" => Some(Self::NoCache),
            "reload" => Some(Self::Reload),
            "no-store" => Some(Self::NoStore),
            "force-cache" => Some(Self::ForceCache),
            "only-if-cached" => Some(Self::OnlyIfCached),
            _ => None,
        }
    }

    /// The mode that a request gets: with a condition of its own, `default` becomes `no-store`.
    #[must_use]
    pub fn with_condition(self, conditional: bool) -> Self {
        if conditional && self == Self::Default { Self::NoStore } else { self }
    }

    /// What it does with the browser's HTTP cache.
    #[must_use]
    pub const fn reading(self) -> Reading {
        match self {
            Self::Default => Reading::Normal,
            Self::NoCache => Reading::Validates,
            Self::Reload | Self::NoStore => Reading::Never,
            Self::ForceCache | Self::OnlyIfCached => Reading::AnyAge,
        }
    }

    /// Whether the answer is stored in the browser's HTTP cache, if it may be.
    #[must_use]
    pub const fn writes(self) -> bool {
        match self {
            Self::NoStore => false,
            Self::Default | Self::NoCache | Self::Reload | Self::ForceCache | Self::OnlyIfCached => true,
        }
    }

    /// The request header fields that it adds, if the request bears none of that name.
    #[must_use]
    pub const fn adds(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::NoCache => &[("Cache-Control", "max-age=0")],
            Self::Reload | Self::NoStore => &[("Pragma", "no-cache"), ("Cache-Control", "no-cache")],
            Self::Default | Self::ForceCache | Self::OnlyIfCached => &[],
        }
    }

    /// The request as the caches behind the browser see it: with the directives of [`Mode::adds`], unless it has own ones.
    #[must_use]
    pub fn sent(self, request: &Request) -> Request {
        if request.directives != RequestDirectives::default() {
            return *request;
        }
        let directives = match self {
            Self::NoCache => RequestDirectives { max_age: Some(0), ..request.directives },
            Self::Reload | Self::NoStore => RequestDirectives { no_cache: true, ..request.directives },
            Self::Default | Self::ForceCache | Self::OnlyIfCached => request.directives,
        };
        Request { directives, ..*request }
    }
}

impl Rules<'_> {
    /// What the browser's own cache does with a request of this mode; the request is the page's, without what the mode
    /// adds. `Refuse` stands for the network error of `only-if-cached`.
    #[must_use]
    pub fn lookup_in_mode(&self, mode: Mode, kept: Option<&Kept>, request: &Request, now: Time) -> Lookup {
        let forward = |why, validate| Lookup::Forward { why, validate };
        match (mode.reading(), kept) {
            (Reading::Normal, _) => self.lookup(kept, request, now),
            (Reading::Never, _) => forward(Why::Request, false),
            (Reading::Validates, Some(kept)) if self.is_exempt(kept, now) => {
                Lookup::Hit { stale: false, revalidate: false }
            }
            (Reading::Validates, Some(kept)) => forward(Why::Request, self.validates(kept)),
            (Reading::AnyAge, Some(kept)) => Lookup::Hit { stale: !self.is_fresh(kept, now), revalidate: false },
            (Reading::AnyAge, None) if mode == Mode::OnlyIfCached => Lookup::Refuse,
            (Reading::Validates | Reading::AnyAge, None) => forward(Why::UriMiss, false),
        }
    }

    /// Whether a reload passes it by: fresh and `immutable` (RFC 8246 §2).
    fn is_exempt(&self, kept: &Kept, now: Time) -> bool {
        directives(&kept.response).immutable && self.is_fresh(kept, now) && self.has(Property::Immutable)
    }
}
