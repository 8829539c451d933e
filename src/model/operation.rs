//! Operations: what a label means to the simulation.

use super::id::MethodId;
use super::key::Key;
use super::participant::Participant;
use crate::syntax::clause::operation::Verb;
use ecow::EcoString;

/// HTTP methods (RFC 9110 §9, RFC 5789; `PURGE` as caches know it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Http {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
    /// `PURGE`
    Purge,
    /// `OPTIONS`
    Options,
}

impl Http {
    /// All, in the order of the language.
    pub const ALL: [Self; 8] =
        [Self::Get, Self::Head, Self::Post, Self::Put, Self::Patch, Self::Delete, Self::Purge, Self::Options];

    /// As written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Purge => "PURGE",
            Self::Options => "OPTIONS",
        }
    }

    /// Of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.name() == name)
    }

    /// Whether it changes nothing at the origin (RFC 9110 §9.2.1).
    #[must_use]
    pub fn is_safe(self) -> bool {
        match self {
            Self::Get | Self::Head | Self::Options => true,
            Self::Post | Self::Put | Self::Patch | Self::Delete | Self::Purge => false,
        }
    }
}

/// HTTP directives and fields that a message or a resource bears (RFC 9111 §5.2, 5861, 8246); times in milliseconds.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Directives {
    /// `no-cache`
    pub no_cache: bool,
    /// `no-store`
    pub no_store: bool,
    /// `private`
    pub private: bool,
    /// `public`
    pub public: bool,
    /// `must-revalidate`
    pub must_revalidate: bool,
    /// `immutable`
    pub immutable: bool,
    /// `only-if-cached`
    pub only_if_cached: bool,
    /// `authorization`
    pub authorization: bool,
    /// `max-age=…`
    pub max_age: Option<u64>,
    /// `s-maxage=…`
    pub s_maxage: Option<u64>,
    /// `stale-while-revalidate=…`
    pub stale_while_revalidate: Option<u64>,
    /// `stale-if-error=…`
    pub stale_if_error: Option<u64>,
    /// `etag`, `etag=…`: an empty text for one without a value.
    pub etag: Option<EcoString>,
    /// `vary=…`
    pub vary: Vec<EcoString>,
    /// `fetch=…`
    pub fetch: Option<FetchMode>,
}

impl Directives {
    /// With those of another that say something.
    #[must_use]
    pub fn with(self, other: &Self) -> Self {
        let longer = |one: Vec<EcoString>, other: &[EcoString]| if other.is_empty() { one } else { other.to_vec() };
        Self {
            no_cache: self.no_cache || other.no_cache,
            no_store: self.no_store || other.no_store,
            private: self.private || other.private,
            public: self.public || other.public,
            must_revalidate: self.must_revalidate || other.must_revalidate,
            immutable: self.immutable || other.immutable,
            only_if_cached: self.only_if_cached || other.only_if_cached,
            authorization: self.authorization || other.authorization,
            max_age: self.max_age.or(other.max_age),
            s_maxage: self.s_maxage.or(other.s_maxage),
            stale_while_revalidate: self.stale_while_revalidate.or(other.stale_while_revalidate),
            stale_if_error: self.stale_if_error.or(other.stale_if_error),
            etag: self.etag.or_else(|| other.etag.clone()),
            vary: longer(self.vary, &other.vary),
            fetch: self.fetch.or(other.fetch),
        }
    }
}

/// Cache modes of the browser's fetch (WHATWG Fetch §2.2.5 "request cache mode").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FetchMode {
    /// `reload`
    Reload,
    /// `no-cache`
    NoCache,
    /// `no-store`
    NoStore,
    /// `force-cache`
    ForceCache,
}

/// What a label means.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    /// An HTTP request.
    Http {
        /// Its method.
        method: Http,
        /// Its target.
        key: Key,
        /// What follows the path (`POST /api/cache/invalidate posts`): the `key` of a reaction to it.
        argument: Option<Key>,
    },
    /// A storage operation.
    Storage {
        /// What to do.
        verb: Verb,
        /// With which keys.
        keys: Vec<Key>,
        /// The value of a write or store; with its `@`.
        value: Option<EcoString>,
        /// In which storages; never empty in a checked program.
        within: Vec<Participant>,
        /// `[cascade]`: with everything that depends on it.
        cascade: bool,
    },
    /// An answer.
    Reply {
        /// Its status.
        status: Option<u16>,
        /// Nothing is there.
        miss: bool,
        /// Its value, with its `@`.
        value: Option<EcoString>,
    },
    /// A call of a method.
    Call {
        /// Which.
        method: MethodId,
        /// With which keys.
        keys: Vec<Key>,
    },
    /// An event on a channel.
    Event {
        /// Its name.
        name: EcoString,
        /// Its id.
        id: Option<EcoString>,
        /// Its action.
        action: Option<EcoString>,
    },
}

impl Operation {
    /// The keys that it names, but for what follows a path.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        match self {
            Self::Storage { keys, .. } | Self::Call { keys, .. } => keys,
            Self::Http { key, .. } => std::slice::from_ref(key),
            Self::Reply { .. } | Self::Event { .. } => &[],
        }
    }
}
