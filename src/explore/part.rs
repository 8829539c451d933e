//! Parts of states: each thing that some state has is kept once and known by a small number.
//!
//! Number 0 is what is there at first: no copy, nothing shown, nobody on the way. Parts that mean the same for what may
//! happen next are one: where a value comes from, and what no claim asks for, tells none apart.

use super::control::{Crashed, Stand, Work};
use super::watch::Watch;
use crate::machine::run::count::Log;
use crate::machine::run::exchange::Exchange;
use crate::machine::run::frame::Frame;
use crate::machine::run::learnt::Known;
use crate::machine::run::memory::{Relevance, Settled};
use crate::machine::state::{Aside, Held, Screen, Version};
use ecow::EcoVec;
use foldhash::quality::FixedState;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};
use std::rc::Rc;

/// Hashes are hashed already.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

/// A map of what has been hashed.
pub type Hashed<T> = HashMap<u64, T, BuildHasherDefault<Ready>>;

/// How the threads of a run stand to each other, and whether somebody has crashed.
#[derive(Clone, Debug, Default, Hash)]
pub struct Shape {
    /// By thread; none at the end.
    pub stands: Vec<Option<Stand>>,
    /// How many are on their way.
    pub on_way: usize,
    /// Whether somebody has crashed.
    pub crashed: Crashed,
    /// Something has happened.
    pub begun: bool,
}

/// Parts of a kind.
#[derive(Clone, Debug)]
pub struct Table<T> {
    list: Vec<T>,
    digests: Vec<u64>,
    known: Hashed<u32>,
}

impl<T: Default> Default for Table<T> {
    fn default() -> Self {
        Self { list: vec![T::default()], digests: vec![0], known: HashMap::default() }
    }
}

impl<T> Table<T> {
    /// A part.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&T> {
        self.list.get(number as usize)
    }

    /// What tells a part from others.
    #[must_use]
    pub fn digest(&self, number: u32) -> u64 {
        self.digests.get(number as usize).copied().unwrap_or_default()
    }

    /// The number of a part; `key` tells it from all others, `digest` from those that do not mean the same.
    fn add(&mut self, key: u64, digest: u64, part: impl FnOnce() -> T) -> u32 {
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let number = *self.known.entry(key).or_insert(next);
        if number == next {
            self.list.push(part());
            self.digests.push(digest);
        }
        number
    }
}

/// All parts.
#[derive(Debug, Default)]
pub struct Parts<'m> {
    relevance: Relevance,
    hashing: FixedState,
    /// How threads stand.
    pub shapes: Table<Shape>,
    /// What time it is.
    pub clocks: Table<i64>,
    /// What origins have had.
    pub versions: Table<Rc<Vec<EcoVec<Version>>>>,
    /// Copies beside others.
    pub asides: Table<Rc<Vec<Aside>>>,
    /// What is on its way.
    pub posted: Table<Rc<Vec<Frame<'m>>>>,
    /// Requests under way.
    pub exchanges: Table<Vec<Rc<Exchange<'m>>>>,
    /// What claims count.
    pub logs: Table<Rc<Log>>,
    /// Which properties products have.
    pub settled: Table<Rc<Settled>>,
    /// What is learnt.
    pub known: Table<Rc<Vec<Known>>>,
    /// What claims remember.
    pub watches: Table<Watch>,
    /// What screens show.
    pub screens: Table<Rc<Screen>>,
    /// What threads are at.
    pub works: Table<Rc<Work<'m>>>,
    /// Copies.
    pub cells: Table<Option<Held>>,
}

impl<'m> Parts<'m> {
    /// None yet.
    #[must_use]
    pub fn new(relevance: Relevance) -> Self {
        Self { relevance, ..Self::default() }
    }

    /// A hash of something.
    pub fn hash(&self, part: impl Hash) -> u64 {
        self.hashing.hash_one(part)
    }

    /// The same for any order.
    fn unordered<T: Hash>(&self, parts: &[T]) -> u64 {
        let each = parts.iter().map(|part| self.hash(part));
        each.fold(0x9e37_79b9_7f4a_7c15, u64::wrapping_add)
    }

    /// How threads stand.
    pub fn shape(&mut self, shape: Shape) -> u32 {
        let key = self.hash(&shape);
        let mut hasher = self.hashing.build_hasher();
        for (at, stand) in shape.stands.iter().enumerate() {
            if let Some(stand) = stand {
                (at, stand.parent, stand.waits).hash(&mut hasher);
            }
        }
        shape.crashed.hash(&mut hasher);
        self.shapes.add(key, hasher.finish(), || shape)
    }

    /// What time it is.
    pub fn clock(&mut self, clock: i64) -> u32 {
        if clock == 0 {
            return 0;
        }
        let key = self.hash(clock);
        self.clocks.add(key, key, || clock)
    }

    /// What origins have had.
    pub fn versions(&mut self, versions: &Rc<Vec<EcoVec<Version>>>) -> u32 {
        if versions.is_empty() {
            return 0;
        }
        let mut hasher = self.hashing.build_hasher();
        for versions in versions.iter() {
            if self.relevance.history {
                versions.iter().for_each(|v| (v.value, v.since).hash(&mut hasher));
            }
            versions.last().map(|v| v.value).hash(&mut hasher);
        }
        let key = hasher.finish();
        self.versions.add(key, key, || Rc::clone(versions))
    }

    /// Copies beside others.
    pub fn aside(&mut self, aside: &Rc<Vec<Aside>>) -> u32 {
        if aside.is_empty() {
            return 0;
        }
        let key = self.hash(aside);
        self.asides.add(key, key, || Rc::clone(aside))
    }

    /// What is on its way.
    pub fn posted(&mut self, posted: &[Frame<'m>]) -> u32 {
        if posted.is_empty() {
            return 0;
        }
        let key = self.hash(posted);
        self.posted.add(key, key, || Rc::new(posted.to_vec()))
    }

    /// Requests under way: the order in which they are open says nothing, but is kept.
    pub fn exchanges(&mut self, exchanges: &[Rc<Exchange<'m>>]) -> u32 {
        if exchanges.is_empty() {
            return 0;
        }
        let mut hasher = self.hashing.build_hasher();
        exchanges.iter().for_each(|e| (e, e.number, e.over).hash(&mut hasher));
        let digest = self.unordered(exchanges);
        self.exchanges.add(hasher.finish(), digest, || exchanges.to_vec())
    }

    /// What claims count, if they do.
    pub fn log(&mut self, log: &Rc<Log>) -> u32 {
        if !self.relevance.counts || **log == Log::default() {
            return 0;
        }
        let key = self.hash(log);
        self.logs.add(key, key, || Rc::clone(log))
    }

    /// Which properties products have.
    pub fn settled(&mut self, settled: &Rc<Settled>) -> u32 {
        if settled.is_empty() {
            return 0;
        }
        let key = self.hash(settled);
        self.settled.add(key, key, || Rc::clone(settled))
    }

    /// What is learnt: the order says nothing, but is kept.
    pub fn known(&mut self, known: &Rc<Vec<Known>>) -> u32 {
        if known.is_empty() {
            return 0;
        }
        let (key, digest) = (self.hash(known), self.unordered(known));
        self.known.add(key, digest, || Rc::clone(known))
    }

    /// What claims remember.
    pub fn watch(&mut self, watch: &Watch) -> u32 {
        if *watch == Watch::default() {
            return 0;
        }
        let key = self.hash(watch);
        self.watches.add(key, key, || watch.clone())
    }

    /// What a screen shows.
    pub fn screen(&mut self, screen: &Rc<Screen>) -> u32 {
        if **screen == Screen::default() {
            return 0;
        }
        let mut hasher = self.hashing.build_hasher();
        screen.since.len().hash(&mut hasher);
        screen.since.iter().for_each(|s| (s.key, s.value).hash(&mut hasher));
        screen.still.map(|s| (s.key, s.value)).hash(&mut hasher);
        if self.relevance.history {
            screen.staleness.hash(&mut hasher);
        }
        let key = hasher.finish();
        self.screens.add(key, key, || Rc::clone(screen))
    }

    /// What a thread is at.
    pub fn work(&mut self, work: &Rc<Work<'m>>) -> u32 {
        let key = self.hash(work);
        self.works.add(key, key, || Rc::clone(work))
    }

    /// A copy.
    pub fn cell(&mut self, held: Option<Held>) -> u32 {
        let Some(copy) = held else { return 0 };
        let key = self.hash(copy);
        self.cells.add(key, key, || held)
    }
}
