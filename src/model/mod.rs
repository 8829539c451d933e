//! The model: what a program declares and what happens in it, every name resolved, every attribute typed.
//!
//! Made by [`crate::check`]; read by everything behind it. Lists are in declared order; ids are their indexes.

pub mod act;
pub mod channel;
pub mod claim;
pub mod copies;
pub mod decision;
pub mod dependence;
pub mod device;
pub mod dump;
pub mod event;
pub mod flow;
pub mod id;
pub mod key;
pub mod method;
pub mod named;
pub mod operation;
pub mod participant;
pub mod policy;
pub mod reaction;
pub mod resource;
pub mod route;
pub mod scenario;
pub mod step;
pub mod storage;
pub mod user;

pub use copies::Copies;
pub use dump::dump;
pub use id::{
    ChannelId, DeviceId, FactId, MethodId, PolicyId, ResourceId, RouteId, ScenarioId, StorageId, StrangerId, UserId,
};
pub use key::Key;
pub use operation::{Http, Operation};
pub use participant::{Instance, Participant, Place};
pub use step::{Label, Step, StepKind};

use crate::source::{FileId, Span};
use crate::timeline::{Tone, Wording};
use ecow::EcoString;

/// A whole program.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// It declares no storage and no resource: nothing is simulated.
    pub sketch: bool,
    /// `title:`
    pub title: Option<Wording>,
    /// `description:`
    pub description: Option<Wording>,
    /// Declared colours: name and `#rrggbb`.
    pub tones: Vec<(EcoString, EcoString)>,
    /// Families of keys.
    pub resources: Vec<resource::Resource>,
    /// Places that own storages.
    pub devices: Vec<device::Device>,
    /// Places that keep copies, from the user to the origin.
    pub storages: Vec<storage::Storage>,
    /// People.
    pub users: Vec<user::User>,
    /// Participants of a sketch, in the order of their first mention.
    pub strangers: Vec<Stranger>,
    /// Declared routes; the default route is [`Model::default_route`].
    pub routes: Vec<route::Route>,
    /// The used storages in declared order.
    pub default_route: Vec<StorageId>,
    /// Invalidation methods.
    pub methods: Vec<method::Method>,
    /// Broadcasts.
    pub channels: Vec<channel::Channel>,
    /// Reactions.
    pub reactions: Vec<reaction::Reaction>,
    /// Decision tables.
    pub policies: Vec<policy::Policy>,
    /// Flow charts.
    pub flows: Vec<flow::Flow>,
    /// What happens; the unnamed one, if any, where its first statement stands.
    pub scenarios: Vec<scenario::Scenario>,
    /// What must hold in every scenario.
    pub claims: Vec<claim::Claim>,
    /// Markdown for the report.
    pub texts: Vec<Writing>,
    /// The files in import order, imported ones first: declared order runs through them.
    pub files: Vec<FileId>,
    /// What imported files are called.
    pub imported: Vec<(FileId, EcoString)>,
    /// Starting states that every scenario shares.
    pub givens: Vec<Step>,
}

impl Model {
    /// What a file is called if it is an imported one; the program's own needs no name.
    #[must_use]
    pub fn imported(&self, file: FileId) -> Option<&EcoString> {
        self.imported.iter().find(|(known, _)| *known == file).map(|(_, name)| name)
    }
}

/// A participant of a sketch: nothing is known of it but its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Stranger {
    /// Its name.
    pub name: EcoString,
    /// Where it is first mentioned.
    pub span: Span,
}

/// `text NAME { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct Writing {
    /// Its name.
    pub name: EcoString,
    /// Markdown.
    pub body: EcoString,
    /// Where it stands.
    pub span: Span,
}

/// What every declaration has.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Declared {
    /// Its name.
    pub name: EcoString,
    /// Its display name; the name if none is given.
    pub label: EcoString,
    /// Where the name stands.
    pub span: Span,
    /// Its line, from 1.
    pub line: u32,
    /// Its `///` text, lines joined with `\n`.
    pub docs: EcoString,
    /// Its tone.
    pub tone: Option<Tone>,
    /// `[source="…"]`
    pub source: Option<EcoString>,
}
