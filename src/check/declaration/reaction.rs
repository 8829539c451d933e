//! `on`: what follows a trigger by itself. Its statements are resolved when all is declared.

use super::participants;
use crate::check::bodies;
use crate::check::context::Context;
use crate::check::pattern;
use crate::check::scope::Scope;
use crate::model::reaction::{Guard, Reaction as Model, Trigger as Resolved};
use crate::model::{Http, Instance, Participant, Place};
use crate::problem::names;
use crate::syntax::clause::place::Quantifier;
use crate::syntax::declaration::reaction::{Reaction, Trigger};
use crate::syntax::tree::Line;
use ecow::EcoString;

/// Takes down the attribute that it tests, which operations and scenarios may then bear.
pub fn declare(cx: &mut Context<'_>, node: &Reaction) {
    if let Some(guard) = &node.guard {
        let name = &guard.attribute.name;
        cx.names.tested.entry(name.text.clone()).or_insert(((), name.span));
    }
}

/// Resolves its head and its statements.
pub fn fill(cx: &mut Context<'_>, line: &Line, node: &Reaction) {
    let at = place(cx, node);
    let holes = holes(&node.trigger);
    let scope = Scope::Reaction { at: at.as_ref().map_or(Place::Caller, |p| p.place), holes };
    let trigger = trigger(cx, &node.trigger, &scope);
    let steps = if at.is_some() { bodies::steps(cx, &node.body, &scope) } else { Vec::new() };
    let (Some(at), Some(trigger)) = (at, trigger) else { return };
    let guard = node.guard.as_ref().map(|g| Guard {
        unless: g.unless,
        name: g.attribute.name.text.clone(),
        value: g.attribute.value.as_ref().map(|v| v.text.clone()),
    });
    let row = cx.line(node.keyword);
    cx.model.reactions.push(Model { span: line.span, line: row, trigger, at, guard, steps });
}

/// Who performs the trigger: a device, a user, all users; `server.2` and `alice.server` are one instance of several.
fn place(cx: &mut Context<'_>, node: &Reaction) -> Option<Participant> {
    let first = node.at.parts.first()?;
    let instance = match (node.at.quantifier, node.at.parts.len()) {
        (None, 2..) => return bodies::place(cx, &node.at, &Scope::Reaction { at: Place::Caller, holes: Vec::new() }),
        (Some(Quantifier::Other), _) => Instance::Other,
        (Some(Quantifier::Every | Quantifier::Some | Quantifier::No), _) | (None, _) => Instance::Every,
    };
    let found = cx.names.participants.get(&first.text).map(|(place, _)| *place);
    match found.or((first.text == "user").then_some(Place::Users)) {
        Some(place) => Some(Participant { place, instance }),
        None if cx.model.sketch => None,
        None => {
            let mut known = participants(cx, |p| !matches!(p, Place::Channel(_)));
            known.push("user");
            let diagnostic = names::unknown_participant(&first.text, first.span, &known);
            cx.report(diagnostic);
            None
        }
    }
}

/// The names of the trigger's holes.
fn holes(trigger: &Trigger) -> Vec<EcoString> {
    let text = match trigger {
        Trigger::Write(key) | Trigger::Invalidate(key) => key.text.as_str(),
        Trigger::Request { path, .. } => path.text.as_str(),
        Trigger::Event(event) => event.id.as_ref().map_or("", |id| id.text.as_str()),
    };
    pattern::holes(text).into_iter().map(Into::into).collect()
}

fn trigger(cx: &mut Context<'_>, written: &Trigger, scope: &Scope) -> Option<Resolved> {
    match written {
        Trigger::Write(key) => Some(Resolved::Write(bodies::key(cx, key, scope)?)),
        Trigger::Invalidate(key) => Some(Resolved::Invalidate(bodies::key(cx, key, scope)?)),
        Trigger::Event(event) => Some(Resolved::Event {
            name: event.name.text.clone(),
            id: event.id.as_ref().map(|n| n.text.clone()),
            action: event.action.as_ref().map(|n| n.text.clone()),
        }),
        Trigger::Request { method, path } => {
            if Http::of(&method.text).is_none() {
                let known: Vec<&str> = Http::ALL.iter().map(|m| m.name()).collect();
                cx.report(names::unknown_http_method(&method.text, method.span, &known));
                return None;
            }
            Some(Resolved::Request { method: method.text.clone(), path: path.text.clone() })
        }
    }
}
