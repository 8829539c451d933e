//! A trial of a method for the invalidation matrix.

use super::super::key::KeyId;
use super::super::state::State;
use super::super::world::SiteId;
use super::operation::Fired;
use super::{Env, Held, Run};
use crate::model::step::Step;
use crate::model::{MethodId, Participant, Place, ResourceId};
use ecow::EcoString;
use std::collections::HashSet;

/// One trial of a method.
pub struct Trial<'t, 'm> {
    /// Which.
    pub method: MethodId,
    /// By whom.
    pub caller: &'t Participant,
    /// Who writes the key before.
    pub writer: Option<&'t Participant>,
    /// For which key.
    pub key: &'t EcoString,
    /// Its resource.
    pub resource: ResourceId,
    /// Reactions that the write does not set off.
    pub without: &'t HashSet<usize>,
    /// A statement that says nothing.
    pub blank: &'m Step,
}

/// A trial's states before and after the call.
pub struct Tried {
    /// Which key.
    pub key: KeyId,
    /// Before.
    pub before: State,
    /// After.
    pub after: State,
}

impl<'m> Run<'_, 'm> {
    /// All copies hold the old value, the key is written, the method is called.
    pub fn try_method(&mut self, trial: &Trial<'_, 'm>) -> Tried {
        self.mute = 1;
        let env = Env::default();
        let key = self.keys.intern(trial.key, Some(trial.resource));
        let cause = self.cause(trial.blank);
        let old = self.value("@old");
        self.write_origin(key, old, cause);
        let reply = self.reply_of(key);
        let private = self.keys.declared(key).is_some_and(|r| r.private);
        for index in 0..self.world.sites.len() {
            let site = SiteId(u32::try_from(index).unwrap_or(u32::MAX));
            let personal = self.world.model.copies(Place::Storage(self.storage_of(site))).is_personal();
            let origin = self.world.storage(site).is_some_and(|s| s.origin);
            if origin || private && !personal {
                continue;
            }
            let held = Held::new(old, reply, 0, cause);
            self.state.put(site, key, Some(held));
        }
        self.without.clone_from(trial.without);
        let fired = self.write(trial.blank, &[key], Some("@new"));
        if let Some(writer) = trial.writer {
            let writer = self.settled(writer, &env);
            self.react(trial.blank, fired, &writer, &env);
            self.drive();
        }
        self.without.clear();
        self.state.clock += 1;
        let before = self.state.clone();
        let caller = self.settled(trial.caller, &env);
        let called = Fired::Called { method: trial.method, caller: caller.clone(), keys: vec![trial.key.clone()] };
        self.react(trial.blank, vec![called], &caller, &env);
        self.drive();
        Tried { key, before, after: self.state.clone() }
    }
}
