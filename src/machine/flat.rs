//! Steps in one list: fragments as an opening, further operands and a close; played scenarios in their place.

use crate::limits::ITEMS;
use crate::model::step::{Operand, Step, StepKind};
use crate::model::{Model, Participant, ScenarioId};
use crate::syntax::statement::fragment::FragmentKind;

/// One item of the list.
#[derive(Clone, Copy, Debug)]
pub enum Item<'m> {
    /// A statement that is neither a fragment nor a play.
    Step(&'m Step),
    /// A fragment begins.
    Open(&'m Step, FragmentKind, &'m Operand),
    /// `crash … anywhere` begins.
    Crash(&'m Step, &'m Participant),
    /// The next operand of a fragment.
    Else(&'m Step, FragmentKind, &'m Operand),
    /// The innermost fragment ends.
    Close(&'m Step),
}

/// What is still to be laid out.
enum Task<'m> {
    Steps(std::slice::Iter<'m, Step>),
    Operands(&'m Step, FragmentKind, std::slice::Iter<'m, Operand>),
    Close(&'m Step),
    PlayEnds,
}

/// The steps of a scenario in one list.
#[must_use]
pub fn flatten(model: &Model, scenario: ScenarioId) -> Vec<Item<'_>> {
    let steps = |id: ScenarioId| model.scenarios.get(id.index()).map(|s| s.steps.iter());
    let mut items = Vec::new();
    let mut playing = vec![scenario];
    let mut tasks: Vec<Task<'_>> = steps(scenario).map(Task::Steps).into_iter().collect();
    while let Some(task) = tasks.pop() {
        match task {
            Task::Close(step) => items.push(Item::Close(step)),
            Task::PlayEnds => {
                playing.pop();
            }
            Task::Operands(step, kind, mut rest) => {
                if let Some(operand) = rest.next() {
                    items.push(Item::Else(step, kind, operand));
                    tasks.push(Task::Operands(step, kind, rest));
                    tasks.push(Task::Steps(operand.steps.iter()));
                }
            }
            Task::Steps(mut rest) => {
                let Some(step) = rest.next() else { continue };
                tasks.push(Task::Steps(rest));
                match &step.kind {
                    StepKind::Play(id) => {
                        if let Some(inner) = steps(*id).filter(|_| !playing.contains(id) && items.len() < ITEMS) {
                            playing.push(*id);
                            tasks.extend([Task::PlayEnds, Task::Steps(inner)]);
                        }
                    }
                    StepKind::Fragment { fragment, operands, .. } => {
                        let mut operands = operands.iter();
                        if let Some(first) = operands.next() {
                            items.push(Item::Open(step, *fragment, first));
                            tasks.extend([
                                Task::Close(step),
                                Task::Operands(step, *fragment, operands),
                                Task::Steps(first.steps.iter()),
                            ]);
                        }
                    }
                    StepKind::CrashAnywhere { at, steps } => {
                        items.push(Item::Crash(step, at));
                        tasks.extend([Task::Close(step), Task::Steps(steps.iter())]);
                    }
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
                    | StepKind::Link { .. } => items.push(Item::Step(step)),
                }
            }
        }
    }
    items
}
