//! What a run remembers between two things that it does: what an exploration keeps, goes back to and compares.

use super::Run;
use super::count::Log;
use super::exchange::Exchange;
use super::frame::Frame;
use super::learnt::Known;
use super::unanswered::Unanswered;
use crate::http::Property;
use crate::machine::state::State;
use crate::machine::watched::Watched;
use crate::model::StorageId;
use crate::model::step::Step;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

/// Properties of products that nobody knows of, as a run has settled them.
pub type Settled = BTreeMap<(StorageId, Property), bool>;

/// What a run remembers.
#[derive(Clone, Debug, Default)]
pub struct Memory<'m> {
    /// What is where.
    pub state: State,
    /// Requests that are not answered yet.
    pub exchanges: Watched<Unanswered<'m>>,
    /// What claims count.
    pub log: Watched<Rc<Log>>,
    /// Which unknown properties products have.
    pub settled: Watched<Rc<Settled>>,
    /// What places and people have learnt.
    pub known: Watched<Rc<Vec<Known>>>,
}

/// What of a memory may still matter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Relevance {
    /// Claims count events, requests or reads.
    pub counts: bool,
    /// Claims ask how old something was, or in which order values came.
    pub history: bool,
}

impl Hash for Exchange<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (std::ptr::from_ref(self.step), self.serves.map(std::ptr::from_ref)).hash(state);
        (&self.from, &self.to, self.user, self.key, self.http, self.asked).hash(state);
        (&self.between, &self.arrival, &self.beyond, self.learnt, self.missed, self.orphaned).hash(state);
    }
}

impl Hash for Frame<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        let place = |step: &Step| std::ptr::from_ref(step) as usize;
        match self {
            Frame::Body { steps, env, under } => (steps.as_ptr() as usize, steps.len(), env, under).hash(state),
            Frame::Fired { step, fired, actor, env } => (place(step), fired, actor, env).hash(state),
            Frame::Reaction { step, index, bound } => (place(step), index, bound).hash(state),
            Frame::Heard { step, event, after } => (place(step), event, after).hash(state),
            Frame::Arrive { step, from, to, env, after } => (place(step), from, to, env, after).hash(state),
            Frame::Reader { step, who, env } => (place(step), who, env).hash(state),
            Frame::Trip(trip) => {
                (place(trip.step), &trip.who, trip.user, trip.key, &trip.sites, trip.asked).hash(state);
                (&trip.asker, &trip.passes, trip.phase, trip.was_shown()).hash(state);
            }
            Frame::Settle => {}
        }
    }
}

impl<'m> Run<'_, 'm> {
    /// Takes the run's memory out of it.
    pub fn take(&mut self) -> Memory<'m> {
        self.state.touched.clear();
        Memory {
            state: std::mem::take(&mut self.state),
            exchanges: std::mem::take(&mut self.exchanges),
            log: std::mem::take(&mut self.log),
            settled: std::mem::take(&mut self.properties),
            known: std::mem::take(&mut self.known),
        }
    }

    /// Gives the run a memory. What it may still do is counted anew.
    pub fn give(&mut self, memory: Memory<'m>) {
        self.steps = 1;
        self.state = memory.state;
        self.exchanges = memory.exchanges;
        self.log = memory.log;
        self.properties = memory.settled;
        self.known = memory.known;
    }
}
