//! Messages as the author wrote them: requests, answers, broadcasts.

use super::super::flat::Item;
use super::super::key::KeyId;
use super::super::tale::Told;
use super::super::world::SiteId;
use super::answer::Said;
use super::exchange::Exchange;
use super::fill::{Pass, Stored};
use super::frame::Frame;
use super::lookup::{self, Answer, Outcome};
use super::operation::Fired;
use super::unanswered::{Heading, home};
use super::{Cause, Env, Run};
use crate::model::operation::Http;
use crate::model::step::{Label, Step, StepKind};
use crate::model::{Instance, Key, Operation, Participant, Place, StorageId};
use crate::syntax::clause::operation::Verb;
use crate::syntax::statement::message::Arrow;
use std::rc::Rc;

impl<'m> Run<'_, 'm> {
    /// A message.
    pub(super) fn message(&mut self, step: &'m Step, env: &Env) {
        let StepKind::Message { from, to, arrow, label, latency } = &step.kind else { return };
        let several = matches!(to.instance, Instance::Every | Instance::Other) || to.place == Place::Users;
        match arrow {
            Arrow::Response if !several => self.reply(step, (from, to), label, *latency, env),
            Arrow::Lost => self.as_written(step, (from, to), *arrow, label, env),
            Arrow::Request | Arrow::Async | Arrow::Response => {
                let from = self.settled(from, env);
                let to = if several { to.clone() } else { self.beside(to, &from, env) };
                self.travel(to.place, *latency);
                if *arrow == Arrow::Async && self.posting && !matches!(to.place, Place::Channel(_)) {
                    self.told(step, (&from, &to), *arrow, label, env, several);
                    let (env, after) = (Rc::new(env.clone()), self.chain());
                    self.posted.push(Frame::Arrive { step, from, to, env, after });
                    return;
                }
                let fired = self.ask_or_tell(step, (&from, &to), *arrow, label, env, several);
                self.told(step, (&from, &to), *arrow, label, env, several);
                self.react(step, fired, &from, env);
            }
        }
    }

    /// A message that nobody answers arrives late.
    pub(super) fn arrive(&mut self, step: &'m Step, (from, to): (&Participant, &Participant), env: &Env) {
        let StepKind::Message { arrow, label, .. } = &step.kind else { return };
        let several = matches!(to.instance, Instance::Every | Instance::Other) || to.place == Place::Users;
        let fired = self.ask_or_tell(step, (from, to), *arrow, label, env, several);
        self.settle();
        self.react(step, fired, from, env);
    }

    /// The receiver: any one of several is the one beside the sender, if they stand together.
    fn beside(&mut self, to: &Participant, from: &Participant, env: &Env) -> Participant {
        let open = matches!(to.instance, Instance::Any | Instance::Bound);
        let near = self.world.model.together(from, to) && matches!(from.instance, Instance::Named(_));
        if open && near && self.world.model.copies(from.place) == self.world.model.copies(to.place) {
            return Participant { place: to.place, instance: from.instance.clone() };
        }
        let user = self.behalf(from).or(env.user);
        let whose = Env { user, ..env.clone() };
        self.settled(to, &whose)
    }

    /// Tells a message with its instances settled.
    fn told(
        &mut self,
        step: &'m Step,
        (from, to): (&Participant, &Participant),
        arrow: Arrow,
        label: &Label,
        env: &Env,
        several: bool,
    ) {
        if several && env.who.is_none() {
            return self.tell(Told::Item(Item::Step(step)));
        }
        let wording = self.bound_words(&label.wording, env);
        let wording = self.corrected(wording);
        let counted = env.who.is_none();
        self.tell(Told::Message { step, from: from.clone(), to: to.clone(), arrow, wording, counted });
    }

    fn as_written(
        &mut self,
        step: &'m Step,
        (from, to): (&Participant, &Participant),
        arrow: Arrow,
        label: &Label,
        env: &Env,
    ) {
        let from = self.settled(from, env);
        let to = self.beside(to, &from, env);
        self.told(step, (&from, &to), arrow, label, env, false);
    }

    /// What a request or broadcast does; what it sets off.
    fn ask_or_tell(
        &mut self,
        step: &'m Step,
        (from, to): (&Participant, &Participant),
        arrow: Arrow,
        label: &'m Label,
        env: &Env,
        several: bool,
    ) -> Vec<Fired> {
        let mut exchange = Exchange {
            step,
            from: from.clone(),
            to: to.clone(),
            user: self.behalf(from).or_else(|| self.behalf(to)),
            key: None,
            http: None,
            reads: false,
            asked: lookup::asked(&step.directives, false, None),
            between: Vec::new(),
            arrival: Vec::new(),
            beyond: Vec::new(),
            learnt: None,
            orphaned: false,
            serves: None,
            over: false,
            missed: false,
            number: None,
        };
        exchange.asked.user = exchange.user;
        let mut fired = Vec::new();
        match &label.operation {
            Some(Operation::Http { method, key, argument }) => {
                fired = self.http(&mut exchange, *method, key, argument.as_ref(), env);
            }
            Some(Operation::Storage { verb: Verb::Read, keys, .. }) if !several => {
                if let Some(key) = keys.first().and_then(|k| self.key(k, env)) {
                    exchange.key = Some(key);
                    exchange.reads = true;
                    self.open_read(&mut exchange, key, env);
                }
            }
            Some(operation) => fired = self.operate(step, operation, from, Some(to), env),
            None => {}
        }
        if arrow == Arrow::Request && !several && !exchange.over {
            self.exchanges.push(self.world.model, Rc::new(exchange));
        }
        fired
    }

    fn http(
        &mut self,
        exchange: &mut Exchange<'m>,
        method: Http,
        key: &Key,
        argument: Option<&Key>,
        env: &Env,
    ) -> Vec<Fired> {
        let Some(id) = self.key(key, env) else { return Vec::new() };
        exchange.key = Some(id);
        exchange.http = Some(method);
        let text = self.keys.text(id).to_owned();
        exchange.number = Some(Rc::make_mut(&mut self.log).request(method.name(), &text));
        exchange.asked.request.method = super::operation::rules_method(method);
        let mut fired = Vec::new();
        match method {
            Http::Get | Http::Head => {
                exchange.reads = true;
                self.open_read(exchange, id, env);
                if exchange.over {
                    return fired;
                }
            }
            Http::Purge => {
                self.cause(exchange.step);
                for site in self.purged(&exchange.from, &exchange.to, env) {
                    for key in self.keys.meant(id) {
                        if self.state.held(site, key).is_some() {
                            self.state.put(site, key, None);
                            fired.push(Fired::Invalidated { key });
                        }
                    }
                }
            }
            Http::Post | Http::Put | Http::Patch | Http::Delete => self.open_write(exchange, id, env),
            Http::Options => {}
        }
        let argument = argument.and_then(|a| self.key(a, env)).map(|k| self.keys.text(k).into());
        fired.extend(self.receivers(&exchange.from, &exchange.to).into_iter().map(|at| Fired::Requested {
            method: method.name(),
            path: text.as_str().into(),
            argument: argument.clone(),
            at,
            user: exchange.user,
        }));
        fired
    }

    /// Whoever gets a message: one, or each of several.
    pub(super) fn receivers(&self, from: &Participant, to: &Participant) -> Vec<Participant> {
        match to.instance {
            Instance::Every => self.instances(to.place),
            Instance::Other => self.instances(to.place).into_iter().filter(|one| !self.is_own(one, from)).collect(),
            Instance::Only | Instance::Named(_) | Instance::Any | Instance::Bound => vec![to.clone()],
        }
    }

    /// The caches that a purge reaches: each receiver, or those of a device.
    fn purged(&mut self, from: &Participant, to: &Participant, env: &Env) -> Vec<SiteId> {
        let model = self.world.model;
        let storages = match to.place {
            Place::Storage(id) => vec![id],
            Place::Device(id) => model.devices.get(id.index()).map(|d| d.storages.clone()).unwrap_or_default(),
            Place::User(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => Vec::new(),
        };
        let copies = |id: &StorageId| model.storages.get(id.index()).is_some_and(|s| !s.origin);
        let storages = storages.into_iter().filter(copies);
        if matches!(to.instance, Instance::Every | Instance::Other) {
            let each = |id| Participant { place: Place::Storage(id), instance: to.instance.clone() };
            let within: Vec<Participant> = storages.map(each).collect();
            return self.sites_of(&within, Some(from), env);
        }
        let whole = matches!(to.place, Place::Storage(_));
        let seen = |id| if whole { self.world.site(id, &to.instance) } else { self.world.seen_by(id, to, None) };
        storages.filter_map(seen).collect()
    }

    /// A request that changes something passes caches, which drop what they have once it has succeeded.
    fn open_write(&mut self, exchange: &mut Exchange<'m>, key: KeyId, env: &Env) {
        if self.keys.get(key).is_none_or(|e| e.resource.is_none()) {
            return;
        }
        let (open, reads) = (self.exchanges.len(), self.log.origin_reads.len());
        self.open_read(exchange, key, env);
        self.exchanges.truncate(self.world.model, open);
        Rc::make_mut(&mut self.log).origin_reads.truncate(reads);
        exchange.learnt = None;
        for pass in exchange.between.iter_mut().chain(&mut exchange.arrival) {
            pass.outcome = Outcome::Refuse;
        }
    }

    /// An answer.
    fn reply(
        &mut self,
        step: &'m Step,
        (from, to): (&Participant, &Participant),
        label: &'m Label,
        latency: Option<u64>,
        env: &Env,
    ) {
        let (near, far) = (self.open_settled(to, env), self.open_settled(from, env));
        let model = self.world.model;
        let heading = Heading::Between(home(model, far.place), home(model, near.place));
        let found = self.exchanges.latest(heading, |e| self.alike(&e.to, &far) && self.alike(&e.from, &near));
        let Some(exchange) = found.and_then(|at| self.exchanges.take(model, at)) else {
            return self.as_written(step, (from, to), Arrow::Response, label, env);
        };
        self.forget(exchange.step);
        let (from, to) = (exchange.to.clone(), exchange.from.clone());
        self.travel(to.place, latency);
        let said = match &label.operation {
            Some(Operation::Reply { status, miss, value }) => {
                Said { status: *status, miss: *miss, value: value.as_deref() }
            }
            _other => Said::default(),
        };
        if exchange.reads {
            self.answer(step, &exchange, said);
        } else if said.status.is_none_or(|status| (200..400).contains(&status)) {
            self.succeeded(&exchange, said.status.unwrap_or(200));
        }
        self.told(step, (&from, &to), Arrow::Response, label, env, false);
    }

    /// A participant as far as it is certain: one of several stays open here.
    fn open_settled(&mut self, who: &Participant, env: &Env) -> Participant {
        if who.instance == Instance::Any { who.clone() } else { self.settled(who, env) }
    }

    /// An unsafe request has succeeded: each cache that receives the answer must not reuse what it has (RFC 9111 §4.4),
    /// the farthest first; whoever asked on to change something has received it now, not only when it answers itself.
    fn succeeded(&mut self, exchange: &Exchange<'m>, status: u16) {
        let (Some(method), Some(key)) = (exchange.http, exchange.key) else { return };
        let method = super::operation::rules_method(method);
        let own = exchange.arrival.iter().filter(|_| !exchange.missed);
        let mut passes: Vec<Pass> = exchange.between.iter().chain(own).rev().copied().collect();
        if let Some(parent) = self.parent(exchange).and_then(|at| self.exchanges.get_mut(at)) {
            passes.extend(parent.arrival.iter().rev());
            if !parent.reads {
                Rc::make_mut(parent).missed = true;
            }
        }
        for pass in passes {
            let http = self.world.storage(pass.site).is_some_and(|s| s.http.is_some());
            if http && self.rules(pass.site, |rules| rules.invalidates(method, status)) {
                self.state.mark(pass.site, key);
            }
        }
    }

    /// An answer comes to whoever asked; every cache passed stores what it may, farthest first.
    pub(super) fn deliver(&mut self, exchange: &Exchange<'m>, key: KeyId, answer: Answer, cause: Cause) {
        let passed: Vec<Pass> = exchange.between.iter().chain(&exchange.arrival).rev().copied().collect();
        let learnt = exchange.learnt.is_some();
        let at_arrival = exchange.arrival.len();
        for (at, pass) in passed.iter().enumerate() {
            // What its own question brought was stored when that was answered.
            let own = at < at_arrival;
            let stored = if learnt && own { Stored::No } else { self.fill(pass, key, &answer, cause) };
            if !own && stored != Stored::No {
                self.did("stored");
            }
        }
        if exchange.orphaned {
            return;
        }
        self.note(&exchange.from, key, answer.value, None);
        match exchange.from.place {
            Place::User(user) => self.show(user, key, &answer),
            Place::Storage(_) | Place::Device(_) => self.learn(exchange, key, answer, cause),
            Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => {}
        }
    }

    /// Whoever asked on has its answer, and stores what it may at once.
    fn learn(&mut self, exchange: &Exchange<'m>, key: KeyId, answer: Answer, cause: Cause) {
        if let Some(at) = self.parent(exchange) {
            let parent = self.exchanges.get(at);
            // It was sent past a copy that would have answered.
            let sent_past = !self.exploring && parent.is_some_and(|parent| parent.learnt.is_none());
            let passes = parent.map(|parent| parent.arrival.clone()).unwrap_or_default();
            for pass in passes.into_iter().rev() {
                let pass = if sent_past || pass.is_behind() { pass.refreshing() } else { pass };
                if self.fill(&pass, key, &answer, cause) != Stored::No {
                    self.did("stored");
                }
            }
            if let Some(parent) = self.exchanges.get_mut(at) {
                Rc::make_mut(parent).learnt = Some(answer);
            }
            return;
        }
        // Nobody waits for it: a storage that refreshes itself.
        if let Place::Storage(id) = exchange.from.place
            && let Some(site) = self.world.site(id, &exchange.from.instance)
        {
            let why = crate::http::Why::Stale;
            let outcome = Outcome::Forward { why, shows: None, validates: false, stores: true };
            let pass = Pass { site, asked: exchange.asked, outcome, at: self.state.clock };
            if self.fill(&pass, key, &answer, cause) != Stored::No {
                self.did("stored");
            }
        }
    }
}
