//! What places and people have learnt by asking or writing, until their request is answered: a later `store` keeps that.
//!
//! In the runs of a check it may be another value than the one that the author wrote of the drawn run.

use super::Run;
use crate::machine::key::KeyId;
use crate::machine::state::Value;
use crate::model::Participant;
use crate::model::operation::Operation;
use crate::model::step::{Step, StepKind};
use crate::syntax::clause::operation::Verb;
use crate::timeline::{Style, Wording};
use ecow::EcoString;
use std::rc::Rc;

/// What somebody knows of a key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Known {
    /// Who.
    pub who: Participant,
    key: KeyId,
    /// The request that it was learnt for, by the address of its statement; 0 for none.
    request: usize,
    /// The value.
    pub value: Value,
    /// What the author called it.
    pub told: Option<EcoString>,
}

impl Known {
    /// Another request that it was learnt for.
    pub(super) fn rename_request(&mut self, rename: impl FnOnce(usize) -> usize) {
        self.request = rename(self.request);
    }
}

/// Whether a statement stores something outright.
pub(super) fn stores(step: &Step) -> bool {
    match &step.kind {
        StepKind::Message { label, .. } | StepKind::Action { label, .. } => {
            matches!(label.operation, Some(Operation::Storage { verb: Verb::Store, .. }))
        }
        StepKind::Fragment { .. } => true,
        _other => false,
    }
}

impl Run<'_, '_> {
    fn request_of(&self, who: &Participant) -> usize {
        let served = self.served(who, None).and_then(|at| self.exchanges.get(at));
        served.map_or(0, |exchange| std::ptr::from_ref(exchange.step) as usize)
    }

    /// Somebody has learnt a value.
    pub(super) fn note(&mut self, who: &Participant, key: KeyId, value: Value, told: Option<EcoString>) {
        if !self.storing {
            return;
        }
        let request = self.request_of(who);
        let known = Known { who: who.clone(), key, request, value, told };
        let all = Rc::make_mut(&mut self.known);
        match all.iter_mut().find(|k| k.who == *who && k.key == key && k.request == request) {
            Some(old) => *old = known,
            None => all.push(known),
        }
    }

    /// What somebody knows: for the request that they serve, else at all.
    pub(super) fn knows(&self, who: &Participant, key: KeyId) -> Option<&Known> {
        let request = self.request_of(who);
        let mut all = self.known.iter().filter(|k| k.who == *who && k.key == key);
        all.clone().find(|k| k.request == request).or_else(|| all.next_back())
    }

    /// A request is over.
    pub(super) fn forget(&mut self, step: &Step) {
        let request = std::ptr::from_ref(step) as usize;
        if self.known.iter().any(|k| k.request == request) {
            Rc::make_mut(&mut self.known).retain(|k| k.request != request);
        }
    }

    /// A label with the value that this run has in the place of the drawn one's.
    pub(super) fn corrected(&mut self, mut wording: Wording) -> Wording {
        let Some((told, value)) = self.correction.take() else { return wording };
        let name = self.name(value).clone();
        for run in wording.runs.make_mut().iter_mut().filter(|run| run.style == Style::Value && run.text == told) {
            run.text = name.clone();
        }
        wording
    }

    /// From now on the next label has this value for what its author wrote.
    pub(super) fn correct(&mut self, told: &str, value: Value) {
        if self.name(value) != told {
            self.correction = Some((told.into(), value));
        }
    }
}
