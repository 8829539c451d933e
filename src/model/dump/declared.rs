//! Declarations as text, one a line, written much as in the language.

use super::{bracket, who};
use crate::model::channel::{Channel, Delivery, Field};
use crate::model::device::Device;
use crate::model::method::{Caller, Method};
use crate::model::reaction::{Reaction, Trigger};
use crate::model::resource::Resource;
use crate::model::scenario::Scenario;
use crate::model::storage::Storage;
use crate::model::user::User;
use crate::model::{Declared, Model, Place, RouteId};
use std::fmt::Write as _;

/// Parts behind a name, each behind a space; empty ones are left out.
fn line(out: &mut String, parts: &[&str]) {
    let told: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    let _ = writeln!(out, "{}", told.join(" "));
}

fn flag(holds: bool, word: &'static str) -> &'static str {
    if holds { word } else { "" }
}

/// `name value`, or nothing.
fn pair(name: &str, value: Option<impl ToString>) -> String {
    value.map(|v| format!("{name} {}", v.to_string())).unwrap_or_default()
}

fn millis(name: &str, value: Option<u64>) -> String {
    pair(name, value.map(|ms| format!("{ms}ms")))
}

/// The display name, if it is another than the name; then tone and source.
fn dressed(declared: &Declared) -> String {
    let mut parts = Vec::new();
    if declared.label != declared.name {
        parts.push(format!("\"{}\"", declared.label));
    }
    parts.extend(declared.tone.as_ref().map(|t| format!("tone {t:?}")));
    parts.extend(declared.source.as_ref().map(|s| format!("source \"{s}\"")));
    parts.join(" ")
}

/// Resources, places, people, routes, channels, tones.
pub fn declarations(model: &Model, out: &mut String) {
    for (name, colour) in &model.tones {
        line(out, &["tone", name, colour]);
    }
    model.resources.iter().for_each(|r| resource(model, r, out));
    model.devices.iter().for_each(|d| device(model, d, out));
    model.storages.iter().for_each(|s| storage(model, s, out));
    model.users.iter().for_each(|u| user(model, u, out));
    for route in &model.routes {
        let hops: Vec<&str> = route.hops.iter().map(|s| model.name_of(Place::Storage(*s))).collect();
        let _ = writeln!(out, "route {}: {}", route.declared.name, hops.join(" > "));
    }
    model.channels.iter().for_each(|c| channel(model, c, out));
}

fn resource(model: &Model, resource: &Resource, out: &mut String) {
    let name = |id: &crate::model::ResourceId| model.resources.get(id.index()).map(|r| r.declared.name.to_string());
    if let Some(of) = &resource.alias {
        line(out, &["resource", &resource.declared.name, "is another name of", &name(of).unwrap_or_default()]);
        return;
    }
    let on: Vec<String> = resource.depends_on.iter().filter_map(name).collect();
    let on = pair("depends on", (!on.is_empty()).then(|| on.join(", ")));
    let origin = pair("origin", resource.origin.map(|id| model.name_of(Place::Storage(id))));
    let dressed = dressed(&resource.declared);
    let private = flag(resource.private, "private");
    line(out, &["resource", &resource.declared.name, &resource.pattern_text, private, &on, &origin, &dressed]);
}

fn via(model: &Model, id: Option<RouteId>) -> String {
    pair("via", id.and_then(|id| model.routes.get(id.index())).map(|r| r.declared.name.clone()))
}

fn device(model: &Model, device: &Device, out: &mut String) {
    let per = pair("per", device.per.as_ref().map(|d| d.name().to_owned()));
    let latency = millis("latency", device.latency);
    let clears = device.clears.as_ref().map(|c| format!("{:?}", c.by).to_lowercase());
    let parts = [per, pair("instances", device.instances), latency, via(model, device.via), pair("clears", clears)];
    line(
        out,
        &[
            "device",
            &device.declared.name,
            &dressed(&device.declared),
            &parts.join(" ").split_whitespace().collect::<Vec<_>>().join(" "),
        ],
    );
}

fn storage(model: &Model, storage: &Storage, out: &mut String) {
    let device = pair("in", storage.device.map(|d| model.name_of(Place::Device(d))));
    let per = pair("per", storage.per.as_ref().map(|d| d.name().to_owned()));
    let http = pair("http", storage.http.map(|h| format!("{h:?}").to_lowercase()));
    let clears = (!storage.clears.by.is_empty()).then(|| format!("{:?}", storage.clears.by).to_lowercase());
    line(
        out,
        &[
            "storage",
            &storage.declared.name,
            &device,
            &per,
            &http,
            &pair("like", storage.like.as_ref()),
            &pair("ignores", (!storage.ignores.is_empty()).then(|| storage.ignores.join(" "))),
            &pair("honours", (!storage.honours.is_empty()).then(|| storage.honours.join(" "))),
            &millis("ttl", storage.ttl),
            &millis("stale-time", storage.stale_time),
            &millis("latency", storage.latency),
            &pair("clears", clears),
            &pair("size", storage.size),
            flag(storage.evicts, "evicts"),
            flag(storage.sync, "sync"),
            flag(storage.unused, "unused"),
            flag(storage.origin, "origin"),
            &dressed(&storage.declared),
        ],
    );
}

fn user(model: &Model, user: &User, out: &mut String) {
    let values: Vec<String> = user.dimensions.iter().map(|(n, v)| format!("{n}={v}")).collect();
    let side = flag(user.right, "at the right");
    line(out, &["user", &user.declared.name, &values.join(" "), &via(model, user.via), side, &dressed(&user.declared)]);
}

fn channel(model: &Model, channel: &Channel, out: &mut String) {
    let ends = |places: &[Place]| {
        let names: Vec<&str> = places.iter().map(|p| model.name_of(*p)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let delivery = match channel.delivery {
        Delivery::ExactlyOnce => "",
        Delivery::AtMostOnce => "at most once",
        Delivery::AtLeastOnce => "at least once",
    };
    let field = |f: &Field| format!("{}{}", f.name, flag(f.optional, "?"));
    let fields = channel.fields.as_ref().map(|all| all.iter().map(field).collect::<Vec<_>>().join(" "));
    let fields = pair("fields", fields);
    let (from, to) = (pair("from", ends(&channel.from)), pair("to", ends(&channel.to)));
    line(out, &["channel", &channel.declared.name, &from, &to, delivery, &fields, &dressed(&channel.declared)]);
}

/// The head of a method.
pub fn method(model: &Model, method: &Method, out: &mut String) {
    let by = match method.by {
        Caller::Anyone => "anyone",
        Caller::User => "user",
        Caller::Device(id) => model.name_of(Place::Device(id)),
    };
    let matrix = pair("matrix", method.matrix.as_ref().map(|m| format!("\"{}\"", m.text)));
    line(out, &["method", &method.declared.name, "by", by, &matrix, &dressed(&method.declared)]);
}

/// What a reaction waits for.
pub fn trigger(reaction: &Reaction) -> String {
    match &reaction.trigger {
        Trigger::Write(key) => format!("on write {}", key.text),
        Trigger::Invalidate(key) => format!("on invalidate {}", key.text),
        Trigger::Event { name, id, action } => {
            let id = id.as_ref().map(|id| format!(":{id}")).unwrap_or_default();
            let action = action.as_ref().map(|a| format!(" {a}")).unwrap_or_default();
            format!("on event {name}{id}{action}")
        }
        Trigger::Request { method, path } => format!("on request {method} {path}"),
    }
}

/// What a reaction tests.
pub fn guard(reaction: &Reaction) -> String {
    let Some(guard) = &reaction.guard else { return String::new() };
    let word = if guard.unless { "unless" } else { "when" };
    let value = guard.value.as_ref().map(|v| format!("={v}")).unwrap_or_default();
    format!(" {word} {}{value}", guard.name)
}

/// The head of a scenario and its lifelines.
pub fn scenario(model: &Model, scenario: &Scenario, out: &mut String) {
    let reorder = flag(scenario.reorder, "explored in other orders");
    let told = flag(scenario.as_told, "as told");
    let numbers = flag(!scenario.numbers, "without numbers");
    let tested = bracket(&scenario.attributes);
    let label = dressed(&scenario.declared);
    line(out, &["scenario", &scenario.declared.name, &label, reorder, numbers, told, tested.trim_start()]);
    let lists = [("show", scenario.show.as_deref().unwrap_or_default()), ("hide", &scenario.hide)];
    for (word, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        let names: Vec<String> = list.iter().map(|p| who(model, p)).collect();
        let _ = writeln!(out, "  {word} {}", names.join(", "));
    }
}
