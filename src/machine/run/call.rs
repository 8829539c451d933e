//! Calls of methods: the method's own steps, for each key.

use super::frame::Frame;
use super::{Env, Run};
use crate::model::method::Caller;
use crate::model::{MethodId, Participant, Place};
use crate::timeline::{Run as Words, Style, Wording};
use ecow::EcoString;
use std::rc::Rc;

impl<'m> Run<'_, 'm> {
    /// Who calls: of a message the end that may.
    pub(super) fn caller(&self, method: MethodId, actor: &Participant, receiver: Option<&Participant>) -> Participant {
        let Some(receiver) = receiver else { return actor.clone() };
        let model = self.world.model;
        let may = |who: &Participant| match model.methods.get(method.index()).map(|m| m.by) {
            Some(Caller::User) => matches!(who.place, Place::User(_)),
            Some(Caller::Device(id)) => model.device_of(who.place) == Some(id),
            Some(Caller::Anyone) | None => true,
        };
        if may(receiver) || !may(actor) { receiver.clone() } else { actor.clone() }
    }

    /// A method's own steps are next, for each key.
    pub(super) fn call(&mut self, method: MethodId, caller: &Participant, keys: &[EcoString], env: &Env) {
        let Some(method) = self.world.model.methods.get(method.index()) else { return };
        let caller = self.as_device(method.by, caller, env);
        let user = self.behalf(&caller).or(env.user);
        self.frames.push(Frame::Settle);
        for key in keys.iter().rev() {
            let (who, key) = (Some(caller.clone()), Some(key.clone()));
            let own = Env { who, user, key, holes: env.holes.clone(), quiet: true };
            self.frames.push(Frame::Body { steps: &method.steps, env: Rc::new(own), under: None });
        }
    }

    /// A method of a device that a storage or user of it calls is the device's call.
    fn as_device(&self, by: Caller, caller: &Participant, env: &Env) -> Participant {
        let Caller::Device(id) = by else { return caller.clone() };
        let place = Place::Device(id);
        if caller.place == place || matches!(caller.place, Place::User(_)) && env.who.is_none() {
            return caller.clone();
        }
        if matches!(caller.place, Place::User(_)) {
            return caller.clone();
        }
        Participant { place, instance: caller.instance.clone() }
    }

    /// A label with what is bound spelled out.
    pub(super) fn bound_words(&self, wording: &Wording, env: &Env) -> Wording {
        if env.who.is_none() {
            return wording.clone();
        }
        let fill = |text: &EcoString, style: Style| {
            let bound = if style == Style::Key && text == "key" { env.key.clone() } else { None };
            let mut text = bound.unwrap_or_else(|| text.clone()).to_string();
            for (name, value) in &env.holes {
                text = text.replace(&format!("{{{name}}}"), value);
            }
            EcoString::from(text)
        };
        let runs = wording.runs.iter().map(|r| Words { text: fill(&r.text, r.style), style: r.style });
        Wording { runs: runs.collect() }
    }
}
