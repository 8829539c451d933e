//! Events: which a program sends, where, and which reactions listen to them, read off the declarations.

use super::key::Key;
use super::reaction::{Reaction, Trigger};
use super::step::{Step, StepKind};
use super::{ChannelId, Model, Operation, Place, ResourceId};
use ecow::EcoString;

/// An event that some statement sends.
#[derive(Clone, Debug)]
pub struct Sent<'m> {
    /// On which channel.
    pub channel: ChannelId,
    /// Its name; `key` where it bears the name of what was written.
    pub name: &'m EcoString,
    /// Its id, perhaps a hole.
    pub id: Option<&'m EcoString>,
    /// Its action.
    pub action: Option<&'m EcoString>,
    /// The statement.
    pub step: &'m Step,
}

impl Sent<'_> {
    /// Whether its name is only known when it is sent.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        self.name == "key"
    }

    /// As written: `post:{id} update`.
    #[must_use]
    pub fn told(&self) -> String {
        let id = self.id.map(|id| format!(":{id}")).unwrap_or_default();
        let action = self.action.map(|action| format!(" {action}")).unwrap_or_default();
        format!("{}{id}{action}", self.name)
    }
}

/// All events that the statements of a program send, in the order of methods, reactions and scenarios.
#[must_use]
pub fn sent(model: &Model) -> Vec<Sent<'_>> {
    let mut found = Vec::new();
    model.bodies().for_each(|steps| each(steps, &mut |step| found.extend(of(step))));
    found
}

/// The event that a statement sends.
#[must_use]
pub fn of(step: &Step) -> Option<Sent<'_>> {
    let StepKind::Message { to, label, .. } = &step.kind else { return None };
    let (Place::Channel(channel), Some(Operation::Event { name, id, action })) = (to.place, &label.operation) else {
        return None;
    };
    Some(Sent { channel, name, id: id.as_ref(), action: action.as_ref(), step })
}

impl Model {
    /// The statements of each method, each reaction and each scenario.
    pub fn bodies(&self) -> impl Iterator<Item = &[Step]> {
        let methods = self.methods.iter().map(|m| m.steps.as_slice());
        let reactions = self.reactions.iter().map(|r| r.steps.as_slice());
        methods.chain(reactions).chain(self.scenarios.iter().map(|s| s.steps.as_slice()))
    }
}

/// Every statement, those within fragments and crashes too, in written order.
pub fn each<'m>(steps: &'m [Step], look: &mut dyn FnMut(&'m Step)) {
    let mut open: Vec<&Step> = steps.iter().rev().collect();
    while let Some(step) = open.pop() {
        look(step);
        if let StepKind::Fragment { operands, .. } = &step.kind {
            open.extend(operands.iter().rev().flat_map(|operand| operand.steps.iter().rev()));
        } else if let StepKind::CrashAnywhere { steps, .. } = &step.kind {
            open.extend(steps.iter().rev());
        }
    }
}

/// Whether two names are the same, or of the same resource.
#[must_use]
pub fn same_name(model: &Model, one: &str, other: &str) -> bool {
    let real = |name: &str| {
        let at = model.resources.iter().position(|r| r.declared.name == name)?;
        let alias = model.resources.get(at).and_then(|r| r.alias);
        Some(alias.map_or(at, ResourceId::index))
    };
    one == other || real(one).is_some() && real(one) == real(other)
}

/// The most comparisons of events with reactions.
const MOST_PAIRS: usize = 5_000_000;

/// Whether so many events can be compared with all reactions in short time.
#[must_use]
pub fn comparable(model: &Model, events: usize) -> bool {
    let names = model.resources.len().max(1);
    events.saturating_mul(model.reactions.len()).saturating_mul(names) <= MOST_PAIRS
}

/// Whether a reaction stands at a subscriber of a channel.
#[must_use]
pub fn subscribes(model: &Model, channel: ChannelId, reaction: &Reaction) -> bool {
    let Some(channel) = model.channels.get(channel.index()) else { return false };
    let at = reaction.at.place;
    let personal = |place: Place| matches!(place, Place::User(_) | Place::Users) || model.copies(place).is_personal();
    let fits = |to: &Place| {
        *to == at
            || personal(*to) && personal(at)
            || model.device_of(*to).is_some_and(|d| model.device_of(at) == Some(d))
    };
    if channel.to.is_empty() { personal(at) } else { channel.to.iter().any(fits) }
}

/// Whether a reaction may listen to an event.
#[must_use]
pub fn hears(model: &Model, reaction: &Reaction, event: &Sent<'_>) -> bool {
    let Trigger::Event { name, id, action } = &reaction.trigger else { return false };
    let any = event.is_bound() || name == "key" || name == "*";
    let named = any || same_name(model, name, event.name);
    let acts = action.is_none() || action.as_ref() == event.action;
    let one = id.is_none() || event.id.is_some() || event.is_bound();
    named && acts && one && subscribes(model, event.channel, reaction)
}

/// The keys that statements write outright.
#[must_use]
pub fn written(steps: &[Step]) -> Vec<&Key> {
    use crate::syntax::clause::operation::Verb;
    let mut found = Vec::new();
    each(steps, &mut |step| {
        let (StepKind::Message { label, .. } | StepKind::Action { label, .. }) = &step.kind else { return };
        if let Some(Operation::Storage { verb: Verb::Write, keys, .. }) = &label.operation {
            found.extend(keys);
        }
    });
    found
}
