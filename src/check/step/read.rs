//! `a => GET key [attributes]`: a read through the whole route.

use super::{Draft, traits};
use crate::check::attribute::{Accepted, Thing, accept};
use crate::check::context::Context;
use crate::check::key;
use crate::check::place::{self, Role};
use crate::check::trace::Walk;
use crate::model::operation::Http;
use crate::model::step::StepKind;
use crate::model::{Participant, Place, PolicyId, RouteId};
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
    if !walk.sketch && !reads(cx, walk, node, &who) {
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
        Place::User(_) | Place::Users | Place::Device(_) | Place::Storage(_) | Place::Stranger(_) | Place::Caller => true,
    }
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
fn policy(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    accepted: &Accepted<'_>,
) -> Option<(PolicyId, Vec<EcoString>)> {
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
