//! Profiles: how products really behave, property by property, each with its source.
//!
//! `published` restates results that cache-tests.fyi publishes, `documented` what vendors' documentation says. What
//! neither tells is unknown: a check then tries both.

mod documented;
mod published;
#[cfg(test)]
mod tests;

use super::property::Property;

/// What kind of cache a product is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The standard itself, shared or private.
    Standard,
    /// A browser's private cache.
    Browser,
    /// A shared cache before an origin, or for many users.
    Proxy,
    /// A content delivery network.
    Cdn,
}

impl Kind {
    /// As people call it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Standard => "the standard",
            Self::Browser => "browser, private cache",
            Self::Proxy => "proxy, shared cache",
            Self::Cdn => "content delivery network, shared cache",
        }
    }
}

/// Whether a product has a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// It has.
    Yes,
    /// It has not.
    No,
    /// No source tells.
    Unknown,
}

impl Answer {
    /// As a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

/// Where an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// RFC 9111 and its companions; the section stands with the property.
    Standard,
    /// The published result of this test of cache-tests.fyi.
    Test(&'static str),
    /// Documentation at this address.
    Page(&'static str),
    /// There is none.
    Nowhere,
}

/// A product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The word behind `like=`.
    pub name: &'static str,
    /// The product's own name.
    pub product: &'static str,
    /// The version that was tested, or since when its documentation is quoted.
    pub version: &'static str,
    /// Its kind.
    pub kind: Kind,
    facts: Facts,
}

/// Where the answers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Facts {
    Standard,
    /// The column of [`published::RESULTS`].
    Published(usize),
    Documented(&'static [documented::Fact]),
}

impl Profile {
    /// All of them, the standard first, as the language lists them.
    pub const ALL: [Self; 15] = [
        profile("rfc", "RFC 9111", "2022", Kind::Standard, Facts::Standard),
        profile("chrome", "Google Chrome", "143.0.7499.170", Kind::Browser, Facts::Published(0)),
        profile("firefox", "Mozilla Firefox", "146.0.1", Kind::Browser, Facts::Published(1)),
        profile("safari", "Apple Safari", "26.2", Kind::Browser, Facts::Published(2)),
        profile("nginx", "nginx", "1.28.0", Kind::Proxy, Facts::Published(3)),
        profile("squid", "Squid", "6.13", Kind::Proxy, Facts::Published(4)),
        profile("ats", "Apache Traffic Server", "9.2.5", Kind::Proxy, Facts::Published(5)),
        profile("httpd", "Apache httpd", "2.4.64", Kind::Proxy, Facts::Published(6)),
        profile("varnish", "Varnish", "7.7.3", Kind::Proxy, Facts::Published(7)),
        profile("caddy", "Caddy with cache-handler", "0.16.0", Kind::Proxy, Facts::Published(8)),
        profile("haproxy", "HAProxy", "3.0.10", Kind::Proxy, Facts::Published(9)),
        profile("fastly", "Fastly", "2025-12-29", Kind::Cdn, Facts::Published(10)),
        profile("cloud-cdn", "Google Cloud CDN", "documentation", Kind::Cdn, Facts::Documented(documented::CLOUD_CDN)),
        profile("cloudflare", "Cloudflare", "documentation", Kind::Cdn, Facts::Documented(documented::CLOUDFLARE)),
        profile(
            "google-frontend",
            "Google Frontend of App Engine",
            "documentation",
            Kind::Cdn,
            Facts::Documented(documented::GOOGLE_FRONTEND),
        ),
    ];

    /// Their names, in the same order.
    pub const NAMES: [&'static str; Self::ALL.len()] = {
        let mut names = [""; Self::ALL.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = Self::ALL[at].name;
            at += 1;
        }
        names
    };

    /// The profile of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<&'static Self> {
        const ALL: &[Profile] = &Profile::ALL;
        ALL.iter().find(|profile| profile.name == name)
    }

    /// Whether the product has the property, and where that comes from.
    #[must_use]
    pub fn fact(&self, property: Property) -> (Answer, Source) {
        match self.facts {
            Facts::Standard => (yes(property.by_rfc()), Source::Standard),
            Facts::Published(column) => published::fact(column, property),
            Facts::Documented(facts) => facts
                .iter()
                .find(|fact| fact.property == property)
                .map_or((Answer::Unknown, Source::Nowhere), |fact| (yes(fact.has), Source::Page(fact.page))),
        }
    }

    /// Whether the product has the property.
    #[must_use]
    pub fn answer(&self, property: Property) -> Answer {
        self.fact(property).0
    }

    /// Whether it has the property; where no source tells, what the standard says.
    #[must_use]
    pub fn has(&self, property: Property) -> bool {
        match self.answer(property) {
            Answer::Yes => true,
            Answer::No => false,
            Answer::Unknown => property.by_rfc(),
        }
    }
}

const fn profile(
    name: &'static str,
    product: &'static str,
    version: &'static str,
    kind: Kind,
    facts: Facts,
) -> Profile {
    Profile { name, product, version, kind, facts }
}

const fn yes(has: bool) -> Answer {
    if has { Answer::Yes } else { Answer::No }
}
