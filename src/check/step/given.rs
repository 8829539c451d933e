//! `given KEY = @v in s, t [attributes]`: what copies hold at the start.

use super::{Draft, traits};
use crate::check::attribute::{Accepted, Thing, accept};
use crate::check::context::Context;
use crate::check::key;
use crate::check::place::{self, Role};
use crate::check::trace::Walk;
use crate::model::step::{Given as Start, StepKind};
use crate::model::{Instance, Participant, Place};
use crate::problem::{names, steps};
use crate::source::Span;
use crate::syntax::clause::place::{Place as Written, Quantifier};
use crate::syntax::statement::given::{Given, State};

/// Whether `every storage` is meant.
fn is_all(cx: &Context<'_>, place: &Written) -> bool {
    place.quantifier == Some(Quantifier::Every)
        && place.parts.len() == 1
        && place.parts.iter().all(|p| p.text == "storage" && !cx.names.participants.contains_key(&p.text))
}

/// A starting state. A sketch keeps no copies and leaves it out.
pub fn given(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Given) -> Option<Draft> {
    let accepted = accept(cx, Thing::Given, node.attributes.as_ref());
    let found = traits::of(cx, &accepted);
    if walk.sketch {
        return None;
    }
    let key = key::known(cx, walk, &node.key);
    let within = places(cx, walk, node)?;
    impossible(cx, walk, node, within.as_deref().unwrap_or_default(), &accepted);
    let value = match &node.state {
        State::Value(value) => Some(value.text.clone()),
        State::Empty(_) => None,
    };
    let kind = StepKind::Given(Start {
        key: key?,
        value,
        within,
        age: accepted.millis("age"),
        expired: accepted.has("expired"),
        marked: accepted.has("marked"),
    });
    Some(Draft { kind, traits: found })
}

/// The storages: `Some(None)` for every storage; a bare name means all copies of it.
fn places(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Given) -> Option<Option<Vec<Participant>>> {
    if node.within.is_empty() || node.within.iter().any(|p| is_all(cx, p)) {
        return Some(None);
    }
    let mut found = Vec::new();
    for written in &node.within {
        let bare = written.quantifier.is_none() && written.parts.len() == 1;
        let who = if bare {
            place::named(cx, walk, written, Role::Storage).map(|n| all_copies(cx, n.place))
        } else {
            place::resolve(cx, walk, written, Role::Storage, None)
        };
        let who = who?;
        match who.place {
            Place::Storage(_) => found.push(who),
            Place::Device(id) => {
                let storages = cx.model.devices.get(id.index()).map(|d| d.storages.clone()).unwrap_or_default();
                if storages.is_empty() {
                    walk.report(cx, names::device_for_storage(&place::text(written), written.span, &[]));
                    return None;
                }
                for id in storages {
                    let named =
                        place::Named { place: Place::Storage(id), owner: None, number: None, span: written.span };
                    if bare || who.instance == Instance::Every {
                        found.push(all_copies(cx, named.place));
                    } else {
                        found.extend(place::settle(cx, walk, &named, Role::Storage, Some(&who)));
                    }
                }
            }
            Place::User(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => {
                let kind = crate::check::label::operation::kind(cx, who.place);
                walk.report(cx, steps::wrong_receiver(written.span, "given", &place::text(written), kind));
                return None;
            }
        }
    }
    Some(Some(found))
}

/// All copies of a place.
#[must_use]
pub fn all_copies(cx: &Context<'_>, place: Place) -> Participant {
    let several = place::instance::copies(&cx.model, place) != place::instance::Copies::One;
    Participant { place, instance: if several { Instance::Every } else { Instance::Only } }
}

/// An origin holds the latest value: it is never empty, expired or marked (E416).
fn impossible(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    node: &Given,
    within: &[Participant],
    accepted: &Accepted<'_>,
) {
    let state: Option<(&str, Span)> = match &node.state {
        State::Empty(span) => Some(("empty", *span)),
        State::Value(_) => {
            ["expired", "marked", "age"].into_iter().find_map(|name| Some((name, accepted.get(name)?.span)))
        }
    };
    let Some((state, span)) = state else { return };
    let origin = within.iter().find_map(|p| match p.place {
        Place::Storage(id) => cx.model.storages.get(id.index()).filter(|s| s.origin),
        Place::Device(_) | Place::User(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => {
            None
        }
    });
    if let Some(origin) = origin.map(|s| s.declared.clone()) {
        walk.report(cx, steps::given_on_origin(span, &origin.name, state, origin.span));
    }
}
