//! Handlers and channels as JSON.

use crate::model::channel::{Channel, Delivery, Field};
use crate::model::{Model, Place};
use crate::timeline::handler::{Cleared, Handler, Notice};
use ecow::EcoString;
use serde_json::{Value, json};

fn names(list: &[EcoString]) -> Vec<&str> {
    list.iter().map(EcoString::as_str).collect()
}

/// What follows a request by itself.
pub(super) fn handler(handler: &Handler) -> Value {
    let cleared = |c: &Cleared| json!({ "storage": c.storage.as_str(), "keys": names(&c.keys) });
    let notice = |n: &Notice| json!({ "channel": n.channel.as_str(), "event": n.event.as_str(), "times": n.times });
    json!({
        "request": handler.request.as_str(),
        "at": handler.at.as_str(),
        "with": handler.with.as_ref().map(EcoString::as_str),
        "line": handler.line,
        "writes": names(&handler.writes),
        "clears": handler.clears.iter().map(cleared).collect::<Vec<_>>(),
        "events": handler.events.iter().map(notice).collect::<Vec<_>>(),
        "clients": handler.clients.iter().map(cleared).collect::<Vec<_>>(),
        "left": names(&handler.left),
        "loops": handler.looped,
    })
}

/// A broadcast.
pub(super) fn channel(model: &Model, channel: &Channel) -> Value {
    let places = |places: &[Place]| places.iter().map(|place| model.name_of(*place)).collect::<Vec<_>>();
    let delivery = match channel.delivery {
        Delivery::ExactlyOnce => "exactly-once",
        Delivery::AtMostOnce => "at-most-once",
        Delivery::AtLeastOnce => "at-least-once",
    };
    let field = |field: &Field| json!({ "name": field.name.as_str(), "optional": field.optional });
    json!({
        "name": channel.declared.name.as_str(),
        "label": channel.declared.label.as_str(),
        "from": places(&channel.from),
        "to": places(&channel.to),
        "delivery": delivery,
        "fields": channel.fields.as_ref().map(|fields| fields.iter().map(field).collect::<Vec<_>>()),
    })
}
