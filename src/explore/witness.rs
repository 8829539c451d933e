//! What is known of claims while a search goes on, and how it came to be known.

use super::control::Move;
use super::guide::Cost;
use super::watch::Noticed;

/// How a state was reached.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    pub parent: u32,
    pub by: Move,
    /// Which options, by their index in the list of all; 0 for none.
    pub options: u32,
    pub cost: Cost,
}

/// One move, with the options that were taken in it.
pub type Leg = (Move, Box<[u8]>);

/// A move that decided a claim.
#[derive(Clone, Debug)]
pub struct Witness {
    pub(super) parent: u32,
    pub(super) by: Move,
    pub(super) options: Box<[u8]>,
    pub(super) cost: Cost,
    /// What a claim of the file noticed.
    pub noticed: Option<Noticed>,
}

/// What is known of a claim.
#[derive(Clone, Debug, Default)]
pub struct Stat {
    /// How often it held.
    pub held: u64,
    /// The nearest move after which it held.
    pub holding: Option<Witness>,
    /// The nearest move after which it failed.
    pub failing: Option<Witness>,
}

/// The move that led to a state.
pub(super) fn leg(options: &[Box<[u8]>], origin: Origin, noticed: Option<Noticed>) -> Witness {
    let Origin { parent, by, options: at, cost } = origin;
    Witness { parent, by, options: options.get(at as usize).cloned().unwrap_or_default(), cost, noticed }
}

/// Takes down what a move says of a claim, if nothing nearer has said it.
pub(super) fn note(stat: Option<&mut Stat>, holds: bool, cost: Cost, leg: impl FnOnce() -> Witness) {
    let Some(stat) = stat else { return };
    stat.held += u64::from(holds);
    let slot = if holds { &mut stat.holding } else { &mut stat.failing };
    if slot.as_ref().is_none_or(|known| cost < known.cost) {
        *slot = Some(leg());
    }
}
