//! Tracks: what each lifeline's copies are worth, from what each place holds of each key.
//!
//! A lifeline has one track: the worst of its keys, since the picture is there to find the stale copy. Its chip is the
//! value that changed, with its key where the run has several.

use super::cast::Cast;
use crate::machine::key::{KeyId, Keys};
use crate::machine::tale::{Effect, Tale};
use crate::machine::world::{SiteId, World};
use crate::timeline::{Change, Holding, LifelineId, Worth};
use ecow::{EcoString, eco_format};
use foldhash::fast::RandomState;
use foldhash::{HashMap, HashMapExt as _, HashSet};
use indexmap::IndexMap;
use std::collections::hash_map::Entry;

/// What the lifelines have shown so far.
pub struct Tracks<'r> {
    keys: &'r Keys<'r>,
    several: bool,
    /// Keys of which there are copies.
    copied: HashSet<KeyId>,
    /// By key and place.
    held: Vec<Option<Worth>>,
    /// By place: how many of its keys are worth what, in the order of [`BY_GRAVITY`].
    tallies: Vec<[u32; BY_GRAVITY.len()]>,
    /// By place: its lifeline, if it is drawn.
    lifelines: Vec<Option<LifelineId>>,
    shown: HashMap<LifelineId, Worth>,
    chips: HashMap<LifelineId, EcoString>,
    /// What the lifelines show before the first moment.
    pub opening: Vec<Change>,
    /// What the places hold before the first moment.
    pub before: Vec<Holding>,
}

/// From good to bad: the worst of several keys is shown.
const BY_GRAVITY: [Worth; 5] = [Worth::Unknown, Worth::Empty, Worth::Latest, Worth::Marked, Worth::Stale];

/// How many keys of a place are worth that.
fn tally(of: &mut [u32; BY_GRAVITY.len()], worth: Worth) -> Option<&mut u32> {
    let at = BY_GRAVITY.iter().position(|w| *w == worth)?;
    of.get_mut(at)
}

impl<'r> Tracks<'r> {
    /// Nothing has been shown.
    #[must_use]
    pub fn new(world: &World<'_>, keys: &'r Keys<'r>, tale: &Tale<'_>, cast: &Cast) -> Self {
        let all = tale.deeds.iter().flat_map(|d| &d.effects).chain(&tale.start);
        let copied = all.filter(|e| world.storage(e.site).is_some_and(|s| !s.origin)).map(|e| e.key);
        let copied: HashSet<KeyId> = copied.collect();
        let sites = (0..world.sites.len()).map(|index| SiteId(u32::try_from(index).unwrap_or(u32::MAX)));
        Self {
            keys,
            several: copied.len() > 1,
            copied,
            held: vec![None; world.sites.len() * keys.list.len()],
            tallies: vec![[0; BY_GRAVITY.len()]; world.sites.len()],
            lifelines: sites.map(|site| world.participant(site).and_then(|who| cast.get(&who))).collect(),
            shown: HashMap::new(),
            chips: HashMap::new(),
            opening: Vec::new(),
            before: Vec::new(),
        }
    }

    /// What is there before the first moment; lifelines of storages that hold nothing are empty.
    pub fn start(&mut self, effects: &[Effect]) {
        let (changes, holdings) = self.follow(effects);
        self.opening.extend(changes);
        self.before.extend(holdings);
    }

    /// Storages that hold nothing yet are told to be empty.
    pub fn empty(&mut self) {
        for lifeline in self.lifelines.iter().flatten().copied() {
            if let Entry::Vacant(shown) = self.shown.entry(lifeline) {
                shown.insert(Worth::Empty);
                self.opening.push(Change { lifeline, worth: Worth::Empty, chip: None });
            }
        }
    }

    /// What changes on the lifelines, and key by key.
    pub fn follow(&mut self, effects: &[Effect]) -> (Vec<Change>, Vec<Holding>) {
        let mut holdings = Vec::with_capacity(effects.len());
        for effect in effects {
            self.hold(effect);
            holdings.push(Holding {
                copy: effect.site.0,
                key: self.keys.get(effect.key).map(|key| key.text.clone()).unwrap_or_default(),
                worth: effect.worth,
                value: effect.value.clone().filter(|_| effect.worth != Worth::Empty),
            });
        }
        let mut changes = Vec::new();
        if effects.is_sorted_by(|a, b| (a.site, a.key) < (b.site, b.key)) {
            for own in effects.chunk_by(|a, b| a.site == b.site) {
                changes.extend(self.change(own.iter()));
            }
            return (changes, holdings);
        }
        // Places in the order in which they changed first, each with its keys, the last change of a key counting.
        let mut touched: IndexMap<SiteId, Vec<&Effect>, RandomState> = IndexMap::default();
        for effect in effects {
            let own = touched.entry(effect.site).or_default();
            own.retain(|e| e.key != effect.key);
            own.push(effect);
        }
        for own in touched.values() {
            changes.extend(self.change(own.iter().copied()));
        }
        (changes, holdings)
    }

    /// Takes down what a place holds of a key.
    fn hold(&mut self, effect: &Effect) {
        let at = effect.key.index() * self.tallies.len() + effect.site.index();
        let before = self.held.get_mut(at).and_then(|held| held.replace(effect.worth));
        let Some(own) = self.tallies.get_mut(effect.site.index()) else { return };
        if let Some(keys) = before.and_then(|worth| tally(own, worth)) {
            *keys = keys.saturating_sub(1);
        }
        if let Some(keys) = tally(own, effect.worth) {
            *keys += 1;
        }
    }

    /// What the worst of a place's keys is worth.
    fn worst(&self, site: SiteId) -> Option<Worth> {
        let own = self.tallies.get(site.index())?;
        BY_GRAVITY.iter().zip(own).rev().find(|(_, keys)| **keys > 0).map(|(worth, _)| *worth)
    }

    /// Which of the keys that changed at a place its chip tells: one that is worth what the track shows, of those one that
    /// is copied at all, and of those the first, since what depends on a written key follows it.
    fn told<'e>(&self, effects: impl Iterator<Item = &'e Effect>, worth: Worth) -> Option<&'e Effect> {
        effects.min_by_key(|e| (e.worth != worth, !self.copied.contains(&e.key)))
    }

    /// What changes on the lifeline of a place, some of whose keys changed.
    fn change<'e>(&mut self, effects: impl Iterator<Item = &'e Effect> + Clone) -> Option<Change> {
        let site = effects.clone().next()?.site;
        let lifeline = self.lifelines.get(site.index()).copied().flatten()?;
        let worth = self.worst(site)?;
        let effect = self.told(effects, worth)?;
        let name = effect.value.clone().filter(|_| effect.worth != Worth::Empty);
        let chip =
            name.map(|name| if self.several { eco_format!("{} {name}", self.keys.text(effect.key)) } else { name });
        let same_worth = self.shown.insert(lifeline, worth) == Some(worth);
        let chip = chip.filter(|chip| self.chips.get(&lifeline) != Some(chip));
        match &chip {
            Some(chip) => {
                self.chips.insert(lifeline, chip.clone());
            }
            None if worth == Worth::Empty => {
                self.chips.remove(&lifeline);
            }
            None => {}
        }
        (!same_worth || chip.is_some()).then_some(Change { lifeline, worth, chip })
    }
}
