//! Handlers, derived by trying each: a request comes, the file's reactions follow, and what they do is taken down.
//!
//! A hole of a path is filled with a word that stands for it. A reaction that is told apart by `when` or `unless` makes a
//! row for each attribute that changes what happens.

use super::matrix::blank;
use crate::machine::choose::Script;
use crate::machine::run::Run;
use crate::machine::run::handle::{Asking, Handled};
use crate::machine::world::{SiteId, World};
use crate::model::reaction::{Guard, Reaction, Trigger};
use crate::model::resource::{Resource, Segment};
use crate::model::scenario::Scenario;
use crate::model::step::{Attribute, Step};
use crate::model::{Http, Instance, Model, Participant, Place, UserId};
use crate::timeline::handler::{Cleared, Handler, Handlers, Notice};
use ecow::{EcoString, eco_format};

/// Most handlers that are tried.
const MOST: usize = 200;

/// Most attributes that are tried one by one.
const MOST_VARIANTS: usize = 8;

/// Most keys that one handler is tried with, if it is told which in the request.
const MOST_KEYS: usize = 12;

/// What a hole is filled with while a handler is tried: no author writes these signs.
const OPEN: char = '‹';
const CLOSE: char = '›';

/// One handler with one attribute.
struct Trial<'m> {
    request: EcoString,
    reaction: &'m Reaction,
    method: &'static str,
    path: EcoString,
    argument: Option<EcoString>,
    with: Option<Attribute>,
}

/// Most statements that all trials together carry out.
const MOST_STEPS: u32 = 1_000_000;

/// All handlers of a program: requests that reactions follow.
#[must_use]
pub fn derive(model: &Model) -> Handlers {
    let Some(world) = World::of(model).filter(|_| !model.sketch) else { return Handlers::default() };
    let variants = variants(model);
    let mut found = Handlers::default();
    let mut left = MOST_STEPS;
    let requests = requests(model);
    let all = requests.len();
    for (at, (reaction, method, path)) in requests.into_iter().enumerate() {
        if at >= MOST || left == 0 {
            found.limits.push(eco_format!("only the first {at} of {all} handlers were tried"));
            break;
        }
        for argument in arguments(model, method, path) {
            let mut rows: Vec<Handler> = Vec::new();
            for with in std::iter::once(None).chain(variants.iter().cloned().map(Some)) {
                let (row, steps) = tried(&world, reaction, (method, path, argument.clone()), with);
                left = left.saturating_sub(steps);
                if rows.iter().all(|other| !same(other, &row)) {
                    rows.push(row);
                }
            }
            if rows.len() > 1 && rows.first().is_some_and(is_idle) {
                rows.remove(0);
            }
            let varies = rows.len() > 1 || rows.iter().any(|row| row.with.is_some());
            found.rows.extend(rows.into_iter().map(|row| Handler { varies, ..row }));
        }
    }
    found
}

/// Whether nothing follows.
fn is_idle(handler: &Handler) -> bool {
    handler.writes.is_empty() && handler.clears.is_empty() && handler.events.is_empty() && handler.clients.is_empty()
}

/// Whether the same follows with another attribute.
fn same(one: &Handler, other: &Handler) -> bool {
    Handler { with: None, ..one.clone() } == Handler { with: None, ..other.clone() }
}

/// The requests that reactions answer, each once.
fn requests(model: &Model) -> Vec<(&Reaction, &'static str, &EcoString)> {
    let mut found: Vec<(&Reaction, &'static str, &EcoString)> = Vec::new();
    for reaction in &model.reactions {
        let Trigger::Request { method, path } = &reaction.trigger else { continue };
        let Some(method) = Http::of(method).map(Http::name) else { continue };
        let known = found.iter().any(|(r, m, p)| *m == method && *p == path && r.at.place == reaction.at.place);
        if !known {
            found.push((reaction, method, path));
        }
    }
    found
}

/// What follows the path: each resource by name, if a reaction to the request uses the `key` that stands there.
fn arguments(model: &Model, method: &str, path: &EcoString) -> Vec<Option<EcoString>> {
    let used = model.reactions.iter().any(|reaction| match &reaction.trigger {
        Trigger::Request { method: m, path: p } => m == method && p == path && uses_key(&reaction.steps),
        Trigger::Write(_) | Trigger::Invalidate(_) | Trigger::Event { .. } => false,
    });
    if !used {
        return vec![None];
    }
    let real = model.resources.iter().filter(|r| r.alias.is_none());
    real.take(MOST_KEYS).map(|r| Some(key_of(r))).collect()
}

/// A key of a resource; its holes stand for themselves.
fn key_of(resource: &Resource) -> EcoString {
    let Some(pattern) = &resource.pattern else { return resource.declared.name.clone() };
    let piece = |segment: &Segment| match segment {
        Segment::Word(word) => word.to_string(),
        Segment::Hole(name) => format!("{OPEN}{name}{CLOSE}"),
    };
    eco_format!("/{}", pattern.iter().map(piece).collect::<Vec<_>>().join("/"))
}

/// Whether statements name the bound `key`.
fn uses_key(steps: &[Step]) -> bool {
    use crate::model::{Operation, StepKind};
    let mut found = false;
    crate::model::event::each(steps, &mut |step| {
        let (StepKind::Message { label, .. } | StepKind::Action { label, .. }) = &step.kind else { return };
        found |= match &label.operation {
            Some(Operation::Storage { keys, .. } | Operation::Call { keys, .. }) => keys.iter().any(|key| key.bound),
            Some(Operation::Http { key, argument, .. }) => key.bound || argument.as_ref().is_some_and(|a| a.bound),
            Some(Operation::Event { name, .. }) => name == "key",
            Some(Operation::Reply { .. }) | None => false,
        };
    });
    found
}

/// The attributes that reactions ask for.
fn variants(model: &Model) -> Vec<Attribute> {
    let mut found: Vec<Attribute> = Vec::new();
    for Guard { name, value, .. } in model.reactions.iter().filter_map(|r| r.guard.as_ref()) {
        let one = Attribute { name: name.clone(), value: value.clone() };
        if !found.contains(&one) && found.len() < MOST_VARIANTS {
            found.push(one);
        }
    }
    found
}

/// Tries a request with an attribute: on the request itself if reactions to requests ask for it and no scenario bears it.
fn tried(
    world: &World<'_>,
    reaction: &Reaction,
    (method, path, argument): (&'static str, &EcoString, Option<EcoString>),
    with: Option<Attribute>,
) -> (Handler, u32) {
    let model = world.model;
    let told = argument.as_ref().map(|a| eco_format!(" {}", told(a))).unwrap_or_default();
    let request = eco_format!("{method} {path}{told}");
    let trial = Trial { request, reaction, method, path: filled(path), argument, with };
    let mut step = blank();
    let mut scenario = Scenario::default();
    if let Some(attribute) = &trial.with {
        let borne = model.scenarios.iter().any(|s| s.attributes.iter().any(|a| a.name == attribute.name));
        let asked = model.reactions.iter().any(|r| {
            matches!(r.trigger, Trigger::Request { .. }) && r.guard.as_ref().is_some_and(|g| g.name == attribute.name)
        });
        let bearer = if asked && !borne { &mut step.attributes } else { &mut scenario.attributes };
        bearer.push(attribute.clone());
    }
    run(world, &trial, &step, &scenario)
}

fn run(world: &World<'_>, trial: &Trial<'_>, step: &Step, scenario: &Scenario) -> (Handler, u32) {
    let model = world.model;
    let at = Participant { place: trial.reaction.at.place, instance: Instance::Any };
    let mut handler = Handler {
        request: trial.request.clone(),
        at: model.name_of(at.place).into(),
        with: trial.with.as_ref().map(|a| match &a.value {
            Some(value) => eco_format!("{}={value}", a.name),
            None => a.name.clone(),
        }),
        varies: false,
        line: trial.reaction.line,
        writes: Vec::new(),
        clears: Vec::new(),
        events: Vec::new(),
        clients: Vec::new(),
        left: Vec::new(),
        looped: false,
    };
    let mut choose = Script::default();
    let asking = Asking {
        method: trial.method,
        path: trial.path.clone(),
        argument: trial.argument.clone(),
        at: &at,
        user: (!model.users.is_empty()).then(|| UserId::at(0)),
        keys: model.resources.iter().filter(|r| r.alias.is_none()).map(key_of).collect(),
    };
    let handled = Run::new(world, Some(scenario), &mut choose).handle(step, &asking);
    take_down(world, &handled, &mut handler);
    (handler, handled.steps.max(1))
}

/// What was done, in the words of the table.
fn take_down(world: &World<'_>, handled: &Handled, handler: &mut Handler) {
    let model = world.model;
    handler.looped = handled.looped;
    handled.written.iter().for_each(|key| once(&mut handler.writes, told(key)));
    let own = |site: SiteId| {
        let place = world.participant(site).map(|p| p.place)?;
        Some((place, model.copies(place).is_personal()))
    };
    for (site, key) in &handled.cleared {
        let Some((place, personal)) = own(*site) else { continue };
        let list = if personal { &mut handler.clients } else { &mut handler.clears };
        clear(list, model.name_of(place), told(key));
    }
    for (site, key) in &handled.kept {
        if let Some((place, true)) = own(*site) {
            clear(&mut handler.clients, model.name_of(place), told(key));
        }
    }
    for (channel, event) in &handled.sent {
        let (channel, event) = (EcoString::from(model.name_of(Place::Channel(*channel))), told(event));
        match handler.events.iter_mut().find(|n| n.channel == channel && n.event == event) {
            Some(notice) => notice.times += 1,
            None => handler.events.push(Notice { channel, event, times: 1 }),
        }
    }
    let listens = model.reactions.iter().any(|r| matches!(r.trigger, Trigger::Event { .. }));
    if listens {
        let reached = |key: &EcoString| handler.clients.iter().any(|c| c.keys.contains(key));
        let outdated = handled.outdated.iter().chain(handled.cleared.iter().map(|(_, key)| key)).map(|key| told(key));
        let mut left = Vec::new();
        outdated.filter(|key| !reached(key)).for_each(|key| once(&mut left, key));
        handler.left = left;
    }
}

fn clear(list: &mut Vec<Cleared>, storage: &str, key: EcoString) {
    match list.iter_mut().find(|c| c.storage == storage) {
        Some(cleared) => once(&mut cleared.keys, key),
        None => list.push(Cleared { storage: storage.into(), keys: vec![key] }),
    }
}

fn once(list: &mut Vec<EcoString>, text: EcoString) {
    if !list.contains(&text) {
        list.push(text);
    }
}

/// A path whose holes stand for themselves.
fn filled(path: &str) -> EcoString {
    path.chars()
        .map(|c| match c {
            '{' => OPEN,
            '}' => CLOSE,
            other => other,
        })
        .collect()
}

/// The same back again.
fn told(text: &str) -> EcoString {
    text.chars()
        .map(|c| match c {
            OPEN => '{',
            CLOSE => '}',
            other => other,
        })
        .collect()
}
