//! How places are multiplied: one for everyone, numbered instances, or one per value of a dimension of users.

use super::storage::Dimension;
use super::{DeviceId, Instance, Model, Participant, Place, UserId};
use ecow::EcoString;
use foldhash::{HashSet, HashSetExt as _};

/// How a place is multiplied.
#[derive(Clone, Debug, PartialEq)]
pub enum Copies {
    /// There is one.
    One,
    /// So many instances, alike.
    Numbered(u32),
    /// One per value of a dimension of users.
    Per(Dimension),
}

impl Copies {
    /// Whether each user has their own.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        match self {
            Self::One | Self::Numbered(_) => false,
            Self::Per(dimension) => dimension.is_personal(),
        }
    }
}

impl Model {
    /// How a place is multiplied.
    #[must_use]
    pub fn copies(&self, place: Place) -> Copies {
        match place {
            Place::Device(id) => self.device_copies(id),
            Place::Storage(id) => {
                let Some(storage) = self.storages.get(id.index()) else { return Copies::One };
                match &storage.per {
                    Some(Dimension::Request) => Copies::One,
                    Some(Dimension::Instance) | None => storage.device.map_or(Copies::One, |d| self.device_copies(d)),
                    Some(dimension) => Copies::Per(dimension.clone()),
                }
            }
            Place::User(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => Copies::One,
        }
    }

    fn device_copies(&self, id: DeviceId) -> Copies {
        let Some(device) = self.devices.get(id.index()) else { return Copies::One };
        match (&device.per, device.instances) {
            (Some(Dimension::Instance | Dimension::Request) | None, Some(n)) if n > 1 => Copies::Numbered(n),
            (Some(Dimension::Instance | Dimension::Request) | None, _) => Copies::One,
            (Some(dimension), _) => Copies::Per(dimension.clone()),
        }
    }

    /// The distinct values of a dimension, each with the first user who carries it.
    #[must_use]
    pub fn values(&self, dimension: &Dimension) -> Vec<(&EcoString, UserId)> {
        let mut seen = HashSet::new();
        let all = self.users.iter().enumerate().filter_map(|(i, u)| Some((u.dimension(dimension)?, UserId::at(i))));
        all.filter(|(value, _)| seen.insert(*value)).collect()
    }

    /// The device that a place is or stands in.
    #[must_use]
    pub fn device_of(&self, place: Place) -> Option<DeviceId> {
        match place {
            Place::Device(id) => Some(id),
            Place::Storage(id) => self.storages.get(id.index())?.device,
            Place::User(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => None,
        }
    }

    /// The name of a place as declared.
    #[must_use]
    pub fn name_of(&self, place: Place) -> &str {
        let found = match place {
            Place::User(id) => self.users.get(id.index()).map(|u| &u.declared.name),
            Place::Device(id) => self.devices.get(id.index()).map(|d| &d.declared.name),
            Place::Storage(id) => self.storages.get(id.index()).map(|s| &s.declared.name),
            Place::Channel(id) => self.channels.get(id.index()).map(|c| &c.declared.name),
            Place::Stranger(id) => self.strangers.get(id.index()).map(|s| &s.name),
            Place::Caller => return "caller",
            Place::Users => return "every user",
        };
        found.map_or("", EcoString::as_str)
    }

    /// Whether one of several is somebody's own: themselves, what stands with the same person, or a person's instance of it.
    #[must_use]
    pub fn is_own(&self, one: &Participant, who: &Participant) -> bool {
        let copies = self.copies(one.place);
        let per = matches!(copies, Copies::Per(_)) && copies == self.copies(who.place);
        let beside = per && one.instance == who.instance;
        let personal = self.copies(who.place).is_personal();
        one == who || beside || self.is_persons(one, who) || personal && self.is_persons(who, one)
    }

    /// Whether an instance is the one that a user has of its place.
    fn is_persons(&self, thing: &Participant, person: &Participant) -> bool {
        let (Place::User(id), Copies::Per(dimension)) = (person.place, self.copies(thing.place)) else { return false };
        let own = self.users.get(id.index()).and_then(|user| user.dimension(&dimension));
        matches!(&thing.instance, Instance::Named(value) if own == Some(value))
    }

    /// Whether the two stand in the same device.
    #[must_use]
    pub fn together(&self, a: &Participant, b: &Participant) -> bool {
        self.device_of(a.place).is_some_and(|d| self.device_of(b.place) == Some(d))
    }
}
