//! The one list of keywords: which word starts what, and where it may stand. The lexer knows no keywords; a word is one
//! only where a statement starts. Editors and the grammar are tested against this list.

use crate::syntax::clause::operation::{METHODS, Verb};
use crate::syntax::statement::fragment::FragmentKind;

/// A kind of block; it decides which statements may stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// The file itself.
    File,
    /// `device … { … }`
    Device,
    /// `storage … { … }`
    Storage,
    /// `policy … { … }`
    Policy,
    /// `flow … { … }`, and a group in one
    Flow,
    /// `scenario … { … }`
    Scenario,
    /// The steps of a method, a reaction, a fragment or a crash.
    Steps,
    /// A block whose head nobody understood.
    Unknown,
}

impl Context {
    /// What people call it, with its article.
    #[must_use]
    pub fn human(self) -> &'static str {
        match self {
            Self::File => "a file",
            Self::Device => "a device",
            Self::Storage => "a storage",
            Self::Policy => "a policy",
            Self::Flow => "a flow",
            Self::Scenario => "a scenario",
            Self::Steps => "a block of steps",
            Self::Unknown => "this block",
        }
    }

    /// Whether steps stand here.
    #[must_use]
    pub fn has_steps(self) -> bool {
        match self {
            Self::File | Self::Scenario | Self::Steps | Self::Unknown => true,
            Self::Device | Self::Storage | Self::Policy | Self::Flow => false,
        }
    }
}

/// What a line is: the name of the rule that reads its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// `title:`, `description:`
    Title,
    /// `import`
    Import,
    /// `resource`
    Resource,
    /// `device`
    Device,
    /// `storage`
    Storage,
    /// `user`
    User,
    /// `route`
    Route,
    /// `method`
    Method,
    /// `channel`
    Channel,
    /// `on`
    Reaction,
    /// `policy`
    Policy,
    /// `fact`
    Fact,
    /// `when`
    When,
    /// `otherwise`
    Otherwise,
    /// `flow`
    Flow,
    /// `scenario`
    Scenario,
    /// `claim`
    Claim,
    /// `text`
    Writing,
    /// `tone`
    Tone,
    /// `given`
    Given,
    /// `expect`
    Expect,
    /// `possible`
    Possible,
    /// `note`
    Note,
    /// `wait`
    Wait,
    /// `alt` and its kin
    Fragment(FragmentKind),
    /// `crash` and its kin
    Happening,
    /// `create` and its kin
    Lifespan,
    /// `play`
    Play,
    /// `show`
    Show,
    /// `hide`
    Hide,
    /// `ref`
    Reference,
    /// `link`
    Link,
    /// `a -> b`, and the other arrows but `=>`; no keyword
    Message,
    /// `a => GET key`; no keyword
    Read,
    /// `a sees @v`; no keyword
    Sees,
    /// `a: …`; no keyword
    Action,
    /// `how: …`; no keyword
    Property,
    /// `a -> b -> c` in a flow; no keyword
    Chain,
    /// `== … ==`; no keyword
    Divider,
    /// `... … ...`; no keyword
    Gap,
}

/// Whether a part of a construct may, must or must not be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It must not.
    Never,
    /// It may.
    Maybe,
    /// It must.
    Must,
}

impl Start {
    /// Whether a `: text` ends the head.
    #[must_use]
    #[expect(clippy::match_same_arms, reason = "one arm would be one name a line")]
    pub fn text(self) -> Part {
        match self {
            Self::Title | Self::Note | Self::Reference | Self::Link | Self::Action | Self::Property => Part::Must,
            Self::Message | Self::Chain | Self::Wait | Self::Happening | Self::When | Self::Otherwise => Part::Maybe,
            Self::Fragment(_) | Self::Gap => Part::Maybe,
            Self::Divider => Part::Must,
            Self::Import | Self::Resource | Self::Device | Self::Storage | Self::User | Self::Route => Part::Never,
            Self::Method | Self::Channel | Self::Reaction | Self::Policy | Self::Fact | Self::Flow => Part::Never,
            Self::Scenario | Self::Claim | Self::Writing | Self::Tone | Self::Given | Self::Expect => Part::Never,
            Self::Possible | Self::Lifespan | Self::Play | Self::Show | Self::Hide | Self::Read | Self::Sees => {
                Part::Never
            }
        }
    }

    /// Whether a block follows the head.
    #[must_use]
    #[expect(clippy::match_same_arms, reason = "one arm would be one name a line")]
    pub fn block(self) -> Part {
        match self {
            Self::Method | Self::Reaction | Self::Policy | Self::Flow | Self::Scenario | Self::Writing => Part::Must,
            Self::Fragment(_) => Part::Must,
            Self::Device | Self::Storage | Self::Happening => Part::Maybe,
            Self::Title | Self::Import | Self::Resource | Self::User | Self::Route | Self::Channel | Self::Fact => {
                Part::Never
            }
            Self::When | Self::Otherwise | Self::Claim | Self::Tone | Self::Given | Self::Expect => Part::Never,
            Self::Possible | Self::Note | Self::Wait | Self::Lifespan | Self::Play | Self::Show | Self::Hide => {
                Part::Never
            }
            Self::Reference | Self::Link | Self::Message | Self::Read | Self::Sees | Self::Action => Part::Never,
            Self::Property | Self::Chain | Self::Divider | Self::Gap => Part::Never,
        }
    }

    /// What its block holds, if it stands in `outer`.
    #[must_use]
    #[expect(clippy::match_same_arms, reason = "one arm would be one name a line")]
    pub fn inner(self, outer: Context) -> Context {
        match self {
            Self::Device => Context::Device,
            Self::Storage => Context::Storage,
            Self::Policy => Context::Policy,
            Self::Flow => Context::Flow,
            Self::Scenario => Context::Scenario,
            Self::Fragment(_) if outer == Context::Flow => Context::Flow,
            Self::Method | Self::Reaction | Self::Fragment(_) | Self::Happening => Context::Steps,
            Self::Title | Self::Import | Self::Resource | Self::User | Self::Route | Self::Channel => Context::Unknown,
            Self::Fact | Self::When | Self::Otherwise | Self::Claim | Self::Writing | Self::Tone => Context::Unknown,
            Self::Given | Self::Expect | Self::Possible | Self::Note | Self::Wait | Self::Lifespan => Context::Unknown,
            Self::Play | Self::Show | Self::Hide | Self::Reference | Self::Link | Self::Message => Context::Unknown,
            Self::Read | Self::Sees | Self::Action | Self::Property | Self::Chain => Context::Unknown,
            Self::Divider | Self::Gap => Context::Unknown,
        }
    }

    /// Whether a colon in its head is part of a key, not the start of a text.
    #[must_use]
    pub fn has_keys(self) -> bool {
        matches!(self, Self::Given | Self::Expect | Self::Possible | Self::Claim | Self::Reaction | Self::Route)
    }
}

/// A word that starts a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The word.
    pub word: &'static str,
    /// What it starts.
    pub start: Start,
    /// Where it may stand.
    pub places: &'static [Context],
}

const FILE: &[Context] = &[Context::File];
const HEADING: &[Context] = &[Context::File, Context::Scenario];
const STORED: &[Context] = &[Context::File, Context::Device];
const POLICY: &[Context] = &[Context::Policy];
const STEPS: &[Context] = &[Context::File, Context::Scenario, Context::Steps];
const DRAWN: &[Context] = &[Context::File, Context::Scenario, Context::Steps, Context::Flow];

const fn entry(word: &'static str, start: Start, places: &'static [Context]) -> Keyword {
    Keyword { word, start, places }
}

/// All keywords.
pub const KEYWORDS: &[Keyword] = &[
    entry("title", Start::Title, HEADING),
    entry("description", Start::Title, HEADING),
    entry("import", Start::Import, FILE),
    entry("resource", Start::Resource, FILE),
    entry("device", Start::Device, FILE),
    entry("storage", Start::Storage, STORED),
    entry("user", Start::User, FILE),
    entry("route", Start::Route, FILE),
    entry("method", Start::Method, FILE),
    entry("channel", Start::Channel, FILE),
    entry("on", Start::Reaction, FILE),
    entry("policy", Start::Policy, FILE),
    entry("fact", Start::Fact, POLICY),
    entry("when", Start::When, POLICY),
    entry("otherwise", Start::Otherwise, POLICY),
    entry("flow", Start::Flow, FILE),
    entry("scenario", Start::Scenario, FILE),
    entry("claim", Start::Claim, FILE),
    entry("text", Start::Writing, FILE),
    entry("tone", Start::Tone, FILE),
    entry("given", Start::Given, STEPS),
    entry("expect", Start::Expect, STEPS),
    entry("possible", Start::Possible, STEPS),
    entry("note", Start::Note, DRAWN),
    entry("wait", Start::Wait, STEPS),
    entry("alt", Start::Fragment(FragmentKind::Alt), STEPS),
    entry("opt", Start::Fragment(FragmentKind::Opt), STEPS),
    entry("loop", Start::Fragment(FragmentKind::Loop), STEPS),
    entry("par", Start::Fragment(FragmentKind::Par), STEPS),
    entry("break", Start::Fragment(FragmentKind::Break), STEPS),
    entry("critical", Start::Fragment(FragmentKind::Critical), STEPS),
    entry("group", Start::Fragment(FragmentKind::Group), DRAWN),
    entry("crash", Start::Happening, STEPS),
    entry("reload", Start::Happening, STEPS),
    entry("close", Start::Happening, STEPS),
    entry("reboot", Start::Happening, STEPS),
    entry("deploy", Start::Happening, STEPS),
    entry("create", Start::Lifespan, STEPS),
    entry("destroy", Start::Lifespan, STEPS),
    entry("activate", Start::Lifespan, STEPS),
    entry("deactivate", Start::Lifespan, STEPS),
    entry("play", Start::Play, STEPS),
    entry("show", Start::Show, STEPS),
    entry("hide", Start::Hide, STEPS),
    entry("ref", Start::Reference, STEPS),
    entry("link", Start::Link, STEPS),
];

/// Words that mean something behind the first word of a line.
pub const WORDS: &[&str] = &[
    "and",
    "anywhere",
    "at",
    "bounded-staleness",
    "carries",
    "convergence",
    "covers",
    "dependents",
    "depends",
    "do",
    "else",
    "empty",
    "event",
    "events",
    "every",
    "exactly",
    "for",
    "holds",
    "in",
    "invalidation",
    "latest",
    "least",
    "left",
    "miss",
    "monotonic-reads",
    "most",
    "no",
    "not",
    "of",
    "or",
    "origin",
    "other",
    "out",
    "over",
    "per",
    "private",
    "read-your-writes",
    "reads",
    "request",
    "resources",
    "right",
    "sees",
    "shared",
    "some",
    "stale",
    "staleness",
    "stay",
    "storages",
    "then",
    "unless",
    "within",
];

/// The keyword of a word.
#[must_use]
pub fn find(word: &str) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|k| k.word == word)
}

/// Our keyword for a declaration of another notation: `actor alice` is `user alice`.
#[must_use]
pub fn foreign(word: &str) -> Option<&'static str> {
    Some(match word {
        "actor" | "person" | "client" | "visitor" => "user",
        "cache" | "store" | "database" | "db" | "redis" | "cdn" | "proxy" | "queue" => "storage",
        "server" | "service" | "host" | "machine" | "component" | "backend" => "device",
        "topic" | "stream" => "channel",
        "function" | "def" => "method",
        "include" => "import",
        "sleep" | "delay" | "pause" => "wait",
        _ => return None,
    })
}

/// The keywords that may stand in a context.
pub fn allowed(context: Context) -> impl Iterator<Item = &'static Keyword> {
    KEYWORDS.iter().filter(move |k| context == Context::Unknown || k.places.contains(&context))
}

/// All words of the language: keywords, words behind them, verbs and HTTP methods.
pub fn all() -> impl Iterator<Item = &'static str> {
    let verbs = Verb::ALL.iter().map(|v| v.word());
    KEYWORDS.iter().map(|k| k.word).chain(WORDS.iter().copied()).chain(verbs).chain(METHODS.iter().copied())
}
