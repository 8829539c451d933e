//! A model as text: declarations one a line, steps below them. Stable; no offsets.

mod charts;
mod declared;

pub use declared::{guard, trigger};

use super::claim::{Copies as Claimed, Predicate};
use super::step::{Attribute, Given, Operand, Step, StepKind};
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
    declared::declarations(model, &mut out);
    for method in &model.methods {
        declared::method(model, method, &mut out);
        steps(model, &method.steps, 1, &mut out);
    }
    for reaction in &model.reactions {
        let _ = writeln!(
            out,
            "{} at {}{}",
            declared::trigger(reaction),
            who(model, &reaction.at),
            declared::guard(reaction)
        );
        steps(model, &reaction.steps, 1, &mut out);
    }
    charts::policies(model, &mut out);
    charts::flows(model, &mut out);
    steps(model, &model.givens, 0, &mut out);
    for scenario in &model.scenarios {
        declared::scenario(model, scenario, &mut out);
        steps(model, &scenario.steps, 1, &mut out);
    }
    for claim in &model.claims {
        let _ = writeln!(out, "claim {}", claim.text);
    }
    out
}

/// A participant with its instance: `proxy-isp#a`, `server#any`.
fn who(model: &Model, participant: &Participant) -> String {
    let name = model.name_of(participant.place);
    match &participant.instance {
        Instance::Only => name.to_owned(),
        Instance::Named(value) => format!("{name}#{value}"),
        Instance::Any => format!("{name}#any"),
        Instance::Bound => format!("{}#bound", name.trim_start_matches("every ")),
        Instance::Every if participant.place == Place::Users => name.to_owned(),
        Instance::Every => format!("every {name}"),
        Instance::Other => format!("other {}", name.trim_start_matches("every ")),
    }
}

fn all(model: &Model, participants: &[Participant]) -> String {
    participants.iter().map(|p| who(model, p)).collect::<Vec<_>>().join(", ")
}

fn keys(keys: &[Key]) -> String {
    keys.iter().map(|k| k.text.as_str()).collect::<Vec<_>>().join(", ")
}

/// Attributes as written, behind a space.
fn bracket(attributes: &[Attribute]) -> String {
    let one = |a: &Attribute| a.value.as_ref().map_or_else(|| a.name.to_string(), |v| format!("{}={v}", a.name));
    let all: Vec<String> = attributes.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!(" [{}]", all.join(", ")) }
}

/// An operand's title, and whether it is a guard that can be evaluated.
fn titled(operand: &Operand) -> String {
    let guard = if operand.guard.is_some() { " (guard)" } else { "" };
    format!("{}{guard}", operand.label.plain())
}

fn steps(model: &Model, list: &[Step], depth: usize, out: &mut String) {
    for step in list {
        let indent = "  ".repeat(depth);
        let _ = writeln!(out, "{indent}{}{}", words(model, &step.kind), bracket(&step.attributes));
        if let StepKind::Fragment { operands, .. } = &step.kind {
            for operand in operands {
                let _ = writeln!(out, "{indent}| {}", titled(operand));
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
        StepKind::Expect { possible, predicate, text, .. } => {
            let word = if *possible { "possible" } else { "expect" };
            format!("{word} {text} ({})", about(model, predicate))
        }
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

/// What a claim speaks of, resolved.
fn about(model: &Model, predicate: &Predicate) -> String {
    let copies = |copies: &Claimed| match copies {
        Claimed::Of(copies) => who(model, copies),
        Claimed::All => "all storages".to_owned(),
    };
    match predicate {
        Predicate::Sees { who: user, .. } | Predicate::Staleness { who: user, .. } => {
            format!("user {}", model.name_of(Place::User(*user)))
        }
        Predicate::Holds { copies: of, .. } | Predicate::Empty { copies: of, .. } => copies(of),
        Predicate::Counts { count, .. } => format!("{count:?}").to_lowercase(),
        Predicate::Carries { channel, .. } => format!("channel {}", model.name_of(Place::Channel(*channel))),
    }
}

fn start(model: &Model, given: &Given) -> String {
    let value = given.value.as_ref().map_or_else(|| "empty".to_owned(), |v| format!("= {v}"));
    let within = given.within.as_ref().map_or_else(|| "every storage".to_owned(), |w| all(model, w));
    format!("given {} {value} in {within}", given.key.text)
}
