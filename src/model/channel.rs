//! Channels: broadcasts.

use super::Declared;
use super::participant::Place;
use ecow::EcoString;

/// What is promised of deliveries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Neither lost nor repeated (nothing said).
    ExactlyOnce,
    /// May be lost.
    AtMostOnce,
    /// May be repeated.
    AtLeastOnce,
}

/// A broadcast.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// Name, label and place.
    pub declared: Declared,
    /// Who sends; anyone if empty.
    pub from: Vec<Place>,
    /// Who subscribes; every user if empty.
    pub to: Vec<Place>,
    /// What is promised.
    pub delivery: Delivery,
    /// The fields of its events, if told.
    pub fields: Option<Vec<EcoString>>,
}
