//! Going back: what operands of a fragment did is undone, and perhaps done again. Only what changes is kept, so that a
//! fragment costs what it does, not what there is.

use super::{Aside, Held, KeyId, Looked, Screen, SiteId, State, Version};
use crate::http::Time;
use crate::limits::KEPT;
use crate::machine::watched::Watched;
use ecow::EcoVec;
use foldhash::HashSet;
use std::rc::Rc;

/// All that is not in cells.
#[derive(Clone, Debug)]
struct Beside {
    clock: Time,
    looked: Option<Looked>,
    aside: Rc<Vec<Aside>>,
    versions: Rc<Vec<EcoVec<Version>>>,
    screens: Vec<Watched<Rc<Screen>>>,
}

/// A state to go back to, while nothing before it is gone back to.
#[derive(Debug)]
pub struct Before {
    changes: usize,
    beside: Beside,
}

/// A state that has been gone back from.
#[derive(Debug)]
pub struct After {
    cells: Vec<(usize, Option<Held>)>,
    beside: Beside,
}

/// What cells held before they changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Changes {
    list: Vec<(usize, Option<Held>)>,
    /// How many there were at each state that may be gone back to.
    points: Vec<usize>,
    /// How many there may be before doubles are looked for.
    roomy: usize,
    /// There are too many.
    pub(super) full: bool,
}

/// Fewer changes are not looked through for doubles.
const ROOMY: usize = 1 << 16;

impl Changes {
    /// A cell is about to change.
    pub(super) fn note(&mut self, at: usize, held: Option<Held>) {
        if self.points.is_empty() || self.full {
            return;
        }
        self.list.push((at, held));
        if self.list.len() > self.roomy.max(ROOMY) {
            self.sift();
        }
    }

    /// What a cell held first since the latest state to go back to is all that counts.
    fn sift(&mut self) {
        let latest = self.points.last().copied().unwrap_or_default();
        let mut seen = HashSet::default();
        let mut at = 0;
        self.list.retain(|(cell, _)| {
            at += 1;
            at <= latest || seen.insert(*cell)
        });
        self.roomy = self.list.len() * 2;
        self.full = self.list.len() > KEPT;
    }
}

impl State {
    /// Takes down where to go back to.
    pub fn before(&mut self) -> Before {
        let changes = self.changes.list.len();
        self.changes.points.push(changes);
        Before { changes, beside: self.beside() }
    }

    /// The latest state to go back to is not gone back to any more.
    pub fn settle(&mut self) {
        self.changes.points.pop();
        if self.changes.points.is_empty() {
            self.changes.list = Vec::new();
        }
    }

    /// Takes down what is, before going back from it.
    #[must_use]
    pub fn after(&self, before: &Before) -> After {
        let mut changed: Vec<usize> = self.changes.list.iter().skip(before.changes).map(|(at, _)| *at).collect();
        changed.sort_unstable();
        changed.dedup();
        let now = |at: usize| (at, self.cells.get(at).and_then(|cell| **cell));
        After { cells: changed.into_iter().map(now).collect(), beside: self.beside() }
    }

    /// Goes back.
    pub fn back(&mut self, before: &Before) {
        while self.changes.list.len() > before.changes {
            let Some((at, held)) = self.changes.list.pop() else { break };
            self.set(at, held);
        }
        self.stand(&before.beside);
    }

    /// Goes back, and forward again from there.
    pub fn forward(&mut self, before: &Before, after: &After) {
        self.back(before);
        for (at, held) in &after.cells {
            self.changes.note(*at, self.cells.get(*at).and_then(|cell| **cell));
            self.set(*at, *held);
        }
        self.stand(&after.beside);
    }

    fn beside(&self) -> Beside {
        Beside {
            clock: self.clock,
            looked: self.looked,
            aside: Rc::clone(&self.aside),
            versions: Rc::clone(&self.versions),
            screens: self.screens.clone(),
        }
    }

    fn set(&mut self, at: usize, held: Option<Held>) {
        let Some(cell) = self.cells.get_mut(at) else { return };
        **cell = held;
        let (site, key) = (at % self.sites.max(1), at / self.sites.max(1));
        let id = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.touched.push((SiteId(id(site)), KeyId(id(key))));
    }

    /// All but the cells becomes what it was; what may look different by that is touched.
    fn stand(&mut self, beside: &Beside) {
        let Beside { clock, looked, aside, versions, screens } = beside.clone();
        let old = (std::mem::replace(&mut self.aside, aside), std::mem::replace(&mut self.versions, versions));
        (self.clock, self.looked, self.screens) = (clock, looked, screens);
        self.touched.extend(old.0.iter().chain(self.aside.iter()).map(|(site, key, _)| (*site, *key)));
        if Rc::ptr_eq(&old.1, &self.versions) {
            return;
        }
        let latest = |versions: &[EcoVec<Version>], key: usize| Some(versions.get(key)?.last()?.value);
        let keys = 0..old.1.len().max(self.versions.len());
        let differs = |key: &usize| latest(&old.1, *key) != latest(&self.versions, *key);
        let differing: Vec<usize> = keys.filter(differs).collect();
        differing.into_iter().for_each(|key| self.touch(KeyId(u32::try_from(key).unwrap_or(u32::MAX))));
    }
}
