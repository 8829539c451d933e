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
    pub fields: Option<Vec<Field>>,
}

/// A field of events: `type`, `id?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, without the `?`.
    pub name: EcoString,
    /// `?`: an event may lack it.
    pub optional: bool,
}

impl Channel {
    /// The field of that name; `None` too if no fields are told.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.as_ref()?.iter().find(|field| field.name == name)
    }
}
