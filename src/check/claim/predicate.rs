//! What a claim at a point says, and the guard of a fragment: who, which copies, which key, how many.

use crate::check::context::Context;
use crate::check::key::{self, Found};
use crate::check::place::{self, Named, Role, instance};
use crate::check::step::sees;
use crate::check::trace::Walk;
use crate::model::claim::{Cause, Content, Copies, Count, Counted, Predicate};
use crate::model::resource::Resource;
use crate::model::{ChannelId, Instance, Key, Participant, Place, UserId};
use crate::problem::{claims, names, near, steps};
use crate::syntax::clause::event::Event;
use crate::syntax::clause::key::Key as WrittenKey;
use crate::syntax::clause::name::Name;
use crate::syntax::clause::place::Place as WrittenPlace;
use crate::syntax::clause::predicate as written;
use ecow::EcoString;

/// Whether a guard speaks of a declared storage or user; else it is just text.
#[must_use]
pub fn is_about_storages(cx: &Context<'_>, guard: &written::Predicate) -> bool {
    let known = |place: &WrittenPlace| {
        let first = place.parts.first().is_some_and(|p| cx.names.participants.contains_key(&p.text));
        first || (place.quantifier.is_some() && place.parts.iter().all(|p| p.text == "storage"))
    };
    match guard {
        written::Predicate::Holds { place, .. } | written::Predicate::Empty { place, .. } => known(place),
        written::Predicate::Sees { who, .. } | written::Predicate::Staleness { who, .. } => known(who),
        written::Predicate::Counts { .. } | written::Predicate::Carries { .. } => false,
    }
}

/// A predicate, resolved; `None` if something in it does not exist (told).
pub fn predicate(cx: &mut Context<'_>, walk: &mut Walk<'_>, from: &written::Predicate) -> Option<Predicate> {
    match from {
        written::Predicate::Sees { who, what, of } => {
            let (who, of) = (user(cx, walk, who), key(cx, walk, of.as_ref()));
            Some(Predicate::Sees { who: who?, what: what.iter().map(content).collect(), of: of? })
        }
        written::Predicate::Holds { place, what, of } => {
            let (found, of) = (copies(cx, walk, place), key(cx, walk, of.as_ref()));
            Some(Predicate::Holds { quantifier: place.quantifier, copies: found?, what: content(what), of: of? })
        }
        written::Predicate::Counts { count, what, per } => {
            let what = counted(cx, walk, what);
            let per = per.as_ref().map(cause);
            Some(Predicate::Counts { count: number(count), what: what?, per })
        }
        written::Predicate::Staleness { of, who, within } => {
            let (who, of) = (user(cx, walk, who), key(cx, walk, of.as_ref()));
            Some(Predicate::Staleness { of: of?, who: who?, within: within.millis })
        }
        written::Predicate::Carries { event, channel, field } => carries(cx, walk, event, channel, field),
        written::Predicate::Empty { key: of, place } => {
            let (found, of) = (copies(cx, walk, place), key(cx, walk, Some(of)));
            Some(Predicate::Empty { key: of??, copies: found? })
        }
    }
}

fn content(what: &written::Content) -> Content {
    match what {
        written::Content::Latest(_) => Content::Latest,
        written::Content::Stale(_) => Content::Stale,
        written::Content::Value(value) => Content::Value(value.text.clone()),
    }
}

fn number(count: &written::Count) -> Count {
    match count {
        written::Count::Exactly(n) => Count::Exactly(n.value),
        written::Count::AtMost(n) => Count::AtMost(n.value),
        written::Count::AtLeast(n) => Count::AtLeast(n.value),
        written::Count::No => Count::Exactly(0),
    }
}

fn cause(per: &written::Cause) -> Cause {
    match per {
        written::Cause::Write(_) => Cause::Write,
        written::Cause::Request { method, path } => Cause::Request(method.text.clone(), path.text.clone()),
    }
}

/// Whether the first part of a place is declared at all; tells E503 if not.
fn exists(cx: &mut Context<'_>, walk: &mut Walk<'_>, place: &WrittenPlace, kind: &str) -> bool {
    let Some(first) = place.parts.first() else { return false };
    if cx.names.participants.contains_key(&first.text) || (walk.bound() && first.text == "caller") {
        return true;
    }
    let near = near::nearest(&first.text, cx.names.participants.keys().map(EcoString::as_str)).map(str::to_owned);
    walk.report(cx, claims::about_nothing(first.span, kind, &first.text, near.as_deref()));
    false
}

fn user(cx: &mut Context<'_>, walk: &mut Walk<'_>, who: &WrittenPlace) -> Option<UserId> {
    if !exists(cx, walk, who, "user") {
        return None;
    }
    sees::user(cx, walk, who)
}

/// The key; `Some(None)` if none is named.
fn key(cx: &mut Context<'_>, walk: &mut Walk<'_>, of: Option<&WrittenKey>) -> Option<Option<Key>> {
    let Some(of) = of else { return Some(None) };
    match key::find(cx, walk, of) {
        Found::Key(key) => Some(Some(key)),
        Found::Unknown | Found::Word => {
            let near = key::nearest(cx, of);
            let spell =
                |r: &Resource| if r.pattern.is_some() { r.pattern_text.clone() } else { r.declared.name.clone() };
            let known: Vec<EcoString> = cx.model.resources.iter().map(spell).collect();
            walk.report(cx, claims::about_no_key(of.span, &of.text, near.as_deref(), &known));
            None
        }
    }
}

/// The copies that a place means in a claim; several without a quantifier are E502.
fn copies(cx: &mut Context<'_>, walk: &mut Walk<'_>, place: &WrittenPlace) -> Option<Copies> {
    let single = place.parts.len() == 1;
    let all = single && place.quantifier.is_some() && place.parts.iter().all(|p| p.text == "storage");
    if all && !cx.names.participants.contains_key("storage") {
        return Some(Copies::All);
    }
    if !exists(cx, walk, place, "storage") {
        return None;
    }
    let named = place::named(cx, walk, place, Role::Storage)?;
    let Place::Storage(_) = named.place else {
        return device_copies(cx, walk, place, &named);
    };
    let one = named.owner.is_some() || named.number.is_some();
    if place.quantifier.is_some() && !one {
        return Some(Copies::Of(Participant { place: named.place, instance: Instance::Every }));
    }
    if named.owner.is_none() && named.number.is_none() && !walk.bound() {
        let several = match instance::copies(&cx.model, named.place) {
            instance::Copies::One => None,
            instance::Copies::Numbered(_) => Some("instance".to_owned()),
            instance::Copies::Per(d) if instance::values(&cx.model, &d).len() < 2 => None,
            instance::Copies::Per(d) => Some(d.name().to_owned()),
        };
        if let Some(dimension) = several {
            let name = place::text(place);
            walk.report(cx, claims::needs_copy(place.span, &name, &dimension));
            return None;
        }
    }
    place::settle(cx, walk, &named, Role::Storage, None).map(Copies::Of)
}

/// A device in a claim means its only storage.
fn device_copies(cx: &mut Context<'_>, walk: &mut Walk<'_>, place: &WrittenPlace, named: &Named) -> Option<Copies> {
    let storages = match named.place {
        Place::Device(id) => cx.model.devices.get(id.index()).map(|d| d.storages.clone()).unwrap_or_default(),
        Place::User(_) | Place::Storage(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => {
            Vec::new()
        }
    };
    if let [one] = storages.as_slice() {
        let named = Named { place: Place::Storage(*one), ..named.clone() };
        if place.quantifier.is_some() && named.owner.is_none() && named.number.is_none() {
            return Some(Copies::Of(Participant { place: named.place, instance: Instance::Every }));
        }
        return place::settle(cx, walk, &named, Role::Storage, None).map(Copies::Of);
    }
    let name = place::text(place);
    let candidates: Vec<String> = storages.iter().map(|s| instance::name(cx, Place::Storage(*s)).to_string()).collect();
    let problem = match candidates.first() {
        None => claims::about_nothing(place.span, "storage", &name, None),
        Some(_) => steps::several_storages(place.span, &name, &candidates),
    };
    walk.report(cx, problem);
    None
}

fn channel(cx: &mut Context<'_>, walk: &mut Walk<'_>, name: &Name) -> Option<ChannelId> {
    if let Some(id) = cx.names.channel(&name.text) {
        return Some(id);
    }
    let channels: Vec<&str> = cx.model.channels.iter().map(|c| c.declared.name.as_str()).collect();
    let problem = names::unknown_channel(&name.text, name.span, &channels);
    walk.report(cx, problem);
    None
}

fn counted(cx: &mut Context<'_>, walk: &mut Walk<'_>, what: &written::Counted) -> Option<Counted> {
    match what {
        written::Counted::OriginReads(_) => Some(Counted::OriginReads),
        written::Counted::Events { event, channel: on } => {
            let channel = channel(cx, walk, on)?;
            let event = event.as_ref().map(|e| {
                (e.name.text.clone(), e.id.as_ref().map(|n| n.text.clone()), e.action.as_ref().map(|n| n.text.clone()))
            });
            Some(Counted::Events { event, channel })
        }
    }
}

fn carries(cx: &mut Context<'_>, walk: &mut Walk<'_>, event: &Event, on: &Name, field: &Name) -> Option<Predicate> {
    let channel = channel(cx, walk, on)?;
    let fields = cx.model.channels.get(channel.index()).and_then(|c| c.fields.clone());
    if let Some(fields) = fields.filter(|fields| !fields.iter().any(|f| f.name == field.text)) {
        let near = near::nearest(&field.text, fields.iter().map(|f| f.name.as_str()));
        walk.report(cx, claims::about_nothing(field.span, "field", &field.text, near));
        return None;
    }
    Some(Predicate::Carries { event: event.name.text.clone(), channel, field: field.text.clone() })
}
