//! `a => GET key [attributes]`: a read through the whole route.

use super::{Draft, traits};
use crate::check::attribute::{Thing, knows};
use crate::check::context::Context;
use crate::check::key;
use crate::check::place::{self, Role};
use crate::check::trace::Walk;
use crate::diagnostic::Code;
use crate::model::operation::Http;
use crate::model::step::{Attribute as Drawn, StepKind};
use crate::model::{Participant, Place, PolicyId, RouteId};
use crate::problem::{near, steps};
use crate::source::Span;
use crate::syntax::clause::attribute::{Attribute, Attributes};
use crate::syntax::clause::name::Name;
use crate::syntax::statement::read::Read;
use ecow::EcoString;

/// A read.
pub fn read(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Read) -> Option<Draft> {
    let who = place::resolve(cx, walk, &node.who, Role::Part, None);
    let key = key::known(cx, walk, &node.key);
    let via = route(cx, walk, node.attributes.as_ref());
    let policy = policy(cx, walk, node.attributes.as_ref());
    let facts = facts(cx, walk, policy, node.attributes.as_ref());
    let rest = node.attributes.as_ref().map(|a| without(a, &facts));
    let mut found = traits::read(cx, Thing::Read, rest.as_ref());
    found.attributes.extend(facts.iter().map(|f| Drawn { name: f.clone(), value: None }));
    let (who, key) = (who?, key?);
    if !walk.sketch && !reads(cx, walk, node, &who) {
        return None;
    }
    let method = Http::of(&node.method.text).unwrap_or(Http::Get);
    let policy = policy.map(|id| (id, facts));
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
fn value(attributes: Option<&Attributes>, name: &str) -> Option<Name> {
    let value = attributes?.get(name)?.value.as_ref()?;
    Some(Name { text: value.text.clone(), span: value.span })
}

fn route(cx: &mut Context<'_>, walk: &mut Walk<'_>, attributes: Option<&Attributes>) -> Option<RouteId> {
    let name = value(attributes, "via")?;
    let found = cx.names.routes.get(&name.text).map(|(id, _)| *id);
    if found.is_none() && !walk.sketch {
        let near = near::nearest(&name.text, cx.names.routes.keys().map(EcoString::as_str)).map(str::to_owned);
        walk.report(cx, steps::unknown(Code::UnknownRoute, "route", &name, near.as_deref()));
    }
    found
}

fn policy(cx: &mut Context<'_>, walk: &mut Walk<'_>, attributes: Option<&Attributes>) -> Option<PolicyId> {
    let name = value(attributes, "policy")?;
    let found = cx.names.policies.get(&name.text).map(|(id, _)| *id);
    if found.is_none() && !walk.sketch {
        let near = near::nearest(&name.text, cx.names.policies.keys().map(EcoString::as_str)).map(str::to_owned);
        walk.report(cx, steps::unknown(Code::UnknownPolicy, "policy", &name, near.as_deref()));
    }
    found
}

/// The facts of the policy among the attributes; a word that is neither fact nor attribute is E208.
fn facts(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    policy: Option<PolicyId>,
    attributes: Option<&Attributes>,
) -> Vec<EcoString> {
    let (Some(policy), Some(attributes)) = (policy, attributes) else { return Vec::new() };
    let known: Vec<EcoString> = cx
        .model
        .policies
        .get(policy.index())
        .map(|p| p.facts.iter().map(|f| f.name.clone()).collect())
        .unwrap_or_default();
    let mut found = Vec::new();
    for Attribute { name, value, .. } in &attributes.list {
        if known.contains(&name.text) {
            found.push(name.text.clone());
        } else if value.is_none() && !knows(cx, Thing::Read, &name.text) {
            let near = near::nearest(&name.text, known.iter().map(EcoString::as_str));
            walk.report(cx, steps::unknown(Code::UnknownFact, "fact of the policy", name, near));
            // It has been told; as an attribute it would be told again.
            found.push(name.text.clone());
        }
    }
    found
}

/// The attributes that are no facts.
fn without(attributes: &Attributes, facts: &[EcoString]) -> Attributes {
    let list = attributes.list.iter().filter(|a| !facts.contains(&a.name.text)).cloned().collect();
    Attributes { list, span: Span { ..attributes.span } }
}
