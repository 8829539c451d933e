//! The model and its timelines as JSON, for programs. Arrays are in declared order; a field may be added, never renamed.

mod tables;

use crate::model::resource::Resource;
use crate::model::storage::{Dimension, HttpRole, Storage};
use crate::model::user::User;
use crate::model::{Declared, Model, ResourceId};
use crate::syntax::statement::happening::HappeningKind;
use crate::timeline::bound::Bound;
use crate::timeline::dependence::Dependence;
use crate::timeline::reach::Matrix;
use crate::timeline::{Moment, MomentKind, Timeline};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Everything that the document tells.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// What is declared.
    pub model: &'a Model,
    /// The chosen scenarios.
    pub timelines: &'a [&'a Timeline],
    /// What each method does to the copies of each storage.
    pub matrix: &'a Matrix,
    /// How long an outdated value can still be shown.
    pub bounds: &'a [Bound],
    /// What writing each resource makes outdated, and who reaches that.
    pub dependences: &'a [Dependence],
}

/// The whole document, indented, with a line end.
#[must_use]
pub fn document(told: &Told<'_>) -> String {
    let model = told.model;
    let text = |w: &Option<crate::timeline::Wording>| w.as_ref().map(crate::timeline::Wording::plain);
    let storages: Vec<Value> = model.storages.iter().map(|s| storage(s, model)).collect();
    let resources: Vec<Value> = model.resources.iter().map(|r| resource(r, model)).collect();
    let users: Vec<Value> = model.users.iter().map(user).collect();
    let methods: Vec<Value> = model.methods.iter().map(|m| declared(&m.declared, [])).collect();
    let scenarios: Vec<Value> = told.timelines.iter().copied().map(scenario).collect();
    let value = json!({
        "title": text(&model.title),
        "description": text(&model.description),
        "storages": storages,
        "devices": model.devices.iter().map(|d| declared(&d.declared, [])).collect::<Vec<_>>(),
        "resources": resources,
        "users": users,
        "methods": methods,
        "matrix": tables::matrix(told.matrix),
        "bounds": told.bounds.iter().map(tables::bound).collect::<Vec<_>>(),
        "dependencies": tables::dependencies(told.dependences),
        "reached": tables::reached(told.dependences),
        "scenarios": scenarios,
    });
    format!("{value:#}\n")
}

/// Name and label, then what else there is.
fn declared<const N: usize>(declared: &Declared, more: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    object.insert("name".into(), json!(declared.name.as_str()));
    object.insert("label".into(), json!(declared.label.as_str()));
    object.insert("line".into(), json!(declared.line));
    object.extend(more.map(|(name, value)| (name.to_owned(), value)));
    Value::Object(object)
}

/// One storage with its attributes and copies.
fn storage(storage: &Storage, model: &Model) -> Value {
    let device = storage.device.and_then(|id| model.devices.get(id.index()));
    declared(
        &storage.declared,
        [
            ("device", json!(device.map(|d| d.declared.name.as_str()))),
            ("attributes", attributes(storage)),
            ("copies", json!(copies(storage, model))),
        ],
    )
}

/// The attributes that are set, durations in milliseconds.
fn attributes(storage: &Storage) -> Value {
    let mut set = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            set.insert(name.to_owned(), value);
        }
    };
    let flag = |on: bool| on.then_some(Value::Bool(true));
    let http = storage.http.map(|role| match role {
        HttpRole::Private => "private",
        HttpRole::Shared => "shared",
    });
    put("per", storage.per.as_ref().map(|per| json!(per.name())));
    put("http", http.map(Value::from));
    put("like", storage.like.as_ref().map(|like| json!(like.as_str())));
    put("ttl", storage.ttl.map(Value::from));
    put("stale-time", storage.stale_time.map(Value::from));
    put("latency", storage.latency.map(Value::from));
    put("size", storage.size.map(Value::from));
    let clears: Vec<&str> = storage.clears.by.iter().map(|event| word(*event)).collect();
    put("clears", (!clears.is_empty()).then(|| json!(clears)));
    put("origin", flag(storage.origin));
    put("evicts", flag(storage.evicts));
    put("sync", flag(storage.sync));
    put("unused", flag(storage.unused));
    Value::Object(set)
}

/// An event as an author writes it.
fn word(event: HappeningKind) -> &'static str {
    match event {
        HappeningKind::Reload => "reload",
        HappeningKind::Close => "close",
        HappeningKind::Crash => "crash",
        HappeningKind::Reboot => "reboot",
        HappeningKind::Deploy => "deploy",
    }
}

/// The names of a storage's copies: `alice.queryClient`, `server.1.memCache`, `proxy-isp` if there is only one.
fn copies(storage: &Storage, model: &Model) -> Vec<String> {
    let name = &storage.declared.name;
    let device = storage.device.and_then(|id| model.devices.get(id.index()));
    let instances = device.and_then(|d| d.instances).unwrap_or(1);
    let numbered = |device: &str| (1..=instances).map(|n| format!("{device}.{n}.{name}")).collect();
    match (&storage.per, device) {
        (None | Some(Dimension::Instance), Some(device)) if instances > 1 => numbered(&device.declared.name),
        (None | Some(Dimension::Instance | Dimension::Request), _) => vec![name.to_string()],
        (Some(per), _) => {
            let mut seen = BTreeSet::new();
            let first = |user: &&User| user.dimension(per).is_some_and(|value| seen.insert(value.clone()));
            model.users.iter().filter(first).map(|user| format!("{}.{name}", user.declared.name)).collect()
        }
    }
}

/// One resource.
fn resource(resource: &Resource, model: &Model) -> Value {
    let name = |id: &ResourceId| model.resources.get(id.index()).map(|r| r.declared.name.as_str());
    let depends: Vec<_> = resource.depends_on.iter().filter_map(name).collect();
    declared(
        &resource.declared,
        [
            ("pattern", json!(resource.pattern.as_ref().map(|_| resource.pattern_text.as_str()))),
            ("private", json!(resource.private)),
            ("depends_on", json!(depends)),
        ],
    )
}

/// One user.
fn user(user: &User) -> Value {
    let dimensions: Map<String, Value> =
        user.dimensions.iter().map(|(n, v)| (n.to_string(), json!(v.as_str()))).collect();
    declared(&user.declared, [("dimensions", Value::Object(dimensions))])
}

/// One scenario: its moments in order.
fn scenario(timeline: &Timeline) -> Value {
    let participants: Vec<Value> =
        timeline.lifelines.iter().map(|l| json!({ "id": l.id.as_str(), "name": l.name.as_str() })).collect();
    json!({
        "name": timeline.name.as_str(),
        "title": timeline.title.as_ref().map(crate::timeline::Wording::plain),
        "participants": participants,
        "steps": timeline.moments.iter().map(step).collect::<Vec<_>>(),
    })
}

/// One step.
fn step(moment: &Moment) -> Value {
    let mut step = Map::new();
    step.insert("line".into(), json!(moment.line));
    if let Some(number) = moment.number {
        step.insert("number".into(), json!(number));
    }
    step.insert("kind".into(), json!(kind(&moment.kind)));
    step.insert("text".into(), json!(moment.said));
    Value::Object(step)
}

/// What a moment is called.
fn kind(kind: &MomentKind) -> &'static str {
    match kind {
        MomentKind::Message { .. } => "message",
        MomentKind::Action { .. } => "action",
        MomentKind::Sees { .. } => "sees",
        MomentKind::Claim { .. } => "claim",
        MomentKind::Note { .. } => "note",
        MomentKind::Divider { .. } => "divider",
        MomentKind::Gap { .. } => "gap",
        MomentKind::Open { .. } => "open",
        MomentKind::Else { .. } => "else",
        MomentKind::Close => "close",
        MomentKind::Happening { .. } => "happening",
        MomentKind::Create(_) => "create",
        MomentKind::Destroy(_) => "destroy",
        MomentKind::Activate(_) => "activate",
        MomentKind::Deactivate(_) => "deactivate",
        MomentKind::Reference { .. } => "reference",
    }
}
