//! Claims: what must hold.

use super::id::{ChannelId, UserId};
use super::key::Key;
use super::participant::Participant;
use crate::source::Span;
use crate::syntax::clause::place::Quantifier;
use crate::syntax::declaration::claim::ClaimForm;
use ecow::EcoString;

/// What must hold in every scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What it says.
    pub form: ClaimForm,
    /// As written.
    pub text: EcoString,
    /// Where it stands.
    pub span: Span,
    /// Its line, from 1.
    pub line: u32,
    /// Its author knows that it does not hold.
    pub fails: bool,
}

/// What a copy or a screen is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// The origin's value.
    Latest,
    /// An older one.
    Stale,
    /// That value, with its `@`.
    Value(EcoString),
}

/// Which copies a claim speaks of.
#[derive(Clone, Debug, PartialEq)]
pub enum Copies {
    /// Those of one participant, which is a storage.
    Of(Participant),
    /// Those of all storages.
    All,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// That many.
    Exactly(u32),
    /// That many or fewer.
    AtMost(u32),
    /// That many or more.
    AtLeast(u32),
}

impl Count {
    /// Whether there may be that many.
    #[must_use]
    pub fn admits(self, count: u32) -> bool {
        match self {
            Self::Exactly(wanted) => count == wanted,
            Self::AtMost(most) => count <= most,
            Self::AtLeast(least) => count >= least,
        }
    }
}

/// What is counted.
#[derive(Clone, Debug, PartialEq)]
pub enum Counted {
    /// Events on a channel, of one name or any.
    Events {
        /// Name, id and action as written.
        event: Option<(EcoString, Option<EcoString>, Option<EcoString>)>,
        /// On which channel.
        channel: ChannelId,
    },
    /// Reads at an origin.
    OriginReads,
}

/// What a count is taken per.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// Per write at an origin.
    Write,
    /// Per request: method and path, perhaps with holes.
    Request(EcoString, EcoString),
}

/// What a claim at a point says, and a guard that can be evaluated.
#[derive(Clone, Debug, PartialEq)]
pub enum Predicate {
    /// A user has seen that, in order.
    Sees {
        /// Who.
        who: UserId,
        /// What.
        what: Vec<Content>,
        /// Of which key.
        of: Option<Key>,
    },
    /// Copies hold that.
    Holds {
        /// Every, some or no; without one there is one copy.
        quantifier: Option<Quantifier>,
        /// Whose.
        copies: Copies,
        /// What.
        what: Content,
        /// Of which key.
        of: Option<Key>,
    },
    /// So many of something.
    Counts {
        /// How many.
        count: Count,
        /// Of what.
        what: Counted,
        /// Per what.
        per: Option<Cause>,
    },
    /// Never older than that for someone, in milliseconds.
    Staleness {
        /// Of which key.
        of: Option<Key>,
        /// For whom.
        who: UserId,
        /// The bound in milliseconds.
        within: u64,
    },
    /// An event bears a field.
    Carries {
        /// Its name.
        event: EcoString,
        /// On which channel.
        channel: ChannelId,
        /// Which field.
        field: EcoString,
    },
    /// No copy of a key there.
    Empty {
        /// Which key.
        key: Key,
        /// Where.
        copies: Copies,
    },
}

impl Predicate {
    /// The key that it is about.
    #[must_use]
    pub fn key(&self) -> Option<&Key> {
        match self {
            Self::Sees { of, .. } | Self::Holds { of, .. } | Self::Staleness { of, .. } => of.as_ref(),
            Self::Empty { key, .. } => Some(key),
            Self::Counts { .. } | Self::Carries { .. } => None,
        }
    }
}
