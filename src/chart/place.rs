//! What a place looks like wherever it is a node.

use crate::graph::Shape;
use crate::model::{Declared, Model, Place};
use crate::timeline::Tone;

/// Its declaration.
#[must_use]
pub fn declared(model: &Model, place: Place) -> Option<&Declared> {
    match place {
        Place::User(id) => model.users.get(id.index()).map(|u| &u.declared),
        Place::Device(id) => model.devices.get(id.index()).map(|d| &d.declared),
        Place::Storage(id) => model.storages.get(id.index()).map(|s| &s.declared),
        Place::Channel(id) => model.channels.get(id.index()).map(|c| &c.declared),
        Place::Stranger(_) | Place::Caller | Place::Users => None,
    }
}

/// Its shape and its tone.
#[must_use]
pub fn look(model: &Model, place: Place) -> (Shape, Option<&Tone>) {
    let shape = match place {
        Place::User(_) | Place::Users | Place::Caller => Shape::User,
        Place::Device(_) => Shape::Device,
        Place::Storage(id) if model.storages.get(id.index()).is_some_and(|s| s.origin) => Shape::Origin,
        Place::Storage(_) => Shape::Storage,
        Place::Channel(_) => Shape::Channel,
        Place::Stranger(_) => Shape::Step,
    };
    (shape, declared(model, place).and_then(|declared| declared.tone.as_ref()))
}
