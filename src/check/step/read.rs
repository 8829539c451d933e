//! `a => GET key [attributes]`: a read through the whole route.

use super::traits::Traits;
use super::{Draft, traits};
use crate::check::attribute::{Accepted, Thing, accept};
use crate::check::context::Context;
use crate::check::key;
use crate::check::place::{self, Role, instance};
use crate::check::trace::Walk;
use crate::model::operation::Http;
use crate::model::step::{Attribute, Followed, StepKind};
use crate::model::{FactId, Participant, Place, RouteId, UserId};
use crate::problem::{names, policies, steps};
use crate::syntax::clause::name::Name;
use crate::syntax::statement::read::Read;
use ecow::EcoString;

/// A read.
pub fn read(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Read) -> Option<Draft> {
    let who = place::resolve(cx, walk, &node.who, Role::Part, None);
    let key = key::known(cx, walk, &node.key);
    let accepted = accept(cx, Thing::Read, node.attributes.as_ref());
    let named = route(cx, walk, &accepted);
    let policy = policy(cx, walk, &accepted);
    let mut found = traits::of(cx, &accepted);
    let chosen = policy.as_ref().and_then(|followed| follow(cx, followed, &mut found));
    let via = named.or(chosen);
    let (who, key) = (who?, key?);
    let fine = walk.sketch || reads(cx, walk, node, &who) && dimensions(cx, walk, node, &who, via);
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
fn dimensions(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Read, who: &Participant, via: Option<RouteId>) -> bool {
    let readers: Vec<UserId> = match who.place {
        Place::User(id) => vec![id],
        Place::Users => (0..cx.model.users.len()).map(UserId::at).collect(),
        Place::Device(_) | Place::Storage(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller => Vec::new(),
    };
    let lacking = readers.into_iter().find_map(|id| {
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

/// What a policy's rule adds to the request; the route that it chooses. Facts are no part of what travels.
fn follow(cx: &Context<'_>, followed: &Followed, found: &mut Traits) -> Option<RouteId> {
    let policy = cx.model.policies.get(followed.policy.index())?;
    let rule = policy.rules.get(followed.rule)?;
    let fact = |a: &Attribute| policy.facts.iter().any(|f| f.name == a.name);
    found.attributes.retain(|a| !fact(a));
    for attribute in &rule.attributes {
        if !found.attributes.iter().any(|a| a.name == attribute.name) {
            found.attributes.push(attribute.clone());
        }
    }
    found.directives = found.directives.clone().with(&rule.directives);
    rule.route
}

/// The policy, the facts beside it that hold, and the rule that fires (E419 if none does).
fn policy(cx: &mut Context<'_>, walk: &mut Walk<'_>, accepted: &Accepted<'_>) -> Option<Followed> {
    let name = value(accepted, "policy")?;
    let Some((id, _)) = cx.names.policies.get(&name.text).copied() else {
        if !walk.sketch {
            let known: Vec<&str> = cx.names.policies.keys().map(EcoString::as_str).collect();
            let problem = names::unknown_policy(&name.text, name.span, &known);
            walk.report(cx, problem);
        }
        return None;
    };
    let policy = cx.model.policies.get(id.index())?;
    let of_name = |name: &EcoString| policy.facts.iter().position(|f| f.name == *name).map(FactId::at);
    let facts: Vec<FactId> = accepted.list.iter().filter_map(|a| of_name(&a.name.text)).collect();
    if let Some(rule) = policy.decide(&|fact| facts.contains(&fact)) {
        return Some(Followed { policy: id, rule, facts });
    }
    let holding: Vec<&str> =
        facts.iter().filter_map(|f| policy.facts.get(f.index())).map(|f| f.name.as_str()).collect();
    let last = policy.rules.last().map(|rule| rule.outcome.as_str());
    let problem = policies::undecided_read((name.span, policy.declared.span), &name.text, &holding, last);
    walk.report(cx, problem);
    None
}
