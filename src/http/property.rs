//! Properties: what products do differently, each a yes or no.
//!
//! A property's word stands behind `ignores=` and `honours=`. Where the suite of cache-tests.fyi shows it, the test is
//! named; its published results are the source of the profiles.

/// Something that a cache does or does not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Property {
    /// A request's `no-cache` reaches the origin (RFC 9111 §5.2.1.4).
    RequestNoCache,
    /// A request's `max-age=0` reaches the origin (§5.2.1.1).
    RequestMaxAge,
    /// A request's `max-age` above 0 limits the age of what is reused (§5.2.1.1).
    RequestMaxAgeLimit,
    /// A request's `only-if-cached` is answered `504` if nothing is stored (§5.2.1.7).
    OnlyIfCached,
    /// A request's `no-store` reaches the origin; what is stored already need not be passed by (§5.2.1.5).
    RequestNoStore,
    /// A request's `max-stale` is answered with something stale (§5.2.1.2).
    MaxStale,
    /// A request's `min-fresh` demands remaining freshness (§5.2.1.3).
    MinFresh,
    /// A request's `Pragma: no-cache` without `Cache-Control` reaches the origin (§5.4).
    Pragma,
    /// A successful unsafe method invalidates its target (§4.4, a MUST).
    UnsafeMethods,
    /// Unknown methods are unsafe, too (§4.4, RFC 9110 §9.2.1).
    UnknownMethods,
    /// An unsafe method that failed invalidates as well; by §4.4 only one that succeeded must.
    UnsafeErrors,
    /// A successful unsafe method invalidates its `Location` and `Content-Location` (§4.4, a MAY).
    Location,
    /// `Age` and `Date` of a response count (§4.2.3).
    Age,
    /// Answers from the cache bear `Age` (§4, §5.1, a MUST).
    AgeGenerated,
    /// Without explicit freshness, a tenth of the time since `Last-Modified` counts (§4.2.2, a MAY).
    HeuristicFreshness,
    /// `stale-while-revalidate` is honoured (RFC 5861 §3).
    StaleWhileRevalidate,
    /// `stale-if-error` is honoured (RFC 5861 §4).
    StaleIfError,
    /// Something stale is served while the origin cannot be reached (RFC 9111 §4.2.4, a MAY).
    StaleOnDisconnect,
    /// Something stale is served instead of a 500, 502, 503 or 504 (§4.3.3, a MAY).
    StaleOnError,
    /// A response's `no-store` forbids storing it (§5.2.2.5, a MUST).
    ResponseNoStore,
    /// `must-understand` lifts `no-store` where the status is understood (§5.2.2.3).
    MustUnderstand,
    /// A response's `no-cache` forbids reuse without validation (§5.2.2.4, a MUST).
    ResponseNoCache,
    /// A response with `no-cache` is stored, and validated at each use (§5.2.2.4).
    StoresNoCache,
    /// A shared cache stores the answer to `Authorization` only where the response allows it (§3.5, a MUST).
    Authorization,
    /// A response with `Set-Cookie` is stored like others (§7.3).
    SetCookie,
    /// A request with `Cookie` is answered like others.
    Cookie,
    /// A response with `Vary` is stored (§4.1).
    Vary,
    /// What is stale is validated by its `ETag` or `Last-Modified` (§4.3.1).
    Validation,
    /// A `304` updates the stored header fields (§3.2, a MUST).
    UpdatesFields,
    /// The answer to `HEAD` updates or invalidates what is stored for `GET` (§4.3.5, a SHOULD).
    HeadUpdates,
    /// `HEAD` is forwarded as such, not as `GET` (RFC 9110 §9.3.2).
    ForwardsHead,
    /// A client's own condition is answered from the cache (§4.3.2).
    Conditions,
    /// A client's own condition is forwarded if nothing is stored (§4.3.2).
    ForwardsConditions,
    /// A range of what is stored whole is answered from the cache (§3.3, RFC 9110 §14.2).
    Ranges,
    /// What is fresh and `immutable` is not validated at a reload (RFC 8246 §2).
    Immutable,
    /// `CDN-Cache-Control` takes the place of `Cache-Control` and `Expires` (RFC 9213 §2).
    Targeted,
    /// Other statuses than 200 are stored (RFC 9111 §3).
    OtherStatuses,
    /// A 204 with explicit freshness is stored (§3).
    NoContent,
    /// A 404 with explicit freshness is stored (§3).
    NotFound,
    /// Temporary redirects (302, 303, 307) with explicit freshness are stored (§3).
    TemporaryRedirects,
    /// Other errors (400, 500, 502 …) with explicit freshness are stored (§3).
    Errors,
    /// Statuses that the cache does not know are stored if they have explicit freshness (§3).
    UnknownStatuses,
    /// The stored `Date` is passed on as it is (§4.2.3, RFC 9110 §6.6.1).
    KeepsDate,
    /// Fields that `Connection` names are not stored (§3.1, a MUST).
    ConnectionFields,
    /// Concurrent misses of one key share one forward request (§4, a MAY).
    Collapsing,
}

/// What is said of a property.
struct Row {
    /// The word in the language.
    name: &'static str,
    /// The test of cache-tests.fyi that shows it; empty if none does.
    test: &'static str,
    /// What a cache with the property does.
    about: &'static str,
}

const fn row(name: &'static str, test: &'static str, about: &'static str) -> Row {
    Row { name, test, about }
}

impl Property {
    /// All of them, in the order of their declaration.
    pub const ALL: [Self; 45] = [
        Self::RequestNoCache,
        Self::RequestMaxAge,
        Self::RequestMaxAgeLimit,
        Self::OnlyIfCached,
        Self::RequestNoStore,
        Self::MaxStale,
        Self::MinFresh,
        Self::Pragma,
        Self::UnsafeMethods,
        Self::UnknownMethods,
        Self::UnsafeErrors,
        Self::Location,
        Self::Age,
        Self::AgeGenerated,
        Self::HeuristicFreshness,
        Self::StaleWhileRevalidate,
        Self::StaleIfError,
        Self::StaleOnDisconnect,
        Self::StaleOnError,
        Self::ResponseNoStore,
        Self::MustUnderstand,
        Self::ResponseNoCache,
        Self::StoresNoCache,
        Self::Authorization,
        Self::SetCookie,
        Self::Cookie,
        Self::Vary,
        Self::Validation,
        Self::UpdatesFields,
        Self::HeadUpdates,
        Self::ForwardsHead,
        Self::Conditions,
        Self::ForwardsConditions,
        Self::Ranges,
        Self::Immutable,
        Self::Targeted,
        Self::OtherStatuses,
        Self::NoContent,
        Self::NotFound,
        Self::TemporaryRedirects,
        Self::Errors,
        Self::UnknownStatuses,
        Self::KeepsDate,
        Self::ConnectionFields,
        Self::Collapsing,
    ];

    /// Their words, in the same order.
    pub const NAMES: [&'static str; Self::ALL.len()] = {
        let mut names = [""; Self::ALL.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = Self::ALL[at].name();
            at += 1;
        }
        names
    };

    /// A flat table, one line a property.
    const fn row(self) -> Row {
        match self {
            Self::RequestNoCache => row("no-cache", "ccreq-no-cache", "asks the origin if the request says no-cache"),
            Self::RequestMaxAge => row("max-age", "ccreq-ma0", "asks the origin if the request says max-age=0"),
            Self::RequestMaxAgeLimit => {
                row("max-age-limit", "ccreq-ma1", "reuses nothing older than a request's max-age")
            }
            Self::OnlyIfCached => {
                row("only-if-cached", "ccreq-oic", "answers 504 to only-if-cached if nothing is stored")
            }
            Self::RequestNoStore => row("no-store", "ccreq-no-store", "asks the origin if the request says no-store"),
            Self::MaxStale => row("max-stale", "ccreq-max-stale", "answers max-stale with something stale"),
            Self::MinFresh => row("min-fresh", "ccreq-min-fresh", "reuses only what stays fresh for min-fresh"),
            Self::Pragma => row("pragma", "pragma-request-no-cache", "asks the origin at Pragma: no-cache"),
            Self::UnsafeMethods => row("unsafe-methods", "invalidate-POST", "drops the target of POST, PUT, DELETE"),
            Self::UnknownMethods => {
                row("unknown-methods", "invalidate-M-SEARCH", "drops the target of unknown methods")
            }
            Self::UnsafeErrors => {
                row("unsafe-errors", "invalidate-POST-failed", "drops the target of a POST that failed")
            }
            Self::Location => {
                row("location", "invalidate-POST-location", "drops what Location of an unsafe answer names")
            }
            Self::Age => row("age", "freshness-max-age-age", "counts the age that a response brings along"),
            Self::AgeGenerated => row("age-generated", "other-age-gen", "answers with Age"),
            Self::HeuristicFreshness => {
                row("heuristic-freshness", "heuristic-200-cached", "guesses from Last-Modified")
            }
            Self::StaleWhileRevalidate => {
                row("stale-while-revalidate", "stale-while-revalidate", "answers stale, revalidates behind it")
            }
            Self::StaleIfError => row("stale-if-error", "stale-sie-503", "answers stale if the origin fails"),
            Self::StaleOnDisconnect => {
                row("stale-on-disconnect", "stale-close", "answers stale if there is no connection")
            }
            Self::StaleOnError => row("stale-on-error", "stale-503", "answers stale at a 503 without being told so"),
            Self::ResponseNoStore => row("response-no-store", "cc-resp-no-store-fresh", "stores no no-store response"),
            Self::MustUnderstand => {
                row("must-understand", "status-200-must-understand", "lets must-understand lift no-store")
            }
            Self::ResponseNoCache => {
                row("response-no-cache", "cc-resp-no-cache", "reuses no-cache only after validation")
            }
            Self::StoresNoCache => row("stores-no-cache", "cc-resp-no-cache-revalidate", "stores no-cache responses"),
            Self::Authorization => row("authorization", "other-authorization", "keeps answers to Authorization apart"),
            Self::SetCookie => row("set-cookie", "other-set-cookie", "stores responses with Set-Cookie"),
            Self::Cookie => row("cookie", "other-cookie", "answers requests with Cookie"),
            Self::Vary => row("vary", "vary-match", "stores responses with Vary"),
            Self::Validation => row("validation", "conditional-etag-strong-generate", "validates what is stale"),
            Self::UpdatesFields => {
                row("updates-fields", "304-etag-update-response-Test-Header", "takes over the fields of a 304")
            }
            Self::HeadUpdates => row("head-updates", "head-200-freshness-update", "learns from the answer to HEAD"),
            Self::ForwardsHead => row("forwards-head", "head-writethrough", "forwards HEAD as HEAD"),
            Self::Conditions => {
                row("conditions", "conditional-etag-strong-respond", "answers If-None-Match with a 304")
            }
            Self::ForwardsConditions => {
                row("forwards-conditions", "conditional-etag-forward", "forwards If-None-Match at a miss")
            }
            Self::Ranges => row("ranges", "partial-store-complete-reuse-partial", "cuts ranges from what is stored"),
            Self::Immutable => row("immutable", "cc-resp-immutable-fresh", "does not validate immutable at a reload"),
            Self::Targeted => row("targeted", "cdn-max-age", "obeys CDN-Cache-Control"),
            Self::OtherStatuses => row("other-statuses", "status-301-fresh", "stores other statuses than 200"),
            Self::NoContent => row("no-content", "status-204-fresh", "stores a 204"),
            Self::NotFound => row("not-found", "status-404-fresh", "stores a 404"),
            Self::TemporaryRedirects => row("temporary-redirects", "status-307-fresh", "stores a 302, 303 or 307"),
            Self::Errors => row("errors", "status-500-fresh", "stores a 400 or 500 with explicit freshness"),
            Self::UnknownStatuses => row("unknown-statuses", "status-599-fresh", "stores statuses it does not know"),
            Self::KeepsDate => row("date-kept", "other-date-update", "passes the stored Date on"),
            Self::ConnectionFields => {
                row("connection-fields", "headers-omit-headers-listed-in-Connection", "drops what Connection names")
            }
            Self::Collapsing => row("collapsing", "", "lets concurrent misses share one request"),
        }
    }

    /// The word that names it behind `ignores=` and `honours=`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The test of cache-tests.fyi that shows it, if one does.
    #[must_use]
    pub const fn test(self) -> Option<&'static str> {
        let test = self.row().test;
        if test.is_empty() { None } else { Some(test) }
    }

    /// What a cache with it does, as the rest of a sentence.
    #[must_use]
    pub const fn about(self) -> &'static str {
        self.row().about
    }

    /// The property of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|property| property.name() == name)
    }

    /// What RFC 9111 and its companions say: a MUST or SHOULD is kept; of what MAY be done,
    /// what saves a request or removes an outdated copy.
    #[must_use]
    pub const fn by_rfc(self) -> bool {
        match self {
            Self::RequestNoStore | Self::UnsafeErrors | Self::StaleOnError | Self::Collapsing => false,
            Self::RequestNoCache
            | Self::RequestMaxAge
            | Self::RequestMaxAgeLimit
            | Self::OnlyIfCached
            | Self::MaxStale
            | Self::MinFresh
            | Self::Pragma
            | Self::UnsafeMethods
            | Self::UnknownMethods
            | Self::Location
            | Self::Age
            | Self::AgeGenerated
            | Self::HeuristicFreshness
            | Self::StaleWhileRevalidate
            | Self::StaleIfError
            | Self::StaleOnDisconnect
            | Self::ResponseNoStore
            | Self::MustUnderstand
            | Self::ResponseNoCache
            | Self::StoresNoCache
            | Self::Authorization
            | Self::SetCookie
            | Self::Cookie
            | Self::Vary
            | Self::Validation
            | Self::UpdatesFields
            | Self::HeadUpdates
            | Self::ForwardsHead
            | Self::Conditions
            | Self::ForwardsConditions
            | Self::Ranges
            | Self::Immutable
            | Self::Targeted
            | Self::OtherStatuses
            | Self::NoContent
            | Self::NotFound
            | Self::TemporaryRedirects
            | Self::Errors
            | Self::UnknownStatuses
            | Self::KeepsDate
            | Self::ConnectionFields => true,
        }
    }
}
