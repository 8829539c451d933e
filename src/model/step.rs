//! Steps: the statements of scenarios, methods and reactions, resolved.

use super::claim::Predicate;
use super::id::{FactId, PolicyId, RouteId, ScenarioId, UserId};
use super::key::Key;
use super::operation::{Directives, Http, Operation};
use super::participant::Participant;
use crate::source::Span;
use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::statement::happening::HappeningKind;
use crate::syntax::statement::lifespan::LifespanKind;
use crate::syntax::statement::message::Arrow;
use crate::syntax::statement::note::Side;
use crate::timeline::{Tone, Wording};
use ecow::EcoString;

/// An attribute as drawn and as reactions test it.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: EcoString,
    /// Its value as written, without quotes.
    pub value: Option<EcoString>,
}

/// A policy that a read follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// Which.
    pub policy: PolicyId,
    /// The rule that fires, by index.
    pub rule: usize,
    /// The facts that hold.
    pub facts: Vec<FactId>,
}

/// A label, worded and understood.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Label {
    /// As it will be drawn.
    pub wording: Wording,
    /// What it means; `None` for plain text.
    pub operation: Option<Operation>,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where it stands.
    pub span: Span,
    /// The word of it that findings of a run underline: what an answer says, who is asked, what is stored.
    pub at: Span,
    /// Its line, from 1.
    pub line: u32,
    /// All its attributes, for reactions and for drawing.
    pub attributes: Vec<Attribute>,
    /// The HTTP ones among them.
    pub directives: Directives,
    /// Its tone.
    pub tone: Option<Tone>,
    /// `[as-told]` here or on its scenario.
    pub as_told: bool,
    /// What it says.
    pub kind: StepKind,
}

/// What the copies hold at the start.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Which key.
    pub key: Key,
    /// The value with its `@`; `None` for empty.
    pub value: Option<EcoString>,
    /// In which storages; `None` for every storage.
    pub within: Option<Vec<Participant>>,
    /// `[age=…]` in milliseconds.
    pub age: Option<u64>,
    /// `[expired]`
    pub expired: bool,
    /// `[marked]`
    pub marked: bool,
}

/// One compartment of a fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// Its guard or title.
    pub label: Wording,
    /// The guard as a predicate, if it is one.
    pub guard: Option<Predicate>,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq)]
pub enum StepKind {
    /// A message.
    Message {
        /// The sender.
        from: Participant,
        /// The receiver; `Every` and `Other` instances fan out.
        to: Participant,
        /// How it travels.
        arrow: Arrow,
        /// Its label.
        label: Label,
        /// Time on the way in milliseconds, if told here.
        latency: Option<u64>,
    },
    /// A read through a whole route.
    Read {
        /// The reader.
        who: Participant,
        /// `GET` or `HEAD`.
        method: Http,
        /// What is read.
        key: Key,
        /// The route, if one is named here or chosen by a policy.
        via: Option<RouteId>,
        /// The policy that it follows. What its rule adds to the request stands in the step's attributes and directives.
        policy: Option<Followed>,
        /// `[brief]`
        brief: bool,
    },
    /// An action.
    Action {
        /// Who acts.
        who: Participant,
        /// What is done.
        label: Label,
    },
    /// What a screen has shown.
    Sees {
        /// Whose screen.
        who: UserId,
        /// Values with their `@`.
        values: Vec<EcoString>,
        /// `[fails]`
        fails: bool,
    },
    /// A starting state.
    Given(Given),
    /// A claim at this point.
    Expect {
        /// In some run instead of every.
        possible: bool,
        /// What is claimed.
        predicate: Predicate,
        /// As written.
        text: EcoString,
        /// `[fails]`
        fails: bool,
    },
    /// A note.
    Note {
        /// Which side.
        side: Side,
        /// At least one.
        places: Vec<Participant>,
        /// What it says.
        label: Wording,
    },
    /// A chapter heading.
    Divider(Wording),
    /// A break in time.
    Gap(Wording),
    /// Time that passes.
    Wait {
        /// In milliseconds.
        millis: u64,
        /// As written.
        text: EcoString,
        /// What it says.
        label: Wording,
    },
    /// A fragment.
    Fragment {
        /// Which.
        fragment: FragmentKind,
        /// `loop N`
        times: Option<u32>,
        /// At least one.
        operands: Vec<Operand>,
    },
    /// Something happens to a place.
    Happening {
        /// What.
        what: HappeningKind,
        /// To whom.
        at: Participant,
        /// What it says.
        label: Wording,
    },
    /// `crash a anywhere { … }`
    CrashAnywhere {
        /// Who crashes.
        at: Participant,
        /// What follows.
        steps: Vec<Step>,
    },
    /// A lifeline begins, ends, or changes its activation.
    Lifespan {
        /// What.
        what: LifespanKind,
        /// Whose.
        at: Participant,
    },
    /// Another scenario's steps.
    Play(ScenarioId),
    /// A reference to another diagram.
    Reference {
        /// At least one.
        over: Vec<Participant>,
        /// Which diagram.
        label: Wording,
        /// The scenario of that name, if one.
        scenario: Option<ScenarioId>,
    },
    /// A link on a participant.
    Link {
        /// On whom.
        at: Participant,
        /// Its title.
        title: EcoString,
        /// Where to.
        url: EcoString,
    },
}

impl StepKind {
    /// The keys that a statement names, but for claims and what stands within it.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        match self {
            Self::Read { key, .. } => std::slice::from_ref(key),
            Self::Given(given) => std::slice::from_ref(&given.key),
            Self::Message { label, .. } | Self::Action { label, .. } => {
                label.operation.as_ref().map_or(&[], Operation::keys)
            }
            Self::Sees { .. }
            | Self::Expect { .. }
            | Self::Note { .. }
            | Self::Divider(_)
            | Self::Gap(_)
            | Self::Wait { .. }
            | Self::Fragment { .. }
            | Self::Happening { .. }
            | Self::CrashAnywhere { .. }
            | Self::Lifespan { .. }
            | Self::Play(_)
            | Self::Reference { .. }
            | Self::Link { .. } => &[],
        }
    }
}
