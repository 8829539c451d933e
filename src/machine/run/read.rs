//! `a => GET key`: up the route to the storage that answers, and back.
//!
//! ```text
//! reader ─► library ─► browser ─► proxy ─► … ─► whoever has it
//!        ◄─ stored  ◄─ stored  ◄─ stored   ◄─
//! ```
//!
//! A data library shows what it has before it asks on; a cache in its stale-while-revalidate window asks behind the answer.

use super::super::key::KeyId;
use super::super::tale::Told;
use super::super::world::SiteId;
use super::fill::{Pass, Stored};
use super::frame::Frame;
use super::lookup::{self, Answer, Asked, Outcome};
use super::{Cause, Env, Run, Value, words};
use crate::http::Why;
use crate::model::operation::Http;
use crate::model::step::{Followed, Step, StepKind};
use crate::model::{Instance, Participant, Place, RouteId, UserId};
use crate::syntax::statement::message::Arrow;
use crate::timeline::{Style, Wording};
use std::rc::Rc;

/// A read under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Trip<'m> {
    /// The statement behind it.
    pub step: &'m Step,
    /// Who reads.
    pub who: Participant,
    /// On whose behalf.
    pub user: Option<UserId>,
    /// What.
    pub key: KeyId,
    /// The storages on the way.
    pub sites: Rc<[SiteId]>,
    /// The request.
    pub asked: Asked,
    /// A cache asks behind an answer that it has already given: which, as it was passed.
    pub asker: Option<Pass>,
    /// The storages that the request has come to.
    pub passes: Vec<Pass>,
    /// Where it is.
    pub phase: Phase,
    brief: bool,
    counted: bool,
    head: bool,
    /// A library has shown what it has.
    shown: bool,
    cause: Cause,
}

/// Where a read is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// On its way to the next storage.
    Coming,
    /// At a storage, which has not looked yet.
    There,
    /// So many hops from its reader on its way back.
    Back(usize),
}

impl<'m> Run<'_, 'm> {
    /// A read statement.
    pub(super) fn read_step(&mut self, step: &'m Step, env: &Env) {
        let StepKind::Read { who, key, .. } = &step.kind else { return };
        if self.key(key, env).is_none() {
            return;
        }
        let readers = self.readers(who, env);
        let env = Rc::new(env.clone());
        let all = readers.into_iter().rev();
        self.frames.extend(all.map(|who| Frame::Reader { step, who, env: Rc::clone(&env) }));
    }

    /// Somebody sets out to read.
    pub(super) fn set_out(&mut self, step: &'m Step, who: &Participant, env: &Env) {
        let StepKind::Read { method, key, via, policy, brief, .. } = &step.kind else { return };
        let Some(key) = self.key(key, env) else { return };
        let user = self.behalf(who).or(env.user);
        let asked = lookup::asked(&step.directives, *method == Http::Head, user);
        if let Some(followed) = policy {
            self.chosen(step, who, followed);
        }
        let hops = self.hops(who, *via);
        let sites = self.way_sites(&hops, who, user, key).into();
        let cause = self.cause(step);
        let trip = Trip {
            step,
            who: who.clone(),
            user,
            key,
            sites,
            asked,
            asker: None,
            passes: Vec::new(),
            phase: Phase::Coming,
            brief: *brief,
            counted: true,
            head: *method == Http::Head,
            shown: false,
            cause,
        };
        self.frames.push(Frame::Trip(Box::new(trip)));
    }

    /// What somebody would be shown in the end who reads a key now, by their own route; `None` if that leads nowhere.
    pub fn would_see(&mut self, user: UserId, key: KeyId) -> Option<Value> {
        let step = self.scenario?.steps.first()?;
        let who = Participant::only(Place::User(user));
        let hops = self.hops(&who, None);
        let sites = self.way_sites(&hops, &who, Some(user), key).into();
        let asked = lookup::asked(&crate::model::operation::Directives::default(), false, Some(user));
        let cause = self.cause(step);
        let trip = Trip {
            step,
            who,
            user: Some(user),
            key,
            sites,
            asked,
            asker: None,
            passes: Vec::new(),
            phase: Phase::Coming,
            brief: true,
            counted: false,
            head: false,
            shown: false,
            cause,
        };
        let before = (self.state.clone(), self.log.clone(), self.properties.clone());
        let posted = std::mem::take(&mut self.posted);
        self.mute += 1;
        self.frames.push(Frame::Trip(Box::new(trip)));
        self.drive();
        self.mute -= 1;
        let after = std::mem::take(&mut self.state);
        (self.state, self.log, self.properties) = before;
        self.posted = posted;
        let still = after.screens.get(user.index())?.still?;
        (still.key == key).then_some(still.value)
    }

    /// Who reads: one, or all.
    fn readers(&mut self, who: &Participant, env: &Env) -> Vec<Participant> {
        let own = env.who.as_ref().filter(|_| who.instance == Instance::Other);
        let left_out = |one: &Participant| own.is_some_and(|own| self.is_own(one, own));
        if matches!(who.instance, Instance::Every | Instance::Other) {
            return self.instances(who.place).into_iter().filter(|one| !left_out(one)).collect();
        }
        vec![self.settled(who, env)]
    }

    /// The storages on a reader's way: a device starts at its own first one, a storage behind itself.
    fn hops(&self, who: &Participant, via: Option<RouteId>) -> Vec<crate::model::StorageId> {
        let hops = self.world.model.way(who, via);
        let start = match who.place {
            Place::Storage(id) => hops.iter().position(|h| *h == id).map_or(0, |at| at + 1),
            Place::Device(_) => {
                let personal = self.world.model.copies(who.place).is_personal();
                let own = |h: &crate::model::StorageId| {
                    let place = Place::Storage(*h);
                    self.owns(who, *h) || personal && self.world.model.copies(place).is_personal()
                };
                hops.iter().position(own).unwrap_or_else(|| self.behind_people(hops))
            }
            Place::User(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => 0,
        };
        hops.get(start..).unwrap_or_default().to_vec()
    }

    /// Where a way leaves people's own storages.
    fn behind_people(&self, hops: &[crate::model::StorageId]) -> usize {
        let personal = |h: &crate::model::StorageId| self.world.model.copies(Place::Storage(*h)).is_personal();
        hops.iter().position(|h| !personal(h)).unwrap_or(0)
    }

    /// Which rule of a policy chose the way, on the reader's lifeline.
    fn chosen(&mut self, step: &'m Step, who: &Participant, followed: &Followed) {
        let Some(policy) = self.world.model.policies.get(followed.policy.index()) else { return };
        let Some(rule) = policy.rules.get(followed.rule) else { return };
        let mut wording = Wording::default();
        wording.push(&policy.declared.name, Style::Code);
        for fact in followed.facts.iter().filter_map(|id| policy.facts.get(id.index())) {
            wording.push(&fact.name, Style::Attribute);
        }
        wording.push(" chooses ", Style::Plain);
        wording.push(&rule.outcome, Style::Bold);
        if let Some(text) = &rule.text {
            wording.end_line();
            wording.runs.extend(text.runs.iter().cloned());
        }
        self.tell(Told::Action { step, who: who.clone(), wording, counted: false });
    }

    /// The next hop of a read.
    pub(super) fn travel_on(&mut self, mut trip: Box<Trip<'m>>) {
        match trip.phase {
            Phase::Coming => self.come(trip),
            Phase::There => self.look(trip),
            Phase::Back(hops) => {
                let left = hops.saturating_sub(1);
                self.hop_back(&trip, left);
                if left > 0 {
                    trip.phase = Phase::Back(left);
                    self.frames.push(Frame::Trip(trip));
                } else {
                    self.arrived(&trip);
                }
            }
        }
    }

    /// The request comes to the next storage; what that sets off happens before the storage looks.
    fn come(&mut self, mut trip: Box<Trip<'m>>) {
        let at = trip.at();
        let Some(site) = trip.sites.get(at).copied() else { return self.turn(trip) };
        let before = trip.passes.last().or(trip.asker.as_ref()).map(|p| p.outcome);
        let sender = at.checked_sub(1).and_then(|i| trip.sites.get(i)).and_then(|s| self.world.participant(*s));
        let sender = sender.unwrap_or_else(|| trip.who.clone());
        self.travel(Place::Storage(self.storage_of(site)), None);
        if !trip.brief {
            let counted = trip.counted && trip.passes.is_empty() && trip.asker.is_none();
            self.ask(&trip, sender.clone(), site, before, counted);
        }
        trip.phase = Phase::There;
        let reactions = self.entering(&trip, &sender, site);
        if reactions.is_empty() {
            return self.look(trip);
        }
        self.frames.push(Frame::Trip(trip));
        self.frames.extend(reactions.into_iter().rev());
    }

    /// A storage looks what it has. A library shows it at once; one that cannot (nobody looks at a screen) answers.
    fn look(&mut self, mut trip: Box<Trip<'m>>) {
        let Some(site) = trip.sites.get(trip.at()).copied() else { return self.turn(trip) };
        let mut pass = self.pass(site, trip.key, &trip.asked);
        if let Outcome::Forward { shows: Some(answer), .. } = pass.outcome {
            match trip.user.filter(|_| matches!(trip.who.place, Place::User(_))) {
                Some(user) if !trip.shown && trip.asker.is_none() => {
                    trip.shown = true;
                    self.at_once(&trip, user, site, &answer);
                }
                Some(_) => {}
                None => pass.outcome = Outcome::Hit { answer, stale: true, behind: true },
            }
        }
        let on = matches!(pass.outcome, Outcome::Forward { .. });
        trip.passes.push(pass);
        if on && trip.at() < trip.sites.len() {
            trip.phase = Phase::Coming;
            self.frames.push(Frame::Trip(trip));
        } else {
            self.turn(trip);
        }
    }

    /// The last storage on the way has looked.
    fn turn(&mut self, mut trip: Box<Trip<'m>>) {
        let Some(last) = trip.passes.last() else {
            if trip.asker.is_none() {
                self.alone(&trip);
            }
            return;
        };
        if trip.brief {
            self.ask(&trip, trip.who.clone(), last.site, None, trip.counted);
        }
        trip.phase = Phase::Back(trip.passes.len());
        self.frames.push(Frame::Trip(trip));
    }

    /// The answer is there; a cache that gave a stale one asks on behind it (RFC 5861 §3).
    fn arrived(&mut self, trip: &Trip<'m>) {
        let Some(last) = trip.passes.last() else { return };
        if let (Some(answer), None) = (last.hit(), trip.asker) {
            self.note(&trip.who, trip.key, answer.value, None);
        }
        if trip.asker.is_some() || !matches!(last.outcome, Outcome::Hit { behind: true, .. }) {
            return;
        }
        let library = self.world.storage(last.site).is_some_and(|s| s.http.is_none());
        let mut asked = lookup::asked(&crate::model::operation::Directives::default(), trip.head, trip.user);
        asked.request.authorization = trip.asked.request.authorization;
        let outcome = Outcome::Forward { why: Why::Stale, shows: None, validates: !library, stores: true };
        let sites: Rc<[SiteId]> = trip.sites.iter().skip(trip.passes.len()).copied().collect();
        let behind = Trip {
            who: self.world.participant(last.site).unwrap_or_else(|| trip.who.clone()),
            sites,
            asked,
            asker: Some(Pass { outcome, asked, ..*last }),
            passes: Vec::new(),
            phase: Phase::Coming,
            brief: false,
            counted: false,
            shown: true,
            ..trip.clone()
        };
        self.frames.push(Frame::Trip(Box::new(behind)));
    }

    /// A read that passes no storage is told as an action.
    fn alone(&mut self, trip: &Trip<'m>) {
        let wording = words::request(verb_of(trip), self.keys.text(trip.key), trip.step, None);
        self.tell(Told::Action { step: trip.step, who: trip.who.clone(), wording, counted: trip.counted });
    }

    /// A request comes to another device: the reactions to it.
    fn entering(&mut self, trip: &Trip<'m>, sender: &Participant, site: SiteId) -> Vec<Frame<'m>> {
        let Some(to) = self.world.participant(site) else { return Vec::new() };
        let device = self.world.model.device_of(to.place);
        if device.is_none() || device == self.world.model.device_of(sender.place) {
            return Vec::new();
        }
        let text = self.keys.text(trip.key);
        self.to_request(trip.step, verb_of(trip), text, None, &to, trip.user)
    }

    /// What a library has is on the screen before the answer comes.
    fn at_once(&mut self, trip: &Trip<'m>, user: UserId, site: SiteId, answer: &Answer) {
        self.show(user, trip.key, answer);
        if trip.brief || self.mute > 0 {
            return;
        }
        let wording = self.answer_words(Some(answer), false, Some(true), Stored::No);
        self.answered(trip, site, trip.who.clone(), wording);
    }

    /// Tells a request hop.
    fn ask(&mut self, trip: &Trip<'m>, from: Participant, site: SiteId, why: Option<Outcome>, counted: bool) {
        if self.mute > 0 {
            return;
        }
        let Some(to) = self.world.participant(site) else { return };
        let verb = if self.speaks_http(&from, site) { verb_of(trip) } else { "read" };
        let wording = words::request(verb, self.keys.text(trip.key), trip.step, why.as_ref());
        self.tell(Told::Message { step: trip.step, from, to, arrow: Arrow::Request, wording, counted });
    }

    /// Whether a hop is an HTTP one: to an HTTP cache, or to another device that is no authority by itself.
    fn speaks_http(&self, from: &Participant, site: SiteId) -> bool {
        let Some(storage) = self.world.storage(site) else { return false };
        let place = Place::Storage(self.storage_of(site));
        let model = self.world.model;
        let outside = storage.device.is_some() && model.device_of(from.place) != storage.device;
        storage.http.is_some() || outside && !storage.origin && !model.copies(place).is_personal()
    }

    /// One hop back, from a storage that was passed to the one before it, which stores what it may.
    fn hop_back(&mut self, trip: &Trip<'m>, at: usize) {
        let Some(pass) = trip.passes.get(at) else { return };
        let answer = trip.passes.last().and_then(Pass::hit);
        let nearer = at.checked_sub(1).and_then(|i| trip.passes.get(i)).or(trip.asker.as_ref());
        let receiver = nearer.and_then(|p| self.world.participant(p.site)).unwrap_or_else(|| trip.who.clone());
        let http = self.speaks_http(&receiver, pass.site);
        self.travel(receiver.place, None);
        let stored = match (nearer, &answer) {
            (Some(nearer), Some(answer)) => self.fill(nearer, trip.key, answer, trip.cause),
            (None, Some(answer)) => {
                if let (Place::User(_), Some(user)) = (trip.who.place, trip.user) {
                    self.show(user, trip.key, answer);
                }
                Stored::No
            }
            (_, None) => Stored::No,
        };
        if self.mute > 0 || trip.brief && nearer.is_some() {
            return;
        }
        let last = trip.passes.last().filter(|_| at + 1 == trip.passes.len() || trip.brief);
        let hit = last.and_then(|p| match p.outcome {
            Outcome::Hit { stale, .. } => Some(stale),
            Outcome::Forward { .. } | Outcome::Refuse => None,
        });
        let from = if trip.brief { last.map_or(pass.site, |p| p.site) } else { pass.site };
        let origin = self.world.storage(from).is_some_and(|s| s.origin);
        let wording = self.answer_words(answer.as_ref(), http, hit.filter(|_| !origin), stored);
        self.answered(trip, from, receiver, wording);
    }

    /// Tells an answer.
    fn answered(&mut self, trip: &Trip<'m>, from: SiteId, to: Participant, wording: Wording) {
        let Some(from) = self.world.participant(from) else { return };
        let arrow = Arrow::Response;
        self.tell(Told::Message { step: trip.step, from, to, arrow, wording, counted: false });
    }

    /// The rest of a way, undrawn: what would be answered, and what is filled.
    pub(super) fn quietly(&mut self, sites: &[SiteId], key: KeyId, asked: &Asked, cause: Cause) -> Option<Answer> {
        let mut passes: Vec<Pass> = Vec::new();
        for site in sites {
            let pass = self.pass(*site, key, asked);
            let on = matches!(pass.outcome, Outcome::Forward { .. });
            passes.push(pass);
            if !on {
                break;
            }
        }
        let answer = passes.last().and_then(Pass::hit)?;
        for pass in passes.iter().rev() {
            self.fill(pass, key, &answer, cause);
        }
        Some(answer)
    }
}

impl Trip<'_> {
    /// Whether a library has shown what it has.
    #[must_use]
    pub fn was_shown(&self) -> bool {
        self.shown
    }

    /// Which storage of its way it is at, or comes to next.
    fn at(&self) -> usize {
        self.passes.len()
    }
}

fn verb_of(trip: &Trip<'_>) -> &'static str {
    if trip.head { "HEAD" } else { "GET" }
}
