//! What the check carries along: the growing model, the names taken down, the findings.

use crate::diagnostic::Diagnostic;
use crate::limits::ERRORS;
use crate::model::{
    ChannelId, DeviceId, MethodId, Model, Place, PolicyId, ResourceId, RouteId, ScenarioId, StorageId, UserId,
};
use crate::source::{Source, Sources, Span};
use ecow::EcoString;
use foldhash::fast::RandomState;
use indexmap::IndexMap;

/// Names of one kind, in declared order: where each stands and what it means.
pub type Table<T> = IndexMap<EcoString, (T, Span), RandomState>;

/// Every declared name. Participants (users, devices, storages, channels) share one space; the other kinds have their
/// own.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Users, devices, storages, channels; in a sketch also strangers as they come.
    pub participants: Table<Place>,
    /// Resources and their aliases.
    pub resources: Table<ResourceId>,
    /// Routes.
    pub routes: Table<RouteId>,
    /// Methods.
    pub methods: Table<MethodId>,
    /// Policies.
    pub policies: Table<PolicyId>,
    /// Named scenarios.
    pub scenarios: Table<ScenarioId>,
    /// Flows, by index in [`Model::flows`].
    pub flows: Table<usize>,
    /// Tones, by index in [`Model::tones`].
    pub tones: Table<usize>,
    /// Attributes that a reaction tests (`when ATTR`, `unless ATTR`): known on every operation and scenario.
    pub tested: Table<()>,
}

impl Names {
    /// The storage of that name.
    #[must_use]
    pub fn storage(&self, name: &str) -> Option<StorageId> {
        match self.participants.get(name)?.0 {
            Place::Storage(id) => Some(id),
            Place::User(_)
            | Place::Device(_)
            | Place::Channel(_)
            | Place::Stranger(_)
            | Place::Caller
            | Place::Users => None,
        }
    }

    /// The device of that name.
    #[must_use]
    pub fn device(&self, name: &str) -> Option<DeviceId> {
        match self.participants.get(name)?.0 {
            Place::Device(id) => Some(id),
            Place::User(_)
            | Place::Storage(_)
            | Place::Channel(_)
            | Place::Stranger(_)
            | Place::Caller
            | Place::Users => None,
        }
    }

    /// The user of that name.
    #[must_use]
    pub fn user(&self, name: &str) -> Option<UserId> {
        match self.participants.get(name)?.0 {
            Place::User(id) => Some(id),
            Place::Device(_)
            | Place::Storage(_)
            | Place::Channel(_)
            | Place::Stranger(_)
            | Place::Caller
            | Place::Users => None,
        }
    }

    /// The channel of that name.
    #[must_use]
    pub fn channel(&self, name: &str) -> Option<ChannelId> {
        match self.participants.get(name)?.0 {
            Place::Channel(id) => Some(id),
            Place::Device(_)
            | Place::Storage(_)
            | Place::User(_)
            | Place::Stranger(_)
            | Place::Caller
            | Place::Users => None,
        }
    }
}

/// What the check carries along.
#[derive(Debug)]
pub struct Context<'a> {
    /// All sources, by file id.
    pub sources: &'a Sources,
    /// The growing model.
    pub model: Model,
    /// The names taken down.
    pub names: Names,
    /// The findings so far.
    pub diagnostics: Vec<Diagnostic>,
    /// How many errors there were.
    pub errors: usize,
}

impl Context<'_> {
    /// Takes down a finding, unless enough is wrong already.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.is_error());
        if self.errors <= ERRORS {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Whether nothing more is told: then no nearest names need be looked for.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.errors >= ERRORS
    }

    /// The line of a span, from 1.
    #[must_use]
    pub fn line(&self, span: Span) -> u32 {
        self.sources.get(span.file).map_or(0, |s: &Source| s.line(span.start))
    }
}
