//! Predicates on the run so far: `None` where nothing here decides them (nothing of the kind was exercised).

use super::super::key::{self, KeyId};
use super::super::state::{Shown, Value};
use super::super::world::SiteId;
use super::Run;
use super::count::Tally;
use crate::model::claim::{Cause, Content, Copies, Count, Counted, Predicate};
use crate::model::{Key, Place, StorageId, UserId};
use crate::syntax::clause::place::Quantifier;
use crate::timeline::Worth;
use foldhash::{HashMap, HashMapExt as _};

impl Run<'_, '_> {
    /// Whether a predicate holds now.
    #[must_use]
    pub fn holds(&self, predicate: &Predicate) -> Option<bool> {
        match predicate {
            Predicate::Sees { who, what, of } => self.sees(*who, what, of.as_ref()),
            Predicate::Holds { quantifier, copies, what, of } => {
                self.copies_hold(*quantifier, copies, what, of.as_ref())
            }
            Predicate::Counts { count, what, per } => Some(self.counted(*count, what, per.as_ref())),
            Predicate::Staleness { of, who, within } => self.staleness(of.as_ref(), *who, *within),
            Predicate::Carries { event, channel, field } => self.carries(event, *channel, field),
            Predicate::Empty { key, copies } => {
                let keys = self.keys_of(Some(key));
                let sites = self.sites_in(copies);
                Some(sites.iter().all(|s| keys.iter().all(|k| self.state.held(*s, *k).is_none())))
            }
        }
    }

    /// The keys that a claim speaks of: the one it names, else all.
    fn keys_of(&self, of: Option<&Key>) -> Vec<KeyId> {
        match of {
            None => self.keys.ids().collect(),
            Some(key) => {
                let wanted = self.keys.find(&key.text, key.resource);
                wanted.map(|id| self.keys.meant(id)).unwrap_or_default()
            }
        }
    }

    /// The copies that a claim speaks of.
    pub(super) fn sites_in(&self, copies: &Copies) -> Vec<SiteId> {
        match copies {
            Copies::All => {
                let used = |s: &SiteId| self.world.storage(*s).is_some_and(|s| !s.unused && !s.origin);
                self.all_sites().filter(used).collect()
            }
            Copies::Of(who) => {
                let Place::Storage(id) = who.place else { return self.inside(who.place) };
                match self.world.site(id, &who.instance) {
                    Some(site) => vec![site],
                    None => self.world.of_storage(id).collect(),
                }
            }
        }
    }

    fn inside(&self, place: Place) -> Vec<SiteId> {
        let model = self.world.model;
        let of = |s: &SiteId| match place {
            Place::Device(id) => self.world.storage(*s).is_some_and(|s| s.device == Some(id)),
            Place::User(_) => model.copies(Place::Storage(self.storage_of(*s))).is_personal(),
            Place::Storage(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => false,
        };
        self.all_sites().filter(of).collect()
    }

    fn all_sites(&self) -> impl Iterator<Item = SiteId> + use<> {
        (0..u32::try_from(self.world.sites.len()).unwrap_or(u32::MAX)).map(SiteId)
    }

    /// Whether a value is what is asked for.
    fn is(&self, key: KeyId, value: Value, what: &Content) -> bool {
        match what {
            Content::Latest => value == self.state.latest(key),
            Content::Stale => value != self.state.latest(key),
            Content::Value(name) => self.name(value) == name,
        }
    }

    fn copies_hold(
        &self,
        quantifier: Option<Quantifier>,
        copies: &Copies,
        what: &Content,
        of: Option<&Key>,
    ) -> Option<bool> {
        let keys = self.keys_of(of);
        let sites = self.sites_in(copies);
        let fits = |site: SiteId, key: KeyId| match (self.state.worst(site, key), what) {
            (None, _) => None,
            (Some(_), Content::Stale) => Some(self.state.worth(site, key) == Worth::Stale),
            (Some(held), Content::Latest | Content::Value(_)) => Some(self.is(key, held.value, what)),
        };
        let mut found: Vec<bool> = Vec::new();
        for site in &sites {
            found.extend(keys.iter().filter_map(|key| fits(*site, *key)));
        }
        let quantifier = if *copies == Copies::All { quantifier.or(Some(Quantifier::Every)) } else { quantifier };
        match quantifier {
            Some(Quantifier::No) => Some(!found.contains(&true)),
            Some(Quantifier::Some) => Some(found.contains(&true)),
            Some(Quantifier::Every | Quantifier::Other) | None => {
                // A value that is not there is not held.
                let all = of.is_none() || found.len() == sites.len() * keys.len();
                if found.is_empty() { Some(false) } else { Some(all && !found.contains(&false)) }
            }
        }
    }

    /// What a user has seen: since their last `sees`, else what is still there, else what their own device was given.
    pub(super) fn seen(&self, who: UserId, of: Option<&Key>) -> Vec<Shown> {
        let keys = self.keys_of(of);
        let Some(screen) = self.state.screens.get(who.index()) else { return Vec::new() };
        let wanted = |shown: &&Shown| of.is_none() || keys.contains(&shown.key);
        let since: Vec<Shown> = screen.since.iter().filter(wanted).copied().collect();
        if !since.is_empty() {
            return since;
        }
        if let Some(still) = screen.still.as_ref().filter(wanted) {
            return vec![*still];
        }
        self.given_to(who, &keys)
    }

    /// What a user's own storages hold, nearest first: what the screen shows before anything was read.
    fn given_to(&self, who: UserId, keys: &[KeyId]) -> Vec<Shown> {
        let model = self.world.model;
        let me = crate::model::Participant::only(Place::User(who));
        for index in 0..model.storages.len() {
            let id = StorageId::at(index);
            if !model.copies(Place::Storage(id)).is_personal() {
                continue;
            }
            let Some(site) = self.world.seen_by(id, &me, Some(who)) else { continue };
            let found = keys.iter().find_map(|key| {
                let held = self.state.held(site, *key)?;
                Some(Shown { key: *key, value: held.value, from: Some(site), by: held.by, at: held.stored })
            });
            if let Some(shown) = found {
                return vec![shown];
            }
        }
        Vec::new()
    }

    fn sees(&self, who: UserId, what: &[Content], of: Option<&Key>) -> Option<bool> {
        let mut seen = self.seen(who, of);
        seen.dedup_by(|a, b| a.value == b.value);
        if seen.is_empty() {
            return None;
        }
        // One word for all that was seen: what the screen shows in the end of each key.
        match what {
            [Content::Latest] => return Some(self.outdated(&seen).is_empty()),
            [Content::Stale] => return Some(!self.outdated(&seen).is_empty()),
            _values => {}
        }
        let same = seen.len() == what.len();
        Some(same && seen.iter().zip(what).all(|(s, w)| self.is(s.key, s.value, w)))
    }

    /// What was seen of the keys of which the screen shows an outdated value in the end.
    pub(super) fn outdated(&self, seen: &[Shown]) -> Vec<Shown> {
        let last = |key: KeyId| seen.iter().rev().find(|shown| shown.key == key);
        let outdated = |shown: &&Shown| last(shown.key).is_some_and(|s| s.value != self.state.latest(s.key));
        seen.iter().filter(outdated).copied().collect()
    }

    fn staleness(&self, of: Option<&Key>, who: UserId, within: u64) -> Option<bool> {
        let keys = self.keys_of(of);
        let screen = self.state.screens.get(who.index())?;
        let mut all = screen.staleness.iter().filter(|(key, _)| of.is_none() || keys.contains(key)).peekable();
        all.peek()?;
        Some(all.all(|(_, longest)| *longest <= within))
    }

    fn counted(&self, count: Count, what: &Counted, per: Option<&Cause>) -> bool {
        self.tallies(what, per).iter().all(|tally| count.admits(tally.count))
    }

    /// How many there are of what a claim counts: for each cause, or in all.
    pub(super) fn tallies(&self, what: &Counted, per: Option<&Cause>) -> Vec<Tally> {
        let log = &self.log;
        let causes: Vec<(Option<u32>, Option<u32>)> = match what {
            Counted::OriginReads => {
                log.origin_reads.iter().map(|(w, r)| (w.checked_sub(1), r.checked_sub(1))).collect()
            }
            Counted::Events { event, channel } => {
                let sent = log.events.iter().filter(|e| e.channel == *channel).filter(|e| {
                    event.as_ref().is_none_or(|(name, id, action)| {
                        e.name == *name && (id.is_none() || e.id == *id) && (action.is_none() || e.action == *action)
                    })
                });
                sent.map(|e| (e.write.checked_sub(1), e.request)).collect()
            }
        };
        let total = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let Some(per) = per else { return vec![Tally { count: total(causes.len()), request: None }] };
        let mut counts: HashMap<u32, u32> = HashMap::new();
        for (write, request) in causes {
            let cause = if matches!(per, Cause::Write) { write } else { request };
            if let Some(cause) = cause {
                *counts.entry(cause).or_default() += 1;
            }
        }
        let of = |cause: u32| counts.get(&cause).copied().unwrap_or(0);
        match per {
            Cause::Write => (0..log.writes).map(|at| Tally { count: of(at), request: None }).collect(),
            Cause::Request(method, path) => {
                let path = self.keys.spelled(path, None);
                let all = (0..).zip(&log.requests);
                let fitting = all.filter(|(_, r)| r.method == *method && key::bind(&path, &r.path).is_some());
                fitting.map(|(at, r)| Tally { count: of(at), request: Some(r.clone()) }).collect()
            }
        }
    }

    fn carries(&self, event: &str, channel: crate::model::ChannelId, field: &str) -> Option<bool> {
        let channel_of = self.world.model.channels.get(channel.index())?;
        let mut sent = self.log.events.iter().filter(|e| e.channel == channel && e.name == event).peekable();
        sent.peek()?;
        let bears = |e: &super::count::Sent| match field {
            "id" => e.id.is_some(),
            "action" => e.action.is_some(),
            other => channel_of.field(other).is_some(),
        };
        let listed = channel_of.fields.is_none() || channel_of.field(field).is_some();
        Some(listed && sent.all(bears))
    }
}
