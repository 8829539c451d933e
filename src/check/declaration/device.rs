//! `device`: a place that owns storages and may act.

use super::{declared, dress, note_participant, storage, via};
use crate::check::attribute::{Accepted, Thing, accept};
use crate::check::context::Context;
use crate::check::declare::Carried;
use crate::limits::DECLARED;
use crate::model::device::Device as Model;
use crate::model::{DeviceId, Place};
use crate::problem::{declarations, limits};
use crate::syntax::declaration::device::Device;
use crate::syntax::tree::Line;

/// Takes down the name; gives back whose device its storages are in, also when the name is doubled.
pub fn declare(cx: &mut Context<'_>, line: &Line, node: &Device) -> (Option<DeviceId>, bool) {
    let id = DeviceId::at(cx.model.devices.len());
    if !note_participant(cx, &node.name, Place::Device(id)) {
        return (cx.names.device(&node.name.text), false);
    }
    let declared = declared(cx, line, &node.name, &node.label);
    cx.model.devices.push(Model {
        declared,
        storages: Vec::new(),
        per: None,
        instances: None,
        latency: None,
        via: None,
        clears: None,
    });
    (Some(id), true)
}

/// Fills in its attributes.
pub fn fill(cx: &mut Context<'_>, id: DeviceId, node: &Device, carried: &Carried) {
    let accepted = accept(cx, Thing::Device, node.attributes.as_ref());
    let via = via(cx, &accepted);
    let per = storage::dimension(cx, &accepted, carried);
    let instances = instances(cx, &accepted);
    if let (Some(one), Some(other)) = (accepted.get("per"), accepted.get("instances")) {
        let why = "either a dimension or a number says how many there are";
        cx.report(declarations::contradiction("per", one.span, "instances", other.span, why));
    }
    if let Some(device) = cx.model.devices.get_mut(id.index()) {
        device.via = via;
        device.instances = instances.filter(|_| per.is_none());
        device.per = per;
        device.latency = accepted.millis("latency");
        device.clears = accepted.has("clears").then(|| storage::clears(&accepted));
    }
    dress(cx, &accepted, |model| model.devices.get_mut(id.index()).map(|d| &mut d.declared));
}

fn instances(cx: &mut Context<'_>, accepted: &Accepted<'_>) -> Option<u32> {
    let number = accepted.number("instances")?;
    if number as usize > DECLARED {
        let (text, span) = accepted.text("instances")?;
        cx.report(limits::too_great("instances", text, DECLARED, span));
        return None;
    }
    Some(number)
}
