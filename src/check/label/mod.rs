//! Labels: what the text of a message or action means, and how it is worded.
//!
//! In order: `operation` says whether the text is an operation here and resolves it; the bracket becomes attributes or
//! stays text; `wording` spells the whole; `look` warns of text that was probably meant otherwise.

pub mod look;
pub mod operation;
pub mod wording;

use super::attribute::{Thing, knows};
use super::context::Context;
use super::step::traits::{self, Traits};
use super::trace::Walk;
use crate::model::{Label, Operation, Participant, Place};
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::operation::Operation as Written;
use crate::syntax::clause::text::Text;
use crate::syntax::statement::message::Arrow;
use crate::timeline::Wording;

/// Where a label stands.
#[derive(Clone, Debug)]
pub struct Frame<'p> {
    /// The sender; `None` for an action.
    pub from: Option<&'p Participant>,
    /// Who carries out what the label says: the receiver, or the actor of an action.
    pub performer: &'p Participant,
    /// How the performer is called.
    pub name: &'p str,
    /// How the message travels; `None` for an action.
    pub arrow: Option<Arrow>,
}

/// A label that has been read.
#[derive(Clone, Debug, Default)]
pub struct Understood {
    /// Worded and understood.
    pub label: Label,
    /// What its attributes say.
    pub traits: Traits,
}

/// What the text of a label turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// An operation.
    Operation(Operation),
    /// It has the form of one, but something in it is wrong and has been told.
    Wrong,
    /// Just text.
    Text,
}

fn thing(meaning: &Meaning, written: Option<&Written>) -> Thing {
    match meaning {
        Meaning::Operation(Operation::Event { .. }) => return Thing::Event,
        Meaning::Text => return Thing::Plain,
        Meaning::Operation(_) | Meaning::Wrong => {}
    }
    match written {
        Some(Written::Http { .. }) => Thing::Request,
        Some(Written::Storage { .. }) => Thing::StorageOperation,
        Some(Written::Reply { .. }) => Thing::Response,
        Some(Written::Call { .. }) => Thing::Call,
        None => Thing::Plain,
    }
}

/// Whether the words behind a colon may have a bracket of attributes here; if not, the bracket is text.
fn bracket<'t>(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    thing: Thing,
    text: &'t Text,
) -> (&'t str, Option<&'t Attributes>) {
    let Some(attributes) = &text.attributes else { return (&text.raw, None) };
    if thing != Thing::Plain && !walk.sketch || attributes.list.iter().all(|a| knows(cx, thing, &a.name.text)) {
        return (&text.plain, Some(attributes));
    }
    look::attributes(cx, walk, thing, attributes);
    (&text.raw, None)
}

/// Reads the text of a message or action.
pub fn understand(cx: &mut Context<'_>, walk: &mut Walk<'_>, text: &Text, frame: &Frame<'_>) -> Understood {
    if walk.sketch {
        return sketched(cx, walk, text);
    }
    let event = matches!(frame.performer.place, Place::Channel(_)).then_some(text.event.as_deref()).flatten();
    let meaning = match (event, &text.operation) {
        (Some(event), operation) if !matches!(operation, Some(Written::Http { .. } | Written::Storage { .. })) => {
            Meaning::Operation(operation::event(event))
        }
        (_, Some(written)) => operation::read(cx, walk, written, frame),
        (_, None) => Meaning::Text,
    };
    let thing = thing(&meaning, text.operation.as_ref());
    let (words, attributes) = bracket(cx, walk, thing, text);
    let traits = traits::bracket(cx, thing, attributes);
    let mut label = Label::default();
    match meaning {
        Meaning::Operation(Operation::Event { .. }) => {
            label.wording = event.map(wording::event).unwrap_or_default();
        }
        Meaning::Operation(_) | Meaning::Wrong => {
            label.wording = text.operation.as_ref().map(|o| wording::operation(cx, o)).unwrap_or_default();
        }
        Meaning::Text => {
            label.wording = Wording::marked_up(words);
            look::operation(cx, walk, text);
        }
    }
    traits::draw(&mut label.wording, &traits);
    if let Meaning::Operation(mut operation) = meaning {
        if let Operation::Storage { cascade, .. } = &mut operation {
            *cascade = traits.cascade;
        }
        label.operation = Some(operation);
    }
    Understood { label, traits }
}

/// A label of a sketch: worded, but nothing is checked.
fn sketched(cx: &mut Context<'_>, walk: &mut Walk<'_>, text: &Text) -> Understood {
    let sure = text.operation.as_ref().filter(|o| match o {
        Written::Http { .. } | Written::Reply { .. } => true,
        Written::Storage { keys, value, within, .. } => {
            value.is_some() || !within.is_empty() || keys.iter().all(|k| k.text.starts_with('/'))
        }
        Written::Call { .. } => false,
    });
    let meaning = if sure.is_some() { Meaning::Wrong } else { Meaning::Text };
    let (words, attributes) = bracket(cx, walk, thing(&meaning, sure), text);
    let traits = attributes.map(|a| traits::bracket(cx, thing(&meaning, sure), Some(a))).unwrap_or_default();
    let mut label = Label { wording: Wording::default(), operation: None };
    label.wording = match sure {
        Some(operation) if attributes.is_some() || text.attributes.is_none() => wording::operation(cx, operation),
        Some(_) | None => Wording::marked_up(words),
    };
    traits::draw(&mut label.wording, &traits);
    Understood { label, traits }
}

/// A title without the quotes that it may stand in.
#[must_use]
pub fn unquoted(text: &str) -> &str {
    text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).filter(|t| !t.contains('"')).unwrap_or(text)
}

/// The title of a fragment's compartment.
pub fn titled(cx: &mut Context<'_>, walk: &mut Walk<'_>, text: &Text) -> Understood {
    let mut read = drawn(cx, walk, text);
    let words = if read.traits.attributes.is_empty() { &text.raw } else { &text.plain };
    let title = unquoted(words.trim());
    if title.len() < words.trim().len() {
        read.label.wording = Wording::marked_up(title);
    }
    read
}

/// Text that is only drawn: of a note, a divider, a fragment.
pub fn drawn(cx: &mut Context<'_>, walk: &mut Walk<'_>, text: &Text) -> Understood {
    let (words, attributes) = match &text.attributes {
        Some(list) if list.list.iter().all(|a| knows(cx, Thing::Drawing, &a.name.text)) => (&text.plain, Some(list)),
        Some(list) => {
            look::attributes(cx, walk, Thing::Drawing, list);
            (&text.raw, None)
        }
        None => (&text.raw, None),
    };
    let traits = traits::bracket(cx, Thing::Drawing, attributes);
    Understood { label: Label { wording: Wording::marked_up(words), operation: None }, traits }
}
