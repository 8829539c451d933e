//! Scenarios that play each other in a circle (E413).

use crate::check::context::Context;
use crate::model::step::{Step, StepKind};
use crate::model::{Model, ScenarioId};
use crate::problem::steps;
use crate::source::Span;
use std::collections::HashSet;

/// The plays among steps, nested ones included: what is played and where it says so.
fn plays(steps: &[Step]) -> Vec<(ScenarioId, Span)> {
    let mut found = Vec::new();
    let mut waiting: Vec<&[Step]> = vec![steps];
    while let Some(steps) = waiting.pop() {
        for step in steps {
            match &step.kind {
                StepKind::Play(id) => found.push((*id, step.span)),
                StepKind::Fragment { operands, .. } => waiting.extend(operands.iter().map(|o| o.steps.as_slice())),
                StepKind::CrashAnywhere { steps, .. } => waiting.push(steps),
                StepKind::Message { .. }
                | StepKind::Read { .. }
                | StepKind::Action { .. }
                | StepKind::Sees { .. }
                | StepKind::Given(_)
                | StepKind::Expect { .. }
                | StepKind::Note { .. }
                | StepKind::Divider(_)
                | StepKind::Gap(_)
                | StepKind::Wait { .. }
                | StepKind::Happening { .. }
                | StepKind::Lifespan { .. }
                | StepKind::Reference { .. }
                | StepKind::Link { .. } => {}
            }
        }
    }
    found
}

/// The first play of a scenario that leads back to it.
fn leads_back(model: &Model, start: ScenarioId) -> Option<(ScenarioId, Span)> {
    let of = |id: ScenarioId| model.scenarios.get(id.index()).map(|s| plays(&s.steps)).unwrap_or_default();
    of(start).into_iter().find_map(|(first, span)| {
        let mut seen = HashSet::new();
        let mut waiting = vec![first];
        while let Some(id) = waiting.pop() {
            if id == start {
                return Some((first, span));
            }
            // A circle is told once: at the scenario that is declared first.
            if id > start && seen.insert(id) {
                waiting.extend(of(id).into_iter().map(|(next, _)| next));
            }
        }
        None
    })
}

/// Tells a circle that this scenario is the first of.
pub fn circle(cx: &mut Context<'_>, scenario: ScenarioId) {
    let Some((played, span)) = leads_back(&cx.model, scenario) else { return };
    let declared = |id: ScenarioId| cx.model.scenarios.get(id.index()).map(|s| s.declared.clone());
    let (Some(played), Some(own)) = (declared(played), declared(scenario)) else { return };
    cx.report(steps::circular_play(span, &played.name, &own.name, own.span));
}
