//! `resource`: a family of keys, its aliases, its origin and what it depends on.

use super::{addition, declared, dress, note, route, words};
use crate::check::attribute::{Accepted, Thing, accept, read};
use crate::check::context::Context;
use crate::check::pattern;
use crate::model::operation::Directives;
use crate::model::resource::{Resource as Model, Segment};
use crate::model::{Declared, ResourceId, StorageId};
use crate::problem::{declarations, names};
use crate::source::Span;
use crate::syntax::clause::name::Name;
use crate::syntax::declaration::resource::Resource;
use crate::syntax::tree::Line;
use std::collections::HashMap;

/// A resource of which nothing but its name is known.
pub(super) fn blank(declared: Declared) -> Model {
    Model {
        declared,
        pattern: None,
        pattern_text: "".into(),
        private: false,
        alias: None,
        origin: None,
        depends_on: Vec::new(),
        response: Directives::default(),
    }
}

/// Takes down the name.
pub fn declare(cx: &mut Context<'_>, line: &Line, node: &Resource) -> Option<ResourceId> {
    let id = ResourceId::at(cx.model.resources.len());
    if node.name.text == "key" {
        cx.report(names::reserved("key", node.name.span, "what a method is called for"));
        return None;
    }
    if !note(cx, |names| &mut names.resources, &node.name, id) {
        return None;
    }
    let declared = declared(cx, line, &node.name, &None);
    cx.model.resources.push(blank(declared));
    Some(id)
}

/// Takes down the other names of a resource; each has an entry of its own in the model that says whose it is.
pub fn declare_aliases(cx: &mut Context<'_>, id: ResourceId, node: &Resource) {
    let Some(value) = node.attributes.as_ref().and_then(|a| a.get("alias")).and_then(|a| a.value.as_ref()) else {
        return;
    };
    for word in value.text.split_whitespace() {
        let name = Name { text: word.into(), span: value.span };
        if let Some((_, first)) = cx.names.resources.get(&name.text) {
            let diagnostic = names::doubled_alias(&name.text, name.span, &node.name.text, *first);
            cx.report(diagnostic);
            continue;
        }
        cx.names.resources.insert(name.text.clone(), (id, name.span));
        let line = cx.line(name.span);
        let declared = Declared { name: word.into(), label: word.into(), span: name.span, line, ..Declared::default() };
        cx.model.resources.push(Model { alias: Some(id), ..blank(declared) });
    }
}

/// Patterns met so far, holes alike.
pub type Patterns = HashMap<Vec<Option<ecow::EcoString>>, ResourceId>;

/// Fills it in; storages are filled in already.
pub fn fill(cx: &mut Context<'_>, id: ResourceId, node: &Resource, patterns: &mut Patterns) {
    let accepted = accept(cx, Thing::Resource, node.attributes.as_ref());
    let pattern = segments(cx, id, node, patterns);
    let origin = origin(cx, node, &accepted);
    let depends_on = depends_on(cx, node);
    if let Some(resource) = cx.model.resources.get_mut(id.index()) {
        resource.pattern = pattern;
        resource.pattern_text = node.pattern.as_ref().map(|p| p.text.clone()).unwrap_or_default();
        resource.private = accepted.has("private");
        resource.origin = origin;
        resource.depends_on = depends_on;
        resource.response = read::directives(&accepted);
    }
    dress(cx, &accepted, |model| model.resources.get_mut(id.index()).map(|r| &mut r.declared));
}

/// Its pattern; a wrong one, or one that another resource has, is told (E309).
fn segments(cx: &mut Context<'_>, id: ResourceId, node: &Resource, patterns: &mut Patterns) -> Option<Vec<Segment>> {
    let quoted = node.pattern.as_ref()?;
    let segments = match pattern::parse(quoted) {
        Ok(segments) => segments,
        Err(diagnostic) => {
            cx.report(*diagnostic);
            return None;
        }
    };
    let shape = segments.iter().map(|s| match s {
        Segment::Word(word) => Some(word.clone()),
        Segment::Hole(_) => None,
    });
    let first = *patterns.entry(shape.collect()).or_insert(id);
    if let Some(other) = cx.model.resources.get(first.index()).map(|r| &r.declared).filter(|_| first != id) {
        let diagnostic = declarations::same_pattern(&quoted.text, quoted.span, &other.name, other.span);
        cx.report(diagnostic);
    }
    Some(segments)
}

/// Its authority: the one that `origin=` names, or the only one; several are told (E305).
fn origin(cx: &mut Context<'_>, node: &Resource, accepted: &Accepted<'_>) -> Option<StorageId> {
    if let Some((text, span)) = accepted.text("origin") {
        let id = route::storage(cx, &Name { text: text.into(), span })?;
        let storage = cx.model.storages.get(id.index())?;
        if storage.origin {
            return Some(id);
        }
        let diagnostic = declarations::not_an_origin(text, span, storage.declared.span, &origins(cx));
        cx.report(diagnostic);
        return None;
    }
    let mut found = cx.model.storages.iter().enumerate().filter(|(_, s)| s.origin).map(|(i, _)| StorageId::at(i));
    let first = found.next()?;
    if found.next().is_some() {
        let origins = origins(cx);
        let name = origins.first().copied().unwrap_or_default();
        let last = node.pattern.as_ref().map_or(node.name.span, |p| p.span);
        let (at, insert) = addition(node.attributes.as_ref(), last, &format!("origin={name}"));
        let diagnostic = declarations::several_origins(&node.name.text, node.name.span, &origins, at, &insert);
        cx.report(diagnostic);
    }
    Some(first)
}

fn origins<'a>(cx: &'a Context<'_>) -> Vec<&'a str> {
    cx.model.storages.iter().filter(|s| s.origin).map(|s| s.declared.name.as_str()).collect()
}

/// What it depends on; unknown names are told (E203).
fn depends_on(cx: &mut Context<'_>, node: &Resource) -> Vec<ResourceId> {
    let mut found = Vec::with_capacity(node.depends_on.len());
    for name in &node.depends_on {
        match cx.names.resources.get(&name.text) {
            Some((id, _)) => found.push(*id),
            None => {
                let diagnostic = names::unknown_resource(&name.text, name.span, &words(&cx.names.resources));
                cx.report(diagnostic);
            }
        }
    }
    found
}

/// Tells circles among dependencies (E307) and leaves out what closes them.
pub fn circles(cx: &mut Context<'_>, nodes: &[(ResourceId, &Resource)]) {
    let written: HashMap<ResourceId, &Resource> = nodes.iter().copied().collect();
    let mut done = vec![false; cx.model.resources.len()];
    let mut standing = vec![false; cx.model.resources.len()];
    for (start, _) in nodes {
        let mut way: Vec<(usize, usize)> = vec![(start.index(), 0)];
        while let Some((at, next)) = way.last_mut() {
            let (here, edge) = (*at, *next);
            standing[here] = !done[here];
            let depends = cx.model.resources.get(here).filter(|_| !done[here]).and_then(|r| r.depends_on.get(edge));
            let Some(to) = depends.map(|id| id.index()) else {
                done[here] = true;
                standing[here] = false;
                way.pop();
                continue;
            };
            if standing[to] {
                let from = way.iter().position(|(x, _)| *x == to).unwrap_or(0);
                let circle: Vec<usize> = way.iter().skip(from).map(|(x, _)| *x).collect();
                tell(cx, &circle, &written);
                if let Some(resource) = cx.model.resources.get_mut(here) {
                    resource.depends_on.remove(edge);
                }
                continue;
            }
            *next += 1;
            way.push((to, 0));
        }
    }
}

/// Where a resource says that it depends on another.
fn mention(cx: &Context<'_>, written: &HashMap<ResourceId, &Resource>, from: usize, to: usize) -> Option<Span> {
    let node = written.get(&ResourceId::at(from))?;
    let means = |name: &&Name| cx.names.resources.get(&name.text).is_some_and(|(id, _)| id.index() == to);
    node.depends_on.iter().find(means).map(|name| name.span)
}

fn tell(cx: &mut Context<'_>, circle: &[usize], written: &HashMap<ResourceId, &Resource>) {
    let (Some(first), Some(last)) = (circle.first(), circle.last()) else { return };
    let name = |i: &usize| cx.model.resources.get(*i).map_or("", |r| r.declared.name.as_str());
    let mut shown: Vec<&str> = circle.iter().map(name).collect();
    shown.push(name(first));
    let others: Vec<(Span, String)> = circle
        .windows(2)
        .filter_map(|pair| match pair {
            [from, to] => {
                Some((mention(cx, written, *from, *to)?, format!("`{}` depends on `{}`", name(from), name(to))))
            }
            _ => None,
        })
        .collect();
    let Some(span) = mention(cx, written, *last, *first) else { return };
    let whole = written.get(&ResourceId::at(*last)).map_or(span, |node| without(node, span));
    let diagnostic = declarations::circular_dependency(&shown, span, &others, whole);
    cx.report(diagnostic);
}

/// What to cut so that a resource no longer depends on the name at `span`: the name with its comma, or all of
/// `depends on …` where it is the only one.
fn without(node: &Resource, span: Span) -> Span {
    let at = node.depends_on.iter().position(|name| name.span == span).unwrap_or(0);
    let before = |n: usize| node.depends_on.get(n).map(|name| name.span);
    match (at.checked_sub(1).and_then(before), before(at + 1)) {
        (Some(previous), _) => previous.after().to(span),
        (None, Some(next)) => Span { end: next.start, ..span },
        (None, None) => {
            let pattern = node.pattern.as_ref().map(|p| p.span);
            let attributes = node.attributes.as_ref().map(|a| a.span);
            attributes.or(pattern).unwrap_or(node.name.span).after().to(span)
        }
    }
}
