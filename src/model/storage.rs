//! Storages: places that keep copies.

use super::Declared;
use super::id::DeviceId;
use crate::syntax::statement::happening::HappeningKind;
use crate::timeline::Wording;
use ecow::EcoString;

/// What copies are multiplied by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// `page`: each user has their own unless told otherwise.
    Page,
    /// `tab`: likewise.
    Tab,
    /// `profile`: likewise.
    Profile,
    /// `user`: likewise.
    User,
    /// `request`: empty at each.
    Request,
    /// `instance` of its device.
    Instance,
    /// An attribute that users carry: `isp`, `region`.
    Carried(EcoString),
}

impl Dimension {
    /// As written.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Page => "page",
            Self::Tab => "tab",
            Self::Profile => "profile",
            Self::User => "user",
            Self::Request => "request",
            Self::Instance => "instance",
            Self::Carried(name) => name,
        }
    }

    /// Of that name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name {
            "page" => Self::Page,
            "tab" => Self::Tab,
            "profile" => Self::Profile,
            "user" => Self::User,
            "request" => Self::Request,
            "instance" => Self::Instance,
            other => Self::Carried(other.into()),
        }
    }

    /// Whether each user has their own unless told otherwise.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        match self {
            Self::Page | Self::Tab | Self::Profile | Self::User => true,
            Self::Request | Self::Instance | Self::Carried(_) => false,
        }
    }
}

/// Events that empty a storage: as listed, each also by any stronger one.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Clears {
    /// As written.
    pub by: Vec<HappeningKind>,
}

/// How a storage speaks HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HttpRole {
    /// RFC 9111 private cache.
    Private,
    /// RFC 9111 shared cache.
    Shared,
}

/// The prose of the table.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Prose {
    /// `how:`
    pub how: Option<Wording>,
    /// `persist:`
    pub persist: Option<Wording>,
    /// `update:`
    pub update: Option<Wording>,
    /// `shared:`
    pub shared: Option<Wording>,
}

/// A place that keeps copies.
#[derive(Clone, Debug, PartialEq)]
pub struct Storage {
    /// Name, label and place.
    pub declared: Declared,
    /// The device that owns it.
    pub device: Option<DeviceId>,
    /// One copy per distinct value of a dimension; its own or its device's.
    pub per: Option<Dimension>,
    /// An HTTP cache, if one.
    pub http: Option<HttpRole>,
    /// The product whose behaviour it has.
    pub like: Option<EcoString>,
    /// Properties of the profile switched off and on.
    pub ignores: Vec<EcoString>,
    /// Likewise.
    pub honours: Vec<EcoString>,
    /// The authority.
    pub origin: bool,
    /// Declared for the table only.
    pub unused: bool,
    /// A stored copy is fresh that long, in milliseconds.
    pub ttl: Option<u64>,
    /// Data-library freshness, in milliseconds.
    pub stale_time: Option<u64>,
    /// The time a hop to it takes, in milliseconds.
    pub latency: Option<u64>,
    /// Events that empty it.
    pub clears: Clears,
    /// May lose entries at any time.
    pub evicts: bool,
    /// Most entries kept.
    pub size: Option<u32>,
    /// Copies follow each other at once.
    pub sync: bool,
    /// For the table.
    pub prose: Prose,
}
