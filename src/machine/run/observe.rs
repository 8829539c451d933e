//! What claims about whole runs look at: what screens showed, what was written, what was stored where.

use super::Run;
use crate::machine::key::KeyId;
use crate::machine::world::SiteId;
use crate::model::{Participant, UserId};
use ecow::EcoVec;

/// Something that was observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Observed {
    /// A screen showed a value.
    Shown {
        /// Whose.
        user: UserId,
        /// Of which key.
        key: KeyId,
        /// Which version of it, from 0; `None` for a value that its origin never had.
        version: Option<u32>,
        /// How long it had been outdated, milliseconds.
        late: u64,
    },
    /// A key was written at its origin.
    Written {
        /// On whose behalf.
        user: Option<UserId>,
        /// Which.
        key: KeyId,
        /// Which version that made.
        version: u32,
    },
    /// A copy was stored.
    Kept {
        /// Where.
        site: SiteId,
        /// Of which key.
        key: KeyId,
    },
    /// An answer passed a storage that may not store it.
    Passed {
        /// Where.
        site: SiteId,
        /// Of which key.
        key: KeyId,
    },
    /// A copy was invalidated or dropped, if there was one.
    Cleared {
        /// Where.
        site: SiteId,
        /// Of which key.
        key: KeyId,
    },
    /// Reactions went in a circle.
    Looped,
}

impl Run<'_, '_> {
    /// Takes something down.
    pub(super) fn observe(&mut self, what: Observed) {
        if self.observing {
            self.observed.push(what);
        }
    }

    /// Takes a write down.
    pub(super) fn observe_write(&mut self, actor: &Participant, key: KeyId) {
        if self.observing {
            let count = self.state.versions.get(key.index()).map_or(0, EcoVec::len);
            let version = u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX);
            let user = self.behalf(actor);
            self.observed.push(Observed::Written { user, key, version });
        }
    }
}
