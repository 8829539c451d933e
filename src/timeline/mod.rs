//! A timeline: one scenario unfolded into moments, told in order, ready to be given places.
//!
//! Everything that a picture says is decided here; a layout only places it and a painter only spells it. Nested
//! fragments are flat: [`MomentKind::Open`], [`MomentKind::Else`] and [`MomentKind::Close`] stand in the list.

pub mod bound;
pub mod dependence;
pub mod dump;
pub mod handler;
pub mod reach;
pub mod wording;

use crate::source::FileId;
use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::statement::happening::HappeningKind;
use crate::syntax::statement::message::Arrow;
pub use dump::dump;
use ecow::EcoString;
pub use wording::{Run, Style, Wording};

/// The index of a lifeline in [`Timeline::lifelines`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LifelineId(pub u32);

/// One scenario, unfolded.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Timeline {
    /// The scenario's name; empty for the unnamed one.
    pub name: EcoString,
    /// The heading.
    pub title: Option<Wording>,
    /// What stands below the heading.
    pub description: Option<Wording>,
    /// The columns of the picture, groups before lifelines.
    pub groups: Vec<Group>,
    /// From left to right; those of one group stand together.
    pub lifelines: Vec<Lifeline>,
    /// What copies hold before the first moment.
    pub opening: Vec<Change>,
    /// From top to bottom.
    pub moments: Vec<Moment>,
    /// Colours of declared tones, `#rrggbb`.
    pub tones: Vec<(EcoString, EcoString)>,
    /// The names of all copies' places, drawn or not: `carol.proxy-isp`. From the user to the origin.
    pub copies: Vec<EcoString>,
    /// What these hold before the first moment.
    pub start: Vec<Holding>,
}

impl Timeline {
    /// Without room for more moments: it is kept until all pictures are drawn.
    #[must_use]
    pub fn fitted(mut self) -> Self {
        self.moments.shrink_to_fit();
        self
    }
}

/// What a copy's place holds of one key from now on.
#[derive(Clone, Debug, PartialEq)]
pub struct Holding {
    /// Its index in [`Timeline::copies`].
    pub copy: u32,
    /// The key: `/nodes/1`.
    pub key: EcoString,
    /// What it is worth; never [`Worth::Unknown`].
    pub worth: Worth,
    /// The value with its `@`; `None` if it is empty, or never got a name.
    pub value: Option<EcoString>,
}

/// A device, or a user's browser: lifelines that stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its heading; empty for a lifeline that stands alone.
    pub label: EcoString,
    /// What is said below it in small type.
    pub note: EcoString,
    /// Its tone, if any.
    pub tone: Option<Tone>,
}

/// What a lifeline is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LifelineKind {
    /// A person.
    User,
    /// A device that acts.
    Device,
    /// A place that keeps copies.
    Storage,
    /// The authority.
    Origin,
    /// A broadcast.
    Channel,
    /// A participant of a sketch.
    Stranger,
}

/// A participant's column.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifeline {
    /// A stable name for programs: `carol.proxy-isp`.
    pub id: EcoString,
    /// What is written below its head.
    pub name: EcoString,
    /// What is written below the name in small type: what it is shared by, which instance.
    pub note: EcoString,
    /// What it is of.
    pub kind: LifelineKind,
    /// Its group in [`Timeline::groups`].
    pub group: Option<u32>,
    /// Its tone, if any.
    pub tone: Option<Tone>,
    /// Links on it: title and address.
    pub links: Vec<(EcoString, EcoString)>,
    /// What the tooltip of the head says.
    pub about: EcoString,
    /// Whether it begins with [`MomentKind::Create`] only.
    pub created: bool,
}

/// A colour that sets something off.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// The theme's accent.
    Accent,
    /// Good.
    Good,
    /// To be careful about.
    Warn,
    /// Bad.
    Bad,
    /// In the background.
    Muted,
    /// A declared one, by name.
    Named(EcoString),
}

/// Something that stands in the picture at its own height.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// The source that it is written in; the program's own file is 0.
    pub file: FileId,
    /// The line of that source, from 1.
    pub line: u32,
    /// Its step number, if it bears one.
    pub number: Option<u32>,
    /// Its tone, if any.
    pub tone: Option<Tone>,
    /// The sentence that a reader would speak.
    pub said: String,
    /// What it is.
    pub kind: MomentKind,
    /// What the tracks show from now on, where that differs from before: one worth a lifeline, the worst of its keys.
    pub changes: Vec<Change>,
    /// What the copies hold from now on, key by key, where that differs from before.
    pub holdings: Box<[Holding]>,
    /// The place in the source contradicts the storages, and the author said so (`[as-told]`): the sentence why.
    pub as_told: Option<String>,
    /// What storages did with the request or answer that the author wrote, in the words of RFC 9211; no picture tells it.
    pub looked: Box<[&'static str]>,
}

/// What a copy is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Worth {
    /// Not worked out.
    Unknown,
    /// Equal to the origin's value.
    Latest,
    /// Older.
    Stale,
    /// To be revalidated before use.
    Marked,
    /// Nothing is there.
    Empty,
}

/// A lifeline's copy changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Whose.
    pub lifeline: LifelineId,
    /// To what.
    pub worth: Worth,
    /// The value, where it is another than before.
    pub chip: Option<EcoString>,
}

/// Where a note stands.
#[derive(Clone, Debug, PartialEq)]
pub enum NotePlace {
    /// From the leftmost to the rightmost of these.
    Over(Vec<LifelineId>),
    /// At the left of one.
    Left(LifelineId),
    /// At the right of one.
    Right(LifelineId),
}

/// What a claim turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Not decided.
    Open,
    /// It holds.
    Holds,
    /// It holds, with a stale value that was expected.
    HoldsStale,
    /// It fails, as its author said.
    FailsAsSaid,
    /// It fails.
    Fails,
}

/// What a moment is.
#[derive(Clone, Debug, PartialEq)]
pub enum MomentKind {
    /// A message; from and to are equal for one to oneself.
    Message {
        /// The sender.
        from: LifelineId,
        /// The receivers: one, or all of a broadcast.
        to: Vec<LifelineId>,
        /// How it travels.
        arrow: Arrow,
        /// Its label.
        label: Wording,
    },
    /// Something done on one lifeline.
    Action {
        /// Whose.
        at: LifelineId,
        /// What.
        label: Wording,
    },
    /// What a screen shows.
    Sees {
        /// Whose.
        at: LifelineId,
        /// The values in order; ` then ` stands between them.
        label: Wording,
        /// Whether it is so.
        verdict: Verdict,
        /// The sentence beneath, if one is owed.
        reason: Option<Wording>,
    },
    /// A claim (`expect`, `possible`), across the picture.
    Claim {
        /// The lifelines that it speaks about; may be empty.
        over: Vec<LifelineId>,
        /// What it says.
        label: Wording,
        /// Whether it is so.
        verdict: Verdict,
        /// The sentence beneath, if one is owed.
        reason: Option<Wording>,
    },
    /// A note.
    Note {
        /// Where.
        place: NotePlace,
        /// What it says.
        label: Wording,
    },
    /// A chapter heading.
    Divider {
        /// What it says.
        label: Wording,
    },
    /// A break in time; time that passes.
    Gap {
        /// How long, if it is a wait.
        wait: Option<EcoString>,
        /// What it says.
        label: Wording,
    },
    /// A fragment begins with its first operand.
    Open {
        /// Which fragment.
        fragment: FragmentKind,
        /// The guard or title, `loop 3` with its count.
        label: Wording,
        /// The lifelines that take part in it, over all operands; may be empty.
        over: Vec<LifelineId>,
    },
    /// Its next operand.
    Else {
        /// The word in the corner: `else`, `and`.
        word: EcoString,
        /// The guard.
        label: Wording,
    },
    /// It ends.
    Close,
    /// Something happens to a place.
    Happening {
        /// What.
        what: HappeningKind,
        /// To which lifelines.
        at: Vec<LifelineId>,
        /// What it says.
        label: Wording,
    },
    /// A lifeline begins (its head stands here).
    Create(LifelineId),
    /// A lifeline ends (a cross).
    Destroy(LifelineId),
    /// A lifeline is busy from the moment before on.
    Activate(LifelineId),
    /// A lifeline stops being busy at the moment before.
    Deactivate(LifelineId),
    /// A reference to another diagram.
    Reference {
        /// The lifelines that it spans.
        over: Vec<LifelineId>,
        /// Which diagram.
        label: Wording,
        /// Where it is, if known.
        href: Option<EcoString>,
    },
}
