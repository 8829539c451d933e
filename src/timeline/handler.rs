//! Handlers: what follows a request by itself, from the write to the copies that clients give up.

use ecow::EcoString;

/// Copies of one storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleared {
    /// Its name.
    pub storage: EcoString,
    /// Of which keys.
    pub keys: Vec<EcoString>,
}

/// An event that is sent, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// On which channel.
    pub channel: EcoString,
    /// The event: `post:{id} update`.
    pub event: EcoString,
    /// How often.
    pub times: usize,
}

/// All handlers of a program.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Handlers {
    /// In declared order, variants of one together.
    pub rows: Vec<Handler>,
    /// What was not tried, a sentence each.
    pub limits: Vec<EcoString>,
}

/// A request and what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handler {
    /// The request: `PATCH /api/posts/{id}`.
    pub request: EcoString,
    /// Who answers it.
    pub at: EcoString,
    /// The attribute with which it was tried, if reactions ask for one.
    pub with: Option<EcoString>,
    /// Whether it has variants, of which this is one.
    pub varies: bool,
    /// The line of its first reaction, from 1.
    pub line: u32,
    /// The keys that it writes.
    pub writes: Vec<EcoString>,
    /// The copies that it clears where several people share them.
    pub clears: Vec<Cleared>,
    /// The events that it sends.
    pub events: Vec<Notice>,
    /// The copies that people's own storages give up or fetch anew.
    pub clients: Vec<Cleared>,
    /// Keys that are outdated or cleared, and that people's own storages keep.
    pub left: Vec<EcoString>,
    /// Reactions set each other off without end.
    pub looped: bool,
}

impl Handler {
    /// Whether it writes, clears or sends anything.
    #[must_use]
    pub fn does_something(&self) -> bool {
        !(self.writes.is_empty() && self.clears.is_empty() && self.events.is_empty() && self.clients.is_empty())
    }
}
