//! Which of several: the copy that the sender sees, the one on the way of the request being answered, any one.

use super::{Named, Role};
use crate::check::context::Context;
use crate::check::trace::Walk;
use crate::check::trace::request::Request;
use crate::diagnostic::Diagnostic;
use crate::model::storage::Dimension;
use crate::model::{DeviceId, Instance, Model, Participant, Place, UserId};
use crate::problem::steps;
use crate::syntax::clause::name::Name;
use ecow::EcoString;

pub use crate::model::Copies;

/// How a place is multiplied.
#[must_use]
pub fn copies(model: &Model, place: Place) -> Copies {
    model.copies(place)
}

/// The distinct values of a dimension, each with the first user who carries it.
#[must_use]
pub fn values<'m>(model: &'m Model, dimension: &Dimension) -> Vec<(&'m EcoString, UserId)> {
    model.values(dimension)
}

/// The name of a place as declared.
#[must_use]
pub fn name(cx: &Context<'_>, place: Place) -> EcoString {
    cx.model.name_of(place).into()
}

/// What an author may write to say which copy.
#[must_use]
pub fn candidates(cx: &Context<'_>, place: Place) -> Vec<String> {
    let own = name(cx, place);
    match copies(&cx.model, place) {
        Copies::One => vec![own.to_string()],
        Copies::Numbered(n) => (1..=n.min(9)).map(|i| numbered(cx, place, &own, i)).collect(),
        Copies::Per(dimension) => {
            let user = |id: UserId| name(cx, Place::User(id));
            values(&cx.model, &dimension).into_iter().map(|(_, id)| format!("{}.{own}", user(id))).collect()
        }
    }
}

fn numbered(cx: &Context<'_>, place: Place, own: &str, number: u32) -> String {
    let storage = if let Place::Storage(id) = place { cx.model.storages.get(id.index()) } else { None };
    match storage.and_then(|s| s.device) {
        Some(device) => format!("{}.{number}.{own}", name(cx, Place::Device(device))),
        None => format!("{own}.{number}"),
    }
}

/// What may stand behind the dot of a place.
#[must_use]
pub fn exists(cx: &Context<'_>, place: Place) -> Vec<String> {
    let storages = match place {
        Place::Device(id) => cx.model.devices.get(id.index()).map(|d| d.storages.clone()).unwrap_or_default(),
        Place::User(_) | Place::Storage(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => {
            Vec::new()
        }
    };
    let own = name(cx, place);
    let inner = storages.into_iter().map(|s| format!("{own}.{}", name(cx, Place::Storage(s))));
    candidates(cx, place).into_iter().chain(inner).collect()
}

/// The request that a place is answering, also one that reached its device or one of its storages.
fn serving<'w>(cx: &Context<'_>, walk: &'w Walk<'_>, place: Place) -> Option<&'w Request> {
    if let Some((_, request)) = walk.requests.serving(place) {
        return Some(request);
    }
    let kin: Vec<Place> = match place {
        Place::Storage(id) => cx.model.storages.get(id.index())?.device.map(Place::Device).into_iter().collect(),
        Place::Device(id) => cx.model.devices.get(id.index())?.storages.iter().copied().map(Place::Storage).collect(),
        Place::User(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => return None,
    };
    kin.into_iter().filter_map(|p| walk.requests.serving(p)).max_by_key(|(id, _)| *id).map(|(_, r)| r)
}

/// On whose behalf a participant does what it does now.
#[must_use]
pub fn behalf(cx: &Context<'_>, walk: &Walk<'_>, who: &Participant) -> Option<UserId> {
    if let Place::User(id) = who.place {
        return Some(id);
    }
    let request = serving(cx, walk, who.place);
    if let Some(user) = request.and_then(|r| r.user) {
        return Some(user);
    }
    let (Copies::Per(dimension), Instance::Named(value)) = (copies(&cx.model, who.place), &who.instance) else {
        return None;
    };
    let mut users = cx.model.users.iter().enumerate().filter(|(_, u)| u.dimension(&dimension) == Some(value));
    let (first, _) = users.next()?;
    users.next().is_none().then(|| UserId::at(first))
}

fn same_kind(a: &Copies, b: &Copies) -> bool {
    match (a, b) {
        (Copies::Per(a), Copies::Per(b)) => a == b || a.is_personal() && b.is_personal(),
        (Copies::Numbered(_), Copies::Numbered(_)) => true,
        (Copies::One, _)
        | (_, Copies::One)
        | (Copies::Per(_), Copies::Numbered(_))
        | (Copies::Numbered(_), Copies::Per(_)) => false,
    }
}

/// The device that a place is or stands in.
#[must_use]
pub fn device(model: &Model, place: Place) -> Option<DeviceId> {
    model.device_of(place)
}

/// What the instance of one participant says about another: an instance of the same device, a value of the same
/// dimension.
fn beside_instance(cx: &Context<'_>, own: &Copies, place: Place, beside: &Participant) -> Option<Instance> {
    let model = &cx.model;
    let theirs = copies(model, beside.place);
    if !same_kind(own, &theirs) {
        return None;
    }
    let near = device(model, place).is_some_and(|d| device(model, beside.place) == Some(d));
    match own {
        Copies::Per(dimension) => {
            let same = matches!(&theirs, Copies::Per(d) if d == dimension);
            (same && (near || beside.place != place) && !matches!(beside.instance, Instance::Other))
                .then(|| beside.instance.clone())
        }
        Copies::Numbered(_) => near.then(|| beside.instance.clone()),
        Copies::One => None,
    }
}

/// The instance that a named place means.
pub fn of(
    cx: &Context<'_>,
    walk: &Walk<'_>,
    named: &Named,
    role: Role,
    beside: Option<&Participant>,
) -> Result<Instance, Box<Diagnostic>> {
    let copies = copies(&cx.model, named.place);
    if let Some(number) = &named.number {
        return of_number(cx, named, &copies, number);
    }
    if named.place == Place::Users && walk.bound() {
        return Ok(Instance::Bound);
    }
    if copies == Copies::One {
        return Ok(Instance::Only);
    }
    if walk.bound() && named.owner.is_none() {
        return Ok(Instance::Bound);
    }
    if let Some(owner) = named.owner {
        return of_user(cx, named, &copies, owner);
    }
    if let Some(instance) = beside.and_then(|b| beside_instance(cx, &copies, named.place, b)) {
        return Ok(instance);
    }
    if beside.is_some_and(|b| b.place == Place::Users && matches!(b.instance, Instance::Every | Instance::Other)) {
        // Each of them the copy that they see.
        return Ok(Instance::Any);
    }
    let user = beside.and_then(|b| behalf(cx, walk, b));
    if let Some(user) = user {
        return of_user(cx, named, &copies, user);
    }
    if beside.is_none()
        && let Some(request) = serving(cx, walk, named.place)
    {
        if same_kind(&copies, &self::copies(&cx.model, request.to.place)) {
            return Ok(one_of(&request.to.instance));
        }
        if let Some(user) = request.user {
            return of_user(cx, named, &copies, user);
        }
    }
    alone(cx, walk, named, role, &copies)
}

/// Of several who were asked at once, whoever acts is one of them.
fn one_of(asked: &Instance) -> Instance {
    match asked {
        Instance::Every | Instance::Other => Instance::Any,
        Instance::Only | Instance::Named(_) | Instance::Any | Instance::Bound => asked.clone(),
    }
}

/// The instance of a place that nothing around speaks of.
fn alone(
    cx: &Context<'_>,
    walk: &Walk<'_>,
    named: &Named,
    role: Role,
    copies: &Copies,
) -> Result<Instance, Box<Diagnostic>> {
    let Copies::Per(dimension) = copies else { return Ok(Instance::Any) };
    let values = values(&cx.model, dimension);
    match values.as_slice() {
        [] => return Ok(Instance::Any),
        [(value, _)] => return Ok(Instance::Named((*value).clone())),
        [_, _, ..] => {}
    }
    if let Some(heard) = walk.requests.heard(named.place) {
        return Ok(heard.instance.clone());
    }
    match role {
        Role::Drawn => Ok(Instance::Every),
        Role::Part | Role::Asked(_) | Role::Storage | Role::User => {
            let own = name(cx, named.place);
            Err(Box::new(steps::ambiguous(named.span, &own, dimension.name(), &candidates(cx, named.place))))
        }
    }
}

fn of_number(cx: &Context<'_>, named: &Named, copies: &Copies, number: &Name) -> Result<Instance, Box<Diagnostic>> {
    let known = match copies {
        Copies::Numbered(n) => number.text.parse::<u32>().is_ok_and(|i| (1..=*n).contains(&i)),
        Copies::One => number.text == "1",
        Copies::Per(_) => false,
    };
    if known {
        let one = *copies == Copies::One;
        return Ok(if one { Instance::Only } else { Instance::Named(number.text.trim_start_matches('0').into()) });
    }
    let place = device(&cx.model, named.place).map_or(named.place, Place::Device);
    let own = name(cx, place);
    let exists = candidates(cx, place);
    Err(Box::new(match copies {
        Copies::Numbered(_) => steps::no_such_number(number.span, &own, &number.text, &exists),
        Copies::One | Copies::Per(_) => steps::no_such_copy(number.span, named.span, &own, &number.text, &exists),
    }))
}

fn of_user(cx: &Context<'_>, named: &Named, copies: &Copies, user: UserId) -> Result<Instance, Box<Diagnostic>> {
    let Copies::Per(dimension) = copies else {
        return Ok(if *copies == Copies::One { Instance::Only } else { Instance::Any });
    };
    let Some(person) = cx.model.users.get(user.index()) else { return Ok(Instance::Any) };
    match person.dimension(dimension) {
        Some(value) => Ok(Instance::Named(value.clone())),
        None => Err(Box::new(steps::user_lacks_dimension(
            named.span,
            &person.declared.name,
            &name(cx, named.place),
            dimension.name(),
            person.declared.span,
        ))),
    }
}
