//! Each move that a search made, for whoever wants to know them all.

use super::control::Move;
use super::pack::{OPEN, at};
use super::recall::Outcome;
use super::search::Search;

/// A move that was made: everything that matters to it, and what it did.
pub struct Made {
    /// Which.
    pub by: Move,
    /// What it looked at, by slot.
    pub found: Vec<(u32, u32)>,
    /// What it changed, by slot.
    pub changed: Vec<(u32, u32)>,
    /// The claims that it broke; those at points come first.
    pub broken: Vec<usize>,
}

impl Search<'_, '_, '_> {
    /// Writes into the journal what a move found and did.
    pub(super) fn take_down(&mut self, by: Move, outcomes: &[Outcome]) {
        let Some(journal) = &mut self.journal else { return };
        let open = 0..u32::try_from(OPEN).unwrap_or_default();
        let looked = self.touched.looked.iter().copied().filter(|slot| !open.contains(slot));
        let slots: Vec<u32> = open.clone().chain(looked).collect();
        for outcome in outcomes {
            let found = slots.iter().map(|slot| (*slot, at(&self.here.packed, *slot))).collect();
            let points = outcome.judged.iter().filter(|judged| judged.holds == Some(false));
            let whole = outcome.noticed.iter().filter(|noticed| !noticed.holds);
            let broken = points.map(|judged| judged.claim as usize);
            let broken = broken.chain(whole.map(|noticed| self.points.len() + noticed.claim)).collect();
            journal.push(Made { by, found, changed: outcome.changed.to_vec(), broken });
        }
    }
}
