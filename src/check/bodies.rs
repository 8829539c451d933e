//! The door to the statements: the one place where declarations ask for steps, keys, places and claims.

use super::context::Context;
use super::scope::Scope;
use crate::model::claim::Claim as ModelClaim;
use crate::model::{Key, Participant, ScenarioId, Step};
use crate::syntax::clause::key::Key as Written;
use crate::syntax::clause::place::Place as WrittenPlace;
use crate::syntax::declaration::claim::Claim;
use crate::syntax::tree::Block;

/// The steps of a block.
pub fn steps(cx: &mut Context<'_>, block: &Block, scope: &Scope) -> Vec<Step> {
    let _ = (cx, block, scope);
    Vec::new()
}

/// A key in a reaction's head; one that no resource has is told (E401).
pub fn key(cx: &mut Context<'_>, written: &Written, scope: &Scope) -> Option<Key> {
    let _ = scope;
    let bound = written.text == "key";
    let name = written.text.split(':').next().unwrap_or_default();
    let resource = cx.names.resources.get(name).map(|(id, _)| *id);
    Some(Key { text: written.text.clone(), resource, bound, span: written.span })
}

/// A lifeline to show or hide.
pub fn place(cx: &mut Context<'_>, written: &WrittenPlace, scope: &Scope) -> Option<Participant> {
    let _ = scope;
    let (place, _) = cx.names.participants.get(&written.parts.last()?.text)?;
    Some(Participant::only(*place))
}

/// A claim about every scenario.
pub fn claim(cx: &mut Context<'_>, node: &Claim) -> Option<ModelClaim> {
    let _ = (cx, node);
    None
}

/// Walks a scenario: requests and answers, routes.
pub fn walk(cx: &mut Context<'_>, scenario: ScenarioId) {
    let _ = (cx, scenario);
}
