//! Exchanges: requests that the author wrote, until they are answered. What the receiver would answer is worked out when
//! the request comes; what was left undrawn on the way is passed exactly as a read would pass it.

use super::super::key::KeyId;
use super::super::world::SiteId;
use super::fill::Pass;
use super::lookup::{self, Answer, Asked, Outcome};
use super::unanswered::{Heading, home};
use super::{Env, Run};
use crate::http::Why;
use crate::model::operation::Http;
use crate::model::step::Step;
use crate::model::{Copies, Instance, Participant, Place, StorageId, UserId};
use crate::problem::runs::{self, Passed};
use crate::syntax::statement::happening::HappeningKind;
use std::rc::Rc;

/// A request that the author wrote.
#[derive(Clone, Debug)]
pub struct Exchange<'m> {
    /// The statement.
    pub step: &'m Step,
    /// Who asked.
    pub from: Participant,
    /// Who was asked.
    pub to: Participant,
    /// On whose behalf.
    pub user: Option<UserId>,
    /// For what.
    pub key: Option<KeyId>,
    /// How, if by HTTP.
    pub http: Option<Http>,
    /// It is answered with a value: `GET`, `HEAD`, `read`.
    pub reads: bool,
    /// The request.
    pub asked: Asked,
    /// Storages of either end that it passed undrawn, nearest first.
    pub between: Vec<Pass>,
    /// The receiver's storages that it came to, up to the one that answers.
    pub arrival: Vec<Pass>,
    /// What lies behind the receiver on its way.
    pub beyond: Vec<SiteId>,
    /// What the receiver has learnt by asking on.
    pub learnt: Option<Answer>,
    /// It asked on, and was answered without a value.
    pub missed: bool,
    /// Nobody takes the answer: whoever asked has crashed, or has had an old copy that it only refreshes.
    pub orphaned: bool,
    /// A storage on the way answered by itself: the request is over.
    pub over: bool,
    /// The request that it is asked for, by its statement.
    pub serves: Option<&'m Step>,
    /// The request it belongs to in a count (`per request`).
    pub number: Option<u32>,
}

impl Exchange<'_> {
    /// What the receiver has of its own.
    #[must_use]
    pub fn own(&self) -> Option<Answer> {
        self.arrival.iter().find_map(Pass::hit)
    }
}

impl<'m> Run<'_, 'm> {
    /// Whether a request that a statement made is still open.
    #[must_use]
    pub fn awaits(&self, step: &Step) -> bool {
        self.exchanges.iter().any(|e| std::ptr::eq(e.step, step))
    }

    /// From now on places serve the request of this statement first, if several are open.
    pub fn serve(&mut self, step: &Step) {
        if let Some(at) = self.exchanges.iter().rposition(|e| std::ptr::eq(e.step, step)) {
            let model = self.world.model;
            if let Some(exchange) = self.exchanges.take(model, at) {
                self.exchanges.push(model, exchange);
            }
        }
    }

    /// Somebody crashes: their storages clear, what they were asked is not answered, what they asked is answered to nobody.
    pub fn crash(&mut self, step: &'m Step, who: &Participant) -> Participant {
        let who = self.settled(who, &Env::default());
        let mut open = std::mem::take(&mut *self.exchanges);
        open.retain(self.world.model, |e| !self.alike(&e.to, &who));
        for at in 0..open.len() {
            if let Some(exchange) = open.get_mut(at).filter(|e| self.alike(&e.from, &who)) {
                Rc::make_mut(exchange).orphaned = true;
            }
        }
        self.happening(step, HappeningKind::Crash, &who, &Env::default());
        *self.exchanges = open;
        Rc::make_mut(&mut self.known).retain(|known| known.who != who);
        who
    }

    /// The exchange that a participant is serving for a key; a purge is done when it comes.
    pub(super) fn served(&self, who: &Participant, key: Option<KeyId>) -> Option<usize> {
        let to = home(self.world.model, who.place);
        let heading = if key.is_some() { Heading::For(to, key) } else { Heading::To(to) };
        let goes_on = |e: &Exchange<'m>| e.http != Some(Http::Purge);
        self.exchanges.latest(heading, |e| goes_on(e) && self.alike(&e.to, who) && (key.is_none() || e.key == key))
    }

    /// The request that one was asked for, if it is still open, else whichever waits for the same.
    pub(super) fn parent(&self, exchange: &Exchange<'m>) -> Option<usize> {
        let to = home(self.world.model, exchange.from.place);
        let asked_for = exchange.serves.and_then(|step| {
            let same = |e: &Exchange<'m>| std::ptr::eq(e.step, step) && self.alike(&e.to, &exchange.from);
            self.exchanges.latest(Heading::For(to, exchange.key), same)
        });
        asked_for.or_else(|| self.served(&exchange.from, exchange.key))
    }

    /// The same participant, or a place and its device.
    pub(super) fn alike(&self, a: &Participant, b: &Participant) -> bool {
        if a.place == b.place {
            let open = |i: &Instance| matches!(i, Instance::Any | Instance::Every | Instance::Other | Instance::Bound);
            return a.instance == b.instance || open(&a.instance) || open(&b.instance);
        }
        let model = self.world.model;
        let device = model.device_of(a.place);
        let same = device.is_some() && device == model.device_of(b.place);
        same && (a.instance == b.instance || model.copies(a.place) != model.copies(b.place))
    }

    /// The storages from one place to another that belong to either, then the receiver's own, then what lies behind.
    fn legs(
        &self,
        from: &Participant,
        to: &Participant,
        user: Option<UserId>,
        after: Option<StorageId>,
    ) -> Option<(Vec<StorageId>, Vec<StorageId>, Vec<StorageId>)> {
        let model = self.world.model;
        let reader = user.map_or_else(|| from.clone(), |id| Participant::only(Place::User(id)));
        let own = model.way(&reader, None);
        let others = model.routes.iter().map(|r| r.hops.as_slice());
        let all = std::iter::once(own).chain(std::iter::once(model.default_route.as_slice())).chain(others);
        let mut found = None;
        for hops in all {
            let at = |id: StorageId| hops.iter().position(|h| *h == id);
            let end = match to.place {
                Place::Storage(id) => at(id),
                Place::Device(_) => hops.iter().position(|h| self.owns(to, *h)),
                Place::User(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => None,
            };
            let start = match (from.place, after) {
                (_, Some(id)) => at(id).map(|n| n + 1),
                (Place::User(_), None) => Some(0),
                (Place::Storage(id), None) => at(id).map(|n| n + 1),
                (Place::Device(_), None) => {
                    let own = hops.iter().position(|h| self.owns(from, *h));
                    own.or_else(|| Some(hops.iter().position(|h| !self.is_personal(*h)).unwrap_or(0)))
                }
                (Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users, None) => None,
            };
            if let (Some(start), Some(end)) = (start, end)
                && start <= end
            {
                found = Some((hops, start, end));
                break;
            }
        }
        let Some((hops, start, end)) = found else {
            return self.free(from, to, after, own);
        };
        let between = hops.get(start..end).unwrap_or_default().iter().copied();
        let between = between.filter(|h| self.owns(from, *h) || self.owns(to, *h)).collect();
        let rest = hops.get(end..).unwrap_or_default();
        let count = match to.place {
            Place::Device(_) => rest.iter().take_while(|h| self.owns(to, **h)).count(),
            _other => 1,
        };
        let (arrival, beyond) = rest.split_at(count.min(rest.len()));
        Some((between, arrival.to_vec(), beyond.to_vec()))
    }

    /// The legs of a request to a device that keeps nothing on the way: it stands for what lies behind the sender.
    fn free(
        &self,
        from: &Participant,
        to: &Participant,
        after: Option<StorageId>,
        own: &[StorageId],
    ) -> Option<(Vec<StorageId>, Vec<StorageId>, Vec<StorageId>)> {
        let Place::Device(_) = to.place else { return None };
        if own.iter().any(|h| self.owns(to, *h)) {
            return None;
        }
        let last = after.or(if let Place::Storage(id) = from.place { Some(id) } else { None });
        let start = match last {
            Some(id) => own.iter().position(|h| *h == id).map_or(0, |n| n + 1),
            None => own.iter().rposition(|h| self.owns(from, *h)).map_or(0, |n| n + 1),
        };
        let between = own.get(..start).unwrap_or_default().iter().copied();
        let between = if last.is_none() { between.filter(|h| self.owns(from, *h)).collect() } else { Vec::new() };
        Some((between, Vec::new(), own.get(start..).unwrap_or_default().to_vec()))
    }

    fn is_personal(&self, storage: StorageId) -> bool {
        self.world.model.copies(Place::Storage(storage)).is_personal()
    }

    /// A request that is answered with a value is made.
    pub(super) fn open_read(&mut self, exchange: &mut Exchange<'m>, key: KeyId, env: &Env) {
        let served = self.served(&exchange.from, Some(key));
        let mut after = None;
        if let Some(parent) = served.and_then(|at| self.exchanges.get(at)) {
            inherit(&mut exchange.asked, &parent.asked);
            exchange.user = exchange.user.or(parent.user);
            exchange.serves = Some(parent.step);
        }
        if served.is_some_and(|at| self.looks_inside(exchange, at, key)) {
            return;
        }
        if let Some(parent) = served.and_then(|at| self.exchanges.get(at)) {
            after = parent.arrival.last().map(|p| self.storage_of(p.site));
            let asked_on = parent.arrival.iter().rev().find_map(forwarded);
            let answered = parent.own().filter(|_| exchange.reads && parent.learnt.is_none() && !parent.missed);
            let step = exchange.step;
            if answered.is_some() && parent.answers_behind() {
                self.did(lookup::word(Why::Stale));
            } else if answered.is_some() && self.exploring {
                exchange.over = true;
                return;
            } else if let Some(answer) = answered {
                self.would_have_answered((step, exchange.asked.fresh, false), parent_site(parent), &answer, key);
            } else if let (Some(why), false) = (asked_on, self.stays_inside(exchange)) {
                self.did(lookup::word(why));
            }
        }
        let user = exchange.user.or(env.user);
        let Some((between, arrival, beyond)) = self.legs(&exchange.from, &exchange.to, user, after) else { return };
        for site in self.way_sites(&between, &exchange.from, user, key) {
            let pass = self.pass(site, key, &exchange.asked);
            let asks_on = pass.is_behind();
            match pass.hit().filter(|_| self.exploring && exchange.reads) {
                Some(answer) if asks_on => self.answered_behind(exchange, key, &answer),
                Some(answer) => {
                    exchange.over = true;
                    let cause = self.cause(exchange.step);
                    return self.deliver(exchange, key, answer, cause);
                }
                // What changes something is answered by no copy, and shows none.
                None if exchange.reads => self.undrawn(exchange, &pass, key),
                None => {}
            }
            exchange.between.push(pass.refreshing());
        }
        let to = exchange.to.clone();
        let sites = match to.place {
            Place::Storage(id) => self.world.site(id, &to.instance).into_iter().collect(),
            _other => self.way_sites(&arrival, &to, user, key),
        };
        for site in sites {
            let pass = self.pass(site, key, &exchange.asked);
            let on = matches!(pass.outcome, Outcome::Forward { .. });
            exchange.arrival.push(pass);
            if !on {
                break;
            }
        }
        exchange.beyond = self.way_sites(&beyond, &to, user, key);
    }

    /// A storage that is passed undrawn: a library shows what it has; one that would have answered is pointed out.
    fn undrawn(&mut self, exchange: &Exchange<'m>, pass: &Pass, key: KeyId) {
        match pass.outcome {
            // A device refreshes what it has.
            Outcome::Hit { behind: true, .. } if matches!(exchange.from.place, Place::Device(_)) => {
                self.did(lookup::word(Why::Stale));
            }
            Outcome::Hit { answer, .. } => {
                let how = (exchange.step, exchange.asked.fresh, pass.is_behind());
                self.would_have_answered(how, Some(pass.site), &answer, key);
            }
            Outcome::Forward { shows: Some(answer), .. } => {
                if let Place::User(user) = exchange.from.place
                    && exchange.between.iter().all(|p| !shows(p))
                {
                    self.show(user, key, &answer);
                }
            }
            Outcome::Forward { shows: None, .. } | Outcome::Refuse => {}
        }
    }

    /// Whether a device asks its own storage: that is where its request came to, not how it goes on.
    fn stays_inside(&self, exchange: &Exchange<'m>) -> bool {
        matches!(exchange.from.place, Place::Device(_)) && self.alike(&exchange.from, &exchange.to)
    }

    /// A device asks a storage of its own that the request it serves has come to: what is drawn is that storage's lookup,
    /// which happens now, after whatever was stored or dropped since the request came.
    fn looks_inside(&mut self, exchange: &mut Exchange<'m>, serving: usize, key: KeyId) -> bool {
        let Place::Storage(id) = exchange.to.place else { return false };
        if !exchange.reads || !self.stays_inside(exchange) {
            return false;
        }
        let Some(site) = self.world.site(id, &exchange.to.instance) else { return false };
        let arrival = self.exchanges.get(serving).map_or(&[][..], |parent| &parent.arrival);
        let Some(at) = arrival.iter().position(|pass| pass.site == site) else { return false };
        let reads = self.log.origin_reads.len();
        let pass = self.pass(site, key, &exchange.asked);
        Rc::make_mut(&mut self.log).origin_reads.truncate(reads);
        if let Some(own) = self.exchanges.get_mut(serving).and_then(|e| Rc::make_mut(e).arrival.get_mut(at)) {
            *own = pass;
        }
        if self.exploring && pass.hit().is_some() {
            exchange.over = true;
            return true;
        }
        let legs = self.legs(&exchange.from, &exchange.to, exchange.user, None);
        if let Some((_, _, beyond)) = legs {
            exchange.beyond = self.way_sites(&beyond, &exchange.to.clone(), exchange.user, key);
        }
        exchange.arrival.push(pass);
        true
    }

    /// Points out a storage that a request, which may ask for something fresh, goes past; it may answer with a stale copy and
    /// ask behind that.
    pub(super) fn would_have_answered(
        &mut self,
        (step, renewing, behind): (&'m Step, bool, bool),
        site: Option<SiteId>,
        answer: &Answer,
        key: KeyId,
    ) {
        let Some(site) = site else { return };
        let origin = self.world.storage(site).is_some_and(|s| s.origin);
        if origin {
            return;
        }
        let value = self.name(answer.value).clone();
        let put = self.step_of(answer.by).map(|s| s.span);
        let how = if behind { Passed::Behind } else { Passed::Fresh { renewing } };
        let finding =
            runs::would_have_answered(step.at, self.world.name(site), &value, self.keys.text(key), (put, how));
        self.find(step, finding);
    }

    /// All instances of a place; all users of `user`.
    pub(super) fn instances(&self, place: Place) -> Vec<Participant> {
        let one = |instance| Participant { place, instance };
        if place == Place::Users {
            return (0..self.world.model.users.len())
                .map(|id| Participant::only(Place::User(UserId::at(id))))
                .collect();
        }
        match self.world.model.copies(place) {
            Copies::One => vec![one(Instance::Only)],
            Copies::Numbered(n) => {
                (1..=n.min(10_000)).map(|i| one(Instance::Named(ecow::eco_format!("{i}")))).collect()
            }
            Copies::Per(dimension) => {
                let values = self.world.model.values(&dimension);
                values.into_iter().map(|(v, _)| one(Instance::Named(v.clone()))).collect()
            }
        }
    }
}

/// What was asked of a cache is asked by it as well.
fn inherit(asked: &mut Asked, parent: &Asked) {
    let (own, theirs) = (&mut asked.request.directives, &parent.request.directives);
    own.no_cache |= theirs.no_cache;
    own.no_store |= theirs.no_store;
    own.only_if_cached |= theirs.only_if_cached;
    own.max_age = own.max_age.or(theirs.max_age);
    own.stale_if_error = own.stale_if_error.or(theirs.stale_if_error);
    asked.request.authorization |= parent.request.authorization;
    asked.fetch = asked.fetch.or(parent.fetch);
    asked.fresh |= parent.fresh;
    asked.user = asked.user.or(parent.user);
}

fn parent_site(parent: &Exchange<'_>) -> Option<SiteId> {
    parent.arrival.iter().find(|p| p.hit().is_some()).map(|p| p.site)
}

/// Why a storage asked further, if it did.
fn forwarded(pass: &Pass) -> Option<Why> {
    match pass.outcome {
        Outcome::Forward { why, .. } => Some(why),
        Outcome::Hit { .. } | Outcome::Refuse => None,
    }
}

fn shows(pass: &Pass) -> bool {
    matches!(pass.outcome, Outcome::Forward { shows: Some(_), .. })
}
