//! Declarations: each construct has a file that takes its name down (`declare`) and fills it in (`fill`).

pub mod broken;
pub mod channel;
pub mod device;
pub mod flow;
pub mod method;
pub mod policy;
pub mod reaction;
pub mod resource;
pub mod route;
pub mod scenario;
pub mod storage;
pub mod tone;
pub mod user;
pub mod writing;

use super::attribute::{Accepted, read};
use super::context::{Context, Names, Table};
use crate::model::{Declared, Model, Place, RouteId};
use crate::problem::{names, steps};
use crate::source::Span;
use crate::syntax::clause::name::Name;
use crate::syntax::statement::link::is_safe;
use crate::syntax::tree::{Display, Line};
use ecow::EcoString;

/// Names that mean something else in statements and so cannot be a participant's.
const RESERVED: [(&str, &str); 6] = [
    ("caller", "whoever calls a method"),
    ("key", "what a method is called for"),
    ("every", "all instances"),
    ("other", "all instances but the sender"),
    ("some", "one of the instances"),
    ("no", "none of the instances"),
];

/// What every declaration has; tone and source come with [`dress`].
fn declared(cx: &Context<'_>, line: &Line, name: &Name, label: &Display) -> Declared {
    let docs: Vec<&str> = line.docs.iter().map(|c| c.text.as_str()).collect();
    Declared {
        name: name.text.clone(),
        label: label.as_ref().map_or_else(|| name.text.clone(), |l| l.text.clone()),
        span: name.span,
        line: cx.line(name.span),
        docs: docs.join("\n").into(),
        tone: None,
        source: None,
    }
}

/// Gives a declaration its tone and source.
fn dress(cx: &mut Context<'_>, accepted: &Accepted<'_>, of: impl FnOnce(&mut Model) -> Option<&mut Declared>) {
    let tone = read::tone(cx, accepted);
    let source = accepted.text("source").and_then(|(text, span)| {
        if is_safe(text) {
            return Some(EcoString::from(text));
        }
        cx.report(steps::bad_link(span, text));
        None
    });
    if let Some(declared) = of(&mut cx.model) {
        declared.tone = tone;
        declared.source = source;
    }
}

/// Takes down a name of its own kind; a doubled one is told (E213) and refused.
fn note<T>(cx: &mut Context<'_>, table: impl FnOnce(&mut Names) -> &mut Table<T>, name: &Name, meaning: T) -> bool {
    let table = table(&mut cx.names);
    if let Some((_, first)) = table.get(&name.text) {
        let diagnostic = names::doubled(&name.text, name.span, *first);
        cx.report(diagnostic);
        return false;
    }
    table.insert(name.text.clone(), (meaning, name.span));
    true
}

/// Takes down a participant's name; one that is doubled or reserved is told (E213) and refused.
fn note_participant(cx: &mut Context<'_>, name: &Name, place: Place) -> bool {
    if let Some((first, span)) = cx.names.participants.get(&name.text) {
        let diagnostic = names::doubled_kind(&name.text, name.span, kind(place), *span, kind(*first));
        cx.report(diagnostic);
        return false;
    }
    if let Some((_, meaning)) = RESERVED.iter().find(|(word, _)| *word == name.text) {
        cx.report(names::reserved(&name.text, name.span, meaning));
    }
    cx.names.participants.insert(name.text.clone(), (place, name.span));
    true
}

/// What a participant is called in a sentence.
fn kind(place: Place) -> &'static str {
    match place {
        Place::User(_) | Place::Users => "user",
        Place::Device(_) => "device",
        Place::Storage(_) => "storage",
        Place::Channel(_) => "channel",
        Place::Stranger(_) | Place::Caller => "participant",
    }
}

/// The value of `via=`; an unknown route is told (E204).
fn via(cx: &mut Context<'_>, accepted: &Accepted<'_>) -> Option<RouteId> {
    let (name, span) = accepted.text("via")?;
    if let Some((id, _)) = cx.names.routes.get(name) {
        return Some(*id);
    }
    let known = words(&cx.names.routes);
    let diagnostic = names::unknown_route(name, span, &known);
    cx.report(diagnostic);
    None
}

/// The names of a table.
pub(super) fn words<T>(table: &Table<T>) -> Vec<&str> {
    table.keys().map(EcoString::as_str).collect()
}

/// The names of participants of one kind.
pub(super) fn participants<'a>(cx: &'a Context<'_>, wanted: impl Fn(Place) -> bool) -> Vec<&'a str> {
    cx.names.participants.iter().filter(|(_, (p, _))| wanted(*p)).map(|(n, _)| n.as_str()).collect()
}

/// The names of all storages.
pub(super) fn storages<'a>(cx: &'a Context<'_>) -> Vec<&'a str> {
    cx.model.storages.iter().map(|s| s.declared.name.as_str()).collect()
}

/// Where an attribute would be added to a declaration, and its text there: within its bracket, else in a new one
/// behind `last`.
fn addition(
    attributes: Option<&crate::syntax::clause::attribute::Attributes>,
    last: Span,
    text: &str,
) -> (Span, String) {
    match attributes {
        Some(bracket) if bracket.list.is_empty() => {
            (Span { start: bracket.span.start + 1, end: bracket.span.start + 1, ..bracket.span }, text.to_owned())
        }
        Some(bracket) => (bracket.list.last().map_or(bracket.span, |a| a.span).after(), format!(", {text}")),
        None => (last.after(), format!(" [{text}]")),
    }
}
