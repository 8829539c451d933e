//! Participants: who sends, receives, acts and keeps.

use super::id::{ChannelId, DeviceId, StorageId, StrangerId, UserId};
use ecow::EcoString;

/// What a participant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A person.
    User(UserId),
    /// A device.
    Device(DeviceId),
    /// A storage.
    Storage(StorageId),
    /// A channel.
    Channel(ChannelId),
    /// A participant of a sketch.
    Stranger(StrangerId),
    /// Whoever calls the method that this stands in.
    Caller,
    /// All users (`every user`).
    Users,
}

/// Which of several.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Instance {
    /// There is only one.
    Only,
    /// The one of that dimension value (`a` of `isp`, `alice` of `profile`) or number (`2`).
    Named(EcoString),
    /// Any one of them, the same until its request is answered; the drawn run takes the first.
    Any,
    /// Inside methods and reactions: the one that the caller or the trigger's participant sees.
    Bound,
    /// All.
    Every,
    /// All but the sender.
    Other,
}

/// A participant where it is used.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Participant {
    /// What it is.
    pub place: Place,
    /// Which of several: of the storage, or of its device.
    pub instance: Instance,
}

impl Participant {
    /// The only one of a place.
    #[must_use]
    pub fn only(place: Place) -> Self {
        Self { place, instance: Instance::Only }
    }
}
