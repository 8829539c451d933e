//! Choices of one step of an exploration: each way that it may go is tried, and costs what it differs from the drawn run.

use crate::machine::choose::{Choice, Choose};
use std::cell::RefCell;
use std::rc::Rc;

/// How far a run is from what is drawn: faults first, then deviations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cost {
    /// Crashes, and messages that are lost or come twice.
    pub faults: u16,
    /// Choices other than the first.
    pub deviations: u16,
}

impl Cost {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Cost) -> Self {
        Self {
            faults: self.faults.saturating_add(other.faults),
            deviations: self.deviations.saturating_add(other.deviations),
        }
    }
}

/// One choice that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What was open.
    pub what: Choice,
    /// Which option was taken.
    pub option: u32,
    /// How many there were.
    pub options: u32,
}

/// The choices of one step.
#[derive(Clone, Debug, Default)]
pub struct Guide {
    taken: Vec<Taken>,
    at: usize,
}

/// A guide that the machine and the exploration share.
#[derive(Clone, Debug, Default)]
pub struct Shared(Rc<RefCell<Guide>>);

impl Shared {
    /// The first way; or the way of these options.
    pub fn begin(&self, options: &[u8]) {
        let mut guide = self.0.borrow_mut();
        guide.at = 0;
        guide.taken.clear();
        let fixed = |o: &u8| Taken { what: Choice::Operand, option: u32::from(*o), options: u32::from(*o) + 1 };
        guide.taken.extend(options.iter().map(fixed));
    }

    /// The next way; whether there is one.
    #[must_use]
    pub fn next(&self) -> bool {
        let mut guide = self.0.borrow_mut();
        guide.at = 0;
        while let Some(last) = guide.taken.pop() {
            if last.option + 1 < last.options {
                guide.taken.push(Taken { option: last.option + 1, ..last });
                return true;
            }
        }
        false
    }

    /// What this way costs.
    #[must_use]
    pub fn cost(&self) -> Cost {
        let mut cost = Cost::default();
        for taken in self.0.borrow().taken.iter().filter(|t| t.option > 0) {
            match taken.what {
                Choice::Delivery(_) | Choice::Arrival => cost.faults += 1,
                Choice::Instance(_)
                | Choice::Freshness(_)
                | Choice::Property(..)
                | Choice::Eviction(_)
                | Choice::Operand => cost.deviations += 1,
            }
        }
        cost
    }

    /// The options of this way.
    #[must_use]
    pub fn options(&self) -> Box<[u8]> {
        self.0.borrow().taken.iter().map(|t| u8::try_from(t.option).unwrap_or(u8::MAX)).collect()
    }

    /// The choices of this way.
    #[must_use]
    pub fn taken(&self) -> Vec<Taken> {
        self.0.borrow().taken.clone()
    }
}

impl Choose for Shared {
    fn choose(&mut self, what: Choice, options: u32) -> u32 {
        let mut guide = self.0.borrow_mut();
        let at = guide.at;
        guide.at += 1;
        if let Some(taken) = guide.taken.get_mut(at) {
            taken.what = what;
            taken.options = options;
            return taken.option.min(options.saturating_sub(1));
        }
        guide.taken.push(Taken { what, option: 0, options });
        0
    }

    fn was_asked(&self) -> bool {
        true
    }
}
