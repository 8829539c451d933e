//! Methods: how copies are made to go or to be refreshed.

use super::Declared;
use super::id::DeviceId;
use super::step::Step;
use ecow::EcoString;

/// Who may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Anyone (no `by=`).
    Anyone,
    /// A user.
    User,
    /// A device.
    Device(DeviceId),
}

/// An invalidation method.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// Name, label and place.
    pub declared: Declared,
    /// Who may call it.
    pub by: Caller,
    /// What its author believes of it, mark by mark.
    pub matrix: Option<EcoString>,
    /// What it does; [`super::Place::Caller`] and the key `key` stand for the call's.
    pub steps: Vec<Step>,
}
