//! Keys where they are used: which resource each belongs to.

use super::context::Context;
use super::scope::Scope;
use super::trace::Walk;
use crate::model::resource::{Resource, Segment};
use crate::model::{Key, ResourceId};
use crate::problem::{near, steps};
use crate::syntax::clause::key::{Key as Written, KeyForm};
use ecow::EcoString;

/// What a key turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// A key of a resource, or the bound `key`.
    Key(Key),
    /// A path or member of no resource.
    Unknown,
    /// Just a word.
    Word,
}

fn fits(resource: &Resource, path: &str) -> bool {
    let Some(pattern) = &resource.pattern else { return false };
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let fit = pattern.iter().all(|segment| {
        parts.next().is_some_and(|part| match segment {
            Segment::Word(word) => part == word.as_str(),
            Segment::Hole(_) => !part.is_empty(),
        })
    });
    fit && parts.next().is_none()
}

fn search(cx: &Context<'_>, text: &str) -> Option<ResourceId> {
    if text.starts_with('/') {
        let found = cx.model.resources.iter().position(|r| fits(r, text))?;
        return Some(ResourceId::at(found));
    }
    let name = text.split_once(':').map_or(text, |(name, _)| name);
    cx.names.resources.get(name).map(|(id, _)| *id)
}

fn resource(cx: &Context<'_>, walk: &mut Walk<'_>, text: &EcoString) -> Option<ResourceId> {
    if let Some(known) = walk.keys.get(text) {
        return *known;
    }
    let found = search(cx, text);
    walk.keys.insert(text.clone(), found);
    found
}

/// The first hole of a key that nothing binds here.
fn unbound<'k>(scope: &Scope, text: &'k str) -> Option<&'k str> {
    let mut holes = text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name));
    match scope {
        Scope::Scenario { .. } | Scope::Method { .. } => holes.next(),
        Scope::Reaction { holes: bound, .. } => holes.find(|hole| !bound.iter().any(|b| b == hole)),
    }
}

/// What a written key is; tells nothing.
pub fn find(cx: &Context<'_>, walk: &mut Walk<'_>, key: &Written) -> Found {
    let bound = walk.bound() && key.text == "key";
    let known = |resource| Found::Key(Key { text: key.text.clone(), resource, bound, span: key.span });
    if walk.sketch || bound {
        return known(None);
    }
    match (resource(cx, walk, &key.text), key.form) {
        (Some(id), _) => known(Some(id)),
        (None, KeyForm::Name) => Found::Word,
        (None, KeyForm::Path | KeyForm::Member) => Found::Unknown,
    }
}

/// A key as any path: an endpoint of an unsafe method.
pub fn endpoint(cx: &Context<'_>, walk: &mut Walk<'_>, key: &Written) -> Option<Key> {
    match find(cx, walk, key) {
        Found::Key(key) => Some(key),
        Found::Unknown => Some(Key { text: key.text.clone(), resource: None, bound: false, span: key.span }),
        Found::Word => None,
    }
}

/// A key that must belong to a resource; tells E401 if it does not.
pub fn known(cx: &mut Context<'_>, walk: &mut Walk<'_>, key: &Written) -> Option<Key> {
    if let Some(hole) = unbound(walk.scope, &key.text).filter(|_| !walk.sketch) {
        let problem = steps::unbound_hole(key.span, &key.text, hole);
        walk.report(cx, problem);
        return None;
    }
    match find(cx, walk, key) {
        Found::Key(key) => Some(key),
        Found::Unknown | Found::Word => {
            let near = if cx.is_full() { None } else { nearest(cx, key) };
            let problem = steps::unknown_key(key.span, &key.text, near.as_deref());
            walk.report(cx, problem);
            None
        }
    }
}

/// The key of a declared resource that the author may have meant: the same with one segment or name mended.
#[must_use]
pub fn nearest(cx: &Context<'_>, key: &Written) -> Option<String> {
    if key.form == KeyForm::Path {
        let mended: Vec<String> = cx.model.resources.iter().filter_map(|r| mend(r, &key.text)).collect();
        return near::nearest(&key.text, mended.iter().map(String::as_str)).map(str::to_owned);
    }
    let (name, rest) = key.text.split_once(':').map_or((key.text.as_str(), None), |(n, r)| (n, Some(r)));
    let near = near::nearest(name, cx.names.resources.keys().map(EcoString::as_str))?;
    Some(rest.map_or_else(|| near.to_owned(), |rest| format!("{near}:{rest}")))
}

/// The pattern of a resource with the holes filled from a path of the same length.
fn mend(resource: &Resource, path: &str) -> Option<String> {
    let pattern = resource.pattern.as_ref()?;
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    if parts.len() != pattern.len() {
        return None;
    }
    let fill = |(segment, part): (&Segment, &&str)| match segment {
        Segment::Word(word) => word.to_string(),
        Segment::Hole(_) => (*part).to_owned(),
    };
    Some(format!("/{}", pattern.iter().zip(&parts).map(fill).collect::<Vec<_>>().join("/")))
}
