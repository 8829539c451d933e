//! `play NAME`: another scenario's steps here.

use super::Draft;
use crate::check::context::Context;
use crate::check::trace::Walk;
use crate::model::step::StepKind;
use crate::problem::names;
use crate::syntax::statement::play::Play;
use ecow::EcoString;

/// Another scenario's steps. What it leaves unanswered may be answered here.
pub fn play(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Play) -> Option<Draft> {
    walk.played = true;
    let name = &node.scenario;
    if let Some((id, _)) = cx.names.scenarios.get(&name.text) {
        return Some(Draft::bare(StepKind::Play(*id)));
    }
    let known: Vec<&str> = cx.names.scenarios.keys().map(EcoString::as_str).collect();
    let problem = names::unknown_scenario(&name.text, name.span, &known);
    walk.report(cx, problem);
    None
}
