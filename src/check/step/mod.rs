//! Statements, resolved: one file a kind. Each comes back as a [`Step`], or is left out when something in it is wrong
//! (which has been told).

pub mod action;
pub mod at;
pub mod caller;
pub mod expect;
pub mod fragment;
pub mod given;
pub mod happening;
pub mod link;
pub mod mark;
pub mod message;
pub mod play;
pub mod read;
pub mod sees;
pub mod traits;
pub mod visibility;
pub mod wait;

use super::context::Context;
use super::scope::Scope;
use super::trace::Walk;
use crate::model::step::{Step, StepKind};
use crate::syntax::tree::{Block, Line, Node};
use traits::Traits;

/// A statement that has been read, before it knows its line.
#[derive(Debug)]
pub struct Draft {
    /// What it says.
    pub kind: StepKind,
    /// What its attributes say.
    pub traits: Traits,
}

impl Draft {
    /// Without attributes.
    #[must_use]
    pub fn bare(kind: StepKind) -> Self {
        Self { kind, traits: Traits::default() }
    }
}

/// The statements of a block in written order; declarations among them are passed over.
pub fn steps(cx: &mut Context<'_>, block: &Block, scope: &Scope) -> Vec<Step> {
    let sketch = cx.model.sketch;
    let mut walk = Walk::new(scope, sketch);
    walk.lives.foresee(block);
    lines(cx, &mut walk, &block.lines)
}

/// The statements of some lines, with what has been kept in mind so far.
pub fn lines(cx: &mut Context<'_>, walk: &mut Walk<'_>, lines: &[Line]) -> Vec<Step> {
    let last = lines.iter().rposition(|l| is_statement(&l.node));
    let mut found = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let ends = Some(index) == last && walk.maybe == 0;
        if let Some(draft) = statement(cx, walk, line, ends) {
            found.push(Step {
                span: line.span,
                at: at::at(line),
                line: cx.line(line.span),
                attributes: draft.traits.attributes,
                directives: draft.traits.directives,
                tone: draft.traits.tone,
                as_told: draft.traits.as_told || walk.as_told(),
                kind: draft.kind,
            });
        }
    }
    found
}

fn statement(cx: &mut Context<'_>, walk: &mut Walk<'_>, line: &Line, ends: bool) -> Option<Draft> {
    match &line.node {
        Node::Message(node) => message::message(cx, walk, node, line.span),
        Node::Read(node) => read::read(cx, walk, node),
        Node::Action(node) => action::action(cx, walk, node),
        Node::Sees(node) => sees::sees(cx, walk, node),
        Node::Given(node) => given::given(cx, walk, node),
        Node::Expect(node) => expect::expect(cx, walk, node),
        Node::Note(node) => mark::note(cx, walk, node),
        Node::Divider(node) => Some(mark::divider(cx, walk, node)),
        Node::Gap(node) => Some(mark::gap(cx, walk, node)),
        Node::Reference(node) => mark::reference(cx, walk, node),
        Node::Wait(node) => Some(wait::wait(cx, walk, node)),
        Node::Fragment(node) => Some(fragment::fragment(cx, walk, node)),
        Node::Happening(node) => happening::happening(cx, walk, node, ends),
        Node::Lifespan(node) => happening::lifespan(cx, walk, node),
        Node::Play(node) => play::play(cx, walk, node),
        Node::Link(node) => link::link(cx, walk, node),
        Node::Title(_)
        | Node::Import(_)
        | Node::Resource(_)
        | Node::Device(_)
        | Node::Storage(_)
        | Node::User(_)
        | Node::Route(_)
        | Node::Method(_)
        | Node::Channel(_)
        | Node::Reaction(_)
        | Node::Policy(_)
        | Node::Fact(_)
        | Node::Rule(_)
        | Node::Flow(_)
        | Node::Chain(_)
        | Node::Scenario(_)
        | Node::Claim(_)
        | Node::Writing(_)
        | Node::Tone(_)
        | Node::Property(_)
        | Node::Visibility(_)
        | Node::Broken(_) => None,
    }
}

/// Whether a node is a statement: something that happens or is drawn in a scenario.
#[must_use]
pub fn is_statement(node: &Node) -> bool {
    match node {
        Node::Message(_)
        | Node::Read(_)
        | Node::Action(_)
        | Node::Sees(_)
        | Node::Given(_)
        | Node::Expect(_)
        | Node::Note(_)
        | Node::Divider(_)
        | Node::Gap(_)
        | Node::Reference(_)
        | Node::Wait(_)
        | Node::Fragment(_)
        | Node::Happening(_)
        | Node::Lifespan(_)
        | Node::Play(_)
        | Node::Link(_) => true,
        Node::Title(_)
        | Node::Import(_)
        | Node::Resource(_)
        | Node::Device(_)
        | Node::Storage(_)
        | Node::User(_)
        | Node::Route(_)
        | Node::Method(_)
        | Node::Channel(_)
        | Node::Reaction(_)
        | Node::Policy(_)
        | Node::Fact(_)
        | Node::Rule(_)
        | Node::Flow(_)
        | Node::Chain(_)
        | Node::Scenario(_)
        | Node::Claim(_)
        | Node::Writing(_)
        | Node::Tone(_)
        | Node::Property(_)
        | Node::Visibility(_)
        | Node::Broken(_) => false,
    }
}
