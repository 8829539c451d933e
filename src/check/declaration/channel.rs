//! `channel`: a broadcast.

use super::{declared, dress, note_participant, participants};
use crate::check::attribute::{Accepted, Thing, accept};
use crate::check::context::Context;
use crate::model::channel::{Channel as Model, Delivery, Field};
use crate::model::{ChannelId, Declared, Place};
use crate::problem::names;
use crate::syntax::declaration::channel::Channel;
use crate::syntax::tree::Line;

/// A channel of which nothing but its name is known.
pub(super) fn blank(declared: Declared) -> Model {
    Model { declared, from: Vec::new(), to: Vec::new(), delivery: Delivery::ExactlyOnce, fields: None }
}

/// Takes down the name.
pub fn declare(cx: &mut Context<'_>, line: &Line, node: &Channel) -> Option<ChannelId> {
    let id = ChannelId::at(cx.model.channels.len());
    if !note_participant(cx, &node.name, Place::Channel(id)) {
        return None;
    }
    let declared = declared(cx, line, &node.name, &node.label);
    cx.model.channels.push(blank(declared));
    Some(id)
}

/// Fills it in.
pub fn fill(cx: &mut Context<'_>, id: ChannelId, node: &Channel) {
    let accepted = accept(cx, Thing::Channel, node.attributes.as_ref());
    let from = places(cx, &accepted, "from");
    let to = places(cx, &accepted, "to");
    if let Some(channel) = cx.model.channels.get_mut(id.index()) {
        channel.from = from;
        channel.to = to;
        channel.delivery = match accepted.text("delivery") {
            Some(("at-most-once", _)) => Delivery::AtMostOnce,
            Some(("at-least-once", _)) => Delivery::AtLeastOnce,
            Some(_) | None => Delivery::ExactlyOnce,
        };
        channel.fields = accepted.has("fields").then(|| {
            let field = |word: &str| Field { name: word.trim_end_matches('?').into(), optional: word.ends_with('?') };
            accepted.words("fields").into_iter().map(|(word, _)| field(word)).collect()
        });
    }
    dress(cx, &accepted, |model| model.channels.get_mut(id.index()).map(|c| &mut c.declared));
}

/// Who sends or subscribes: participants, and `user` for all users.
fn places(cx: &mut Context<'_>, accepted: &Accepted<'_>, name: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for (word, span) in accepted.words(name) {
        let found = cx.names.participants.get(word).map(|(place, _)| *place);
        match found.or((word == "user").then_some(Place::Users)) {
            Some(place) => places.push(place),
            None if cx.model.sketch => {}
            None => {
                let mut known = participants(cx, |p| !matches!(p, Place::Channel(_)));
                known.push("user");
                let diagnostic = names::unknown_participant(word, span, &known);
                cx.report(diagnostic);
            }
        }
    }
    places
}
