//! What moves do, remembered: a move that finds everything that it looks at as it was before does the same again.
//!
//! Moves are remembered in groups, by where they begin (what a thread is at, what arrives). A group knows which slots its
//! moves have looked at; within it a move is known by what is in these.

use super::control::Move;
use super::guide::Cost;
use super::pack::{OPEN, at};
use super::part::Hashed;
use super::walk::Judged;
use super::watch::Noticed;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};
use std::rc::Rc;

/// The most ways of one move that are remembered.
pub const MOST_WAYS: usize = 64;

/// So many moves are always remembered.
const MOVES: usize = 1 << 14;

/// One way that a move may go.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What is changed, by slot.
    pub changed: Box<[(u32, u32)]>,
    /// What that adds to the hash of a state: a move has looked at what it changes.
    pub hash: u64,
    /// What its choices cost.
    pub cost: Cost,
    /// Which options it took.
    pub options: u32,
    /// Claims that were judged.
    pub judged: Box<[Judged]>,
    /// What claims of the file noticed.
    pub noticed: Box<[Noticed]>,
}

/// A move that is remembered.
#[derive(Debug)]
struct Known {
    group: u32,
    found: Box<[u32]>,
    outcomes: Rc<[Outcome]>,
}

/// What moves do.
#[derive(Debug, Default)]
pub struct Recall {
    groups: HashMap<(Move, u32), u32, FixedState>,
    /// By group: the slots that its moves have looked at.
    looked: Vec<Vec<u32>>,
    known: Hashed<Known>,
    /// What the move that is looked for finds.
    found: Vec<u32>,
    hashing: FixedState,
    keys: usize,
}

impl Recall {
    /// The group of a move that begins so.
    pub fn group(&mut self, by: Move, beginning: u32) -> u32 {
        let next = u32::try_from(self.looked.len()).unwrap_or(u32::MAX);
        let group = *self.groups.entry((by, beginning)).or_insert(next);
        if group == next {
            self.looked.push(Vec::new());
        }
        group
    }

    /// Takes down what a group's move finds; what that is known by.
    fn look(&mut self, group: u32, packed: &[u32]) -> u64 {
        let looked = self.looked.get(group as usize).map(Vec::as_slice).unwrap_or_default();
        self.found.clear();
        self.found.extend(packed.iter().take(OPEN));
        self.found.extend(looked.iter().map(|slot| at(packed, *slot)));
        let mut hasher = self.hashing.build_hasher();
        hasher.write_u32(group);
        for two in self.found.chunks(2) {
            match two {
                [one, other] => hasher.write_u64(u64::from(*one) << 32 | u64::from(*other)),
                rest => rest.iter().for_each(|one| hasher.write_u32(*one)),
            }
        }
        hasher.finish()
    }

    /// What a move does, if it is remembered.
    #[must_use]
    pub fn find(&mut self, group: u32, packed: &[u32]) -> Option<Rc<[Outcome]>> {
        let key = self.look(group, packed);
        let known = self.known.get(&key)?;
        (known.group == group && *known.found == *self.found).then(|| Rc::clone(&known.outcomes))
    }

    /// Remembers what a move does that has looked at these slots. Nothing is remembered of a program in which fewer keys
    /// were known; and not more than what there are states for.
    pub fn keep(&mut self, group: u32, packed: &[u32], looked: &[u32], outcomes: Vec<Outcome>, states: usize) {
        if self.known.len() >= MOVES.max(states / 8) {
            self.known.clear();
        }
        if let Some(slots) = self.looked.get_mut(group as usize) {
            slots.extend(looked.iter().filter(|slot| (**slot as usize) >= OPEN));
            slots.sort_unstable();
            slots.dedup();
        }
        let key = self.look(group, packed);
        let found = self.found.as_slice().into();
        self.known.insert(key, Known { group, found, outcomes: outcomes.into() });
    }

    /// How many keys there are now: with more of them nothing is as it was.
    pub fn expect(&mut self, keys: usize) {
        if self.keys != keys {
            self.known.clear();
            self.keys = keys;
        }
    }
}
