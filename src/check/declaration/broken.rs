//! Lines that no rule could read: the names that they would declare are taken down all the same, so that one slip does
//! not make every use of the name an error.

use super::{channel, flow, method, policy, resource, storage};
use crate::check::context::Context;
use crate::model::{
    ChannelId, Declared, DeviceId, MethodId, Place, PolicyId, ResourceId, RouteId, ScenarioId, StorageId, UserId,
    device, route, scenario, user,
};
use crate::source::Span;
use crate::syntax::keyword;
use crate::syntax::tree::Broken;
use ecow::EcoString;

/// Words that start a declaration with a name behind.
const KEYWORDS: [&str; 11] =
    ["resource", "device", "storage", "user", "route", "method", "channel", "policy", "flow", "scenario", "tone"];

/// What broken lines mean for the rest of the check.
#[derive(Clone, Copy, Debug, Default)]
pub struct Damage {
    /// A line could not be read: requests and answers may not fit.
    pub any: bool,
    /// It declared something, or held a block: names may be missing.
    pub names: bool,
    /// It declared a storage or resource: the program is no sketch.
    pub caches: bool,
    /// It declared a user: dimensions may be missing.
    pub users: bool,
}

/// Notes what a broken line damages.
pub fn survey(node: &Broken, damage: &mut Damage) {
    damage.any = true;
    damage.names |= node.text.contains('{');
    for (keyword, _, _) in found(node) {
        damage.names = true;
        damage.caches |= matches!(keyword, "storage" | "resource");
        damage.users |= keyword == "user";
    }
    let first: &str = node.text.split_whitespace().next().unwrap_or_default();
    let near = crate::problem::near::nearest(first, KEYWORDS.iter().copied());
    damage.names |= near.is_some() || KEYWORDS.contains(&first) || matches!(first, "import" | "on");
    damage.users |= near == Some("user") || first == "user";
    damage.caches |= matches!(near, Some("storage" | "resource"));
}

/// The declarations in a broken text: keyword, name, and where the name stands.
fn found(node: &Broken) -> impl Iterator<Item = (&str, &str, Span)> {
    let base = node.text.as_ptr() as usize;
    node.text.lines().filter_map(move |line| {
        let rest = line.trim_start();
        let keyword = rest.split(char::is_whitespace).next()?;
        let ours = keyword::foreign(keyword).unwrap_or(keyword);
        KEYWORDS.contains(&ours).then_some(())?;
        let behind = rest.get(keyword.len()..)?.trim_start();
        let inner = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        let name = behind.get(..behind.find(|c| !inner(c)).unwrap_or(behind.len()))?;
        name.starts_with(|c: char| c.is_alphabetic() || c == '_').then_some(())?;
        let at = node.span.start as usize + (name.as_ptr() as usize).saturating_sub(base);
        Some((ours, name, Span::new(node.span.file, at, at + name.len())))
    })
}

/// Takes its names down, unless they are known.
pub fn declare(cx: &mut Context<'_>, node: &Broken, device: Option<DeviceId>) {
    let mut device = device;
    for (keyword, name, span) in found(node) {
        let declared =
            Declared { name: name.into(), label: name.into(), span, line: cx.line(span), ..Declared::default() };
        let name = EcoString::from(name);
        match keyword {
            "storage" | "device" | "user" | "channel" => participant(cx, keyword, declared, &mut device),
            "resource" if !cx.names.resources.contains_key(&name) => {
                let id = ResourceId::at(cx.model.resources.len());
                cx.names.resources.insert(name, (id, span));
                cx.model.resources.push(resource::blank(declared));
            }
            "method" if !cx.names.methods.contains_key(&name) => {
                cx.names.methods.insert(name, (MethodId::at(cx.model.methods.len()), span));
                cx.model.methods.push(method::blank(declared));
            }
            _ => rest(cx, keyword, declared),
        }
    }
}

fn participant(cx: &mut Context<'_>, keyword: &str, declared: Declared, device: &mut Option<DeviceId>) {
    if cx.names.participants.contains_key(&declared.name) {
        return;
    }
    let (name, span) = (declared.name.clone(), declared.span);
    let place = match keyword {
        "storage" => {
            let id = StorageId::at(cx.model.storages.len());
            cx.model.storages.push(storage::blank(declared, *device));
            if let Some(owner) = device.and_then(|d| cx.model.devices.get_mut(d.index())) {
                owner.storages.push(id);
            }
            Place::Storage(id)
        }
        "device" => {
            let id = DeviceId::at(cx.model.devices.len());
            let storages = Vec::new();
            cx.model.devices.push(device::Device {
                declared,
                storages,
                per: None,
                instances: None,
                latency: None,
                via: None,
                clears: None,
            });
            *device = Some(id);
            Place::Device(id)
        }
        "user" => {
            let id = UserId::at(cx.model.users.len());
            cx.model.users.push(user::User { declared, dimensions: Vec::new(), via: None, right: false });
            Place::User(id)
        }
        _ => {
            let id = ChannelId::at(cx.model.channels.len());
            cx.model.channels.push(channel::blank(declared));
            Place::Channel(id)
        }
    };
    cx.names.participants.insert(name, (place, span));
}

fn rest(cx: &mut Context<'_>, keyword: &str, declared: Declared) {
    let (name, span) = (declared.name.clone(), declared.span);
    match keyword {
        "route" if !cx.names.routes.contains_key(&name) => {
            cx.names.routes.insert(name, (RouteId::at(cx.model.routes.len()), span));
            cx.model.routes.push(route::Route { declared, hops: Vec::new() });
        }
        "policy" if !cx.names.policies.contains_key(&name) => {
            cx.names.policies.insert(name, (PolicyId::at(cx.model.policies.len()), span));
            cx.model.policies.push(policy::blank(declared));
        }
        "flow" if !cx.names.flows.contains_key(&name) => {
            cx.names.flows.insert(name, (cx.model.flows.len(), span));
            cx.model.flows.push(flow::blank(declared));
        }
        "scenario" if !cx.names.scenarios.contains_key(&name) => {
            cx.names.scenarios.insert(name, (ScenarioId::at(cx.model.scenarios.len()), span));
            cx.model.scenarios.push(scenario::Scenario { declared, ..scenario::Scenario::default() });
        }
        "tone" if !cx.names.tones.contains_key(&name) => {
            cx.names.tones.insert(name.clone(), (cx.model.tones.len(), span));
            cx.model.tones.push((name, "#808080".into()));
        }
        _ => {}
    }
}
