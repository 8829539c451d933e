//! Routes: whether a hop leads from a user towards an origin (E404).
//!
//! A hop may pass over storages of the route; it may not go back towards the user, nor to a storage that is on no
//! common route with its sender.

use crate::check::context::Context;
use crate::model::{Model, Participant, Place, StorageId};

/// Where a participant stands on a route: before all for a user, `None` if it has no place there.
fn position(model: &Model, hops: &[StorageId], place: Place, leaving: bool) -> Option<i64> {
    let at = |id: StorageId| hops.iter().position(|h| *h == id).and_then(|n| i64::try_from(n).ok());
    match place {
        Place::User(_) => Some(-1),
        Place::Storage(id) => at(id),
        Place::Device(id) => {
            let own = model.devices.get(id.index())?.storages.iter().filter_map(|s| at(*s));
            if leaving { own.max() } else { own.min() }
        }
        Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => None,
    }
}

/// Whether somebody without a storage acts here: such a one may stand anywhere.
fn free(model: &Model, place: Place) -> bool {
    match place {
        Place::Device(id) => model.devices.get(id.index()).is_none_or(|d| d.storages.is_empty()),
        Place::Storage(_) | Place::User(_) => false,
        Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => true,
    }
}

/// Whether a hop of a read follows a route.
#[must_use]
pub fn follows(cx: &Context<'_>, from: &Participant, to: &Participant) -> bool {
    let model = &cx.model;
    if free(model, from.place) || free(model, to.place) || from.place == to.place {
        return true;
    }
    // A device uses its own storages in any order; between two storages it is a hop like any other.
    let storages = matches!((from.place, to.place), (Place::Storage(_), Place::Storage(_)));
    if !storages && model.together(from, to) {
        return true;
    }
    let default = std::iter::once(model.default_route.as_slice());
    let mut routes = default.chain(model.routes.iter().map(|r| r.hops.as_slice())).filter(|r| !r.is_empty()).peekable();
    if routes.peek().is_none() {
        return true;
    }
    routes.any(|hops| {
        let ends = (position(model, hops, from.place, true), position(model, hops, to.place, false));
        matches!(ends, (Some(from), Some(to)) if from < to)
    })
}

/// The names of the longest route that a sender may use, for the help.
#[must_use]
pub fn told(cx: &Context<'_>) -> String {
    let name = |id: &StorageId| cx.model.storages.get(id.index()).map(|s| s.declared.name.to_string());
    cx.model.default_route.iter().filter_map(name).collect::<Vec<_>>().join(" > ")
}
