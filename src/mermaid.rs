//! A Mermaid sequence diagram as it was read: who takes part, and what stands in it from top to bottom.
//!
//! Fragments are flat, as in a timeline. Texts have their entities and line breaks undone: a line ends with `\n`.

use crate::source::Span;

/// A diagram.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram {
    /// The heading above it in a document.
    pub heading: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// What it is about, for those who cannot see it.
    pub description: Option<String>,
    /// In the order in which they come into being.
    pub participants: Vec<Participant>,
    /// From top to bottom.
    pub items: Vec<Item>,
}

/// Who takes part.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// The name that lines use.
    pub id: String,
    /// What is written at its lifeline.
    pub label: String,
    /// What it is drawn as: `participant`, `actor`, `database` …
    pub kind: String,
    /// Where it was declared, or named first.
    pub span: Span,
    /// The number of its box, and what the box says.
    pub within: Option<(usize, String)>,
}

/// Something in a diagram.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ItemKind,
}

/// A kind of item; participants are told by their index.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// A message.
    Message {
        /// The sender.
        from: usize,
        /// The receiver.
        to: usize,
        /// How it travels.
        arrow: Arrow,
        /// Its label.
        text: String,
    },
    /// A note over one or two, or beside one.
    Note {
        /// Which side.
        side: Side,
        /// One or two.
        at: Vec<usize>,
        /// What it says.
        text: String,
    },
    /// A block begins.
    Open(Block, String),
    /// Its next part begins: `else`, `and`, `option`.
    Next(String),
    /// It ends.
    Close,
    /// A lifeline is busy from the line before on.
    Activate(usize),
    /// It stops being busy.
    Deactivate(usize),
    /// It begins with the next message.
    Create(usize),
    /// It ends with the next message.
    Destroy(usize),
    /// A link on a participant.
    Link {
        /// On whom.
        at: usize,
        /// Its words.
        title: String,
        /// Where to.
        url: String,
    },
    /// A comment, or what is kept as one.
    Comment(String),
    /// Blank lines.
    Blank,
}

/// Where a note stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Over one or two.
    Over,
    /// At the left.
    Left,
    /// At the right.
    Right,
}

/// A kind of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// `alt … else … end`
    Alt,
    /// `opt`
    Opt,
    /// `loop`
    Loop,
    /// `par … and … end`
    Par,
    /// `par_over … and … end`
    ParOver,
    /// `critical … option … end`
    Critical,
    /// `break`
    Break,
    /// `rect COLOUR`
    Rect,
}

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// As it is written: `->>`.
    pub sign: &'static str,
    /// Whether its line is dotted.
    pub dotted: bool,
    /// What it ends with.
    pub head: Head,
    /// Whether its head is at the sender.
    pub reverse: bool,
    /// Whether an end is a dot on the lifeline: `()`.
    pub central: bool,
}

/// The end of an arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// A head: `->>`
    Plain,
    /// None: `->`
    None,
    /// Half of one.
    Half,
    /// One at each end.
    Both,
    /// A cross.
    Cross,
    /// An open one: nobody waits.
    Open,
}
