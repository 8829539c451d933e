//! Operations as they are drawn: verbs bold, keys in their own type, values as chips.

use crate::check::context::Context;
use crate::syntax::clause::event::Event;
use crate::syntax::clause::key::Key;
use crate::syntax::clause::operation::{Operation, Verb};
use crate::syntax::clause::place::Place;
use crate::timeline::{Style, Wording};

/// Most operations have so many runs of words: a verb, a key, a value and what is between them.
const RUNS: usize = 5;

fn keys(wording: &mut Wording, keys: &[Key]) {
    for (index, key) in keys.iter().enumerate() {
        wording.push(if index == 0 { " " } else { ", " }, Style::Plain);
        wording.push(&key.text, Style::Key);
    }
}

fn places(wording: &mut Wording, places: &[Place]) {
    for (index, place) in places.iter().enumerate() {
        wording.push(if index == 0 { " in " } else { ", " }, Style::Plain);
        wording.push(crate::check::place::text(place), Style::Plain);
    }
}

/// The word of a verb.
#[must_use]
pub fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Read => "read",
        Verb::Write => "write",
        Verb::Store => "store",
        Verb::Invalidate => "invalidate",
        Verb::Drop => "drop",
    }
}

/// An operation without its attributes.
#[must_use]
pub fn operation(cx: &Context<'_>, operation: &Operation) -> Wording {
    let mut wording = Wording::with_room(RUNS);
    match operation {
        Operation::Http { method, key, argument } => {
            wording.push(&method.text, Style::Verb);
            keys(&mut wording, std::slice::from_ref(key));
            if let Some(argument) = argument {
                keys(&mut wording, std::slice::from_ref(argument));
            }
        }
        Operation::Storage { verb: what, keys: of, value, within, .. } => {
            wording.push(verb(*what), Style::Verb);
            keys(&mut wording, of);
            if let Some(value) = value {
                wording.push(" = ", Style::Plain);
                wording.push(&value.text, Style::Value);
            }
            places(&mut wording, within);
        }
        Operation::Reply { status, miss, value, rest } => {
            if let Some(status) = status {
                wording.push(status.value.to_string(), Style::Status);
            }
            if *miss {
                wording.push("miss", Style::Verb);
            }
            if let Some(value) = value {
                wording.push(&value.text, Style::Value);
            }
            if let Some(rest) = rest {
                wording.append(Wording::marked_up(&format!(" {}", cx.sources.slice(*rest).trim())));
            }
        }
        Operation::Call { name, keys: of } => {
            wording.push(&name.text, Style::Verb);
            keys(&mut wording, of);
        }
    }
    wording
}

/// An event on a channel.
#[must_use]
pub fn event(event: &Event) -> Wording {
    let mut wording = Wording::default();
    let name = match &event.id {
        Some(id) => format!("{}:{}", event.name.text, id.text),
        None => event.name.text.to_string(),
    };
    wording.push(name, Style::Key);
    if let Some(action) = &event.action {
        wording.push(format!(" {}", action.text), Style::Plain);
    }
    wording
}
