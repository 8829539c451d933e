//! The tree: what a file says, line by line, with its comments, and where each word stands.

use crate::source::Span;
use crate::syntax::clause::label::Quoted;
use crate::syntax::clause::text::Text;
use crate::syntax::declaration::flow::Flow;
use crate::syntax::declaration::{
    channel::Channel, claim::Claim, device::Device, flow::Chain, import::Import, method::Method, policy::Fact,
    policy::Policy, policy::Rule, property::Property, reaction::Reaction, resource::Resource, route::Route,
    scenario::Scenario, storage::Storage, title::Title, tone::Tone, user::User, writing::Writing,
};
pub use crate::syntax::dump::dump;
use crate::syntax::statement::{
    action::Action, divider::Divider, expect::Expect, fragment::Fragment, gap::Gap, given::Given, happening::Happening,
    lifespan::Lifespan, link::Link, message::Message, note::Note, play::Play, read::Read, reference::Reference,
    sees::Sees, visibility::Visibility, wait::Wait,
};
use ecow::EcoString;

/// A whole file.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct File {
    /// Its lines in order.
    pub body: Block,
}

/// Lines that belong together: those of a file or between braces.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Block {
    /// A comment after the opening brace.
    pub opening: Option<Comment>,
    /// The lines.
    pub lines: Vec<Line>,
    /// Comments and blank lines after the last line.
    pub closing: Vec<Trivia>,
    /// From `{` to `}`; the whole text for a file.
    pub span: Span,
}

/// One construct with what stands around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Comments and blank lines before it.
    pub before: Vec<Trivia>,
    /// Its `///` lines.
    pub docs: Vec<Comment>,
    /// What it says.
    pub node: Node,
    /// The whole construct, its block included.
    pub span: Span,
    /// A comment at the end of its (last) line.
    pub comment: Option<Comment>,
}

/// What means nothing to the compiler, but something to people.
#[derive(Clone, Debug, PartialEq)]
pub enum Trivia {
    /// One or more blank lines.
    Blank,
    /// A comment on a line of its own.
    Comment(Comment),
}

/// A comment, without its slashes, the space behind them and white space at its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// The text.
    pub text: EcoString,
    /// With its slashes.
    pub span: Span,
}

/// A construct of the language.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `title: …`, `description: …`
    Title(Title),
    /// `import "…"`
    Import(Import),
    /// `resource …`
    Resource(Resource),
    /// `device … { … }`
    Device(Device),
    /// `storage … { … }`
    Storage(Storage),
    /// `user …`
    User(User),
    /// `route …: a > b`
    Route(Route),
    /// `method … { … }`
    Method(Method),
    /// `channel …`
    Channel(Channel),
    /// `on … { … }`
    Reaction(Reaction),
    /// `policy … { … }`
    Policy(Policy),
    /// `fact …` in a policy
    Fact(Fact),
    /// `when … => …` and `otherwise => …` in a policy
    Rule(Rule),
    /// `flow … { … }`
    Flow(Flow),
    /// `a -> b -> c: label` in a flow
    Chain(Chain),
    /// `scenario … { … }`
    Scenario(Scenario),
    /// `claim …`
    Claim(Claim),
    /// `text … { … }`
    Writing(Writing),
    /// `tone … "#…"`
    Tone(Tone),
    /// `how: …` in a storage
    Property(Property),
    /// `a -> b: …` and the other arrows but `=>`
    Message(Message),
    /// `a => GET key`
    Read(Read),
    /// `a: …`
    Action(Action),
    /// `a sees @v`
    Sees(Sees),
    /// `given key = @v in s`
    Given(Given),
    /// `expect …`, `possible …`
    Expect(Expect),
    /// `note over a: …`
    Note(Note),
    /// `== … ==`
    Divider(Divider),
    /// `... … ...`
    Gap(Gap),
    /// `wait 5m: …`
    Wait(Wait),
    /// `alt … { … } else … { … }` and its kin
    Fragment(Fragment),
    /// `crash a`, `reload a`, … and `crash a anywhere { … }`
    Happening(Happening),
    /// `create a`, `destroy a`, `activate a`, `deactivate a`
    Lifespan(Lifespan),
    /// `play …`
    Play(Play),
    /// `show a, b`, `hide a`
    Visibility(Visibility),
    /// `ref over a: …`
    Reference(Reference),
    /// `link a: "…" url`
    Link(Link),
    /// A line in error, kept as it is.
    Broken(Broken),
}

impl Node {
    /// Puts a text into a node that has a place for one; a fragment's goes to its last operand.
    #[expect(clippy::match_same_arms, reason = "one arm would be one name a line")]
    pub fn set_text(&mut self, text: Text) {
        match self {
            Self::Title(n) => n.text = text,
            Self::Property(n) => n.text = text,
            Self::Action(n) => n.text = text,
            Self::Note(n) => n.text = text,
            Self::Reference(n) => n.text = text,
            Self::Divider(n) => {
                n.span = n.span.to(text.span);
                n.text = text;
            }
            Self::Gap(n) => {
                n.span = n.span.to(text.span);
                n.text = text;
            }
            Self::Message(n) => n.text = Some(text),
            Self::Chain(n) => n.text = Some(text),
            Self::Rule(n) => n.text = Some(text),
            Self::Wait(n) => n.text = Some(text),
            Self::Happening(n) => n.text = Some(text),
            Self::Fragment(n) => {
                if let Some(operand) = n.operands.last_mut() {
                    operand.text = Some(text);
                }
            }
            Self::Import(_)
            | Self::Resource(_)
            | Self::Device(_)
            | Self::Storage(_)
            | Self::User(_)
            | Self::Route(_) => {}
            Self::Method(_)
            | Self::Channel(_)
            | Self::Reaction(_)
            | Self::Policy(_)
            | Self::Fact(_)
            | Self::Flow(_) => {}
            Self::Scenario(_) | Self::Claim(_) | Self::Writing(_) | Self::Tone(_) | Self::Read(_) | Self::Sees(_) => {}
            Self::Given(_) | Self::Expect(_) | Self::Lifespan(_) | Self::Play(_) | Self::Visibility(_) => {}
            Self::Link(_) | Self::Broken(_) => {}
        }
    }

    /// Puts a block into a node that has a place for one; a fragment's goes to its last operand.
    #[expect(clippy::match_same_arms, reason = "one arm would be one name a line")]
    pub fn set_block(&mut self, block: Block) {
        match self {
            Self::Device(n) => n.body = Some(block),
            Self::Storage(n) => n.body = Some(block),
            Self::Method(n) => n.body = block,
            Self::Reaction(n) => n.body = block,
            Self::Policy(n) => n.body = block,
            Self::Flow(n) => n.body = block,
            Self::Scenario(n) => n.body = block,
            Self::Happening(n) => n.anywhere = Some(block),
            Self::Fragment(n) => {
                if let Some(operand) = n.operands.last_mut() {
                    operand.body = block;
                }
            }
            Self::Title(_)
            | Self::Import(_)
            | Self::Resource(_)
            | Self::User(_)
            | Self::Route(_)
            | Self::Channel(_) => {}
            Self::Fact(_) | Self::Rule(_) | Self::Chain(_) | Self::Claim(_) | Self::Writing(_) | Self::Tone(_) => {}
            Self::Property(_) | Self::Message(_) | Self::Read(_) | Self::Action(_) | Self::Sees(_) | Self::Given(_) => {
            }
            Self::Expect(_) | Self::Note(_) | Self::Divider(_) | Self::Gap(_) | Self::Wait(_) | Self::Lifespan(_) => {}
            Self::Play(_) | Self::Visibility(_) | Self::Reference(_) | Self::Link(_) | Self::Broken(_) => {}
        }
    }
}

/// A line that no rule could read, kept as written so that nothing gets lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    /// As written, its block included.
    pub text: EcoString,
    /// Where.
    pub span: Span,
}

/// A display name, if given.
pub type Display = Option<Quoted>;
