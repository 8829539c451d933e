//! Storage operations and calls: what they do to copies, and what they set off.

use super::super::key::KeyId;
use super::super::state::Held;
use super::super::tale::Told;
use super::{Env, Run};
use crate::http;
use crate::model::operation::Http;
use crate::model::step::{Label, Step};
use crate::model::storage::Storage;
use crate::model::{Instance, Key, Operation, Participant, Place, UserId};
use crate::problem::runs;
use crate::syntax::clause::operation::Verb;
use crate::syntax::statement::happening::HappeningKind;
use ecow::{EcoString, EcoVec};
use std::rc::Rc;

/// Something that reactions may follow.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fired {
    /// A key was written at its origin.
    Written {
        /// Which.
        key: KeyId,
    },
    /// A key was invalidated or dropped.
    Invalidated {
        /// Which.
        key: KeyId,
    },
    /// A request came.
    Requested {
        /// `GET`
        method: &'static str,
        /// What was asked for.
        path: EcoString,
        /// What followed the path.
        argument: Option<EcoString>,
        /// To whom.
        at: Participant,
        /// On whose behalf.
        user: Option<UserId>,
    },
    /// An event was sent.
    Event {
        /// On which channel.
        channel: crate::model::ChannelId,
        /// Its name.
        name: EcoString,
        /// Its id.
        id: Option<EcoString>,
        /// Its action.
        action: Option<EcoString>,
    },
    /// A method was called.
    Called {
        /// Which.
        method: crate::model::MethodId,
        /// By whom.
        caller: Participant,
        /// For which keys.
        keys: Vec<EcoString>,
    },
}

impl Fired {
    /// Shows who takes part.
    pub(super) fn whom(&mut self, who: &mut dyn FnMut(&mut Participant), user: &mut dyn FnMut(&mut Option<UserId>)) {
        match self {
            Self::Requested { at, user: behalf, .. } => {
                who(at);
                user(behalf);
            }
            Self::Called { caller, .. } => who(caller),
            Self::Written { .. } | Self::Invalidated { .. } | Self::Event { .. } => {}
        }
    }
}

/// A method as the rules of HTTP know it.
#[must_use]
pub fn rules_method(method: Http) -> http::Method {
    match method {
        Http::Get => http::Method::Get,
        Http::Head => http::Method::Head,
        Http::Post => http::Method::Post,
        Http::Put | Http::Patch | Http::Delete | Http::Purge => http::Method::OtherUnsafe,
        Http::Options => http::Method::OtherSafe,
    }
}

impl<'m> Run<'_, 'm> {
    /// An action on a lifeline.
    pub(super) fn action(&mut self, step: &'m Step, env: &Env, who: &Participant, label: &'m Label) {
        let actors = if matches!(who.instance, Instance::Every | Instance::Other) {
            let own = env.who.as_ref().filter(|_| who.instance == Instance::Other);
            self.instances(who.place).into_iter().filter(|one| own.is_none_or(|own| !self.is_own(one, own))).collect()
        } else {
            vec![self.settled(who, env)]
        };
        let mut fired = Vec::new();
        // Inside a method each of several says what is bound there.
        let each = env.who.is_some() && actors.len() > 1;
        for actor in &actors {
            if let Some(operation) = &label.operation {
                let user = self.behalf(actor).or(env.user);
                let own = Env { user, ..env.clone() };
                fired.push((actor.clone(), self.operate(step, operation, actor, None, &own)));
            }
            if each {
                let wording = self.bound_words(&label.wording, env);
                self.tell(Told::Action { step, who: actor.clone(), wording, counted: false });
            }
        }
        let own = matches!(actors.as_slice(), [one] if env.who.as_ref() == Some(one));
        if env.quiet && own && label.operation.is_some() {
            self.settle();
        } else if let ([actor], true) = (actors.as_slice(), env.who.is_some() || who.instance != Instance::Every) {
            let wording = self.bound_words(&label.wording, env);
            if env.who.is_some() {
                self.tell(Told::Action { step, who: actor.clone(), wording, counted: false });
            } else {
                self.acted(step, actor);
            }
        } else if !each {
            self.tell(Told::Item(super::super::flat::Item::Step(step)));
        }
        self.correction = None;
        for (actor, fired) in fired {
            self.react(step, fired, &actor, env);
        }
    }

    /// An action as written, by one of several.
    fn acted(&mut self, step: &'m Step, actor: &Participant) {
        let crate::model::StepKind::Action { who, label } = &step.kind else { return };
        if who == actor && self.correction.is_none() {
            self.tell(Told::Item(super::super::flat::Item::Step(step)));
        } else {
            let wording = self.corrected(label.wording.clone());
            self.tell(Told::Action { step, who: actor.clone(), wording, counted: true });
        }
    }

    /// What an operation does; what it sets off. `receiver` is that of a message.
    pub(super) fn operate(
        &mut self,
        step: &'m Step,
        operation: &'m Operation,
        actor: &Participant,
        receiver: Option<&Participant>,
        env: &Env,
    ) -> Vec<Fired> {
        match operation {
            Operation::Storage { verb, keys, value, within, cascade } => {
                let performer = receiver.unwrap_or(actor);
                let sites = self.sites_for(within, actor, performer, env);
                let ids: Vec<KeyId> = keys.iter().filter_map(|k| self.key(k, env)).collect();
                match verb {
                    Verb::Read => Vec::new(),
                    Verb::Write => {
                        let fired = self.write(step, &ids, value.as_deref());
                        for key in ids {
                            self.observe_write(actor, key);
                            self.note(actor, key, self.state.latest(key), value.clone());
                        }
                        fired
                    }
                    Verb::Store => self.store(step, &ids, value.as_deref(), &sites, (actor, performer)),
                    Verb::Invalidate | Verb::Drop => self.clear(step, *verb == Verb::Drop, &ids, &sites, *cascade),
                }
            }
            Operation::Call { method, keys } => self.calls(*method, keys, actor, receiver, env),
            Operation::Event { name, id, action } => {
                let Some(Place::Channel(channel)) = receiver.map(|r| r.place) else { return Vec::new() };
                let fill = |text: &EcoString| super::super::key::filled(text, &env.holes);
                let id = match id {
                    Some(id) => match fill(id) {
                        Some(id) => Some(id),
                        None => return Vec::new(),
                    },
                    None => None,
                };
                let action = action.clone();
                let bound = env.key.as_ref().filter(|_| name == "key").map(|key| self.as_event(key));
                let (name, own) = bound.unwrap_or_else(|| (name.clone(), None));
                vec![Fired::Event { channel, name, id: id.or(own), action }]
            }
            Operation::Http { .. } | Operation::Reply { .. } => Vec::new(),
        }
    }

    /// The name and id of an event about a key: `post:1` of `post:1` and of `/posts/1`.
    fn as_event(&self, key: &EcoString) -> (EcoString, Option<EcoString>) {
        if let Some((name, id)) = key.split_once(':').filter(|_| !key.starts_with('/')) {
            return (name.into(), Some(id.into()));
        }
        let resources = self.world.model.resources.iter().filter(|_| key.starts_with('/'));
        let found = resources.filter_map(|r| Some((r, super::super::key::fill(r.pattern.as_deref()?, key)?))).next();
        match found {
            Some((resource, holes)) if holes.len() <= 1 => {
                (resource.declared.name.clone(), holes.into_iter().next().map(|(_, id)| id))
            }
            Some(_) | None => (key.clone(), None),
        }
    }

    fn calls(
        &mut self,
        method: crate::model::MethodId,
        keys: &[Key],
        actor: &Participant,
        receiver: Option<&Participant>,
        env: &Env,
    ) -> Vec<Fired> {
        let ids: Vec<KeyId> = keys.iter().filter_map(|k| self.key(k, env)).collect();
        let keys: Vec<EcoString> = ids.into_iter().map(|k| self.keys.text(k).into()).collect();
        let caller = self.caller(method, actor, receiver);
        let all = self.receivers(actor, &caller).into_iter();
        all.map(|caller| Fired::Called { method, caller, keys: keys.clone() }).collect()
    }

    /// A write at the origin: the key and all that depends on it get new values.
    pub(super) fn write(&mut self, step: &'m Step, keys: &[KeyId], value: Option<&str>) -> Vec<Fired> {
        let cause = self.cause(step);
        let mut fired = Vec::new();
        for key in keys.iter().flat_map(|k| self.keys.meant(*k)).collect::<Vec<_>>() {
            self.toil(self.world.sites.len() + self.keys.list.len());
            let value = match value {
                Some(name) => self.value(name),
                None => self.fresh(key),
            };
            self.write_origin(key, value, cause);
            for dependent in self.keys.dependents(key) {
                self.meet(dependent);
                let value = self.fresh(dependent);
                self.write_origin(dependent, value, cause);
            }
            Rc::make_mut(&mut self.log).written();
            fired.push(Fired::Written { key });
        }
        fired
    }

    /// A value that its key never had: `@one′`, `@one″`, `@one‴`, `@one′4`. A name that was written again counts on from
    /// all values there have been, which no value of that name was given before.
    fn fresh(&mut self, key: KeyId) -> super::Value {
        let (base, count) = split(self.name(self.state.latest(key)));
        let had = self.state.versions.get(key.index()).map(EcoVec::as_slice).unwrap_or_default();
        let first = self.values.get(primed(&base, 1).as_str());
        let again = count == 0 && first.is_some_and(|value| had.iter().any(|v| v.value == *value));
        let name = primed(&base, if again { had.len() } else { count + 1 });
        self.value(&name)
    }

    fn store(
        &mut self,
        step: &'m Step,
        keys: &[KeyId],
        value: Option<&str>,
        sites: &[super::SiteId],
        (actor, performer): (&Participant, &Participant),
    ) -> Vec<Fired> {
        let cause = self.cause(step);
        for key in keys.iter().copied() {
            let learnt = self.served(performer, Some(key)).and_then(|at| self.exchanges.get(at)?.learnt);
            let known = self.knows(actor, key).cloned();
            let value = match (value, known) {
                (Some(name), Some(known)) if known.told.as_deref() == Some(name) => {
                    self.correct(name, known.value);
                    known.value
                }
                (Some(name), _) => self.value(name),
                (None, Some(known)) => known.value,
                (None, None) => learnt.map_or_else(|| self.state.latest(key), |a| a.value),
            };
            let now = self.state.clock;
            let reply = if step.directives == crate::model::operation::Directives::default() {
                self.reply_of(key)
            } else {
                let declared = self.reply_of(key);
                let told = self.reply_at(declared).told(&step.directives);
                self.reply_index(told)
            };
            for site in sites {
                self.against_rules(step, *site, key, reply);
                let held = Held::new(value, reply, now, cause);
                self.keep(*site, key, held, None);
            }
        }
        Vec::new()
    }

    /// A cache that is filled although it may not store that.
    fn against_rules(&mut self, step: &'m Step, site: super::SiteId, key: KeyId, reply: u32) {
        if self.world.storage(site).is_none_or(|s| s.http.is_none()) {
            return;
        }
        let response = self.reply_at(reply).response;
        let request = http::Request::default();
        if self.rules(site, |rules| rules.stores(&request, &response)) {
            return;
        }
        let why = self.refusal(site, &response);
        let finding = runs::against_rules(step.at, self.world.name(site), self.keys.text(key), why);
        self.find(step, finding);
    }

    /// The attribute of a response for which a cache does not store it: the first without which it would.
    fn refusal(&mut self, site: super::SiteId, response: &http::Response) -> &'static str {
        let without = |change: &dyn Fn(&mut http::Response)| {
            let mut other = *response;
            change(&mut other);
            other
        };
        let said = &response.directives;
        let all = [
            (said.no_store, "no-store", without(&|r| r.directives.no_store = false)),
            (said.private, "private", without(&|r| r.directives.private = false)),
            (said.no_cache, "no-cache", without(&|r| r.directives.no_cache = false)),
            (response.vary, "vary", without(&|r| r.vary = false)),
        ];
        let request = http::Request::default();
        let decides = |run: &mut Self, other: &http::Response| run.rules(site, |rules| rules.stores(&request, other));
        let borne = || all.iter().filter(|(bears, _, _)| *bears);
        let one = borne().find(|(_, _, other)| decides(self, other)).or_else(|| borne().next());
        one.map_or("no-store", |(_, name, _)| name)
    }

    fn clear(
        &mut self,
        step: &'m Step,
        drop: bool,
        keys: &[KeyId],
        sites: &[super::SiteId],
        cascade: bool,
    ) -> Vec<Fired> {
        self.cause(step);
        self.toil(self.keys.list.len());
        let mut all: Vec<KeyId> = Vec::new();
        for key in keys {
            for meant in self.keys.meant(*key) {
                all.push(meant);
                if cascade {
                    all.extend(self.keys.dependents(meant));
                }
            }
            if all.is_empty() {
                all.push(*key);
            }
        }
        let mut seen = foldhash::HashSet::default();
        all.retain(|key| seen.insert(*key));
        let sites = self.in_step(sites);
        self.toil(all.len().saturating_mul(sites.len()));
        for key in &all {
            for site in sites.iter().copied() {
                self.observe(super::observe::Observed::Cleared { site, key: *key });
                if drop {
                    if self.state.held(site, *key).is_some() {
                        self.state.put(site, *key, None);
                    }
                } else {
                    self.state.mark(site, *key);
                }
            }
        }
        all.into_iter().map(|key| Fired::Invalidated { key }).collect()
    }

    /// Those sites and all that follow them at once, each once: whoever follows one of a circle follows all of it.
    fn in_step(&mut self, sites: &[super::SiteId]) -> Vec<super::SiteId> {
        let mut known = foldhash::HashSet::default();
        let mut all = Vec::new();
        for site in sites {
            if known.contains(site) {
                continue;
            }
            if self.world.storage(*site).is_some_and(|storage| storage.sync) {
                self.toil(self.world.sites.len());
            }
            all.extend(self.world.in_step_with(*site).into_iter().filter(|site| known.insert(*site)));
        }
        all
    }

    /// Something happens to a place: its storages clear by their `clears`.
    pub(super) fn happening(&mut self, step: &'m Step, what: HappeningKind, at: &Participant, env: &Env) {
        let _cause = self.cause(step);
        let at = self.settled(at, env);
        for index in 0..self.world.sites.len() {
            let site = super::SiteId(u32::try_from(index).unwrap_or(u32::MAX));
            let hit =
                self.world.storage(site).is_some_and(|s| clears(self.world.model, s, what)) && self.lies(site, &at);
            if hit {
                for key in self.keys.ids() {
                    if self.state.held(site, key).is_some() {
                        self.state.put(site, key, None);
                    }
                }
            }
        }
        if let Place::User(user) = at.place
            && let Some(screen) = self.state.screens.get_mut(user.index()).map(|s| Rc::make_mut(s))
        {
            screen.still = None;
        }
        if what == HappeningKind::Crash {
            self.exchanges.retain(self.world.model, |e| e.to != at && e.from != at);
        }
    }

    /// Whether a site lies at a place: itself, in that device, in that user's hands.
    fn lies(&self, site: super::SiteId, at: &Participant) -> bool {
        let Some(own) = self.world.participant(site) else { return false };
        let model = self.world.model;
        let all = matches!(at.instance, Instance::Every | Instance::Any);
        match at.place {
            Place::Storage(_) => own.place == at.place && (all || own.instance == at.instance),
            Place::Device(id) => {
                let inside = model.device_of(own.place) == Some(id);
                inside && (all || self.world.seen_by(self.storage_of(site), at, None) == Some(site))
            }
            Place::User(_) => {
                model.copies(own.place).is_personal()
                    && self.world.seen_by(self.storage_of(site), at, None) == Some(site)
            }
            Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => false,
        }
    }
}

/// A value's name without its primes, and how many there are. No author writes a prime.
fn split(name: &str) -> (EcoString, usize) {
    let base = if name.is_empty() { "@" } else { name };
    let Some((at, sign)) = base.char_indices().find(|(_, c)| "′″‴".contains(*c)) else { return (base.into(), 0) };
    let (base, rest) = base.split_at(at);
    let number = rest.strip_prefix('′').and_then(|n| n.parse().ok());
    let count = match sign {
        '″' => 2,
        '‴' => 3,
        _one => number.unwrap_or(1),
    };
    (base.into(), count)
}

/// A value's name with so many primes; of more than three a number is easier to read.
fn primed(base: &str, count: usize) -> EcoString {
    match count {
        0 | 1 => ecow::eco_format!("{base}′"),
        2 => ecow::eco_format!("{base}″"),
        3 => ecow::eco_format!("{base}‴"),
        more => ecow::eco_format!("{base}′{more}"),
    }
}

/// How strong an event is: it also does what a weaker one does.
fn strength(what: HappeningKind) -> u8 {
    match what {
        HappeningKind::Reload => 1,
        HappeningKind::Close => 2,
        HappeningKind::Crash | HappeningKind::Deploy => 3,
        HappeningKind::Reboot => 4,
    }
}

/// Whether an event empties a storage: by what it says itself, else by what its device says.
fn clears(model: &crate::model::Model, storage: &Storage, what: HappeningKind) -> bool {
    let device = storage.device.and_then(|d| model.devices.get(d.index())).and_then(|d| d.clears.as_ref());
    let own = if storage.clears.by.is_empty() { device.unwrap_or(&storage.clears) } else { &storage.clears };
    own.by.iter().any(|by| strength(*by) <= strength(what))
}
