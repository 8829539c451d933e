//! `route`: which storages a read passes.

use super::{declared, dress, note, storages};
use crate::check::attribute::{Thing, accept};
use crate::check::context::Context;
use crate::model::route::Route as Model;
use crate::model::{RouteId, StorageId};
use crate::problem::{declarations, names};
use crate::syntax::clause::name::Name;
use crate::syntax::declaration::route::Route;
use crate::syntax::tree::Line;
use std::collections::HashMap;

/// Takes down the name.
pub fn declare(cx: &mut Context<'_>, line: &Line, node: &Route) -> Option<RouteId> {
    let id = RouteId::at(cx.model.routes.len());
    if !note(cx, |names| &mut names.routes, &node.name, id) {
        return None;
    }
    let declared = declared(cx, line, &node.name, &node.label);
    cx.model.routes.push(Model { declared, hops: Vec::new() });
    Some(id)
}

/// Resolves its storages, which are filled in already, and looks at their order.
pub fn fill(cx: &mut Context<'_>, id: RouteId, node: &Route) {
    let accepted = accept(cx, Thing::Route, node.attributes.as_ref());
    let mut first = HashMap::new();
    let mut hops = Vec::with_capacity(node.hops.len());
    for name in &node.hops {
        let Some(hop) = storage(cx, name) else { continue };
        if let Some(before) = first.insert(hop, name.span) {
            cx.report(declarations::route_twice(&node.name.text, &name.text, name.span, before));
            continue;
        }
        hops.push(hop);
    }
    end(cx, node);
    if let Some(route) = cx.model.routes.get_mut(id.index()) {
        route.hops = hops;
    }
    dress(cx, &accepted, |model| model.routes.get_mut(id.index()).map(|r| &mut r.declared));
}

/// E308 if it ends at a storage that is no origin, in a program that has one.
fn end(cx: &mut Context<'_>, node: &Route) {
    let origins: Vec<&str> = cx.model.storages.iter().filter(|s| s.origin).map(|s| s.declared.name.as_str()).collect();
    let Some(last) = node.hops.last() else { return };
    let known = cx.names.storage(&last.text).and_then(|id| cx.model.storages.get(id.index()));
    if origins.is_empty() || known.is_none_or(|s| s.origin) {
        return;
    }
    let (passed, missing): (Vec<&str>, Vec<&str>) =
        origins.into_iter().partition(|o| node.hops.iter().any(|hop| hop.text == *o));
    let passed = passed.first().copied();
    let diagnostic = declarations::route_end(&node.name.text, &last.text, last.span, &missing, passed);
    cx.report(diagnostic);
}

/// The storage of that name; an unknown one is told (E202).
pub(super) fn storage(cx: &mut Context<'_>, name: &Name) -> Option<StorageId> {
    if let Some(id) = cx.names.storage(&name.text) {
        return Some(id);
    }
    let diagnostic = match cx.names.device(&name.text).and_then(|id| cx.model.devices.get(id.index())) {
        Some(device) => {
            let own = device.storages.iter().filter_map(|id| cx.model.storages.get(id.index()));
            let own: Vec<&str> = own.map(|s| s.declared.name.as_str()).collect();
            names::device_for_storage(&name.text, name.span, &own)
        }
        None => names::unknown_storage(&name.text, name.span, &storages(cx)),
    };
    cx.report(diagnostic);
    None
}
