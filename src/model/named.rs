//! Who is named in statements.

use super::claim::{Copies, Predicate};
use super::operation::Operation;
use super::step::{Label, Step, StepKind};
use super::{Model, Participant, Place, UserId};

/// Shows every participant of a statement, those within included.
pub fn in_step(step: &Step, see: &mut dyn FnMut(&Participant)) {
    match &step.kind {
        StepKind::Message { from, to, label, .. } => {
            see(from);
            see(to);
            in_label(label, see);
        }
        StepKind::Action { who, label } => {
            see(who);
            in_label(label, see);
        }
        StepKind::Read { who: at, .. }
        | StepKind::Happening { at, .. }
        | StepKind::Lifespan { at, .. }
        | StepKind::Link { at, .. } => see(at),
        StepKind::Sees { who, .. } => see(&user(*who)),
        StepKind::Given(given) => given.within.iter().flatten().for_each(see),
        StepKind::Expect { predicate, .. } => in_predicate(predicate, see),
        StepKind::Note { places: all, .. } | StepKind::Reference { over: all, .. } => all.iter().for_each(see),
        StepKind::Fragment { operands, .. } => {
            for operand in operands {
                operand.guard.iter().for_each(|guard| in_predicate(guard, see));
                operand.steps.iter().for_each(|step| in_step(step, see));
            }
        }
        StepKind::CrashAnywhere { at, steps } => {
            see(at);
            steps.iter().for_each(|step| in_step(step, see));
        }
        StepKind::Divider(_) | StepKind::Gap(_) | StepKind::Wait { .. } | StepKind::Play(_) => {}
    }
}

/// Shows every participant of methods and reactions, and of what holds at every start.
pub fn in_declarations(model: &Model, see: &mut dyn FnMut(&Participant)) {
    for reaction in &model.reactions {
        see(&reaction.at);
        reaction.steps.iter().for_each(|step| in_step(step, see));
    }
    model.methods.iter().flat_map(|method| &method.steps).chain(&model.givens).for_each(|step| in_step(step, see));
}

fn in_label(label: &Label, see: &mut dyn FnMut(&Participant)) {
    match &label.operation {
        Some(Operation::Storage { within, .. }) => within.iter().for_each(see),
        Some(Operation::Http { .. } | Operation::Reply { .. } | Operation::Call { .. } | Operation::Event { .. })
        | None => {}
    }
}

/// Shows every participant of a claim or guard.
pub fn in_predicate(predicate: &Predicate, see: &mut dyn FnMut(&Participant)) {
    match predicate {
        Predicate::Sees { who, .. } | Predicate::Staleness { who, .. } => see(&user(*who)),
        Predicate::Holds { copies: Copies::Of(who), .. } | Predicate::Empty { copies: Copies::Of(who), .. } => see(who),
        Predicate::Holds { copies: Copies::All, .. }
        | Predicate::Empty { copies: Copies::All, .. }
        | Predicate::Counts { .. }
        | Predicate::Carries { .. } => {}
    }
}

fn user(id: UserId) -> Participant {
    Participant::only(Place::User(id))
}
