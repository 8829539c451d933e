//! The hash of a state that is the same for all that are the same but for who is who: the least of what it would be if
//! everybody were somebody else who is alike.

use super::pack::{Packer, Slot};
use super::symmetry::Twin;
use crate::machine::state::Held;
use crate::machine::world::SiteId;
use crate::model::UserId;
use std::collections::HashMap;
use std::hash::Hash;

/// What parts weigh, each with every way to say who is who.
#[derive(Debug, Default)]
pub struct Likeness<'m> {
    twins: Vec<Twin<'m>>,
    weights: HashMap<(u32, u32), Box<[u64]>, foldhash::fast::FixedState>,
    sums: Vec<u64>,
}

impl<'m> Likeness<'m> {
    /// With these ways to say who is who; with one alone it is of no use.
    #[must_use]
    pub fn new(twins: Vec<Twin<'m>>) -> Option<Self> {
        (twins.len() > 1).then(|| Self { twins, ..Self::default() })
    }

    /// The hash of a state.
    pub fn hash(&mut self, packer: &Packer<'m>, packed: &[u32]) -> u64 {
        let Self { twins, weights, sums } = self;
        sums.clear();
        sums.resize(twins.len(), 0);
        for (slot, part) in (0u32..).zip(packed).filter(|(_, part)| **part > 0) {
            let each = || twins.iter().map(|twin| packer.weight_as(twin, slot, *part)).collect();
            let known = weights.entry((slot, *part)).or_insert_with(each);
            sums.iter_mut().zip(known.iter()).for_each(|(sum, weight)| *sum = sum.wrapping_add(*weight));
        }
        sums.iter().copied().min().unwrap_or_default()
    }
}

impl<'m> Packer<'m> {
    /// What a part in a slot adds to the hash of its state if everybody is whom a twin says.
    fn weight_as(&self, twin: &Twin<'m>, slot: u32, part: u32) -> u64 {
        let Some(kind) = self.slot_of(slot) else { return 0 };
        let (kind, digest) = match kind {
            Slot::Shape => (kind, self.shape_as(twin, part)),
            Slot::Aside => (
                kind,
                self.unordered_as(self.parts.asides.get(part).map(|all| all.as_slice()), |aside| {
                    aside.0 = twin.names.site(aside.0);
                    twin.names.held(&mut aside.2);
                }),
            ),
            Slot::Posted => (kind, {
                let mut frames = self.parts.posted.get(part).map(|all| all.to_vec()).unwrap_or_default();
                frames.iter_mut().for_each(|frame| twin.names.frame(frame));
                self.parts.hash(frames)
            }),
            Slot::Exchanges => {
                let all: Option<Vec<_>> =
                    self.parts.exchanges.get(part).map(|all| all.iter().map(|e| (**e).clone()).collect());
                (kind, self.unordered_as(all.as_deref(), |exchange| twin.names.exchange(exchange)))
            }
            Slot::Known => {
                let all = self.parts.known.get(part).map(|all| all.as_slice());
                (kind, self.unordered_as(all, |known| twin.names.known(known)))
            }
            Slot::Watch => {
                (kind, self.parts.hash(self.parts.watches.get(part).map(|watch| watch.renamed(&twin.names))))
            }
            Slot::Screen(user) => {
                let other = twin.names.user(UserId::at(user)).index();
                (Slot::Screen(other), self.parts.screens.digest(part))
            }
            Slot::Thread(number) => self.thread_as(twin, number, part),
            Slot::Cell(cell) => self.cell_as(twin, cell, part),
            Slot::Clock | Slot::Versions | Slot::Log | Slot::Settled => return self.weight(slot, part),
        };
        super::pack::weighed(self.parts.hash(kind), digest)
    }

    fn unordered_as<T: Clone + Hash>(&self, parts: Option<&[T]>, rename: impl Fn(&mut T)) -> u64 {
        let each = parts.unwrap_or_default().iter().cloned().map(|mut part| {
            rename(&mut part);
            self.parts.hash(part)
        });
        each.fold(1, u64::wrapping_add)
    }

    /// Which threads there are is known from what they are at, so that only their number counts.
    fn shape_as(&self, twin: &Twin<'m>, part: u32) -> u64 {
        let Some(shape) = self.parts.shapes.get(part) else { return 0 };
        let mut crashed = shape.crashed.clone();
        crashed.whom(|who| twin.names.participant(who));
        let stands = shape.stands.iter().flatten().map(|stand| self.parts.hash((stand.parent, stand.waits)));
        self.parts.hash((crashed, stands.fold(0, u64::wrapping_add)))
    }

    fn thread_as(&self, twin: &Twin<'m>, number: usize, part: u32) -> (Slot, u64) {
        let mut work = self.parts.works.get(part).map(|work| (**work).clone()).unwrap_or_default();
        work.frames.iter_mut().for_each(|frame| twin.names.frame(frame));
        let mut slot = Slot::Thread(number);
        for (depth, cursor) in work.cursors.iter_mut().enumerate() {
            if let Some((block, at)) = twin.blocks.get(&cursor.block) {
                cursor.block = *block;
                // The threads of a fork are numbered from 1, after the one that forks.
                slot = if depth == 0 { Slot::Thread(at + 1) } else { slot };
            }
        }
        (slot, self.parts.hash(work))
    }

    fn cell_as(&self, twin: &Twin<'m>, cell: usize, part: u32) -> (Slot, u64) {
        let mut held: Option<Held> = self.parts.cells.get(part).copied().flatten();
        held.iter_mut().for_each(|held| twin.names.held(held));
        let sites = self.sites.max(1);
        let site = SiteId(u32::try_from(cell % sites).unwrap_or(u32::MAX));
        let other = twin.names.site(site).index();
        (Slot::Cell(cell - cell % sites + other), self.parts.hash(held))
    }
}
