//! `a => GET key [attributes]`: a read through the whole route.

use super::{Draft, traits};
use crate::check::attribute::{Accepted, Thing, accept};
use crate::check::context::Context;
use crate::check::key;
use crate::check::place::{self, Role, instance};
use crate::check::trace::Walk;
use crate::model::operation::Http;
use crate::model::step::StepKind;
use crate::model::{Participant, Place, PolicyId, RouteId, UserId};
use crate::problem::{names, steps};
use crate::syntax::clause::name::Name;
use crate::syntax::statement::read::Read;
use ecow::EcoString;

/// A read.
pub fn read(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Read) -> Option<Draft> {
    let who = place::resolve(cx, walk, &node.who, Role::Part, None);
    let key = key::known(cx, walk, &node.key);
    let accepted = accept(cx, Thing::Read, node.attributes.as_ref());
    let via = route(cx, walk, &accepted);
    let policy = policy(cx, walk, &accepted);
    let found = traits::of(cx, &accepted);
    let (who, key) = (who?, key?);
    let fine = walk.sketch || reads(cx, walk, node, &who) && dimensions(cx, walk, node, &who, via, policy.as_ref());
    if !fine {
        return None;
    }
    let method = Http::of(&node.method.text).unwrap_or(Http::Get);
    let kind = StepKind::Read { who, method, key, via, policy, brief: found.brief };
    Some(Draft { kind, traits: found })
}

/// Only users, devices and storages read.
fn reads(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Read, who: &Participant) -> bool {
    match who.place {
        Place::Channel(_) => {
            let problem = steps::wrong_receiver(node.who.span, "=>", &place::text(&node.who), "a channel");
            walk.report(cx, problem);
            false
        }
        Place::User(_) | Place::Users | Place::Device(_) | Place::Storage(_) | Place::Stranger(_) | Place::Caller => {
            true
        }
    }
}

/// Whether the reader has every dimension that the storages on the way need (E304).
fn dimensions(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    node: &Read,
    who: &Participant,
    via: Option<RouteId>,
    policy: Option<&(PolicyId, Vec<EcoString>)>,
) -> bool {
    let readers: Vec<UserId> = match who.place {
        Place::User(id) => vec![id],
        Place::Users => (0..cx.model.users.len()).map(UserId::at).collect(),
        Place::Device(_) | Place::Storage(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller => Vec::new(),
    };
    // Which route a policy takes is decided when it is followed.
    let lacking = readers.into_iter().filter(|_| policy.is_none() || via.is_some()).find_map(|id| {
        let user = cx.model.users.get(id.index())?;
        let hops = cx.model.way(&Participant::only(Place::User(id)), via);
        hops.iter().find_map(|hop| match instance::copies(&cx.model, Place::Storage(*hop)) {
            instance::Copies::Per(dimension) if user.dimension(&dimension).is_none() => {
                let storage = instance::name(cx, Place::Storage(*hop));
                let person = &user.declared;
                Some(steps::user_lacks_dimension(node.who.span, &person.name, &storage, dimension.name(), person.span))
            }
            instance::Copies::Per(_) | instance::Copies::One | instance::Copies::Numbered(_) => None,
        })
    });
    let fine = lacking.is_none();
    lacking.into_iter().for_each(|problem| walk.report(cx, problem));
    fine
}

/// The value of an attribute as a name.
fn value(accepted: &Accepted<'_>, name: &str) -> Option<Name> {
    let (text, span) = accepted.text(name)?;
    Some(Name { text: text.into(), span })
}

fn route(cx: &mut Context<'_>, walk: &mut Walk<'_>, accepted: &Accepted<'_>) -> Option<RouteId> {
    let name = value(accepted, "via")?;
    let found = cx.names.routes.get(&name.text).map(|(id, _)| *id);
    if found.is_none() && !walk.sketch {
        let known: Vec<&str> = cx.names.routes.keys().map(EcoString::as_str).collect();
        let problem = names::unknown_route(&name.text, name.span, &known);
        walk.report(cx, problem);
    }
    found
}

/// The policy and the facts beside it that hold.
fn policy(cx: &mut Context<'_>, walk: &mut Walk<'_>, accepted: &Accepted<'_>) -> Option<(PolicyId, Vec<EcoString>)> {
    let name = value(accepted, "policy")?;
    let Some((id, _)) = cx.names.policies.get(&name.text).copied() else {
        if !walk.sketch {
            let known: Vec<&str> = cx.names.policies.keys().map(EcoString::as_str).collect();
            let problem = names::unknown_policy(&name.text, name.span, &known);
            walk.report(cx, problem);
        }
        return None;
    };
    let facts = &cx.model.policies.get(id.index())?.facts;
    let holds = |name: &EcoString| facts.iter().any(|f| f.name == *name);
    Some((id, accepted.list.iter().map(|a| a.name.text.clone()).filter(holds).collect()))
}
