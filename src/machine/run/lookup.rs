//! Lookups: what a storage does with a request, by its own kind.
//!
//! HTTP caches follow [`crate::http::Rules`]; data libraries (`stale-time`) show what they have and ask on; other storages
//! answer with what is there until its `ttl` is over.

use super::super::choose::Choice;
use super::super::key::KeyId;
use super::super::state::{Held, Value};
use super::super::world::SiteId;
use super::Run;
use super::fill::Pass;
use crate::http::fetch::Mode;
use crate::http::{self, Failure, Kept, Lifetime, Lookup, Property, Request, Rules, Why};
use crate::model::operation::{Directives, FetchMode};
use crate::model::storage::{Dimension, HttpRole, Storage};
use crate::model::{Place, UserId};
use std::hash::{Hash, Hasher};
use std::rc::Rc;

/// A request on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Asked {
    /// As the rules of HTTP see it.
    pub request: Request,
    /// The cache mode of the browser's fetch, until the browser's HTTP cache has been passed.
    pub fetch: Option<FetchMode>,
    /// On whose behalf.
    pub user: Option<UserId>,
    /// It has asked for itself what is latest: data libraries are passed.
    pub fresh: bool,
}

/// What an answer bears.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// The value.
    pub value: Value,
    /// What it bears, by its index in the run's list.
    pub reply: u32,
    /// When it was generated.
    pub date: i64,
    /// The `Age` it bears, milliseconds.
    pub age: u64,
    /// The copy that it came from; `None` for one that the author told.
    pub from: Option<SiteId>,
    /// It only confirms a copy that was asked about (`304`): there is nothing to store in it.
    pub confirms: bool,
    /// What put the value there.
    pub by: super::Cause,
}

/// Where a value comes from says nothing about what happens next.
impl Hash for Answer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.value, self.reply, self.date, self.age, self.from, self.confirms).hash(state);
    }
}

/// What a storage does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub enum Outcome {
    /// It answers.
    Hit {
        /// With what.
        answer: Answer,
        /// What it answers with is stale by its own clock.
        stale: bool,
        /// It revalidates behind the answer.
        behind: bool,
    },
    /// It asks further.
    Forward {
        /// Why, in the word of RFC 9211.
        why: Why,
        /// What it has is shown at once (a data library).
        shows: Option<Answer>,
        /// It asks whether what it has is still so.
        validates: bool,
        /// It stores the answer, if the rules let it.
        stores: bool,
    },
    /// It answers 504.
    Refuse,
}

/// A request with these directives.
#[must_use]
pub fn asked(directives: &Directives, head: bool, user: Option<UserId>) -> Asked {
    let mut request = Request {
        method: if head { http::Method::Head } else { http::Method::Get },
        authorization: directives.authorization,
        ..Request::default()
    };
    request.directives.no_cache = directives.no_cache;
    request.directives.no_store = directives.no_store;
    request.directives.only_if_cached = directives.only_if_cached;
    request.directives.max_age = directives.max_age;
    request.directives.stale_if_error = directives.stale_if_error;
    let renewing = directives.no_cache || directives.max_age == Some(0) || directives.fetch.is_some();
    Asked { request, fetch: directives.fetch, user, fresh: renewing }
}

impl Run<'_, '_> {
    /// Whether a storage's product has a property; what nobody knows is a choice, the same for the whole run.
    pub(super) fn has(&mut self, site: SiteId, property: Property) -> bool {
        let Some(id) = self.world.sites.get(site.index()).map(|s| s.storage) else { return false };
        let Some(storage) = self.world.storage(site) else { return false };
        if let Some(told) = super::super::product::property(storage, property) {
            return told;
        }
        if let Some(known) = self.properties.get(&(id, property)) {
            return *known;
        }
        let other = self.choose.choose(Choice::Property(id, property), 2) == 1;
        let found = super::super::product::usual(property) != other;
        Rc::make_mut(&mut self.properties).insert((id, property), found);
        found
    }

    /// Asks the rules of an HTTP cache; properties that nobody knows of are settled first.
    pub(super) fn rules<T>(&mut self, site: SiteId, ask: impl Fn(&Rules<'_>) -> T) -> T {
        let shared = self.world.storage(site).is_some_and(|s| s.http == Some(HttpRole::Shared));
        loop {
            let open = std::cell::Cell::new(None);
            let id = self.world.sites.get(site.index()).map(|s| s.storage);
            let storage = self.world.storage(site);
            let properties = &self.properties;
            let has = |property: Property| {
                let known = id.and_then(|id| properties.get(&(id, property)).copied());
                let told = known.or_else(|| super::super::product::property(storage?, property));
                told.unwrap_or_else(|| {
                    open.set(Some(property));
                    super::super::product::usual(property)
                })
            };
            let found = ask(&Rules { shared, has: &has });
            match open.get() {
                Some(property) => {
                    self.has(site, property);
                }
                None => return found,
            }
        }
    }

    /// How long a copy is fresh, milliseconds; `None` if nothing says so.
    fn lifetime(&mut self, site: SiteId, held: &Held) -> Option<u64> {
        if held.expired {
            return Some(0);
        }
        if let Some(ttl) = self.world.storage(site).and_then(|s| s.ttl) {
            return Some(ttl);
        }
        let response = self.kept(held, 0).response;
        match self.rules(site, |rules| rules.lifetime(&response)) {
            Lifetime::For(millis) => Some(millis),
            Lifetime::Open => None,
        }
    }

    /// A copy as the rules of HTTP see it.
    fn kept(&self, held: &Held, lifetime: u64) -> Kept {
        let mut response = self.reply_at(held.reply).response;
        response.date = Some(held.date);
        response.age = held.age;
        Kept { response, request_time: held.requested, response_time: held.stored, lifetime, invalid: held.marked }
    }

    /// What the rules say of a request. Where nothing limits the lifetime and it matters, that is a choice.
    fn ruled(&mut self, site: SiteId, key: KeyId, held: Option<&Held>, mode: Mode, request: &Request) -> Lookup {
        let now = self.state.clock;
        let ask = |rules: &Rules<'_>, kept: Option<&Kept>| rules.lookup_in_mode(mode, kept, request, now);
        let Some(held) = held else { return self.rules(site, |rules| ask(rules, None)) };
        if let Some(lifetime) = self.lifetime(site, held) {
            let kept = self.kept(held, lifetime);
            return self.rules(site, |rules| ask(rules, Some(&kept)));
        }
        let [fresh, stale] = [u64::MAX, 0].map(|lifetime| {
            let kept = self.kept(held, lifetime);
            self.rules(site, |rules| ask(rules, Some(&kept)))
        });
        // Where copies expire at any time, this one has not yet; one beside it (`Vary`) is asked here all the same.
        let settled = self.restless && self.state.held(site, key).is_some_and(|last| last.variant == held.variant);
        if fresh == stale || settled || self.choose.choose(Choice::Freshness(site), 2) == 0 {
            return fresh;
        }
        // What is no longer fresh stays so until something newer is stored.
        self.state.put(site, key, Some(Held { expired: true, ..*held }));
        stale
    }

    /// Where copies expire at any time: any of unknown lifetime may do so now.
    pub fn pass_time(&mut self) {
        if !self.restless {
            return;
        }
        let keys: Vec<KeyId> = self.keys.ids().collect();
        for site in (0..self.world.sites.len()).map(|at| SiteId(u32::try_from(at).unwrap_or(u32::MAX))) {
            if self.world.storage(site).is_none_or(|storage| storage.origin || storage.http.is_none()) {
                continue;
            }
            for key in &keys {
                let Some(held) = self.state.held(site, *key).copied().filter(|held| !held.expired) else { continue };
                let open = self.lifetime(site, &held).is_none();
                if open && self.choose.choose(Choice::Freshness(site), 2) == 1 {
                    self.state.put(site, *key, Some(Held { expired: true, ..held }));
                }
            }
        }
    }

    /// What a storage has, after it may have lost it.
    fn still_held(&mut self, site: SiteId, key: KeyId, storage: &Storage) -> Option<Held> {
        let held = self.state.held(site, key).copied().filter(|_| storage.per != Some(Dimension::Request))?;
        if storage.evicts && self.choose.choose(Choice::Eviction(site), 2) == 1 {
            self.state.put(site, key, None);
            return None;
        }
        Some(held)
    }

    /// What a storage does with a request.
    pub(super) fn lookup(&mut self, site: SiteId, key: KeyId, asked: &Asked) -> Outcome {
        let Some(storage) = self.world.storage(site) else {
            return Outcome::Forward { why: Why::Bypass, shows: None, validates: false, stores: false };
        };
        if storage.origin {
            return self.authority(site, key);
        }
        self.pass_time();
        let held = self.still_held(site, key, storage);
        match storage.http {
            Some(_) => self.lookup_http(site, key, held, asked),
            None => self.lookup_plain(storage, site, held, asked),
        }
    }

    /// The authority answers with what is latest.
    fn authority(&mut self, site: SiteId, key: KeyId) -> Outcome {
        let value = self.state.latest(key);
        let by = self.state.held(site, key).map(|h| h.by).unwrap_or_default();
        let (reply, date) = (self.reply_of(key), self.state.clock);
        let answer = Answer { value, reply, date, age: 0, from: Some(site), confirms: false, by };
        Outcome::Hit { answer, stale: false, behind: false }
    }

    fn answer_of(&mut self, site: SiteId, held: &Held) -> Answer {
        let http = self.world.storage(site).is_some_and(|s| s.http.is_some());
        let now = self.state.clock;
        let (date, age) = if http && self.has(site, Property::AgeGenerated) {
            let kept = self.kept(held, 0);
            (held.date, self.rules(site, |rules| rules.age(&kept, now)))
        } else {
            (now, 0)
        };
        Answer { value: held.value, reply: held.reply, date, age, from: Some(site), confirms: false, by: held.by }
    }

    fn lookup_http(&mut self, site: SiteId, key: KeyId, held: Option<Held>, asked: &Asked) -> Outcome {
        let browser = self.world.model.copies(Place::Storage(self.storage_of(site))).is_personal();
        let mode = asked.fetch.filter(|_| browser).map_or(Mode::Default, fetched);
        let fitting = held.and_then(|_| self.selected(site, key, asked));
        let found = self.ruled(site, key, fitting.as_ref(), mode, &asked.request);
        let found = if fitting.is_some() || held.is_none() { found } else { found.among_variants() };
        let forward = |why, validates| Outcome::Forward { why, shows: None, validates, stores: mode.writes() };
        match (found, fitting) {
            (Lookup::Hit { stale, revalidate }, Some(held)) => {
                let answer = self.answer_of(site, &held);
                Outcome::Hit { answer, stale, behind: revalidate }
            }
            (Lookup::Hit { .. }, None) => forward(Why::UriMiss, false),
            (Lookup::Forward { why, validate }, _) => forward(why, validate),
            (Lookup::Refuse, _) => Outcome::Refuse,
        }
    }

    /// The old copy that a cache may answer with although its question has failed.
    pub(super) fn on_error(&mut self, pass: &Pass, key: KeyId, status: u16) -> Option<Answer> {
        let asked_on = matches!(pass.outcome, Outcome::Forward { .. });
        let site = pass.site;
        self.world.storage(site).filter(|s| asked_on && s.http.is_some())?;
        let held = self.selected(site, key, &pass.asked)?;
        let lifetime = self.lifetime(site, &held).unwrap_or(0);
        let (kept, now) = (self.kept(&held, lifetime), self.state.clock);
        let failure = Failure::Status(status);
        let may = self.rules(site, |rules| rules.may_serve_on_error(&kept, &pass.asked.request, failure, now));
        may.then(|| self.answer_of(site, &held))
    }

    pub(super) fn storage_of(&self, site: SiteId) -> crate::model::StorageId {
        self.world.sites.get(site.index()).map_or(crate::model::StorageId(0), |s| s.storage)
    }

    fn lookup_plain(&mut self, storage: &Storage, site: SiteId, held: Option<Held>, asked: &Asked) -> Outcome {
        let forward = |why, shows| Outcome::Forward { why, shows, validates: false, stores: true };
        let Some(held) = held else { return forward(Why::UriMiss, None) };
        let library = storage.stale_time.is_some();
        if library && asked.fresh {
            return forward(Why::Request, None);
        }
        if held.marked {
            return forward(Why::Stale, None);
        }
        let age = u64::try_from(self.state.clock.saturating_sub(held.stored)).unwrap_or(0);
        let over = held.expired || storage.ttl.is_some_and(|ttl| age >= ttl);
        let answer = self.answer_of(site, &held);
        match storage.stale_time {
            Some(limit) if over || age >= limit => forward(Why::Stale, Some(answer)),
            None if over => forward(Why::Stale, None),
            Some(_) | None => Outcome::Hit { answer, stale: false, behind: false },
        }
    }
}

/// A cache mode as the rules know it.
pub(super) fn fetched(mode: FetchMode) -> Mode {
    match mode {
        FetchMode::Reload => Mode::Reload,
        FetchMode::NoCache => Mode::NoCache,
        FetchMode::NoStore => Mode::NoStore,
        FetchMode::ForceCache => Mode::ForceCache,
    }
}

/// The word of RFC 9211 for why a request is forwarded.
#[must_use]
pub fn word(why: Why) -> &'static str {
    match why {
        Why::UriMiss => "fwd=uri-miss",
        Why::VaryMiss => "fwd=vary-miss",
        Why::Method => "fwd=method",
        Why::Request => "fwd=request",
        Why::Stale => "fwd=stale",
        Why::Bypass => "fwd=bypass",
        Why::Partial => "fwd=partial",
    }
}
