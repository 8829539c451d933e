//! Moves: what stands behind a change of the text is the same tree, some bytes further on.
//!
//! One table names the parts of every piece of a tree; a part that is forgotten does not compile.

use super::clause::attribute::{Attribute, Attributes, Given as GivenValue};
use super::clause::condition::Condition;
use super::clause::duration::Duration;
use super::clause::event::Event;
use super::clause::key::Key;
use super::clause::label::Quoted;
use super::clause::name::{Name, Number};
use super::clause::operation::Operation;
use super::clause::place::Place;
use super::clause::predicate::{Cause, Content, Count, Counted, Predicate};
use super::clause::text::Text;
use super::clause::value::Value;
use super::declaration::{
    channel::Channel, claim::Claim, claim::ClaimForm, device::Device, flow::Chain, flow::Flow, flow::Stop,
    import::Import, method::Method, policy::Fact, policy::Policy, policy::Rule, property::Property, reaction::Guard,
    reaction::Reaction, reaction::Trigger, resource::Resource, route::Route, scenario::Scenario, storage::Storage,
    title::Title, tone::Tone, user::User, writing::Writing,
};
use super::statement::{
    action::Action, divider::Divider, expect::Expect, fragment::Fragment, fragment::Operand, gap::Gap, given::Given,
    given::State, happening::Happening, lifespan::Lifespan, link::Link, message::Message, note::Note, play::Play,
    read::Read, reference::Reference, sees::Sees, visibility::Visibility, wait::Wait,
};
use super::tree::{Block, Broken, Comment, Line, Node, Trivia};
use crate::diagnostic::{Diagnostic, Edit, Fix, Label};
use crate::source::Span;

/// What has a place in the text.
pub(super) trait Shift {
    /// Takes it so many bytes further on.
    fn shift(&mut self, by: i32);
}

impl Shift for Span {
    fn shift(&mut self, by: i32) {
        // A span that ends at 0 is that of nothing at all: what moves has something before it.
        if self.end > 0 {
            self.start = self.start.saturating_add_signed(by);
            self.end = self.end.saturating_add_signed(by);
        }
    }
}

impl<T: Shift> Shift for Option<T> {
    fn shift(&mut self, by: i32) {
        self.iter_mut().for_each(|part| part.shift(by));
    }
}

impl<T: Shift> Shift for Vec<T> {
    fn shift(&mut self, by: i32) {
        self.iter_mut().for_each(|part| part.shift(by));
    }
}

impl<T: Shift> Shift for Box<T> {
    fn shift(&mut self, by: i32) {
        self.as_mut().shift(by);
    }
}

/// `TYPE: PATTERN => the parts that have places`, for each form of it.
macro_rules! shift {
    ($($name:ty: $($pattern:pat => $($part:ident)*),+;)+) => {$(
        impl Shift for $name {
            fn shift(&mut self, by: i32) {
                match self {
                    $($pattern => { $($part.shift(by);)* })+
                }
            }
        }
    )+};
}

shift! {
    Comment: Self { text: _, span } => span;
    Trivia: Self::Blank => , Self::Comment(comment) => comment;
    Block: Self { opening, lines, closing, span } => opening lines closing span;
    Line: Self { before, docs, node, span, comment } => before docs node span comment;
    Broken: Self { text: _, span } => span;

    Name: Self { text: _, span } => span;
    Number: Self { value: _, span } => span;
    Value: Self { text: _, span } => span;
    Quoted: Self { text: _, span } => span;
    Duration: Self { millis: _, text: _, span } => span;
    Key: Self { text: _, form: _, span } => span;
    Place: Self { quantifier: _, parts, span } => parts span;
    Event: Self { name, id, action, span } => name id action span;
    GivenValue: Self { text: _, form: _, span } => span;
    Attribute: Self { name, value, span } => name value span;
    Attributes: Self { list, span } => list span;
    Text: Self { raw: _, span, plain: _, attributes, operation, event, guard } => span attributes operation event guard;
    Condition: Self::Fact(name) => name, Self::Not(a) => a, Self::And(a, b) => a b, Self::Or(a, b) => a b;
    Operation:
        Self::Http { method, key, argument } => method key argument,
        Self::Storage { verb: _, verb_span, keys, value, within } => verb_span keys value within,
        Self::Reply { status, miss: _, value, rest } => status value rest,
        Self::Call { name, keys } => name keys;
    Content: Self::Latest(span) => span, Self::Stale(span) => span, Self::Value(value) => value;
    Count: Self::Exactly(n) => n, Self::AtMost(n) => n, Self::AtLeast(n) => n, Self::No => ;
    Counted: Self::Events { event, channel } => event channel, Self::OriginReads(span) => span;
    Cause: Self::Write(span) => span, Self::Request { method, path } => method path;
    Predicate:
        Self::Sees { who, what, of } => who what of,
        Self::Holds { place, what, of } => place what of,
        Self::Counts { count, what, per } => count what per,
        Self::Staleness { of, who, within } => of who within,
        Self::Carries { event, channel, field } => event channel field,
        Self::Empty { key, place } => key place;

    Title: Self { kind: _, keyword, text } => keyword text;
    Import: Self { keyword, path } => keyword path;
    Resource: Self { keyword, name, pattern, attributes, depends_on } => keyword name pattern attributes depends_on;
    Device: Self { keyword, name, label, attributes, body } => keyword name label attributes body;
    Storage: Self { keyword, name, label, attributes, body } => keyword name label attributes body;
    User: Self { keyword, name, label, attributes } => keyword name label attributes;
    Route: Self { keyword, name, label, hops, attributes } => keyword name label hops attributes;
    Method: Self { keyword, name, label, attributes, body } => keyword name label attributes body;
    Channel: Self { keyword, name, label, attributes } => keyword name label attributes;
    Trigger:
        Self::Write(key) => key,
        Self::Invalidate(key) => key,
        Self::Event(event) => event,
        Self::Request { method, path } => method path;
    Guard: Self { unless: _, attribute } => attribute;
    Reaction: Self { keyword, trigger, at, guard, body } => keyword trigger at guard body;
    Policy: Self { keyword, name, label, attributes, body } => keyword name label attributes body;
    Fact: Self { keyword, name, label } => keyword name label;
    Rule: Self { keyword, condition, outcome, attributes, text } => keyword condition outcome attributes text;
    Flow: Self { keyword, name, label, attributes, body } => keyword name label attributes body;
    Stop: Self { name, decision: _, label } => name label;
    Chain: Self { stops, text, attributes } => stops text attributes;
    Scenario: Self { keyword, name, label, attributes, body } => keyword name label attributes body;
    ClaimForm:
        Self::BoundedStaleness(within) => within,
        Self::Convergence(within) => within,
        Self::ReadYourWrites | Self::MonotonicReads | Self::PrivateStaysOut => ,
        Self::NoEventLoop | Self::InvalidationCovers => ;
    Claim: Self { keyword, form, span, attributes } => keyword form span attributes;
    Writing: Self { keyword, name, body: _, body_span } => keyword name body_span;
    Tone: Self { keyword, name, colour } => keyword name colour;
    Property: Self { name, text } => name text;

    Message: Self { from, arrow: _, arrow_span, to, text, attributes } => from arrow_span to text attributes;
    Read: Self { who, arrow_span, method, key, attributes } => who arrow_span method key attributes;
    Action: Self { who, text } => who text;
    Sees: Self { who, keyword, values, attributes } => who keyword values attributes;
    State: Self::Value(value) => value, Self::Empty(span) => span;
    Given: Self { keyword, key, state, within, attributes } => keyword key state within attributes;
    Expect: Self { keyword, possible: _, predicate, span, attributes } => keyword predicate span attributes;
    Note: Self { keyword, side: _, places, text } => keyword places text;
    Divider: Self { span, text } => span text;
    Gap: Self { span, text } => span text;
    Wait: Self { keyword, duration, text, attributes } => keyword duration text attributes;
    Operand: Self { keyword, text, body } => keyword text body;
    Fragment: Self { kind: _, times, operands } => times operands;
    Happening:
        Self { keyword, kind: _, place, text, attributes, anywhere } => keyword place text attributes anywhere;
    Lifespan: Self { keyword, kind: _, place } => keyword place;
    Play: Self { keyword, scenario } => keyword scenario;
    Visibility: Self { keyword, hide: _, places } => keyword places;
    Reference: Self { keyword, places, text } => keyword places text;
    Link: Self { keyword, place, title, url: _, url_span } => keyword place title url_span;

    Label: Self { span, text: _ } => span;
    Edit: Self { span, text: _ } => span;
    Fix: Self { title: _, edits } => edits;
    Diagnostic:
        Self { code: _, severity: _, message: _, span, here: _, labels, help: _, fixes } => span labels fixes;
}

impl Shift for Node {
    fn shift(&mut self, by: i32) {
        match self {
            Self::Title(n) => n.shift(by),
            Self::Import(n) => n.shift(by),
            Self::Resource(n) => n.shift(by),
            Self::Device(n) => n.shift(by),
            Self::Storage(n) => n.shift(by),
            Self::User(n) => n.shift(by),
            Self::Route(n) => n.shift(by),
            Self::Method(n) => n.shift(by),
            Self::Channel(n) => n.shift(by),
            Self::Reaction(n) => n.shift(by),
            Self::Policy(n) => n.shift(by),
            Self::Fact(n) => n.shift(by),
            Self::Rule(n) => n.shift(by),
            Self::Flow(n) => n.shift(by),
            Self::Chain(n) => n.shift(by),
            Self::Scenario(n) => n.shift(by),
            Self::Claim(n) => n.shift(by),
            Self::Writing(n) => n.shift(by),
            Self::Tone(n) => n.shift(by),
            Self::Property(n) => n.shift(by),
            Self::Message(n) => n.shift(by),
            Self::Read(n) => n.shift(by),
            Self::Action(n) => n.shift(by),
            Self::Sees(n) => n.shift(by),
            Self::Given(n) => n.shift(by),
            Self::Expect(n) => n.shift(by),
            Self::Note(n) => n.shift(by),
            Self::Divider(n) => n.shift(by),
            Self::Gap(n) => n.shift(by),
            Self::Wait(n) => n.shift(by),
            Self::Fragment(n) => n.shift(by),
            Self::Happening(n) => n.shift(by),
            Self::Lifespan(n) => n.shift(by),
            Self::Play(n) => n.shift(by),
            Self::Visibility(n) => n.shift(by),
            Self::Reference(n) => n.shift(by),
            Self::Link(n) => n.shift(by),
            Self::Broken(n) => n.shift(by),
        }
    }
}
