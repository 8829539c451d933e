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
use super::lookup::{self, Answer, Asked, Outcome};
use super::{Env, Run, words};
use crate::http::Why;
use crate::model::operation::Http;
use crate::model::policy::{Condition, Policy};
use crate::model::step::{Step, StepKind};
use crate::model::{Instance, Participant, Place, PolicyId, RouteId, UserId};
use crate::syntax::statement::message::Arrow;
use crate::timeline::Wording;
use ecow::EcoString;

/// A read under way.
pub(super) struct Trip<'m> {
    step: &'m Step,
    who: Participant,
    user: Option<UserId>,
    key: KeyId,
    sites: Vec<SiteId>,
    brief: bool,
    counted: bool,
    head: bool,
}

impl<'m> Run<'_, 'm> {
    /// A read statement.
    pub(super) fn read_step(&mut self, step: &'m Step, env: &Env) {
        let StepKind::Read { who, method, key, via, policy, brief } = &step.kind else { return };
        let Some(key) = self.key(key, env) else { return };
        for who in self.readers(who, env) {
            let user = self.behalf(&who).or(env.user);
            let mut asked = lookup::asked(&step.directives, *method == Http::Head, user);
            let chosen = policy.as_ref().and_then(|(id, facts)| self.policy(*id, facts, &mut asked));
            let hops = self.hops(&who, via.or(chosen));
            let sites = self.way_sites(&hops, &who, user, key);
            let head = *method == Http::Head;
            self.go(&Trip { step, who, user, key, sites, brief: *brief, counted: true, head }, &asked);
        }
    }

    /// Who reads: one, or all.
    fn readers(&mut self, who: &Participant, env: &Env) -> Vec<Participant> {
        let model = self.world.model;
        let several = matches!(who.instance, Instance::Every | Instance::Other);
        if who.place == Place::Users && several {
            return (0..model.users.len()).map(|i| Participant::only(Place::User(UserId::at(i)))).collect();
        }
        if several {
            return self.instances(who.place).into_iter().filter(|p| env.who.as_ref() != Some(p)).collect();
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

    /// The route that a policy chooses, and what it adds to the request.
    fn policy(&self, id: PolicyId, facts: &[EcoString], asked: &mut Asked) -> Option<RouteId> {
        let policy = self.world.model.policies.get(id.index())?;
        let fires = |c: &Option<Condition>| c.as_ref().is_none_or(|c| holds(c, policy, facts));
        let rule = policy.rules.iter().find(|rule| fires(&rule.condition))?;
        for attribute in &rule.attributes {
            match attribute.name.as_str() {
                "no-cache" => {
                    asked.request.directives.no_cache = true;
                    asked.fresh = true;
                }
                "no-store" => asked.request.directives.no_store = true,
                "authorization" => asked.request.authorization = true,
                _other => {}
            }
        }
        rule.route
    }

    /// Goes up, and back.
    pub(super) fn go(&mut self, trip: &Trip<'m>, asked: &Asked) -> Option<Answer> {
        let cause = self.cause(trip.step);
        let passes = self.climb(trip, asked, None);
        let answer = passes.last().and_then(Pass::hit);
        let Some(last) = passes.last() else {
            self.alone(trip);
            return None;
        };
        if trip.brief {
            self.ask(trip, trip.who.clone(), last.site, None, trip.counted);
        }
        self.descend(trip, &passes, answer, cause, None);
        if let Outcome::Hit { behind: true, .. } = last.outcome {
            self.revalidate(trip, last, asked, passes.len(), cause);
        }
        answer
    }

    /// A read that passes no storage is told as an action.
    fn alone(&mut self, trip: &Trip<'m>) {
        let wording = words::request(verb_of(trip), self.keys.text(trip.key), trip.step, None);
        self.tell(Told::Action { step: trip.step, who: trip.who.clone(), wording, counted: trip.counted });
    }

    /// Up to the storage that answers. `from` is the storage that asks, if it is not the reader.
    fn climb(&mut self, trip: &Trip<'m>, asked: &Asked, from: Option<(usize, Outcome)>) -> Vec<Pass> {
        let mut passes: Vec<Pass> = Vec::new();
        let start = from.map_or(0, |(at, _)| at);
        let mut shown = false;
        for (at, site) in trip.sites.iter().enumerate().skip(start) {
            let before = passes.last().map(|p| p.outcome).or(from.map(|(_, outcome)| outcome));
            let sender = at.checked_sub(1).and_then(|i| trip.sites.get(i)).and_then(|s| self.world.participant(*s));
            let sender = sender.unwrap_or_else(|| trip.who.clone());
            let to = Place::Storage(self.storage_of(*site));
            self.travel(to, None);
            if !trip.brief {
                self.ask(trip, sender.clone(), *site, before, trip.counted && passes.is_empty() && from.is_none());
            }
            self.enter(trip, &sender, *site);
            let mut pass = self.pass(*site, trip.key, asked);
            if let Outcome::Forward { shows: Some(answer), .. } = pass.outcome {
                match trip.user.filter(|_| matches!(trip.who.place, Place::User(_))) {
                    Some(user) if !shown && from.is_none() => {
                        shown = true;
                        self.at_once(trip, user, *site, &answer);
                    }
                    Some(_) => {}
                    None => pass.outcome = Outcome::Hit { answer, stale: true, behind: true },
                }
            }
            let on = matches!(pass.outcome, Outcome::Forward { .. });
            passes.push(pass);
            if !on {
                break;
            }
        }
        passes
    }

    /// A request comes to another device: reactions to it run.
    fn enter(&mut self, trip: &Trip<'m>, sender: &Participant, site: SiteId) {
        let Some(to) = self.world.participant(site) else { return };
        let device = self.world.model.device_of(to.place);
        if device.is_none() || device == self.world.model.device_of(sender.place) {
            return;
        }
        let text = self.keys.text(trip.key).to_owned();
        self.requested(trip.step, verb_of(trip), &text, None, &to, trip.user);
    }

    /// What a library has is on the screen before the answer comes.
    fn at_once(&mut self, trip: &Trip<'m>, user: UserId, site: SiteId, answer: &Answer) {
        self.show(user, trip.key, answer);
        if trip.brief {
            return;
        }
        let wording = self.answer_words(Some(answer), false, Some(true), Stored::No);
        self.answered(trip, site, trip.who.clone(), wording);
    }

    /// Tells a request hop.
    fn ask(&mut self, trip: &Trip<'m>, from: Participant, site: SiteId, why: Option<Outcome>, counted: bool) {
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

    /// Back to the reader, every storage passed storing what it may.
    fn descend(
        &mut self,
        trip: &Trip<'m>,
        passes: &[Pass],
        answer: Option<Answer>,
        cause: super::Cause,
        asker: Option<&Pass>,
    ) {
        let hit = passes.last().map(|p| match p.outcome {
            Outcome::Hit { stale, .. } => Some(stale),
            Outcome::Forward { .. } | Outcome::Refuse => None,
        });
        for at in (0..passes.len()).rev() {
            let Some(pass) = passes.get(at) else { continue };
            let nearer = at.checked_sub(1).and_then(|i| passes.get(i));
            let to = nearer.or(asker).map(|p| p.site);
            let receiver = to.and_then(|s| self.world.participant(s)).unwrap_or_else(|| trip.who.clone());
            let http = self.speaks_http(&receiver, pass.site);
            self.travel(receiver.place, None);
            let stored = match (nearer.or(asker), &answer) {
                (Some(nearer), Some(answer)) => self.fill(nearer, trip.key, answer, cause),
                (None, Some(answer)) => {
                    if let (Place::User(_), Some(user)) = (trip.who.place, trip.user) {
                        self.show(user, trip.key, answer);
                    }
                    Stored::No
                }
                (_, _) => Stored::No,
            };
            if trip.brief && to.is_some() {
                continue;
            }
            let last = at + 1 == passes.len();
            let from = if trip.brief { passes.last().map_or(pass.site, |p| p.site) } else { pass.site };
            let tag = if last || trip.brief { hit.flatten() } else { None };
            let origin = self.world.storage(from).is_some_and(|s| s.origin);
            let wording = self.answer_words(answer.as_ref(), http, tag.filter(|_| !origin), stored);
            self.answered(trip, from, receiver, wording);
        }
    }

    /// Tells an answer.
    fn answered(&mut self, trip: &Trip<'m>, from: SiteId, to: Participant, wording: Wording) {
        let Some(from) = self.world.participant(from) else { return };
        let arrow = Arrow::Response;
        self.tell(Told::Message { step: trip.step, from, to, arrow, wording, counted: false });
    }

    /// A cache asks on behind an answer that it has already given (RFC 5861 §3).
    fn revalidate(&mut self, trip: &Trip<'m>, last: &Pass, asked: &Asked, at: usize, cause: super::Cause) {
        let library = self.world.storage(last.site).is_some_and(|s| s.http.is_none());
        let mut plain = lookup::asked(&crate::model::operation::Directives::default(), trip.head, trip.user);
        plain.request.authorization = asked.request.authorization;
        let outcome = Outcome::Forward { why: Why::Stale, shows: None, validates: !library, stores: true };
        let behind = Trip {
            step: trip.step,
            who: trip.who.clone(),
            user: trip.user,
            key: trip.key,
            sites: trip.sites.clone(),
            brief: false,
            counted: false,
            head: trip.head,
        };
        let passes = self.climb(&behind, &plain, Some((at, outcome)));
        let answer = passes.last().and_then(Pass::hit);
        if passes.is_empty() {
            return;
        }
        let asker = Pass { outcome, asked: plain, ..*last };
        self.descend(&behind, &passes, answer, cause, Some(&asker));
    }

    /// The rest of a way, undrawn: what would be answered, and what is filled.
    pub(super) fn quietly(
        &mut self,
        sites: &[SiteId],
        key: KeyId,
        asked: &Asked,
        cause: super::Cause,
    ) -> Option<Answer> {
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

fn verb_of(trip: &Trip<'_>) -> &'static str {
    if trip.head { "HEAD" } else { "GET" }
}

/// Whether a condition holds with these facts.
fn holds(condition: &Condition, policy: &Policy, facts: &[EcoString]) -> bool {
    match condition {
        Condition::Fact(id) => policy.facts.get(id.index()).is_some_and(|f| facts.contains(&f.name)),
        Condition::Not(inner) => !holds(inner, policy, facts),
        Condition::And(a, b) => holds(a, policy, facts) && holds(b, policy, facts),
        Condition::Or(a, b) => holds(a, policy, facts) || holds(b, policy, facts),
    }
}
