//! `storage`: a place that keeps copies.

use super::{addition, declared, dress, note_participant};
use crate::check::attribute::{Accepted, Thing, accept};
use crate::check::context::Context;
use crate::check::declare::Carried;
use crate::diagnostic::Diagnostic;
use crate::model::storage::{Clears, Dimension, HttpRole, Prose, Storage as Model};
use crate::model::{DeviceId, Place, StorageId};
use crate::problem::declarations;
use crate::syntax::declaration::storage::Storage;
use crate::syntax::statement::happening::HappeningKind;
use crate::syntax::tree::{Block, Line, Node};
use crate::timeline::Wording;
use std::collections::HashMap;

/// Cells of the table that prose fills.
const CELLS: [&str; 4] = ["how", "persist", "update", "shared"];

/// What an origin, which always holds the latest value, cannot have.
const NOT_OF_ORIGIN: [&str; 9] = ["http", "ttl", "stale-time", "clears", "evicts", "size", "sync", "unused", "per"];

/// Pairs that exclude each other, and why.
const EXCLUSIVE: [(&str, &str, &str); 3] = [
    ("stale-time", "http", "a data library has its own freshness, an HTTP cache that of its answers"),
    ("stale-time", "ttl", "both say how long a copy is fresh"),
    ("evicts", "unused", "nothing is ever kept there"),
];

/// What a storage that is empty at each request cannot have.
const NOT_PER_REQUEST: [&str; 4] = ["clears", "evicts", "size", "sync"];

/// A storage of which nothing but its name is known.
pub(super) fn blank(declared: crate::model::Declared, device: Option<DeviceId>) -> Model {
    Model {
        declared,
        device,
        per: None,
        http: None,
        like: None,
        ignores: Vec::new(),
        honours: Vec::new(),
        origin: false,
        unused: false,
        ttl: None,
        stale_time: None,
        latency: None,
        clears: Clears::default(),
        evicts: false,
        size: None,
        sync: false,
        prose: Prose::default(),
    }
}

/// Takes down the name, within its device.
pub fn declare(cx: &mut Context<'_>, line: &Line, node: &Storage, device: Option<DeviceId>) -> Option<StorageId> {
    let id = StorageId::at(cx.model.storages.len());
    if !note_participant(cx, &node.name, Place::Storage(id)) {
        return None;
    }
    let declared = declared(cx, line, &node.name, &node.label);
    cx.model.storages.push(blank(declared, device));
    if let Some(device) = device.and_then(|d| cx.model.devices.get_mut(d.index())) {
        device.storages.push(id);
    }
    Some(id)
}

/// Fills in its attributes and prose; its device is filled in already.
pub fn fill(cx: &mut Context<'_>, id: StorageId, node: &Storage, carried: &Carried) {
    let accepted = accept(cx, Thing::Storage, node.attributes.as_ref());
    contradictions(cx, &accepted);
    let per = per(cx, id, &accepted, carried);
    let prose = prose(cx, node.body.as_ref());
    let word = |name: &str| accepted.words(name).into_iter().map(|(w, _)| w.into()).collect();
    let Some(storage) = cx.model.storages.get_mut(id.index()) else { return };
    let inherited = storage.device.and_then(|d| cx.model.devices.get(d.index())?.clears.clone());
    let origin = accepted.has("origin");
    storage.per = per.filter(|_| !origin);
    storage.http = accepted.text("http").map(|(t, _)| if t == "shared" { HttpRole::Shared } else { HttpRole::Private });
    storage.like = accepted.text("like").map(|(t, _)| t.into());
    storage.ignores = word("ignores");
    storage.honours = word("honours");
    storage.origin = origin;
    storage.unused = accepted.has("unused");
    storage.ttl = accepted.millis("ttl");
    storage.stale_time = accepted.millis("stale-time");
    storage.latency = accepted.millis("latency");
    storage.clears = match inherited {
        Some(inherited) if !accepted.has("clears") && !origin => inherited,
        Some(_) | None => clears(&accepted),
    };
    storage.evicts = accepted.has("evicts");
    storage.size = accepted.number("size");
    storage.sync = accepted.has("sync");
    storage.prose = prose;
    dress(cx, &accepted, |model| model.storages.get_mut(id.index()).map(|s| &mut s.declared));
}

/// The first contradiction among its attributes.
fn contradictions(cx: &mut Context<'_>, accepted: &Accepted<'_>) {
    let both = |one: &str, other: &str| Some((accepted.get(one)?, accepted.get(other)?));
    let of_origin = NOT_OF_ORIGIN.iter().find_map(|other| both("origin", other));
    let per_request = NOT_PER_REQUEST
        .iter()
        .filter(|_| accepted.text("per").is_some_and(|(per, _)| per == "request"))
        .find_map(|other| both("per", other));
    let pair = EXCLUSIVE.iter().find_map(|(one, other, why)| Some((both(one, other)?, *why)));
    let found = of_origin
        .map(|pair| (pair, "an origin always holds the latest value, once and for all"))
        .or_else(|| per_request.map(|pair| (pair, "what is kept per request is empty at each")))
        .or(pair);
    if let Some(((one, other), why)) = found {
        cx.report(declarations::contradiction(&one.name.text, one.span, &other.name.text, other.span, why));
        return;
    }
    let idle = ["like", "ignores", "honours"].iter().find_map(|name| accepted.get(name));
    if let Some(attribute) = idle.filter(|_| !accepted.has("http")) {
        let value = attribute.value.as_ref().map_or("", |v| v.text.as_str());
        let private = matches!(value, "chrome" | "firefox" | "safari");
        let needed = if private { "http=private" } else { "http=shared" };
        let written = format!("{}={value}", attribute.name.text);
        cx.report(declarations::needs(&written, attribute.span, needed, "it says how an HTTP cache behaves"));
    }
}

/// What copies are multiplied by: the storage's own dimension or its device's.
fn per(cx: &mut Context<'_>, id: StorageId, accepted: &Accepted<'_>, carried: &Carried) -> Option<Dimension> {
    let own = dimension(cx, accepted, carried);
    let storage = cx.model.storages.get(id.index())?;
    let device = storage.device.and_then(|d| cx.model.devices.get(d.index()));
    match (own, device) {
        (Some(Dimension::Instance), Some(device)) => Some(device.per.clone().unwrap_or(Dimension::Instance)),
        (Some(Dimension::Instance), None) => {
            let span = accepted.text("per").map_or(storage.declared.span, |(_, span)| span);
            let diagnostic = declarations::instance_of_nothing(&storage.declared.name, span);
            cx.report(diagnostic);
            None
        }
        (Some(own), _) => Some(own),
        (None, Some(device)) => {
            device.per.clone().or_else(|| device.instances.filter(|n| *n > 1).map(|_| Dimension::Instance))
        }
        (None, None) => None,
    }
}

/// The value of `per=`; a dimension that no user carries is told (E304).
pub(super) fn dimension(cx: &mut Context<'_>, accepted: &Accepted<'_>, carried: &Carried) -> Option<Dimension> {
    let (text, span) = accepted.text("per")?;
    let dimension = Dimension::of(text);
    match &dimension {
        Dimension::Carried(name) if !carried.names.contains(name) => {
            if !carried.unknown {
                let mut known: Vec<&str> = carried.names.iter().map(ecow::EcoString::as_str).collect();
                known.extend(["page", "tab", "profile", "user", "request", "instance"]);
                let user = cx.model.users.first().map(|u| u.declared.name.as_str());
                let diagnostic = declarations::missing_dimension(text, span, &known, user);
                cx.report(diagnostic);
            }
            None
        }
        Dimension::Carried(_)
        | Dimension::Page
        | Dimension::Tab
        | Dimension::Profile
        | Dimension::User
        | Dimension::Request
        | Dimension::Instance => Some(dimension),
    }
}

/// E306 at the last storage; the fix makes it the origin, or declares one behind it if it is a cache.
pub fn no_origin(cx: &Context<'_>, node: &Storage) -> Diagnostic {
    let name = node.name.text.as_str();
    let cache = node.attributes.iter().flat_map(|a| &a.list).any(|a| NOT_OF_ORIGIN.contains(&a.name.text.as_str()));
    if !cache {
        let last = node.label.as_ref().map_or(node.name.span, |l| l.span);
        let (at, insert) = addition(node.attributes.as_ref(), last, "origin");
        let title = format!("make `{name}` the origin: `storage {name} [origin]`");
        return declarations::no_origin(node.name.span, &title, at, &insert);
    }
    let free = ["origin", "origin-server", "authority"].into_iter().find(|n| !cx.names.participants.contains_key(*n));
    let free = free.unwrap_or("the-origin");
    let end = [
        node.attributes.as_ref().map(|a| a.span),
        node.body.as_ref().map(|b| b.span),
        node.label.as_ref().map(|l| l.span),
    ];
    let end = end.into_iter().flatten().max_by_key(|s| s.end).unwrap_or(node.name.span);
    let title = format!("declare an origin behind it: `storage {free} [origin]`");
    declarations::no_origin(node.name.span, &title, end.after(), &format!("\nstorage {free} [origin]"))
}

/// The value of `clears=`.
pub(super) fn clears(accepted: &Accepted<'_>) -> Clears {
    let kind = |word: &str| match word {
        "reload" => Some(HappeningKind::Reload),
        "close" => Some(HappeningKind::Close),
        "crash" => Some(HappeningKind::Crash),
        "reboot" => Some(HappeningKind::Reboot),
        "deploy" => Some(HappeningKind::Deploy),
        _ => None,
    };
    Clears { by: accepted.words("clears").into_iter().filter_map(|(word, _)| kind(word)).collect() }
}

/// Its prose for the table.
fn prose(cx: &mut Context<'_>, body: Option<&Block>) -> Prose {
    let mut prose = Prose::default();
    let mut seen = HashMap::new();
    for line in body.iter().flat_map(|b| &b.lines) {
        let Node::Property(property) = &line.node else { continue };
        let name = property.name.text.as_str();
        let words = Some(Wording::marked_up(&property.text.raw));
        if let Some(first) = seen.insert(name, property.name.span) {
            cx.report(declarations::attribute_twice(name, property.name.span, first));
            continue;
        }
        match name {
            "how" => prose.how = words,
            "persist" => prose.persist = words,
            "update" => prose.update = words,
            "shared" => prose.shared = words,
            _ => {
                cx.report(declarations::unknown_attribute(name, property.name.span, "a storage's block", &CELLS, None));
            }
        }
    }
    prose
}
