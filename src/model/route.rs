//! Routes: which storages a read passes.

use super::id::StorageId;
use super::{Declared, Model, Participant, Place, RouteId};

/// A route.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Name, label and place.
    pub declared: Declared,
    /// Nearest first.
    pub hops: Vec<StorageId>,
}

impl Model {
    /// The storages that a reader passes: those of the route that is named, else of their own, else of the default one.
    #[must_use]
    pub fn way(&self, reader: &Participant, via: Option<RouteId>) -> &[StorageId] {
        let own = match reader.place {
            Place::User(id) => self.users.get(id.index()).and_then(|u| u.via),
            Place::Device(id) => self.devices.get(id.index()).and_then(|d| d.via),
            Place::Storage(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => None,
        };
        let named = via.or(own).and_then(|id| self.routes.get(id.index()));
        named.map_or(&self.default_route, |r| &r.hops)
    }
}
