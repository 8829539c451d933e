//! Devices: places that own storages and may act.

use super::Declared;
use super::id::{RouteId, StorageId};
use super::storage::{Clears, Dimension};

/// A device.
#[derive(Clone, Debug, PartialEq)]
pub struct Device {
    /// Name, label and place.
    pub declared: Declared,
    /// Its storages in declared order.
    pub storages: Vec<StorageId>,
    /// One per distinct value of a dimension.
    pub per: Option<Dimension>,
    /// How many there are, if a number is given.
    pub instances: Option<u32>,
    /// The time a hop to it takes, in milliseconds.
    pub latency: Option<u64>,
    /// Its default route.
    pub via: Option<RouteId>,
    /// Events that empty all its storages, where they say nothing themselves.
    pub clears: Option<Clears>,
}
