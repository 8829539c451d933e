//! Packed states: for each slot (where something may be) the number of the part that is there.
//!
//! ```text
//! how threads stand │ time │ … │ each screen │ each thread │ each cell that was ever looked at
//!         3         │  0   │   │   1   1   0 │   7   0   2 │   4   4   0   9   1
//! ```
//!
//! A state's hash is the sum of what each of its slots weighs, so that of the next one is found from what a move changed.

use super::control::Move;
use super::part::{Hashed, Parts, Shape};
use super::program::Program;
use crate::machine::run::memory::Relevance;
use std::rc::Rc;

/// Where something may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// How threads stand.
    Shape,
    /// What time it is.
    Clock,
    /// What origins have had.
    Versions,
    /// Copies beside others.
    Aside,
    /// What is on its way.
    Posted,
    /// Requests under way.
    Exchanges,
    /// What claims count.
    Log,
    /// Which properties products have.
    Settled,
    /// What is learnt.
    Known,
    /// What claims remember.
    Watch,
    /// What a user's screen shows.
    Screen(usize),
    /// What a thread is at.
    Thread(usize),
    /// A copy.
    Cell(usize),
}

/// The slots that are always there, in order.
const FIRST: [Slot; 10] = [
    Slot::Shape,
    Slot::Clock,
    Slot::Versions,
    Slot::Aside,
    Slot::Posted,
    Slot::Exchanges,
    Slot::Log,
    Slot::Settled,
    Slot::Known,
    Slot::Watch,
];

/// The slots that every move may look at without anybody taking note: how threads stand, time, versions, copies aside.
pub const OPEN: usize = 4;

pub(super) const SHAPE: u32 = 0;
pub(super) const CLOCK: u32 = 1;
pub(super) const VERSIONS: u32 = 2;
pub(super) const ASIDE: u32 = 3;

pub(super) const POSTED: u32 = 4;
pub(super) const EXCHANGES: u32 = 5;
pub(super) const LOG: u32 = 6;
pub(super) const SETTLED: u32 = 7;
pub(super) const KNOWN: u32 = 8;
pub(super) const WATCH: u32 = 9;

/// What is in a slot.
#[must_use]
pub fn at(packed: &[u32], slot: u32) -> u32 {
    packed.get(slot as usize).copied().unwrap_or_default()
}

/// What packs.
#[derive(Debug)]
pub struct Packer<'m> {
    pub(super) parts: Parts<'m>,
    slots: Vec<Slot>,
    salts: Vec<u64>,
    /// By user, by thread, by cell: their slots; 0 for none yet.
    pub(super) screens: Vec<u32>,
    pub(super) threads: Vec<u32>,
    pub(super) cells: Vec<u32>,
    pub(super) sites: usize,
    moves: Hashed<Rc<[Move]>>,
}

impl<'m> Packer<'m> {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(relevance: Relevance, sites: usize, users: usize) -> Self {
        let mut packer = Self {
            parts: Parts::new(relevance),
            slots: Vec::new(),
            salts: Vec::new(),
            screens: Vec::new(),
            threads: Vec::new(),
            cells: Vec::new(),
            sites,
            moves: Hashed::default(),
        };
        for slot in FIRST {
            packer.slot(slot);
        }
        packer.screens = (0..users).map(|user| packer.slot(Slot::Screen(user))).collect();
        packer
    }

    fn slot(&mut self, slot: Slot) -> u32 {
        self.slots.push(slot);
        self.salts.push(self.parts.hash(slot));
        u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
    }

    /// How many slots there are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn of_thread(&mut self, thread: usize) -> u32 {
        while self.threads.len() <= thread {
            let slot = self.slot(Slot::Thread(self.threads.len()));
            self.threads.push(slot);
        }
        self.threads.get(thread).copied().unwrap_or_default()
    }

    pub(super) fn of_cell(&mut self, cell: usize) -> u32 {
        if self.cells.len() <= cell {
            self.cells.resize(cell + 1, 0);
        }
        match self.cells.get(cell).copied() {
            Some(slot) if slot > 0 => slot,
            _none => {
                let slot = self.slot(Slot::Cell(cell));
                if let Some(own) = self.cells.get_mut(cell) {
                    *own = slot;
                }
                slot
            }
        }
    }

    /// What a part in a slot adds to the hash of its state.
    #[must_use]
    pub fn weight(&self, slot: u32, part: u32) -> u64 {
        if part == 0 {
            return 0;
        }
        let parts = &self.parts;
        let (Some(kind), Some(salt)) = (self.slots.get(slot as usize), self.salts.get(slot as usize)) else { return 0 };
        let digest = match kind {
            Slot::Shape => parts.shapes.digest(part),
            Slot::Clock => parts.clocks.digest(part),
            Slot::Versions => parts.versions.digest(part),
            Slot::Aside => parts.asides.digest(part),
            Slot::Posted => parts.posted.digest(part),
            Slot::Exchanges => parts.exchanges.digest(part),
            Slot::Log => parts.logs.digest(part),
            Slot::Settled => parts.settled.digest(part),
            Slot::Known => parts.known.digest(part),
            Slot::Watch => parts.watches.digest(part),
            Slot::Screen(_) => parts.screens.digest(part),
            Slot::Thread(_) => parts.works.digest(part),
            Slot::Cell(_) => parts.cells.digest(part),
        };
        weighed(*salt, digest)
    }

    /// What a slot is for.
    #[must_use]
    pub fn slot_of(&self, slot: u32) -> Option<Slot> {
        self.slots.get(slot as usize).copied()
    }

    /// The slot of a thread that there has been.
    #[must_use]
    pub fn thread_slot(&self, number: u8) -> u32 {
        self.threads.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// How threads stand in a state.
    #[must_use]
    pub fn shape(&self, packed: &[u32]) -> Option<&Shape> {
        self.parts.shapes.get(at(packed, SHAPE))
    }

    /// What a move is made with: the part that it begins at.
    #[must_use]
    pub fn beginning(&self, packed: &[u32], by: Move) -> u32 {
        match by {
            Move::Thread(number) => at(packed, self.thread_slot(number)),
            Move::Arrive(_) => at(packed, POSTED),
            Move::Crash | Move::Follow => 0,
        }
    }

    /// What may happen next.
    pub fn moves(&mut self, packed: &[u32], program: &Program<'m>) -> Rc<[Move]> {
        let on_way = self.shape(packed).map_or(0, |shape| shape.on_way);
        let mut key = u64::from(at(packed, SHAPE));
        if on_way > 0 {
            // What is on its way holds up time, and arrives in order.
            let lets = |slot: &u32| self.parts.works.get(at(packed, *slot)).is_some_and(|w| w.lets_pass(program));
            let held: Vec<bool> = self.threads.iter().map(lets).collect();
            key = self.parts.hash((key, at(packed, POSTED), held));
        }
        if let Some(moves) = self.moves.get(&key) {
            return Rc::clone(moves);
        }
        let moves: Rc<[Move]> = self.control(packed, 0).moves(program).into();
        self.moves.insert(key, Rc::clone(&moves));
        moves
    }
}

/// What something weighs in a slot of that salt.
pub(super) fn weighed(salt: u64, digest: u64) -> u64 {
    mixed(mixed(digest ^ salt))
}

/// Every bit of a number depends on all.
fn mixed(n: u64) -> u64 {
    let wide = u128::from(n ^ 0x243f_6a88_85a3_08d3) * 0x9e37_79b9_7f4a_7c15;
    let [low, high] = [wide & u128::from(u64::MAX), wide >> 64].map(|half| u64::try_from(half).unwrap_or_default());
    low ^ high
}
