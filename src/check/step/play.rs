//! `play NAME`: another scenario's steps here.

use super::Draft;
use crate::check::context::Context;
use crate::check::trace::Walk;
use crate::diagnostic::Code;
use crate::model::step::StepKind;
use crate::problem::{near, steps};
use crate::syntax::statement::play::Play;
use ecow::EcoString;

/// Another scenario's steps. What it leaves unanswered may be answered here.
pub fn play(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Play) -> Option<Draft> {
    walk.played = true;
    let name = &node.scenario;
    if let Some((id, _)) = cx.names.scenarios.get(&name.text) {
        return Some(Draft::bare(StepKind::Play(*id)));
    }
    let near = near::nearest(&name.text, cx.names.scenarios.keys().map(EcoString::as_str)).map(str::to_owned);
    walk.report(cx, steps::unknown(Code::UnknownScenario, "scenario", name, near.as_deref()));
    None
}
