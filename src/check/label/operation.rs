//! Operations: whether a text that has the form of one is one here, and what its words mean.

use super::{Frame, Meaning, wording};
use crate::check::context::Context;
use crate::check::key::{self, Found};
use crate::check::place::{self, Role, instance};
use crate::check::scope::Scope;
use crate::check::trace::Walk;
use crate::model::method::Caller;
use crate::model::operation::Http;
use crate::model::{DeviceId, Instance, Key, Model, Operation, Participant, Place, StorageId};
use crate::problem::steps;
use crate::source::Span;
use crate::syntax::clause::event::Event;
use crate::syntax::clause::key::Key as WrittenKey;
use crate::syntax::clause::name::Name;
use crate::syntax::clause::operation::{Operation as Written, Verb};
use crate::syntax::clause::place::Place as WrittenPlace;
use crate::syntax::statement::message::Arrow;

/// An event on a channel.
#[must_use]
pub fn event(event: &Event) -> Operation {
    Operation::Event {
        name: event.name.text.clone(),
        id: event.id.as_ref().map(|id| id.text.clone()),
        action: event.action.as_ref().map(|a| a.text.clone()),
    }
}

/// What a written operation means.
pub fn read(cx: &mut Context<'_>, walk: &mut Walk<'_>, written: &Written, frame: &Frame<'_>) -> Meaning {
    // Without resources there are no keys, and every label is text.
    if cx.model.resources.is_empty() {
        return Meaning::Text;
    }
    match written {
        Written::Http { method, key, argument } => http(cx, walk, method, key, argument.as_ref()),
        Written::Storage { verb, verb_span, keys, value, within } => {
            let Some(keys) = certain(cx, walk, keys) else { return Meaning::Text };
            let Some(keys) = keys else { return Meaning::Wrong };
            let end = value.as_ref().map(|v| v.span).or(keys.last().map(|k| k.span)).unwrap_or(*verb_span);
            let Some(mut kept) = storages(cx, walk, (*verb, *verb_span, end), within, frame) else {
                return Meaning::Wrong;
            };
            if within.is_empty() && kept.len() > 1 && !takes(*verb, true) {
                kept.retain(|p| !is_origin(&cx.model, p));
            }
            if contradicts(cx, walk, (*verb, *verb_span), &kept) {
                return Meaning::Wrong;
            }
            let within = kept;
            let value = value.as_ref().map(|v| v.text.clone());
            Meaning::Operation(Operation::Storage { verb: *verb, keys, value, within, cascade: false })
        }
        Written::Reply { status, miss, value, .. } => match frame.arrow {
            Some(Arrow::Response | Arrow::Lost) => Meaning::Operation(Operation::Reply {
                status: status.as_ref().and_then(|s| u16::try_from(s.value).ok()),
                miss: *miss,
                value: value.as_ref().map(|v| v.text.clone()),
            }),
            Some(Arrow::Request | Arrow::Async) | None => Meaning::Text,
        },
        Written::Call { name, keys } => {
            let Some(method) = cx.names.methods.get(&name.text).map(|(id, _)| *id) else { return Meaning::Text };
            match certain(cx, walk, keys) {
                None => Meaning::Text,
                Some(None) => Meaning::Wrong,
                Some(Some(keys)) => Meaning::Operation(Operation::Call { method, keys }),
            }
        }
    }
}

/// Whether an origin, or a storage that keeps copies, takes an operation.
fn takes(verb: Verb, origin: bool) -> bool {
    match verb {
        Verb::Read => true,
        Verb::Write => origin,
        Verb::Store | Verb::Invalidate | Verb::Drop => !origin,
    }
}

fn is_origin(model: &Model, who: &Participant) -> bool {
    match who.place {
        Place::Storage(id) => model.storages.get(id.index()).is_some_and(|s| s.origin),
        Place::Device(_) | Place::User(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => {
            false
        }
    }
}

/// Whether an operation contradicts the kind of a storage (E403): a write to a copy, a drop at an origin. As told, it may.
fn contradicts(cx: &mut Context<'_>, walk: &mut Walk<'_>, (verb, span): (Verb, Span), within: &[Participant]) -> bool {
    if walk.as_told() || !cx.model.storages.iter().any(|s| s.origin) {
        return false;
    }
    let Some(wrong) = within.iter().find(|p| !takes(verb, is_origin(&cx.model, p))) else { return false };
    let Place::Storage(id) = wrong.place else { return false };
    let Some(storage) = cx.model.storages.get(id.index()).map(|s| s.declared.clone()) else { return false };
    let problem = if verb == Verb::Write {
        steps::write_to_copy(span, &storage.name, storage.span)
    } else {
        steps::copy_at_origin(span, wording::verb(verb), &storage.name, storage.span)
    };
    walk.report(cx, problem);
    true
}

/// The keys of an operation: `None` if one is just a word, so that all is text; `Some(None)` if one is wrong (told).
fn certain(cx: &mut Context<'_>, walk: &mut Walk<'_>, keys: &[WrittenKey]) -> Option<Option<Vec<Key>>> {
    for (index, written) in keys.iter().enumerate() {
        let word = key::find(cx, walk, written) == Found::Word;
        if word && (index == 0 || key::nearest(cx, written).is_none()) {
            return None;
        }
    }
    let mut found = Vec::with_capacity(keys.len());
    let mut wrong = false;
    for written in keys {
        match key::known(cx, walk, written) {
            Some(key) => found.push(key),
            None => wrong = true,
        }
    }
    Some((!wrong).then_some(found))
}

fn http(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    method: &Name,
    target: &WrittenKey,
    argument: Option<&WrittenKey>,
) -> Meaning {
    let Some(method) = Http::of(&method.text) else { return Meaning::Text };
    let known = key::find(cx, walk, target);
    if known == Found::Word && key::nearest(cx, target).is_none() {
        return Meaning::Text;
    }
    let free = match method {
        Http::Get | Http::Head => false,
        Http::Options | Http::Post | Http::Put | Http::Patch | Http::Delete | Http::Purge => true,
    };
    let key =
        if free && known == Found::Unknown { key::endpoint(cx, walk, target) } else { key::known(cx, walk, target) };
    let Some(key) = key else { return Meaning::Wrong };
    let argument = argument.and_then(|a| match key::find(cx, walk, a) {
        Found::Key(key) => Some(key),
        Found::Unknown | Found::Word => None,
    });
    Meaning::Operation(Operation::Http { method, key, argument })
}

/// The storages that an operation is carried out in; tells what is none or ambiguous.
fn storages(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    verb: (Verb, Span, Span),
    within: &[WrittenPlace],
    frame: &Frame<'_>,
) -> Option<Vec<Participant>> {
    if within.is_empty() {
        return implied(cx, walk, verb, frame);
    }
    let mut found = Vec::new();
    let mut wrong = false;
    for written in within {
        let Some(named) = place::resolve(cx, walk, written, Role::Storage, Some(frame.performer)) else {
            wrong = true;
            continue;
        };
        let inside = kept_in(cx, walk, &named, written.span);
        if inside.is_empty() {
            let name = place::text(written);
            walk.report(cx, steps::wrong_receiver(written.span, wording::verb(verb.0), &name, kind(cx, named.place)));
            wrong = true;
        }
        found.extend(inside);
    }
    (!wrong).then_some(found)
}

/// The storages of a participant: itself, a device's, a user's own.
fn kept_in(cx: &mut Context<'_>, walk: &mut Walk<'_>, who: &Participant, span: Span) -> Vec<Participant> {
    if let Place::Storage(_) = who.place {
        return vec![who.clone()];
    }
    let ids = inside(&cx.model, walk.scope, who.place);
    let every = matches!(who.instance, Instance::Every | Instance::Other);
    let mut found = Vec::new();
    for id in ids {
        let named = place::Named { place: Place::Storage(id), owner: None, number: None, span };
        if every {
            found.push(Participant { place: named.place, instance: who.instance.clone() });
        } else {
            found.extend(place::settle(cx, walk, &named, Role::Storage, Some(who)));
        }
    }
    found
}

/// Which storages a participant has.
fn inside(model: &Model, scope: &Scope, place: Place) -> Vec<StorageId> {
    let of_device = |id: DeviceId| model.devices.get(id.index()).map(|d| d.storages.clone()).unwrap_or_default();
    match (place, scope) {
        (Place::Storage(id), _) => vec![id],
        (Place::Device(id), _) => of_device(id),
        (Place::Caller, Scope::Method { by: Caller::Device(id) }) => of_device(*id),
        (Place::User(_) | Place::Caller | Place::Users, _) => personal(model),
        (Place::Channel(_) | Place::Stranger(_), _) => Vec::new(),
    }
}

/// The storages of which each user has their own.
fn personal(model: &Model) -> Vec<StorageId> {
    let own = |id: &StorageId| model.copies(Place::Storage(*id)).is_personal();
    (0..model.storages.len()).map(StorageId::at).filter(own).collect()
}

/// Without `in`: the receiver or the actor; of a device its only storage to read, write or store, all otherwise.
fn implied(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    (verb, verb_span, end): (Verb, Span, Span),
    frame: &Frame<'_>,
) -> Option<Vec<Participant>> {
    let who = frame.performer;
    let user_receives = frame.from.is_some() && matches!(who.place, Place::User(_) | Place::Users);
    let ids = if user_receives { Vec::new() } else { inside(&cx.model, walk.scope, who.place) };
    if ids.is_empty() {
        let kind = kind(cx, who.place);
        walk.report(cx, steps::wrong_receiver(verb_span, wording::verb(verb), frame.name, kind));
        return None;
    }
    let ids = match (verb, who.place) {
        (Verb::Write, Place::Device(_)) if !walk.as_told() => authorities(cx, walk, ids, frame.name, (verb_span, end))?,
        (Verb::Read | Verb::Write | Verb::Store | Verb::Invalidate | Verb::Drop, _) => ids,
    };
    let single = match verb {
        Verb::Read | Verb::Write | Verb::Store => true,
        Verb::Invalidate | Verb::Drop => false,
    };
    if single && ids.len() > 1 {
        let names: Vec<String> = ids.iter().map(|id| instance::name(cx, Place::Storage(*id)).to_string()).collect();
        walk.report(cx, steps::which_storage(verb_span, frame.name, wording::verb(verb), &names, end));
        return None;
    }
    let mut found = kept_in(cx, walk, who, verb_span);
    found.retain(|p| ids.iter().any(|id| p.place == Place::Storage(*id)));
    if frame.from.is_none() && who.instance == Instance::Other {
        // Each of the others acts on its own.
        found.iter_mut().for_each(|p| p.instance = Instance::Any);
    }
    Some(found).filter(|found| found.len() == ids.len())
}

/// The origins among a device's storages, which alone can be written to; tells if there are none (E403).
fn authorities(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    ids: Vec<StorageId>,
    device: &str,
    (verb, end): (Span, Span),
) -> Option<Vec<StorageId>> {
    let authority = |id: &StorageId| cx.model.storages.get(id.index()).is_some_and(|s| s.origin);
    let own: Vec<StorageId> = ids.iter().copied().filter(authority).collect();
    let origins: Vec<String> =
        cx.model.storages.iter().filter(|s| s.origin).map(|s| s.declared.name.to_string()).collect();
    if origins.is_empty() {
        return Some(ids);
    }
    if own.is_empty() {
        walk.report(cx, steps::no_authority(verb, device, &origins, end));
        return None;
    }
    Some(own)
}

/// What a place is, with its article.
#[must_use]
pub fn kind(cx: &Context<'_>, place: Place) -> &'static str {
    match place {
        Place::User(_) | Place::Users => "a user",
        Place::Device(id) => match cx.model.devices.get(id.index()) {
            Some(device) if device.storages.is_empty() => "a device without storages",
            Some(_) | None => "a device",
        },
        Place::Storage(_) => "a storage",
        Place::Channel(_) => "a channel",
        Place::Stranger(_) => "a participant",
        Place::Caller => "the caller",
    }
}
