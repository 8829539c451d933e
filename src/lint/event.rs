//! `unheard-event`, `unsent-event`, `event-shape`: events that reach nobody, reactions that nothing sets off, events that
//! do not fit the fields of their channel.

use crate::diagnostic::Diagnostic;
use crate::model::event::{self, Sent};
use crate::model::reaction::{Reaction, Trigger};
use crate::model::{ChannelId, Model};
use crate::problem::events::{self, Deaf};
use std::collections::HashSet;

/// What is strange about events.
#[must_use]
pub fn advise(model: &Model) -> Vec<Diagnostic> {
    let sent = event::sent(model);
    let mut found: Vec<Diagnostic> = sent.iter().flat_map(|one| shape(model, one)).collect();
    if !event::comparable(model, sent.len()) {
        return found;
    }
    let mut told = HashSet::new();
    for one in &sent {
        if !one.is_bound() && told.insert((one.channel, one.told())) {
            found.extend(unheard(model, one));
        }
    }
    if !sent.is_empty() {
        found.extend(model.reactions.iter().filter_map(|reaction| unsent(model, reaction, &sent)));
    }
    found.sort_by_key(|d| (d.span.file, d.span.start));
    found
}

/// The names that reactions at the subscribers of a channel listen to.
fn listened(model: &Model, channel: ChannelId) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for reaction in &model.reactions {
        if let Trigger::Event { name, .. } = &reaction.trigger
            && event::subscribes(model, channel, reaction)
            && !names.contains(&name.as_str())
        {
            names.push(name);
        }
    }
    names
}

/// An event that no reaction at a subscriber listens to, where there are reactions to others.
fn unheard(model: &Model, sent: &Sent<'_>) -> Option<Diagnostic> {
    let known = listened(model, sent.channel);
    if known.is_empty() || model.reactions.iter().any(|reaction| event::hears(model, reaction, sent)) {
        return None;
    }
    let named = |reaction: &&Reaction| match &reaction.trigger {
        Trigger::Event { name, .. } => event::same_name(model, name, sent.name),
        Trigger::Write(_) | Trigger::Invalidate(_) | Trigger::Request { .. } => false,
    };
    let acts = |reaction: &Reaction| match &reaction.trigger {
        Trigger::Event { action, .. } => action.is_none() || action.as_ref() == sent.action,
        Trigger::Write(_) | Trigger::Invalidate(_) | Trigger::Request { .. } => false,
    };
    let own = model.reactions.iter().filter(named).filter(|r| event::subscribes(model, sent.channel, r));
    let own: Vec<&Reaction> = own.collect();
    let why = match own.iter().any(|reaction| acts(reaction)) {
        _ if own.is_empty() => Deaf::Name,
        true => Deaf::Id,
        false => Deaf::Action,
    };
    let channel = model.channels.get(sent.channel.index())?;
    Some(events::unheard(sent.step.at, (&sent.told(), sent.name), &channel.declared.name, why, &known))
}

/// A reaction to an event that nothing sends to where it stands.
fn unsent(model: &Model, reaction: &Reaction, sent: &[Sent<'_>]) -> Option<Diagnostic> {
    let Trigger::Event { name, .. } = &reaction.trigger else { return None };
    if sent.iter().any(|one| event::hears(model, reaction, one)) {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    for one in sent.iter().filter(|one| event::subscribes(model, one.channel, reaction)) {
        if !names.contains(&one.name.as_str()) {
            names.push(one.name);
        }
    }
    Some(events::unsent(reaction.span, name, &names))
}

/// What an event carries or lacks against the fields of its channel.
fn shape(model: &Model, sent: &Sent<'_>) -> Vec<Diagnostic> {
    let Some(channel) = model.channels.get(sent.channel.index()).filter(|c| c.fields.is_some()) else {
        return Vec::new();
    };
    let place = (channel.declared.name.as_str(), channel.declared.span);
    let event = sent.told();
    let mut found = Vec::new();
    for (field, carried) in [("id", sent.id.is_some()), ("action", sent.action.is_some())] {
        match channel.field(field) {
            None if carried => found.push(events::surplus(sent.step.at, &event, field, place)),
            // What is written may have an id of its own.
            Some(known) if carried || known.optional || field == "id" && sent.is_bound() => {}
            Some(_) => found.push(events::lacking(sent.step.at, (&event, sent.name), field, place)),
            None => {}
        }
    }
    found
}
