//! The door to the statements: the one place where declarations ask for steps, keys, places and claims.

use super::context::Context;
use super::scope::Scope;
use super::trace::Walk;
use super::{claim, key, step, trace};
use crate::model::claim::Claim as ModelClaim;
use crate::model::{Key, Participant, ScenarioId, Step};
use crate::syntax::clause::key::Key as Written;
use crate::syntax::clause::place::Place as WrittenPlace;
use crate::syntax::declaration::claim::Claim;
use crate::syntax::tree::Block;

/// The steps of a block.
pub fn steps(cx: &mut Context<'_>, block: &Block, scope: &Scope) -> Vec<Step> {
    step::steps(cx, block, scope)
}

/// A key in a reaction's head; one that no resource has is told (E401).
pub fn key(cx: &mut Context<'_>, written: &Written, scope: &Scope) -> Option<Key> {
    let sketch = cx.model.sketch;
    key::known(cx, &mut Walk::new(scope, sketch), written)
}

/// A lifeline to show or hide.
pub fn place(cx: &mut Context<'_>, written: &WrittenPlace, scope: &Scope) -> Option<Participant> {
    step::visibility::place(cx, written, scope)
}

/// A claim about every scenario.
pub fn claim(cx: &mut Context<'_>, node: &Claim) -> Option<ModelClaim> {
    claim::claim(cx, node)
}

/// Walks a scenario: requests and answers, routes.
pub fn walk(cx: &mut Context<'_>, scenario: ScenarioId) {
    trace::walk(cx, scenario);
}
