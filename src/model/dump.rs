//! A model as text: declarations one a line, steps below them. Stable; no offsets.

use super::step::{Given, Step, StepKind};
use super::{Instance, Key, Label, Model, Operation, Participant, Place};
use std::fmt::Write as _;

/// A model as text.
#[must_use]
pub fn dump(model: &Model) -> String {
    let mut out = String::new();
    if model.sketch {
        out.push_str("sketch\n");
    }
    for stranger in &model.strangers {
        let _ = writeln!(out, "participant {}", stranger.name);
    }
    declarations(model, &mut out);
    for method in &model.methods {
        let _ = writeln!(out, "method {} by {:?}", method.declared.name, method.by);
        steps(model, &method.steps, 1, &mut out);
    }
    for reaction in &model.reactions {
        let unless = |unless| if unless { "unless" } else { "when" };
        let guard = reaction.guard.as_ref().map(|g| format!(" {} {}", unless(g.unless), g.name)).unwrap_or_default();
        let _ = writeln!(out, "on {} at {}{guard}", trigger(&reaction.trigger), who(model, &reaction.at));
        steps(model, &reaction.steps, 1, &mut out);
    }
    steps(model, &model.givens, 0, &mut out);
    for scenario in &model.scenarios {
        let _ = writeln!(out, "scenario {} \"{}\"", scenario.declared.name, scenario.declared.label);
        steps(model, &scenario.steps, 1, &mut out);
    }
    for claim in &model.claims {
        let _ = writeln!(out, "claim {}", claim.text);
    }
    out
}

fn trigger(trigger: &super::reaction::Trigger) -> String {
    use super::reaction::Trigger;
    match trigger {
        Trigger::Write(key) => format!("write {}", key.text),
        Trigger::Invalidate(key) => format!("invalidate {}", key.text),
        Trigger::Event { name, .. } => format!("event {name}"),
        Trigger::Request { method, path } => format!("request {method} {path}"),
    }
}

fn declarations(model: &Model, out: &mut String) {
    for resource in &model.resources {
        let private = if resource.private { " private" } else { "" };
        let on: Vec<&str> =
            resource.depends_on.iter().filter_map(|id| Some(model.resources.get(id.index())?.declared.name.as_str())).collect();
        let on = if on.is_empty() { String::new() } else { format!(" depends on {}", on.join(", ")) };
        let _ = writeln!(out, "resource {} {}{private}{on}", resource.declared.name, resource.pattern_text);
    }
    for device in &model.devices {
        let _ = writeln!(out, "device {} \"{}\"", device.declared.name, device.declared.label);
    }
    for storage in &model.storages {
        let device = storage.device.map(|d| format!(" in {}", model.name_of(Place::Device(d)))).unwrap_or_default();
        let per = storage.per.as_ref().map(|d| format!(" per {}", d.name())).unwrap_or_default();
        let http = storage.http.map(|h| format!(" http {h:?}").to_lowercase()).unwrap_or_default();
        let origin = if storage.origin { " origin" } else { "" };
        let _ = writeln!(out, "storage {}{device}{per}{http}{origin}", storage.declared.name);
    }
    for user in &model.users {
        let values: String = user.dimensions.iter().map(|(n, v)| format!(" {n}={v}")).collect();
        let _ = writeln!(out, "user {}{values}", user.declared.name);
    }
    for route in &model.routes {
        let hops: Vec<&str> = route.hops.iter().map(|s| model.name_of(Place::Storage(*s))).collect();
        let _ = writeln!(out, "route {}: {}", route.declared.name, hops.join(" > "));
    }
    for channel in &model.channels {
        let _ = writeln!(out, "channel {}", channel.declared.name);
    }
}

/// A participant with its instance: `proxy-isp#a`, `server#any`.
fn who(model: &Model, participant: &Participant) -> String {
    let name = model.name_of(participant.place);
    match &participant.instance {
        Instance::Only => name.to_owned(),
        Instance::Named(value) => format!("{name}#{value}"),
        Instance::Any => format!("{name}#any"),
        Instance::Bound => format!("{name}#bound"),
        Instance::Every => format!("every {name}"),
        Instance::Other => format!("other {name}"),
    }
}

fn all(model: &Model, participants: &[Participant]) -> String {
    participants.iter().map(|p| who(model, p)).collect::<Vec<_>>().join(", ")
}

fn keys(keys: &[Key]) -> String {
    keys.iter().map(|k| k.text.as_str()).collect::<Vec<_>>().join(", ")
}

fn steps(model: &Model, list: &[Step], depth: usize, out: &mut String) {
    for step in list {
        let indent = "  ".repeat(depth);
        let attributes: Vec<String> = step
            .attributes
            .iter()
            .map(|a| a.value.as_ref().map_or_else(|| a.name.to_string(), |v| format!("{}={v}", a.name)))
            .collect();
        let bracket = if attributes.is_empty() { String::new() } else { format!(" [{}]", attributes.join(", ")) };
        let _ = writeln!(out, "{indent}{}{bracket}", words(model, &step.kind));
        if let StepKind::Fragment { operands, .. } = &step.kind {
            for operand in operands {
                let _ = writeln!(out, "{indent}| {}", operand.label.plain());
                steps(model, &operand.steps, depth + 1, out);
            }
        } else if let StepKind::CrashAnywhere { steps: inner, .. } = &step.kind {
            steps(model, inner, depth + 1, out);
        }
    }
}

fn label(model: &Model, label: &Label) -> String {
    let meaning = match &label.operation {
        None => "text".to_owned(),
        Some(Operation::Http { method, .. }) => format!("http {}", method.name()),
        Some(Operation::Storage { within, .. }) => format!("in {}", all(model, within)),
        Some(Operation::Reply { .. }) => "reply".to_owned(),
        Some(Operation::Call { keys: of, .. }) => format!("call for {}", keys(of)),
        Some(Operation::Event { .. }) => "event".to_owned(),
    };
    format!("\"{}\" ({meaning})", label.wording.plain())
}

fn words(model: &Model, kind: &StepKind) -> String {
    match kind {
        StepKind::Message { from, to, arrow, label: text, .. } => {
            let arrow = format!("{arrow:?}").to_lowercase();
            format!("{arrow} {} to {}: {}", who(model, from), who(model, to), label(model, text))
        }
        StepKind::Read { who: reader, method, key, .. } => {
            format!("{} => {} {}", who(model, reader), method.name(), key.text)
        }
        StepKind::Action { who: actor, label: text } => format!("{}: {}", who(model, actor), label(model, text)),
        StepKind::Sees { who: user, values, .. } => {
            format!("{} sees {}", model.name_of(Place::User(*user)), values.join(" then "))
        }
        StepKind::Given(given) => start(model, given),
        StepKind::Expect { possible, text, .. } => format!("{} {text}", if *possible { "possible" } else { "expect" }),
        StepKind::Note { places, label, .. } => format!("note {}: {}", all(model, places), label.plain()),
        StepKind::Divider(label) => format!("== {} ==", label.plain()),
        StepKind::Gap(label) => format!("... {} ...", label.plain()),
        StepKind::Wait { text, label, .. } => format!("wait {text}: {}", label.plain()),
        StepKind::Fragment { fragment, .. } => format!("{fragment:?}").to_lowercase(),
        StepKind::Happening { what, at, .. } => format!("{} {}", format!("{what:?}").to_lowercase(), who(model, at)),
        StepKind::CrashAnywhere { at, .. } => format!("crash {} anywhere", who(model, at)),
        StepKind::Lifespan { what, at } => format!("{} {}", format!("{what:?}").to_lowercase(), who(model, at)),
        StepKind::Play(id) => {
            format!("play {}", model.scenarios.get(id.index()).map_or("", |s| s.declared.name.as_str()))
        }
        StepKind::Reference { over, label, .. } => format!("ref {}: {}", all(model, over), label.plain()),
        StepKind::Link { at, title, url } => format!("link {}: \"{title}\" {url}", who(model, at)),
    }
}

fn start(model: &Model, given: &Given) -> String {
    let value = given.value.as_ref().map_or_else(|| "empty".to_owned(), |v| format!("= {v}"));
    let within = given.within.as_ref().map_or_else(|| "every storage".to_owned(), |w| all(model, w));
    format!("given {} {value} in {within}", given.key.text)
}
