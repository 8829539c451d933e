//! Attributes: which thing has which, of which type, and how they are read.

mod kind;
pub mod read;
pub mod table;

use super::context::Context;
use crate::diagnostic::Diagnostic;
use crate::problem::{declarations, names};
use crate::source::Span;
use crate::syntax::clause::attribute::{Attribute, Attributes};
use crate::syntax::clause::duration;
use ecow::EcoString;
use foldhash::{HashMap, HashMapExt as _};

/// What bears attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing {
    /// `resource`
    Resource,
    /// `device`
    Device,
    /// `storage`
    Storage,
    /// `user`: any other attribute is a dimension that they carry
    User,
    /// `route`
    Route,
    /// `method`
    Method,
    /// `channel`
    Channel,
    /// `policy`
    Policy,
    /// A rule's outcome
    Outcome,
    /// `flow`
    Flow,
    /// An edge of a flow
    Edge,
    /// `scenario`
    Scenario,
    /// `claim`, `expect`, `possible`, `sees`
    Claim,
    /// A message whose label is an HTTP request
    Request,
    /// A message whose label is an answer
    Response,
    /// A message or action whose label is a storage operation
    StorageOperation,
    /// A call of a method
    Call,
    /// An event on a channel
    Event,
    /// `=>`
    Read,
    /// `given`
    Given,
    /// A message with plain text or without a label
    Plain,
    /// A note, a fragment, a divider, a wait, a happening
    Drawing,
}

/// Attributes that were found to belong, ready to be read by name.
#[derive(Clone, Debug, Default)]
pub struct Accepted<'t> {
    /// Known names only, each once, in written order.
    pub list: Vec<&'t Attribute>,
}

/// Reads a bracket of attributes for a thing: tells unknown names (E301, with the nearest name and what the thing has),
/// wrong types (E302) and doubled ones (E303), and gives back those that belong. Names of tones, routes and policies
/// are resolved by their readers; the facts beside a `policy=` are told here (E208).
pub fn accept<'t>(cx: &mut Context<'_>, thing: Thing, attributes: Option<&'t Attributes>) -> Accepted<'t> {
    let mut accepted = Accepted::default();
    let Some(attributes) = attributes else { return accepted };
    let mut seen: HashMap<&str, Span> = HashMap::new();
    let mut end = attributes.span;
    for attribute in &attributes.list {
        let name = attribute.name.text.as_str();
        let before = std::mem::replace(&mut end, attribute.span);
        let several = attributes.list.len() > 1;
        if let Some(first) = several.then(|| seen.insert(name, attribute.name.span)).flatten() {
            let again = declarations::attribute_twice(name, attribute.name.span, first);
            cx.report(again.fix("remove it", before.after().to(attribute.span), ""));
            seen.insert(name, first);
            continue;
        }
        match verdict(cx, thing, attributes, attribute) {
            None => accepted.list.push(attribute),
            Some(diagnostic) => cx.report(*diagnostic),
        }
    }
    if accepted.list.len() > 1 {
        exclusive(cx, &mut accepted);
    }
    accepted
}

/// What is wrong with one attribute, if anything.
fn verdict(cx: &Context<'_>, thing: Thing, all: &Attributes, attribute: &Attribute) -> Option<Box<Diagnostic>> {
    let name = attribute.name.text.as_str();
    if let Some(row) = table::find(thing, name) {
        return kind::mistake(row, attribute).map(Box::new);
    }
    if thing == Thing::User {
        return kind::mistake_of_dimension(attribute).map(Box::new);
    }
    if table::tests(thing) && cx.names.tested.contains_key(name) {
        return None;
    }
    match all.get("policy").filter(|_| thing == Thing::Read) {
        Some(policy) => fact(cx, policy, attribute).map(Box::new),
        None => Some(Box::new(unknown(cx, thing, attribute))),
    }
}

/// E301 with what the thing has.
fn unknown(cx: &Context<'_>, thing: Thing, attribute: &Attribute) -> Diagnostic {
    let name = attribute.name.text.as_str();
    let mut has: Vec<&str> = table::rows(thing).map(|r| r.name).collect();
    if table::tests(thing) {
        has.extend(cx.names.tested.keys().map(EcoString::as_str));
    }
    let elsewhere = table::THINGS.iter().find(|t| table::find(**t, name).is_some()).map(|t| table::with_article(*t));
    declarations::unknown_attribute(name, attribute.name.span, table::with_article(thing), &has, elsewhere)
}

/// An attribute beside `policy=` is one of its facts.
fn fact(cx: &Context<'_>, policy: &Attribute, attribute: &Attribute) -> Option<Diagnostic> {
    let name = policy.value.as_ref()?.text.as_str();
    let (id, _) = cx.names.policies.get(name)?;
    let facts = &cx.model.policies.get(id.index())?.facts;
    if facts.iter().any(|f| f.name == attribute.name.text) {
        return None;
    }
    let known: Vec<&str> = facts.iter().map(|f| f.name.as_str()).collect();
    Some(names::unknown_fact(&attribute.name.text, name, attribute.name.span, &known))
}

/// Pairs of which only one can be meant; the second is told and left out.
fn exclusive(cx: &mut Context<'_>, accepted: &mut Accepted<'_>) {
    for (one, other, why) in table::EXCLUSIVE {
        let (Some(a), Some(b)) = (accepted.get(one), accepted.get(other)) else { continue };
        let (first, second) = if a.span.start <= b.span.start { (a, b) } else { (b, a) };
        let (name, span) = (second.name.text.clone(), second.span);
        cx.report(declarations::contradiction(&first.name.text, first.span, &name, span, why));
        accepted.list.retain(|x| x.name.text != name);
    }
}

/// Whether a thing has an attribute of that name (also those that reactions test).
#[must_use]
pub fn knows(cx: &Context<'_>, thing: Thing, name: &str) -> bool {
    thing == Thing::User
        || table::find(thing, name).is_some()
        || (table::tests(thing) && cx.names.tested.contains_key(name))
}

impl<'t> Accepted<'t> {
    /// The attribute of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'t Attribute> {
        self.list.iter().copied().find(|a| a.name.text == name)
    }

    /// Whether it is there.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Its value as written.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<(&'t str, Span)> {
        self.get(name)?.value.as_ref().map(|v| (v.text.as_str(), v.span))
    }

    /// Its value as a duration in milliseconds; a wrong one has been told by [`accept`].
    #[must_use]
    pub fn millis(&self, name: &str) -> Option<u64> {
        duration::millis(self.text(name)?.0).ok()
    }

    /// Its value as a whole number; a wrong one has been told by [`accept`].
    #[must_use]
    pub fn number(&self, name: &str) -> Option<u32> {
        self.text(name)?.0.parse().ok()
    }

    /// Its value as words (`clears="reload close"`).
    #[must_use]
    pub fn words(&self, name: &str) -> Vec<(&'t str, Span)> {
        self.text(name).map(|(text, span)| text.split_whitespace().map(|w| (w, span)).collect()).unwrap_or_default()
    }
}
