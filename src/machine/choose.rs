//! Choices: what a run leaves open. The drawn run takes the first of each; whoever explores tries the others.

use super::world::SiteId;
use crate::http::Property;
use crate::model::{ChannelId, DeviceId, StorageId};

/// What there is to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Which instance of a device gets a request.
    Instance(DeviceId),
    /// Whether a copy of unknown lifetime is still fresh (the first option) or not.
    Freshness(SiteId),
    /// Whether a product has a property that nobody knows of: as the RFC says (the first option) or otherwise.
    Property(StorageId, Property),
    /// Whether an event arrives (the first option) or is lost, where its channel promises no more; or arrives twice.
    Delivery(ChannelId),
    /// Whether a message that nobody answers arrives (the first option) or is lost.
    Arrival,
    /// Whether a storage that may lose entries at any time still has this one (the first option) or not.
    Eviction(SiteId),
    /// Which operand of a fragment happens, whether an optional one does, whether a loop goes on.
    Operand,
}

/// Decides.
pub trait Choose {
    /// One of so many options, from 0.
    fn choose(&mut self, what: Choice, options: u32) -> u32;

    /// Whether there has been more than one option.
    fn was_asked(&self) -> bool;
}

/// Follows a script, then takes the first option of each; writes down what could have been chosen. [`Script::next`]
/// makes the script of the following run, so that all are seen in order.
#[derive(Clone, Debug, Default)]
pub struct Script {
    taken: Vec<(u32, u32)>,
    at: usize,
}

impl Script {
    /// The script of the next run; `None` when all have been.
    #[must_use]
    pub fn next(mut self) -> Option<Self> {
        while let Some((taken, options)) = self.taken.pop() {
            if taken + 1 < options {
                self.taken.push((taken + 1, options));
                self.at = 0;
                return Some(self);
            }
        }
        None
    }
}

impl Choose for Script {
    fn choose(&mut self, _what: Choice, options: u32) -> u32 {
        let taken = match self.taken.get(self.at) {
            Some((taken, _)) => *taken,
            None => {
                self.taken.push((0, options));
                0
            }
        };
        self.at += 1;
        taken
    }

    fn was_asked(&self) -> bool {
        self.taken.iter().any(|(_, options)| *options > 1)
    }
}

/// Follows a script of instances and takes the first option of everything else: the drawn run, which takes the first
/// instances that can follow the hops as they are written.
#[derive(Clone, Debug, Default)]
pub struct Instances {
    script: Script,
    /// How often there was more than one option of anything.
    open: u32,
}

impl Instances {
    /// The next choice of instances; `None` when all have been.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Some(Self { script: self.script.next()?, open: 0 })
    }
}

impl Choose for Instances {
    fn choose(&mut self, what: Choice, options: u32) -> u32 {
        self.open += u32::from(options > 1);
        match what {
            Choice::Instance(_) => self.script.choose(what, options),
            Choice::Freshness(_)
            | Choice::Property(..)
            | Choice::Delivery(_)
            | Choice::Arrival
            | Choice::Eviction(_)
            | Choice::Operand => 0,
        }
    }

    fn was_asked(&self) -> bool {
        self.open > 0
    }
}
