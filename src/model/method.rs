//! Methods: how copies are made to go or to be refreshed.

use super::Declared;
use super::id::DeviceId;
use super::step::Step;
use crate::source::Span;
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

/// A row of the invalidation matrix as an author believes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Belief {
    /// The marks as written, white space between.
    pub text: EcoString,
    /// Where they stand.
    pub span: Span,
}

/// An invalidation method.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// Name, label and place.
    pub declared: Declared,
    /// Who may call it.
    pub by: Caller,
    /// What its author believes of it: a mark for each storage.
    pub matrix: Option<Belief>,
    /// What it does; [`super::Place::Caller`] and the key `key` stand for the call's.
    pub steps: Vec<Step>,
}
