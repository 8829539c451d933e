//! Participants: who sends, receives, acts and keeps.

use super::id::{ChannelId, DeviceId, StorageId, StrangerId, UserId};
use ecow::EcoString;
use std::hash::{Hash, Hasher};

/// What a participant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// In one piece: places are looked up more often than anything else.
impl Hash for Place {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let (kind, index) = match self {
            Self::User(id) => (0_u64, id.0),
            Self::Device(id) => (1, id.0),
            Self::Storage(id) => (2, id.0),
            Self::Channel(id) => (3, id.0),
            Self::Stranger(id) => (4, id.0),
            Self::Caller => (5, 0),
            Self::Users => (6, 0),
        };
        state.write_u64(kind << 32 | u64::from(index));
    }
}

/// Which of several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// In one piece too, but for a name.
impl Hash for Instance {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Only => state.write_u8(0),
            Self::Named(name) => name.hash(state),
            Self::Any => state.write_u8(1),
            Self::Bound => state.write_u8(2),
            Self::Every => state.write_u8(3),
            Self::Other => state.write_u8(4),
        }
    }
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
