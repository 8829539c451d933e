//! What drawn answers bear besides what their resource says, and who hears it.

use crate::model::operation::{Directives, Operation};
use crate::model::step::{Label, Step, StepKind};
use crate::model::{Key, Model, Participant, Place, ResourceId, StorageId};
use crate::syntax::clause::operation::Verb;
use crate::syntax::statement::message::Arrow;

/// More that differ are not looked at.
const MOST_ANSWERS: usize = 1_000;

/// An answer that says something of its own.
#[derive(Debug, PartialEq)]
struct Said<'m> {
    /// Of which resource; of any where its key is bound.
    of: Option<ResourceId>,
    to: &'m Participant,
    directives: &'m Directives,
}

/// All answers of a program that say something of their own.
#[derive(Debug)]
pub(super) struct Answers<'m>(Vec<Said<'m>>);

/// A question: who asked whom, for what.
struct Asked<'m> {
    from: Place,
    to: Place,
    key: &'m Key,
    answered: bool,
}

impl<'m> Answers<'m> {
    /// Nothing, if there are too many: bounds without them would be too low.
    pub(super) fn new(model: &'m Model) -> Option<Self> {
        let mut found = Vec::new();
        model.bodies().for_each(|steps| answers(model, steps, &mut found));
        (found.len() <= MOST_ANSWERS).then_some(Self(found))
    }

    /// What answers of a resource that a storage hears may bear in all.
    pub(super) fn heard(
        &self,
        model: &Model,
        (resource, declared): (ResourceId, &Directives),
        hops: &[StorageId],
        at: StorageId,
    ) -> Vec<Directives> {
        let of = |said: &&Said<'_>| said.of.is_none_or(|of| of == resource) && hears(model, hops, at, said.to);
        self.0.iter().filter(of).map(|said| told(declared, said.directives)).collect()
    }
}

/// Whether a storage comes by an answer that somebody gets: its own, or one that goes on to it.
fn hears(model: &Model, hops: &[StorageId], at: StorageId, to: &Participant) -> bool {
    let place = |id: StorageId| hops.iter().position(|hop| *hop == id);
    let behind = |id: StorageId| place(id).zip(place(at)).is_some_and(|(far, near)| near <= far);
    match to.place {
        Place::Storage(id) => behind(id),
        Place::Device(id) => {
            let own = model.devices.get(id.index()).map(|device| device.storages.as_slice()).unwrap_or_default();
            own.is_empty() || own.iter().any(|id| behind(*id))
        }
        Place::User(_) | Place::Users => model.copies(Place::Storage(at)).is_personal(),
        Place::Caller => true,
        Place::Channel(_) | Place::Stranger(_) => false,
    }
}

/// What is declared, with what an answer says in its place; `public` and `private` take each other's.
fn told(declared: &Directives, said: &Directives) -> Directives {
    let open = said.public || said.private;
    let declared =
        Directives { public: declared.public && !open, private: declared.private && !open, ..declared.clone() };
    said.clone().with(&declared)
}

/// The answers of a body that say something, each with what it answers.
fn answers<'m>(model: &'m Model, steps: &'m [Step], found: &mut Vec<Said<'m>>) {
    let home = |place: Place| model.device_of(place).map_or(place, Place::Device);
    let mut asked: Vec<Asked<'m>> = Vec::new();
    let mut waiting: Vec<&'m Step> = steps.iter().rev().collect();
    while let Some(step) = waiting.pop() {
        match &step.kind {
            StepKind::Fragment { operands, .. } => {
                waiting.extend(operands.iter().rev().flat_map(|operand| operand.steps.iter().rev()));
            }
            StepKind::CrashAnywhere { steps, .. } => waiting.extend(steps.iter().rev()),
            StepKind::Message { from, to, arrow: Arrow::Request, label, .. } => {
                let question = |key| Asked { from: home(from.place), to: home(to.place), key, answered: false };
                asked.extend(key(label).map(question));
            }
            StepKind::Message { from, to, arrow: Arrow::Response, .. } if speaks(&step.directives) => {
                let (from, near) = (home(from.place), home(to.place));
                let ends = |one: &&mut Asked<'_>| one.from == near && one.to == from;
                // In one of several operands it is answered again.
                let open = asked.iter_mut().rev().find(|one| !one.answered && ends(one));
                let open = match open {
                    Some(one) => Some(std::mem::replace(&mut one.answered, true)).map(|_| one.key),
                    None => asked.iter_mut().rev().find(ends).map(|one| one.key),
                };
                let Some(key) = open.filter(|key| key.bound || key.resource.is_some()) else { continue };
                let said = Said { of: key.resource.map(|id| model.real(id)), to, directives: &step.directives };
                if found.len() <= MOST_ANSWERS && !found.contains(&said) {
                    found.push(said);
                }
            }
            _other => {}
        }
    }
}

/// Whether it says how long copies are good for.
fn speaks(said: &Directives) -> bool {
    said.max_age.is_some() || said.s_maxage.is_some() || said.stale_while_revalidate.is_some() || said.public
}

/// What a request asks for.
fn key(label: &Label) -> Option<&Key> {
    match label.operation.as_ref()? {
        Operation::Http { key, .. } => Some(key),
        Operation::Storage { verb: Verb::Read, keys, .. } => keys.first(),
        _other => None,
    }
}
