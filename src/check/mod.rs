//! The check: from trees to a [`Model`], every name resolved, every attribute typed, and all that contradicts itself
//! told. Never fails: what is wrong is left out of the model and told in a diagnostic, one a cause.
//!
//! In order: `declare` takes down every name; `declaration` fills the declarations; `step` resolves the statements of
//! methods, reactions and scenarios; `claim` the claims; `trace` walks each scenario (requests and answers, routes);
//! then [`crate::lint`] advises.

pub mod attribute;
pub mod bodies;
pub mod claim;
pub mod context;
pub mod declaration;
pub mod declare;
pub mod import;
pub mod key;
pub mod label;
pub mod pattern;
pub mod place;
pub mod scope;
pub mod step;
pub mod trace;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Model, ScenarioId, StorageId};
use crate::problem::declarations;
use crate::source::{FileId, Sources, Span};
use crate::syntax::tree::{File, Node};
use context::{Context, Names};
use declaration::broken::Damage;
use declaration::{channel, device, flow, method, policy, reaction, resource, route, scenario, storage, user};
use declare::{Carried, Found};

/// What the check gives back.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The program, without what is wrong.
    pub model: Model,
    /// Its names.
    pub names: Names,
    /// The findings, in source order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks a program: its files in import order, imported ones first, its own file last.
#[must_use]
pub fn check(files: &[&File], sources: &Sources) -> Checked {
    let mut cx =
        Context { sources, model: Model::default(), names: Names::default(), diagnostics: Vec::new(), errors: 0 };
    if let Some(diagnostic) = empty(files).or_else(|| declare::too_many(files)) {
        cx.report(diagnostic);
        return finish(cx);
    }
    let (sketch, damage) = declare::survey(files);
    cx.model.sketch = sketch;
    cx.model.files = files.iter().map(|f| f.body.span.file).collect();
    let imported = cx.model.files.iter().filter(|file| **file != FileId::default());
    cx.model.imported = imported.filter_map(|file| Some((*file, sources.get(*file)?.name.as_str().into()))).collect();
    let found = declare::names(&mut cx, files, damage);
    if let Some(own) = files.last() {
        (cx.model.title, cx.model.description) = scenario::titles(&mut cx, &own.body);
    }
    declarations(&mut cx, &found);
    statements(&mut cx, &found, files);
    finish(cx)
}

fn finish(mut cx: Context<'_>) -> Checked {
    cx.diagnostics.sort_by_key(|d| (d.span.file, d.span.start));
    Checked { model: cx.model, names: cx.names, diagnostics: cx.diagnostics }
}

/// E112 for a file that draws nothing.
fn empty(files: &[&File]) -> Option<Diagnostic> {
    let own = files.last()?;
    let draws = own.body.lines.iter().any(|l| !matches!(l.node, Node::Title(_)));
    let comments = !own.body.lines.is_empty() || !own.body.closing.is_empty();
    let start = Span { end: own.body.span.start, ..own.body.span };
    (!draws).then(|| declarations::empty_file(start, comments))
}

/// Fills the declarations, those first that others ask for.
fn declarations(cx: &mut Context<'_>, found: &Found<'_>) {
    for (id, node) in &found.users {
        user::fill(cx, *id, node);
    }
    user::inherit(cx);
    let names = cx.model.users.iter().flat_map(|u| &u.dimensions).map(|(name, _)| name.clone()).collect();
    let carried = Carried { names, unknown: found.damage.users };
    for (id, node) in &found.devices {
        device::fill(cx, *id, node, &carried);
    }
    for (id, node) in &found.storages {
        storage::fill(cx, *id, node, &carried);
    }
    cx.model.default_route = (0..cx.model.storages.len()).map(StorageId::at).collect();
    let storages = &cx.model.storages;
    cx.model.default_route.retain(|id| storages.get(id.index()).is_some_and(|s| !s.unused));
    for (id, node) in &found.routes {
        route::fill(cx, *id, node);
    }
    let mut patterns = resource::Patterns::new();
    for (id, node) in &found.resources {
        resource::fill(cx, *id, node, &mut patterns);
    }
    resource::circles(cx, &found.resources);
    no_origin(cx, found);
    for (id, node) in &found.channels {
        channel::fill(cx, *id, node);
    }
    for (id, node) in &found.methods {
        method::fill(cx, *id, node);
    }
    for (id, node) in &found.policies {
        policy::fill(cx, *id, node);
    }
    for (index, node) in &found.flows {
        flow::fill(cx, *index, node);
    }
    for (id, node) in &found.scenarios {
        scenario::fill(cx, *id, node);
    }
}

/// E306 for a program with resources and storages, but without an origin.
fn no_origin(cx: &mut Context<'_>, found: &Found<'_>) {
    let nothing = cx.model.resources.is_empty() || found.damage.caches;
    // One that is wrongly written has been told.
    let written = found.storages.iter().any(|(_, n)| n.attributes.as_ref().is_some_and(|a| a.get("origin").is_some()));
    if nothing || written || cx.model.storages.iter().any(|s| s.origin) {
        return;
    }
    let last = found.storages.iter().rev().find(|(id, _)| cx.model.storages.get(id.index()).is_some_and(|s| !s.unused));
    if let Some((_, node)) = last {
        let diagnostic = storage::no_origin(cx, node);
        cx.report(diagnostic);
    }
}

/// Resolves what happens. Where lines that could not be read may have declared names, or sent requests, what would
/// only follow from that is not told.
fn statements(cx: &mut Context<'_>, found: &Found<'_>, files: &[&File]) {
    let before = cx.diagnostics.len();
    for (id, node) in &found.methods {
        let by = cx.model.methods.get(id.index()).map_or(crate::model::method::Caller::Anyone, |m| m.by);
        let steps = bodies::steps(cx, &node.body, &scope::Scope::Method { by });
        if let Some(method) = cx.model.methods.get_mut(id.index()) {
            method.steps = steps;
        }
    }
    for (line, node) in &found.reactions {
        reaction::fill(cx, line, node);
    }
    for (id, node) in &found.scenarios {
        scenario::fill_body(cx, *id, &node.body);
    }
    outside(cx, found, files);
    for node in &found.claims {
        let claim = bodies::claim(cx, node);
        cx.model.claims.extend(claim);
    }
    for index in 0..cx.model.scenarios.len() {
        bodies::walk(cx, ScenarioId::at(index));
    }
    quiet(cx, before, found.damage);
}

/// Statements outside of scenarios: starting states of every file, and the unnamed scenario.
fn outside(cx: &mut Context<'_>, found: &Found<'_>, files: &[&File]) {
    let own = files.len().saturating_sub(1);
    for (index, file) in files.iter().enumerate() {
        let givens = || file.body.lines.iter().any(|l| matches!(l.node, Node::Given(_)));
        match found.unnamed.filter(|_| index == own) {
            Some(id) => scenario::fill_unnamed(cx, id, &file.body),
            None if givens() => scenario::fill_givens(cx, &file.body),
            None => {}
        }
    }
}

/// Takes back what only follows from lines that could not be read, and keys that only lack their resource's pattern.
fn quiet(cx: &mut Context<'_>, before: usize, damage: Damage) {
    let late = cx.diagnostics.split_off(before.min(cx.diagnostics.len()));
    let patterns = cx.diagnostics.iter().any(|d| d.code == Code::BadPattern);
    let idle = |code: Code| damage.any && (damage.names || follows(code)) || patterns && code == Code::UnknownKey;
    cx.diagnostics.extend(late.into_iter().filter(|d| !idle(d.code)));
}

/// Findings about how statements fit together.
fn follows(code: Code) -> bool {
    matches!(
        code,
        Code::NoRequest | Code::AnsweredTwice | Code::OffRoute | Code::Lifespan | Code::NotActive | Code::AmbiguousCopy
    )
}
