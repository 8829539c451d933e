//! Participants in statements: what a name means, and of several copies which one.
//!
//! In order: [`named`] finds the place and the words that say which instance; [`resolve`] adds the instance that the
//! context gives (whose request is being answered, whose browser it is); what stays open is E214 with candidates.

pub mod instance;
mod undeclared;

use super::context::Context;
use super::scope::Scope;
use super::trace::{Walk, lifespan};
use crate::limits::DECLARED;
use crate::model::{Instance, Participant, Place, Stranger, StrangerId, UserId};
use crate::problem::names::Sort;
use crate::problem::{limits, names, steps};
use crate::source::Span;
use crate::syntax::clause::name::Name;
use crate::syntax::clause::place::{Place as Written, Quantifier};
use ecow::EcoString;
pub use undeclared::asked;

/// What a participant is named for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Sends, receives, acts.
    Part,
    /// Is asked for something.
    Asked(Sort),
    /// Keeps copies: after `in`.
    Storage,
    /// Sees.
    User,
    /// Is only drawn: notes, references, links; what is ambiguous means all.
    Drawn,
}

/// A place with the words that say which instance.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// What it is.
    pub place: Place,
    /// The user before the dot.
    pub owner: Option<UserId>,
    /// The number behind the dot.
    pub number: Option<Name>,
    /// Where all of it stands.
    pub span: Span,
}

/// The name as written.
#[must_use]
pub fn text(place: &Written) -> EcoString {
    match place.parts.as_slice() {
        [one] => one.text.clone(),
        parts => parts.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(".").into(),
    }
}

/// A participant of a sketch: it comes into being as it is named; beyond the limit they are all the last one.
fn stranger(cx: &mut Context<'_>, walk: &mut Walk<'_>, place: &Written) -> Participant {
    let name = text(place);
    if let Some((place, _)) = cx.names.participants.get(&name) {
        return Participant::only(*place);
    }
    if cx.model.strangers.len() >= DECLARED {
        walk.report(cx, limits::too_many("participants", DECLARED, place.span));
        return Participant::only(Place::Stranger(StrangerId::at(DECLARED - 1)));
    }
    let id = Place::Stranger(StrangerId::at(cx.model.strangers.len()));
    cx.model.strangers.push(Stranger { name: name.clone(), span: place.span });
    cx.names.participants.insert(name, (id, place.span));
    Participant::only(id)
}

/// Tells that a name, which may stand behind `every` or its like, means nothing, once for all its uses.
fn unknown(cx: &mut Context<'_>, walk: &mut Walk<'_>, name: &Name, (role, quantified): (Role, bool)) {
    if cx.is_full() || !walk.unknown.insert(name.text.clone()) {
        return;
    }
    if let Some(colon) = undeclared::colon(cx, name) {
        walk.report(cx, names::keyword_with_colon(&name.text, name.span, colon));
        return;
    }
    let all = cx.names.participants.iter();
    let fits = |place: &Place| match role {
        Role::Part | Role::Asked(_) | Role::Drawn => true,
        Role::Storage => matches!(place, Place::Storage(_) | Place::Device(_)),
        Role::User => matches!(place, Place::User(_)),
    };
    let known: Vec<&str> = all.filter(|(_, (p, _))| fits(p)).map(|(n, _)| n.as_str()).collect();
    let problem = match role {
        Role::Storage if matches!(name.text.as_str(), "all" | "everywhere" | "storages" | "caches") => {
            names::every_storage(&name.text, name.span, quantified)
        }
        Role::Part | Role::Drawn => names::unknown_participant(&name.text, name.span, &known),
        Role::Asked(sort) => match undeclared::room(cx, name.span) {
            Some(room) => names::undeclared(&name.text, name.span, &known, undeclared::sort(&name.text, sort), room),
            None => names::unknown_participant(&name.text, name.span, &known),
        },
        Role::Storage => names::unknown_storage(&name.text, name.span, &known),
        Role::User => names::unknown_user(&name.text, name.span, &known),
    };
    walk.report(cx, problem);
}

fn is_number(name: &Name) -> bool {
    !name.text.is_empty() && name.text.chars().all(|c| c.is_ascii_digit())
}

/// Whether `user` is the user at whom a reaction runs.
fn is_the_user(cx: &Context<'_>, walk: &Walk<'_>, name: &Name) -> bool {
    let at_user = match walk.scope {
        Scope::Reaction { at, .. } => *at == Place::Users,
        Scope::Scenario { .. } | Scope::Method { .. } => false,
    };
    at_user && name.text == "user" && !cx.names.participants.contains_key(&name.text)
}

/// What the dotted parts of a participant name; tells what does not exist.
pub fn named(cx: &mut Context<'_>, walk: &mut Walk<'_>, written: &Written, role: Role) -> Option<Named> {
    let (first, rest) = written.parts.split_first()?;
    let mut found = Named { place: Place::Caller, owner: None, number: None, span: written.span };
    if is_the_user(cx, walk, first) {
        found.place = Place::Users;
    } else if first.text != "caller" || !walk.bound() {
        let Some((place, _)) = cx.names.participants.get(&first.text) else {
            let role = if rest.is_empty() { role } else { Role::Part };
            unknown(cx, walk, first, (role, written.quantifier.is_some()));
            return None;
        };
        found.place = *place;
    }
    for part in rest {
        step_into(cx, walk, &mut found, part)?;
    }
    Some(found)
}

/// One part further behind a dot.
fn step_into(cx: &mut Context<'_>, walk: &mut Walk<'_>, found: &mut Named, part: &Name) -> Option<()> {
    if is_number(part) {
        found.number = Some(part.clone());
        return Some(());
    }
    let place = cx.names.participants.get(&part.text).map(|(place, _)| *place);
    let inside = match (found.place, place) {
        (Place::Device(device), Some(Place::Storage(id))) => {
            cx.model.storages.get(id.index()).is_some_and(|s| s.device == Some(device))
        }
        (Place::User(_) | Place::Users | Place::Caller, Some(Place::Storage(_) | Place::Device(_))) => true,
        (_, None) => {
            unknown(cx, walk, part, (Role::Storage, false));
            return None;
        }
        (_, Some(_)) => false,
    };
    let Some(place) = place.filter(|_| inside) else {
        let exists = instance::exists(cx, found.place);
        let owner = instance::name(cx, found.place);
        walk.report(cx, steps::no_such_copy(part.span, found.span, &owner, &part.text, &exists));
        return None;
    };
    if let Place::User(id) = found.place {
        found.owner = Some(id);
    }
    found.place = place;
    Some(())
}

/// A participant, of several copies the one that the context gives; `beside` is who it deals with (the sender).
pub fn resolve(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    written: &Written,
    role: Role,
    beside: Option<&Participant>,
) -> Option<Participant> {
    if walk.sketch {
        return Some(stranger(cx, walk, written));
    }
    if let Some(quantified) = quantified(cx, walk, written, role) {
        return quantified;
    }
    let named = named(cx, walk, written, role)?;
    let found = settle(cx, walk, &named, role, beside)?;
    if let Some(last) = written.parts.last() {
        lifespan::used(cx, walk, &found, &last.text.clone(), written.span);
    }
    Some(found)
}

/// `every user`, `every server`, `other server`.
fn quantified(cx: &mut Context<'_>, walk: &mut Walk<'_>, written: &Written, role: Role) -> Option<Option<Participant>> {
    let quantifier = written.quantifier?;
    let instance = match quantifier {
        Quantifier::Every | Quantifier::Some | Quantifier::No => Instance::Every,
        Quantifier::Other => Instance::Other,
    };
    let single = written.parts.len() == 1;
    if single && written.parts.iter().all(|p| p.text == "user" && !cx.names.participants.contains_key(&p.text)) {
        return Some(Some(Participant { place: Place::Users, instance }));
    }
    let named = named(cx, walk, written, role);
    Some(named.map(|named| Participant { place: named.place, instance }))
}

/// The instance of a named place.
pub fn settle(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    named: &Named,
    role: Role,
    beside: Option<&Participant>,
) -> Option<Participant> {
    match instance::of(cx, walk, named, role, beside) {
        Ok(instance) => Some(Participant { place: named.place, instance }),
        Err(problem) => {
            walk.report(cx, *problem);
            None
        }
    }
}
