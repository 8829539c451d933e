//! What vendors' documentation says of caches that no published test covers; silence is unknown.

use crate::http::property::Property;

/// One statement of a documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub property: Property,
    pub has: bool,
    /// Where it is said.
    pub page: &'static str,
}

const fn fact(property: Property, has: bool, page: &'static str) -> Fact {
    Fact { property, has, page }
}

const CLOUD_CDN_CACHING: &str = "https://cloud.google.com/cdn/docs/caching";
const CLOUD_CDN_STALE: &str = "https://docs.cloud.google.com/cdn/docs/serving-stale-content";

/// Google Cloud CDN.
pub(super) const CLOUD_CDN: &[Fact] = &[
    fact(Property::RequestNoCache, false, CLOUD_CDN_CACHING),
    fact(Property::RequestMaxAge, false, CLOUD_CDN_CACHING),
    fact(Property::RequestMaxAgeLimit, false, CLOUD_CDN_CACHING),
    fact(Property::MinFresh, false, CLOUD_CDN_CACHING),
    fact(Property::OnlyIfCached, false, CLOUD_CDN_CACHING),
    fact(Property::MaxStale, true, CLOUD_CDN_CACHING),
    fact(Property::ResponseNoStore, true, CLOUD_CDN_CACHING),
    fact(Property::ResponseNoCache, true, CLOUD_CDN_CACHING),
    fact(Property::SetCookie, false, CLOUD_CDN_CACHING),
    fact(Property::StaleWhileRevalidate, true, CLOUD_CDN_STALE),
    fact(Property::Collapsing, true, CLOUD_CDN_CACHING),
];

const CLOUDFLARE_CONTROL: &str = "https://developers.cloudflare.com/cache/concepts/cache-control/";
const CLOUDFLARE_TARGETED: &str = "https://developers.cloudflare.com/cache/concepts/cdn-cache-control/";
const CLOUDFLARE_BEHAVIOUR: &str = "https://developers.cloudflare.com/cache/concepts/cache-behavior/";
const CLOUDFLARE_REVALIDATION: &str = "https://developers.cloudflare.com/cache/concepts/revalidation/";

/// Cloudflare, with Origin Cache Control, which is the default of all plans but one.
pub(super) const CLOUDFLARE: &[Fact] = &[
    fact(Property::ResponseNoStore, true, CLOUDFLARE_CONTROL),
    fact(Property::ResponseNoCache, true, CLOUDFLARE_CONTROL),
    fact(Property::StaleWhileRevalidate, true, CLOUDFLARE_CONTROL),
    fact(Property::Targeted, true, CLOUDFLARE_TARGETED),
    fact(Property::SetCookie, false, CLOUDFLARE_BEHAVIOUR),
    fact(Property::ForwardsHead, false, CLOUDFLARE_BEHAVIOUR),
    fact(Property::Validation, true, CLOUDFLARE_REVALIDATION),
    fact(Property::Collapsing, true, CLOUDFLARE_REVALIDATION),
];

// The vendor documents next to nothing of this cache; a collection of observations is all that speaks of it.
const EDGE_CACHE: &str = "https://riptutorial.com/google-app-engine/topic/1827/edgecache";

/// The frontend before Google App Engine.
pub(super) const GOOGLE_FRONTEND: &[Fact] =
    &[fact(Property::AgeGenerated, true, EDGE_CACHE), fact(Property::SetCookie, false, EDGE_CACHE)];
