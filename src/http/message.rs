//! Messages as the rules see them: parsed, typed, times in milliseconds.

/// Milliseconds of a clock that starts at some moment; earlier times are negative.
pub type Time = i64;

/// The methods that the rules tell apart (RFC 9110 §9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Method {
    /// `GET`
    #[default]
    Get,
    /// `HEAD`
    Head,
    /// `POST`
    Post,
    /// Safe, but never answered from a cache: `OPTIONS`, `TRACE`.
    OtherSafe,
    /// Unsafe: `PUT`, `PATCH`, `DELETE`.
    OtherUnsafe,
    /// Not known to the cache, and therefore not known to be safe (§9.2.1).
    Unknown,
}

impl Method {
    /// The method of that name; names are case-sensitive (§9.1).
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name {
            "GET" => Self::Get,
            "HEAD" => Self::Head,
            "POST" => Self::Post,
            "OPTIONS" | "TRACE" => Self::OtherSafe,
            "PUT" | "PATCH" | "DELETE" => Self::OtherUnsafe,
            _ => Self::Unknown,
        }
    }

    /// Whether it asks for no change at the origin (§9.2.1).
    #[must_use]
    pub fn is_safe(self) -> bool {
        match self {
            Self::Get | Self::Head | Self::OtherSafe => true,
            Self::Post | Self::OtherUnsafe | Self::Unknown => false,
        }
    }
}

/// Request directives (RFC 9111 §5.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct RequestDirectives {
    /// `no-cache`
    pub no_cache: bool,
    /// `Pragma: no-cache` without `Cache-Control` (§5.4).
    pub pragma: bool,
    /// `no-store`
    pub no_store: bool,
    /// `only-if-cached`
    pub only_if_cached: bool,
    /// `max-age`, milliseconds.
    pub max_age: Option<u64>,
    /// `max-stale`, milliseconds; without a value [`u64::MAX`].
    pub max_stale: Option<u64>,
    /// `min-fresh`, milliseconds.
    pub min_fresh: Option<u64>,
    /// `stale-if-error`, milliseconds (RFC 5861 §4).
    pub stale_if_error: Option<u64>,
}

/// A request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Request {
    /// Its method.
    pub method: Method,
    /// Its directives.
    pub directives: RequestDirectives,
    /// It bears `Authorization`.
    pub authorization: bool,
    /// It bears `Cookie`.
    pub cookie: bool,
    /// It bears `Range`.
    pub range: bool,
    /// It bears a condition of the client's own (`If-None-Match`, `If-Modified-Since` …).
    pub conditional: bool,
}

/// Response directives (RFC 9111 §5.2.2, RFC 5861, RFC 8246); times in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct ResponseDirectives {
    /// `no-store`
    pub no_store: bool,
    /// `no-cache`
    pub no_cache: bool,
    /// `private`
    pub private: bool,
    /// `public`
    pub public: bool,
    /// `must-revalidate`
    pub must_revalidate: bool,
    /// `proxy-revalidate`
    pub proxy_revalidate: bool,
    /// `must-understand`
    pub must_understand: bool,
    /// `immutable`
    pub immutable: bool,
    /// `max-age`
    pub max_age: Option<u64>,
    /// `s-maxage`
    pub s_maxage: Option<u64>,
    /// `stale-while-revalidate`
    pub stale_while_revalidate: Option<u64>,
    /// `stale-if-error`
    pub stale_if_error: Option<u64>,
}

/// A response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Response {
    /// Its status.
    pub status: u16,
    /// `Cache-Control`.
    pub directives: ResponseDirectives,
    /// A targeted field for this cache, if it bears a valid one (RFC 9213): it replaces `directives` and `expires`.
    pub targeted: Option<ResponseDirectives>,
    /// `Date`
    pub date: Option<Time>,
    /// `Age`, milliseconds.
    pub age: u64,
    /// `Expires`; a malformed value is a time in the past.
    pub expires: Option<Time>,
    /// `Last-Modified`
    pub last_modified: Option<Time>,
    /// It bears an `ETag`.
    pub etag: bool,
    /// It bears `Vary`.
    pub vary: bool,
    /// `Vary: *`
    pub vary_any: bool,
    /// It bears `Set-Cookie`.
    pub set_cookie: bool,
    /// Its `Content-Location` names the URI that was asked for.
    pub content_location: bool,
    /// `Pragma: no-cache`, which has no specified meaning in a response (§5.4).
    pub pragma: bool,
}

impl Response {
    /// It with a `Date`: one that came without is given the time of its receipt (RFC 9110 §6.6.1).
    #[must_use]
    pub fn dated(self, received: Time) -> Self {
        Self { date: self.date.or(Some(received)), ..self }
    }

    /// Whether there is something to validate it by: `ETag` or `Last-Modified` (RFC 9110 §8.8).
    #[must_use]
    pub fn has_validator(&self) -> bool {
        self.etag || self.last_modified.is_some()
    }
}
