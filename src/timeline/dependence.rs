//! Dependence: what writing a resource makes outdated, and which of that each method and reaction reaches.

use ecow::EcoString;

/// What reaches copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// A declared method.
    Method,
    /// A reaction to a write, an invalidation or a request.
    Reaction,
    /// A reaction to an event.
    Event,
}

impl RuleKind {
    /// As programs read it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Reaction => "reaction",
            Self::Event => "event",
        }
    }
}

/// What one method or reaction reaches of what a write makes outdated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaching {
    /// What it is.
    pub kind: RuleKind,
    /// Its name, or how it begins: `on write key at server`.
    pub rule: EcoString,
    /// Its line, from 1.
    pub line: u32,
    /// Names of resources in declared order; never empty.
    pub reaches: Vec<EcoString>,
}

/// One resource that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependence {
    /// Its name.
    pub resource: EcoString,
    /// Its other names.
    pub aliases: Vec<EcoString>,
    /// What writing it makes outdated, itself included, by name in declared order.
    pub outdated: Vec<EcoString>,
    /// What reaches some of that: methods first, then reactions, in declared order.
    pub reaching: Vec<Reaching>,
    /// What of it nothing reaches.
    pub left: Vec<EcoString>,
}
