//! The model and its timelines as JSON, for programs. Arrays are in declared order; a field may be added, never renamed.

mod copies;
mod events;
mod policies;
mod scenario;
mod spell;
mod tables;

use crate::limits::COPIES;
use crate::model::resource::Resource;
use crate::model::storage::{HttpRole, Storage};
use crate::model::user::User;
use crate::model::{Copies, Declared, Model, Place, ResourceId, StorageId};
use crate::syntax::statement::happening::HappeningKind;
use crate::timeline::bound::Bound;
use crate::timeline::dependence::Dependence;
use crate::timeline::handler::Handler;
use crate::timeline::reach::Matrix;
use crate::timeline::{Timeline, Wording};
use serde_json::{Map, Value, json};

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
    /// What follows each request by itself.
    pub handlers: &'a [Handler],
}

/// The whole document, indented, with a line end; `None` if it would tell more than [`COPIES`].
#[must_use]
pub fn document(told: &Told<'_>) -> Option<String> {
    let steps = told.timelines.iter().map(|timeline| scenario::told(timeline));
    if steps.fold(0, usize::saturating_add) > COPIES {
        return None;
    }
    let mut out = String::from("{");
    for (index, (name, value)) in declarations(told).iter().enumerate() {
        spell::begin(&mut out, index, 2);
        out.push_str(&format!("\"{name}\": "));
        spell::value(&mut out, value, 2);
    }
    out.push_str(",\n  \"scenarios\": [");
    for (index, timeline) in told.timelines.iter().enumerate() {
        spell::begin(&mut out, index, 4);
        scenario::spell(&mut out, timeline);
    }
    out.push_str(if told.timelines.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
    Some(out)
}

/// Everything but what happens.
fn declarations(told: &Told<'_>) -> [(&'static str, Value); 14] {
    let model = told.model;
    let text = |w: &Option<Wording>| Value::from(w.as_ref().map(Wording::plain));
    let storages = (0..model.storages.len()).map(StorageId::at);
    [
        ("title", text(&model.title)),
        ("description", text(&model.description)),
        ("storages", storages.filter_map(|id| storage(id, model)).collect()),
        ("devices", model.devices.iter().map(|d| declared(&d.declared, [])).collect()),
        ("resources", model.resources.iter().map(|r| resource(r, model)).collect()),
        ("users", model.users.iter().map(user).collect()),
        ("methods", model.methods.iter().map(|m| declared(&m.declared, [])).collect()),
        ("matrix", tables::matrix(told.matrix)),
        ("bounds", told.bounds.iter().map(tables::bound).collect()),
        ("dependencies", tables::dependencies(told.dependences)),
        ("reached", tables::reached(told.dependences)),
        ("handlers", told.handlers.iter().map(events::handler).collect()),
        ("channels", model.channels.iter().map(|c| events::channel(model, c)).collect()),
        ("policies", model.policies.iter().map(policies::policy).collect()),
    ]
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
fn storage(id: StorageId, model: &Model) -> Option<Value> {
    let storage = model.storages.get(id.index())?;
    let device = storage.device.and_then(|id| model.devices.get(id.index()));
    let found = declared(
        &storage.declared,
        [
            ("device", json!(device.map(|d| d.declared.name.as_str()))),
            ("attributes", attributes(storage)),
            ("copies", json!(copies(id, model))),
        ],
    );
    Some(found)
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

/// The names of a storage's copies, as in the steps: `alice.queryClient`, `server.1.memCache`, `proxy-isp` if there is
/// only one.
fn copies(storage: StorageId, model: &Model) -> Vec<String> {
    let place = Place::Storage(storage);
    let name = model.name_of(place);
    match model.copies(place) {
        Copies::One => vec![name.to_owned()],
        Copies::Numbered(most) => {
            let device = model.device_of(place).map_or("", |id| model.name_of(Place::Device(id)));
            (1..=most).map(|number| format!("{device}.{number}.{name}")).collect()
        }
        Copies::Per(dimension) => {
            let first = model.values(&dimension).into_iter().map(|(_, user)| model.name_of(Place::User(user)));
            first.map(|user| format!("{user}.{name}")).collect()
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
