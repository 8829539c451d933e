//! Passing storages: what each does with a request on the way up, and what it stores on the way back, farthest first.

use super::super::key::KeyId;
use super::super::state::{Cause, Held, Shown};
use super::super::variant::Variant;
use super::super::world::SiteId;
use super::Run;
use super::lookup::{Answer, Asked, Outcome};
use super::observe::Observed;
use crate::http::Time;
use crate::model::storage::Dimension;
use crate::model::{DeviceId, Participant, Place, StorageId, UserId};
use std::rc::Rc;

/// A storage that a request has come to.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub struct Pass {
    /// Which.
    pub site: SiteId,
    /// The request as it came.
    pub asked: Asked,
    /// What the storage does.
    pub outcome: Outcome,
    /// When it came.
    pub at: Time,
}

impl Pass {
    /// What the storage answers with, if it does.
    #[must_use]
    pub fn hit(&self) -> Option<Answer> {
        match self.outcome {
            Outcome::Hit { answer, .. } => Some(answer),
            Outcome::Forward { .. } | Outcome::Refuse => None,
        }
    }
}

/// What storing came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// Nothing was stored.
    No,
    /// A copy was stored.
    New,
    /// The copy that was there is still so (`304`).
    Validated,
}

impl<'m> Run<'_, 'm> {
    /// A request comes to a storage.
    pub(super) fn pass(&mut self, site: SiteId, key: KeyId, asked: &Asked) -> Pass {
        let asked = self.arriving(site, asked);
        let outcome = self.lookup(site, key, &asked);
        if self.world.storage(site).is_some_and(|s| s.origin) {
            Rc::make_mut(&mut self.log).origin_read();
        }
        Pass { site, asked, outcome, at: self.state.clock }
    }

    /// A request as it comes to a storage: behind the browser the fetch mode has become header fields (Fetch §4.6).
    fn arriving(&self, site: SiteId, asked: &Asked) -> Asked {
        let Some(mode) = asked.fetch else { return *asked };
        if self.world.model.copies(Place::Storage(self.storage_of(site))).is_personal() {
            return *asked;
        }
        Asked { request: super::lookup::fetched(mode).sent(&asked.request), fetch: None, ..*asked }
    }

    /// The sites of a way for somebody; several instances of a device are chosen once.
    pub(super) fn way_sites(
        &mut self,
        hops: &[StorageId],
        who: &Participant,
        user: Option<UserId>,
        key: KeyId,
    ) -> Vec<SiteId> {
        let origin = self.origin(key);
        let mut picked: Vec<(DeviceId, Participant)> = Vec::new();
        let mut found = Vec::new();
        for id in hops {
            let own = self.world.seen_by(*id, who, user);
            let site = own.or_else(|| {
                let device = self.world.model.device_of(Place::Storage(*id))?;
                let known = picked.iter().find(|(d, _)| *d == device).map(|(_, p)| p.clone());
                let one = known.unwrap_or_else(|| {
                    let instance = self.pick(device);
                    let one = Participant { place: Place::Device(device), instance };
                    picked.push((device, one.clone()));
                    one
                });
                self.world.seen_by(*id, &one, user)
            });
            let foreign = |site: &SiteId| self.world.storage(*site).is_some_and(|s| s.origin) && Some(*site) != origin;
            found.extend(site.filter(|site| !foreign(site)));
        }
        found
    }

    /// An answer passes a storage on the way back: it stores what it may.
    pub(super) fn fill(&mut self, pass: &Pass, key: KeyId, answer: &Answer, by: Cause) -> Stored {
        let Outcome::Forward { validates, stores, .. } = pass.outcome else { return Stored::No };
        let Some(storage) = self.world.storage(pass.site).filter(|s| !s.origin && stores) else { return Stored::No };
        if storage.per == Some(Dimension::Request) {
            return Stored::No;
        }
        // Who reads a storage that is no HTTP cache sees what it has, whoever put it there.
        let http = storage.http.is_some();
        let variant = if http { self.variant(answer.reply, &pass.asked) } else { Variant::ALL };
        let before = self.selected(pass.site, key, &pass.asked);
        if answer.confirms && before.is_none_or(|held| held.value != answer.value) {
            return Stored::No;
        }
        let mut response = self.reply_at(answer.reply).response;
        response.date = Some(answer.date);
        response.age = answer.age;
        if http {
            let request = pass.asked.request;
            if !self.rules(pass.site, |rules| rules.stores(&request, &response)) {
                self.observe(Observed::Passed { site: pass.site, key });
                return Stored::No;
            }
        }
        let same = before.filter(|held| validates && held.value == answer.value);
        let held = Held {
            value: answer.value,
            reply: answer.reply,
            requested: pass.at,
            stored: self.state.clock,
            date: answer.date,
            age: answer.age,
            expired: false,
            marked: false,
            variant,
            by: same.map_or(by, |held| held.by),
        };
        self.keep(pass.site, key, held, before.map(|held| held.variant));
        if same.is_some() { Stored::Validated } else { Stored::New }
    }

    /// Stores a copy, in the place of the one that its request selected, in step with others where the storage says so, and
    /// makes room where it is full.
    pub(super) fn keep(&mut self, site: SiteId, key: KeyId, held: Held, instead: Option<Variant>) {
        for site in self.world.in_step_with(site) {
            self.state.put(site, key, Some(held));
            if let Some(old) = instead.filter(|old| *old != held.variant) {
                self.state.let_go(site, key, old);
            }
            self.observe(Observed::Kept { site, key });
            let Some(size) = self.world.storage(site).and_then(|s| s.size) else { continue };
            let mut all: Vec<(Time, KeyId)> =
                self.keys.ids().filter_map(|k| Some((self.state.held(site, k)?.stored, k))).collect();
            if all.len() > size as usize {
                all.sort_by_key(|(stored, k)| (*k == key, *stored));
                if let Some((_, oldest)) = all.first() {
                    self.state.put(site, *oldest, None);
                }
            }
        }
    }

    /// A user's screen shows an answer.
    pub(super) fn show(&mut self, user: UserId, key: KeyId, answer: &Answer) {
        let at = self.state.clock;
        if self.observing {
            let versions = self.state.versions.get(key.index());
            let version = versions.and_then(|v| v.iter().rposition(|v| v.value == answer.value));
            let version = version.and_then(|v| u32::try_from(v).ok());
            let late = self.state.outdated_for(key, answer.value);
            self.observe(Observed::Shown { user, key, version, late });
        }
        self.state.show(user, Shown { key, value: answer.value, from: answer.from, by: answer.by, at });
    }

    /// Time passes on the way to a place.
    pub(super) fn travel(&mut self, to: Place, told: Option<u64>) {
        let model = self.world.model;
        let own = match to {
            Place::Storage(id) => model.storages.get(id.index()).and_then(|s| s.latency),
            Place::Device(_)
            | Place::User(_)
            | Place::Channel(_)
            | Place::Stranger(_)
            | Place::Caller
            | Place::Users => None,
        };
        let device = model.device_of(to).and_then(|d| model.devices.get(d.index())).and_then(|d| d.latency);
        let millis = i64::try_from(told.or(own).or(device).unwrap_or(0)).unwrap_or(i64::MAX);
        self.state.clock = self.state.clock.saturating_add(millis);
    }
}
