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
use std::collections::{BTreeMap, HashMap, HashSet};

/// What the lifelines have shown so far.
pub struct Tracks<'r> {
    world: &'r World<'r>,
    keys: &'r Keys<'r>,
    several: bool,
    /// Keys of which there are copies.
    copied: HashSet<KeyId>,
    held: HashMap<SiteId, BTreeMap<u32, (Worth, Option<EcoString>)>>,
    shown: HashMap<LifelineId, Worth>,
    chips: HashMap<LifelineId, EcoString>,
    /// What the lifelines show before the first moment.
    pub opening: Vec<Change>,
    /// What the places hold before the first moment.
    pub before: Vec<Holding>,
}

/// How bad: the worst of several keys is shown.
fn gravity(worth: Worth) -> u8 {
    match worth {
        Worth::Unknown => 0,
        Worth::Empty => 1,
        Worth::Latest => 2,
        Worth::Marked => 3,
        Worth::Stale => 4,
    }
}

impl<'r> Tracks<'r> {
    /// Nothing has been shown.
    #[must_use]
    pub fn new(world: &'r World<'r>, keys: &'r Keys<'r>, tale: &Tale<'_>) -> Self {
        let all = tale.deeds.iter().flat_map(|d| &d.effects).chain(&tale.start);
        let copied = all.filter(|e| world.storage(e.site).is_some_and(|s| !s.origin)).map(|e| e.key);
        let copied: HashSet<KeyId> = copied.collect();
        Self {
            world,
            keys,
            several: copied.len() > 1,
            copied,
            held: HashMap::new(),
            shown: HashMap::new(),
            chips: HashMap::new(),
            opening: Vec::new(),
            before: Vec::new(),
        }
    }

    /// What is there before the first moment; lifelines of storages that hold nothing are empty.
    pub fn start(&mut self, effects: &[Effect], cast: &Cast) {
        let (changes, holdings) = self.follow(effects, cast);
        self.opening.extend(changes);
        self.before.extend(holdings);
    }

    /// Storages that hold nothing yet are told to be empty.
    pub fn empty(&mut self, cast: &Cast) {
        for index in 0..self.world.sites.len() {
            let site = SiteId(u32::try_from(index).unwrap_or(u32::MAX));
            let line = self.world.participant(site).and_then(|p| cast.get(&p));
            if let Some(lifeline) = line.filter(|l| !self.shown.contains_key(l)) {
                self.shown.insert(lifeline, Worth::Empty);
                self.opening.push(Change { lifeline, worth: Worth::Empty, chip: None });
            }
        }
    }

    /// What changes on the lifelines, and key by key.
    pub fn follow(&mut self, effects: &[Effect], cast: &Cast) -> (Vec<Change>, Vec<Holding>) {
        let mut touched: Vec<(SiteId, Vec<&Effect>)> = Vec::new();
        let mut holdings = Vec::new();
        for effect in effects {
            let all = self.held.entry(effect.site).or_default();
            all.insert(effect.key.0, (effect.worth, effect.value.clone()));
            holdings.push(Holding {
                copy: effect.site.0,
                key: self.keys.text(effect.key).into(),
                worth: effect.worth,
                value: effect.value.clone().filter(|_| effect.worth != Worth::Empty),
            });
            match touched.iter_mut().find(|(site, _)| *site == effect.site) {
                Some((_, all)) => {
                    all.retain(|e| e.key != effect.key);
                    all.push(effect);
                }
                None => touched.push((effect.site, vec![effect])),
            }
        }
        let changes = touched.into_iter().filter_map(|(site, all)| self.change(site, &all, cast)).collect();
        (changes, holdings)
    }

    /// Which of the keys that changed at a place its chip tells: one that is worth what the track shows, of those one that
    /// is copied at all, and of those the first, since what depends on a written key follows it.
    fn told<'e>(&self, effects: &[&'e Effect], worth: Worth) -> Option<&'e Effect> {
        let rank = |e: &Effect| (e.worth != worth, !self.copied.contains(&e.key));
        effects.iter().copied().min_by_key(|e| rank(e))
    }

    fn change(&mut self, site: SiteId, effects: &[&Effect], cast: &Cast) -> Option<Change> {
        let lifeline = self.world.participant(site).and_then(|p| cast.get(&p))?;
        let all = self.held.get(&site)?;
        let worth = all.values().map(|(worth, _)| *worth).max_by_key(|w| gravity(*w)).unwrap_or(Worth::Empty);
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
