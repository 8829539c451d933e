//! The invalidation matrix, derived by running each method: all copies hold the old value, the key is written at its
//! origin with the file's reactions, one caller calls the method while everybody else stands by, and copies are compared
//! before and after, over all runs.

use super::fate::{self, Fates, Noted};
use crate::machine::choose::{Choice, Script};
use crate::machine::run::Run;
use crate::machine::run::trial::{Trial, Tried};
use crate::machine::state::State;
use crate::machine::world::{SiteId, World};
use crate::model::method::{Caller, Method};
use crate::model::operation::{Directives, Operation};
use crate::model::reaction::Trigger;
use crate::model::resource::{Resource, Segment};
use crate::model::step::{Step, StepKind};
use crate::model::{MethodId, Model, Participant, Place, ResourceId, StorageId, UserId};
use crate::source::Span;
use crate::timeline::Worth;
use crate::timeline::reach::{Cell, Column, Mark, Matrix, Row};
use ecow::{EcoString, eco_format};
use std::collections::HashSet;

/// The most runs of one method on one key by one caller; what lies beyond is not looked at.
const MOST_RUNS: usize = 512;

/// The most users who are tried as callers.
const MOST_CALLERS: usize = 6;

/// The most resources that are tried.
const MOST_RESOURCES: usize = 12;

/// What was seen of a method at a storage.
#[derive(Debug, Default)]
struct Seen {
    outdated: bool,
    all: bool,
    some: bool,
    worse: bool,
    /// Of the first caller who reaches a copy: what became of each copy in their runs.
    fates: Option<(EcoString, Fates)>,
}

/// What was not tried.
#[derive(Debug, Default)]
struct Limits {
    runs: bool,
}

/// Which limits a program runs into, in words.
fn limits(model: &Model, found: &Limits) -> Vec<EcoString> {
    let mut told = Vec::new();
    let called = model.methods.iter().any(|m| callers(model, m.by).len() == MOST_CALLERS);
    if called && model.users.len() > MOST_CALLERS {
        told.push(eco_format!("only the first {MOST_CALLERS} of {} users were tried as callers", model.users.len()));
    }
    let real = model.resources.iter().filter(|r| r.alias.is_none()).count();
    if real > MOST_RESOURCES {
        told.push(eco_format!("only the first {MOST_RESOURCES} of {real} resources were tried"));
    }
    if found.runs {
        told.push(eco_format!("of some method only the first {MOST_RUNS} runs were tried"));
    }
    told
}

/// The matrix of a program; empty for one without methods, storages or resources.
#[must_use]
pub fn derive(model: &Model) -> Matrix {
    let Some(world) = World::of(model).filter(|_| !model.sketch) else { return Matrix::default() };
    let columns =
        model.storages.iter().map(|s| Column { storage: s.declared.name.clone(), label: s.declared.label.clone() });
    let columns: Vec<Column> = columns.collect();
    let blank = blank();
    let mut found = Limits::default();
    let rows = (0..model.methods.len()).filter_map(|at| {
        let method = model.methods.get(at)?;
        let cells = row(&world, MethodId::at(at), method, (&blank, &mut found));
        Some(Row { method: method.declared.name.clone(), label: method.declared.label.clone(), cells })
    });
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() || model.resources.is_empty() {
        return Matrix::default();
    }
    Matrix { columns, rows, limits: limits(model, &found) }
}

/// A statement that says nothing, for what nobody wrote.
pub(super) fn blank() -> Step {
    Step {
        span: Span::default(),
        at: Span::default(),
        line: 0,
        attributes: Vec::new(),
        directives: Directives::default(),
        tone: None,
        as_told: true,
        kind: StepKind::Divider(crate::timeline::Wording::default()),
    }
}

/// A key of a resource.
fn key_of(resource: &Resource) -> EcoString {
    match &resource.pattern {
        None => resource.declared.name.clone(),
        Some(pattern) => {
            let piece = |s: &Segment| match s {
                Segment::Word(word) => word.to_string(),
                Segment::Hole(_) => "1".to_owned(),
            };
            eco_format!("/{}", pattern.iter().map(piece).collect::<Vec<_>>().join("/"))
        }
    }
}

/// Who may call a method.
fn callers(model: &Model, by: Caller) -> Vec<Participant> {
    let users = (0..model.users.len().min(MOST_CALLERS)).map(|i| Participant::only(Place::User(UserId::at(i))));
    let device = |id| Participant { place: Place::Device(id), instance: crate::model::Instance::Any };
    match by {
        Caller::User => users.collect(),
        Caller::Device(id) if model.copies(Place::Device(id)).is_personal() => users.collect(),
        Caller::Device(id) => vec![device(id)],
        Caller::Anyone if !model.users.is_empty() => users.collect(),
        Caller::Anyone => (0..model.devices.len()).map(|i| device(crate::model::DeviceId::at(i))).take(1).collect(),
    }
}

/// Who writes: the devices whose writes are reacted to, else nobody in particular.
fn writers(model: &Model) -> Vec<Option<Participant>> {
    let mut found: Vec<Option<Participant>> = Vec::new();
    for reaction in &model.reactions {
        let write = matches!(reaction.trigger, Trigger::Write(_));
        let one = Participant { place: reaction.at.place, instance: crate::model::Instance::Any };
        if write && !found.contains(&Some(one.clone())) {
            found.push(Some(one));
        }
    }
    if found.is_empty() { vec![None] } else { found }
}

/// The reactions that call a method themselves.
fn calling(model: &Model, method: MethodId) -> HashSet<usize> {
    let calls = |step: &Step| {
        let label = match &step.kind {
            StepKind::Message { label, .. } | StepKind::Action { label, .. } => label,
            _other => return false,
        };
        matches!(&label.operation, Some(Operation::Call { method: called, .. }) if *called == method)
    };
    let all = model.reactions.iter().enumerate();
    all.filter(|(_, r)| r.steps.iter().any(calls)).map(|(at, _)| at).collect()
}

fn row<'m>(world: &World<'m>, id: MethodId, method: &'m Method, (blank, limits): (&'m Step, &mut Limits)) -> Vec<Cell> {
    let model = world.model;
    let mut seen: Vec<Seen> = model.storages.iter().map(|_| Seen { all: true, ..Seen::default() }).collect();
    let real = model.resources.iter().enumerate().filter(|(_, r)| r.alias.is_none());
    let without = calling(model, id);
    for (at, resource) in real.take(MOST_RESOURCES) {
        let key = key_of(resource);
        for caller in callers(model, method.by) {
            let mut fates: Vec<Fates> = model.storages.iter().map(|_| Fates::default()).collect();
            for writer in writers(model) {
                let trial = Trial {
                    method: id,
                    caller: &caller,
                    writer: writer.as_ref(),
                    key: &key,
                    resource: ResourceId::at(at),
                    without: &without,
                    blank,
                };
                limits.runs |= !every_run(world, &trial, (&mut seen, &mut fates));
            }
            let told = fate::caller_name(world, &caller);
            for (seen, fates) in seen.iter_mut().zip(fates) {
                if seen.fates.is_none() && fates.reach_any() {
                    seen.fates = Some((told.clone(), fates));
                }
            }
        }
    }
    seen.iter().enumerate().map(|(at, seen)| cell(world, StorageId::at(at), seen)).collect()
}

/// Tries a method in every run; tells whether that was possible.
fn every_run<'m>(world: &World<'m>, trial: &Trial<'_, 'm>, (seen, fates): (&mut [Seen], &mut [Fates])) -> bool {
    let mut script = Some(Script::default());
    for _ in 0..MOST_RUNS {
        let Some(next) = script.take() else { return true };
        let mut choose = Noted { script: next, ..Noted::default() };
        let mut run = Run::new(world, None, &mut choose);
        let tried = run.try_method(trial);
        compare(world, (seen, fates), &tried, &choose.made);
        script = choose.script.next();
    }
    script.is_none()
}

fn compare(world: &World<'_>, (seen, fates): (&mut [Seen], &mut [Fates]), tried: &Tried, made: &[(Choice, u32)]) {
    for (index, site) in world.sites.iter().enumerate() {
        let id = SiteId(u32::try_from(index).unwrap_or(u32::MAX));
        let at = site.storage.index();
        let (Some(seen), Some(fates)) = (seen.get_mut(at), fates.get_mut(at)) else { continue };
        let mended = tried.after.worth(id, tried.key) != Worth::Stale;
        let newly = tried.after.held(id, tried.key).is_some_and(|h| h.stored >= tried.before.clock);
        if tried.before.worth(id, tried.key) != Worth::Stale {
            // One that was not outdated, and is filled from an outdated one by the method itself.
            let content = |state: &State| state.held(id, tried.key).map(|held| (held.value, held.by));
            seen.worse |= !mended && newly && content(&tried.before) != content(&tried.after);
            continue;
        }
        seen.outdated = true;
        seen.all &= mended;
        seen.some |= mended;
        seen.worse |= !mended && newly;
        fates.note(id, mended, made);
    }
}

fn cell(world: &World<'_>, storage: StorageId, seen: &Seen) -> Cell {
    let origin = world.model.storages.get(storage.index()).is_some_and(|s| s.origin);
    let mark = match seen {
        _ if origin || !seen.outdated => Mark::Never,
        Seen { all: true, .. } => Mark::All,
        Seen { some: true, .. } => Mark::Some,
        _nothing => Mark::Nothing,
    };
    let mut notes = Vec::new();
    if let (Mark::Some, Some((caller, fates))) = (mark, &seen.fates) {
        notes.push(fates.told(world, storage, caller));
    }
    if seen.worse {
        notes.push("in some run an outdated copy is stored anew as fresh".into());
    }
    Cell { mark, worse: seen.worse, notes }
}
