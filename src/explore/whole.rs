//! Whole states, as the machine wants them: unpacked for a move, packed again after it with what it looked at and changed.

use super::control::{Control, Thread};
use super::pack::{self, Packer, at};
use super::part::Shape;
use super::watch::Watch;
use crate::machine::run::memory::Memory;
use crate::machine::state::State;
use crate::machine::watched::Watched;
use std::rc::Rc;

/// A state, unpacked.
#[derive(Clone, Debug, Default)]
pub struct Whole<'m> {
    /// What a run remembers.
    pub memory: Memory<'m>,
    /// Where it is.
    pub control: Control<'m>,
    /// What claims remember.
    pub watch: Watched<Watch>,
}

/// What a move has looked at and what it has changed, by slot.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// Looked at, those that are open left out.
    pub looked: Vec<u32>,
    /// Changed, and to what.
    pub changed: Vec<(u32, u32)>,
}

impl Touched {
    fn look(&mut self, slot: u32) {
        if !self.looked.contains(&slot) {
            self.looked.push(slot);
        }
    }

    fn change(&mut self, slot: u32, before: &[u32], now: u32) {
        if now != at(before, slot) {
            self.changed.push((slot, now));
        }
    }

    fn part<T>(&mut self, slot: u32, before: &[u32], part: &Watched<T>, number: impl FnOnce(&T) -> u32) {
        if part.is_looked_at() {
            self.look(slot);
        }
        if part.is_changed() {
            self.change(slot, before, number(part.kept()));
        }
    }
}

impl<'m> Packer<'m> {
    /// A state as it was packed; with so many keys.
    #[must_use]
    pub fn unpack(&self, packed: &[u32], late: usize, keys: usize) -> Whole<'m> {
        let parts = &self.parts;
        let screen = |slot: &u32| parts.screens.get(at(packed, *slot)).cloned().unwrap_or_default();
        // Slot 0 is no cell's: it stands for those that have none yet.
        let cells = self.cells.iter().enumerate().filter(|(_, slot)| **slot > 0);
        let held = cells.filter_map(|(cell, slot)| Some((cell, (*parts.cells.get(at(packed, *slot))?)?)));
        let mut state = State::new(self.sites, 0).with_cells(keys, held);
        state.clock = parts.clocks.get(at(packed, pack::CLOCK)).copied().unwrap_or_default();
        state.versions = parts.versions.get(at(packed, pack::VERSIONS)).cloned().unwrap_or_default();
        state.aside = parts.asides.get(at(packed, pack::ASIDE)).cloned().unwrap_or_default();
        state.screens = self.screens.iter().map(screen).map(Watched::fresh).collect();
        let exchanges = parts.exchanges.get(at(packed, pack::EXCHANGES)).cloned().unwrap_or_default();
        let memory = Memory {
            state,
            exchanges: Watched::fresh(exchanges.into()),
            log: Watched::fresh(parts.logs.get(at(packed, pack::LOG)).cloned().unwrap_or_default()),
            settled: Watched::fresh(parts.settled.get(at(packed, pack::SETTLED)).cloned().unwrap_or_default()),
            known: Watched::fresh(parts.known.get(at(packed, pack::KNOWN)).cloned().unwrap_or_default()),
        };
        let watch = parts.watches.get(at(packed, pack::WATCH)).cloned().unwrap_or_default();
        Whole { memory, control: self.control(packed, late), watch: Watched::fresh(watch) }
    }

    /// Where a run is.
    pub(super) fn control(&self, packed: &[u32], late: usize) -> Control<'m> {
        let shape = self.shape(packed).cloned().unwrap_or_default();
        let work = |slot: &u32| self.parts.works.get(at(packed, *slot)).cloned().unwrap_or_default();
        let works = self.threads.iter().map(work);
        let thread = |(stand, work): (&Option<_>, _)| {
            let stand = (*stand)?;
            Some(Thread { work: Watched::fresh(work), stand })
        };
        let posted = self.parts.posted.get(at(packed, pack::POSTED)).map(|posted| posted.to_vec());
        Control {
            threads: shape.stands.iter().zip(works).map(thread).collect(),
            posted: Watched::fresh(posted.unwrap_or_default()),
            on_way: shape.on_way,
            late,
            crashed: shape.crashed,
            begun: shape.begun,
        }
    }

    /// Takes down what a move has made of a state.
    pub fn pack(&mut self, whole: &Whole<'m>, before: &[u32], touched: &mut Touched) {
        let Whole { memory, control, watch } = whole;
        let state = &memory.state;
        let mut stands: Vec<_> = control.threads.iter().map(|t| t.as_ref().map(|t| t.stand)).collect();
        stands.truncate(stands.iter().rposition(Option::is_some).map_or(0, |last| last + 1));
        let crashed = control.crashed.clone();
        let shape = self.parts.shape(Shape { stands, on_way: control.on_way, crashed, begun: control.begun });
        touched.change(pack::SHAPE, before, shape);
        touched.change(pack::CLOCK, before, self.parts.clock(state.clock));
        let same = self.parts.versions.get(at(before, pack::VERSIONS)).is_some_and(|v| Rc::ptr_eq(v, &state.versions));
        if !same {
            touched.change(pack::VERSIONS, before, self.parts.versions(&state.versions));
        }
        touched.change(pack::ASIDE, before, self.parts.aside(&state.aside));
        touched.part(pack::POSTED, before, &control.posted, |part| self.parts.posted(part));
        touched.part(pack::EXCHANGES, before, &memory.exchanges, |part| self.parts.exchanges(part));
        touched.part(pack::LOG, before, &memory.log, |part| self.parts.log(part));
        touched.part(pack::SETTLED, before, &memory.settled, |part| self.parts.settled(part));
        touched.part(pack::KNOWN, before, &memory.known, |part| self.parts.known(part));
        touched.part(pack::WATCH, before, watch, |part| self.parts.watch(part));
        for (user, screen) in state.screens.iter().enumerate() {
            let slot = self.screens.get(user).copied().unwrap_or_default();
            touched.part(slot, before, screen, |part| self.parts.screen(part));
        }
        for (at, cell) in state.cells().iter().enumerate().filter(|(_, cell)| cell.is_looked_at()) {
            let slot = self.of_cell(at);
            touched.part(slot, before, cell, |held| self.parts.cell(*held));
        }
        self.pack_threads(control, before, touched);
    }

    fn pack_threads(&mut self, control: &Control<'m>, before: &[u32], touched: &mut Touched) {
        for number in 0..control.threads.len().max(self.threads.len()) {
            let slot = self.of_thread(number);
            match control.threads.get(number).and_then(Option::as_ref) {
                Some(thread) => touched.part(slot, before, &thread.work, |work| self.parts.work(work)),
                // Whoever ended it has looked.
                None if at(before, slot) > 0 => {
                    touched.look(slot);
                    touched.change(slot, before, 0);
                }
                None => {}
            }
        }
    }
}
