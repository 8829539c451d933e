//! Text that was probably meant otherwise: nearly an operation, nearly attributes, nearly a method.

use super::wording;
use crate::check::attribute::{Thing, knows, table};
use crate::check::context::Context;
use crate::check::key::{self, Found};
use crate::check::trace::Walk;
use crate::model::operation::Http;
use crate::model::resource::{Resource, Segment};
use crate::problem::{advice, names, near, steps};
use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::key::{Key, KeyForm};
use crate::syntax::clause::name::Name;
use crate::syntax::clause::operation::Operation as Written;
use crate::syntax::clause::text::Text;

/// The words of storage operations.
const VERBS: [&str; 5] = ["read", "write", "store", "invalidate", "drop"];

/// A bracket that stays text: warns if a name in it is nearly that of an attribute.
pub fn attributes(cx: &mut Context<'_>, walk: &mut Walk<'_>, thing: Thing, attributes: &Attributes) {
    for attribute in attributes.list.iter().filter(|a| !knows(cx, thing, &a.name.text)) {
        let tested = cx.names.tested.keys().map(ecow::EcoString::as_str);
        let known: Vec<&str> = table::rows(thing).map(|r| r.name).chain(tested).collect();
        let word = attribute.name.text.as_str();
        let near = known.into_iter().find(|n| n.len() > 2 && near::distance(word, n) == 1).map(str::to_owned);
        if let Some(near) = near {
            walk.report(cx, advice::looks_like_attribute(attribute.name.span, word, &near));
            return;
        }
    }
}

/// Our verb for one of other systems.
fn synonym(word: &str) -> Option<&'static str> {
    match word {
        "set" | "update" | "insert" => Some("write"),
        "del" | "evict" | "remove" => Some("drop"),
        "expire" | "revalidate" => Some("invalidate"),
        _ => None,
    }
}

/// How a word is spelt as a key.
fn form(word: &str) -> KeyForm {
    match word {
        path if path.starts_with('/') => KeyForm::Path,
        member if member.contains(':') => KeyForm::Member,
        _ => KeyForm::Name,
    }
}

/// The first two words of a text with their places.
fn two_words(text: &Text) -> Option<(Name, Key)> {
    let raw = text.plain.as_str();
    let first = raw.split_whitespace().next()?;
    let rest = raw.get(first.len()..)?;
    let second = rest.split_whitespace().next()?;
    let at = first.len() + rest.find(second)?;
    let second = second.trim_end_matches([',', '.']);
    let start = text.span.start as usize;
    let span = |from: usize, len: usize| Span::new(text.span.file, start + from, start + from + len);
    let name = Name { text: first.into(), span: span(0, first.len()) };
    Some((name, Key { text: second.into(), form: form(second), span: span(at, second.len()) }))
}

/// A method's name that no English text would have: `invalidateQueries`, `soft-purge`.
fn is_identifier(word: &str) -> bool {
    word.contains(['-', '_']) || word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// Warns of a verb whose key stands in quotes: `GET "/nodes/1"`.
fn quoted(cx: &mut Context<'_>, walk: &mut Walk<'_>, text: &Text) {
    const PAIRS: [(char, char); 3] = [('"', '"'), ('\'', '\''), ('“', '”')];
    let Some((verb, written)) = two_words(text) else { return };
    let is_verb = Http::of(&verb.text).is_some() || VERBS.contains(&verb.text.as_str());
    if !is_verb && !cx.names.methods.contains_key(&verb.text) {
        return;
    }
    let inner = PAIRS.iter().find_map(|(open, close)| written.text.strip_prefix(*open)?.strip_suffix(*close));
    let Some(inner) = inner.filter(|inner| !inner.is_empty()) else { return };
    let key = Key { text: inner.into(), form: form(inner), span: written.span };
    if matches!(key::find(cx, walk, &key), Found::Key(_)) {
        walk.report(cx, advice::quoted_key(written.span, inner, &verb.text));
    }
}

/// Warns of words that would be an operation if its only key were spelt like a resource that is nearly named so.
fn key(cx: &mut Context<'_>, walk: &mut Walk<'_>, written: Option<&Written>) {
    let (verb, keys) = match written {
        Some(Written::Storage { verb, keys, .. }) => (wording::verb(*verb), keys),
        Some(Written::Call { name, keys }) if cx.names.methods.contains_key(&name.text) => (name.text.as_str(), keys),
        Some(Written::Call { .. } | Written::Http { .. } | Written::Reply { .. }) | None => return,
    };
    let [only] = keys.as_slice() else { return };
    if let Some(near) = key::nearest(cx, only).filter(|near| near::distance(&only.text, near) == 1 && near.len() > 3) {
        walk.report(cx, advice::looks_like_key(only.span, &only.text, &near, verb));
    }
}

/// Text that calls a method without a key, or as programs do: `flush`, `flush(/nodes/1)`.
fn call(cx: &mut Context<'_>, walk: &mut Walk<'_>, text: &Text) {
    let raw = text.plain.as_str();
    let name = raw.split('(').next().unwrap_or(raw);
    let rest = raw.get(name.len()..).unwrap_or_default();
    if rest.is_empty() && cx.names.methods.contains_key(name) {
        let start = text.span.start as usize;
        let word = Span::new(text.span.file, start, start + name.len());
        return walk.report(cx, advice::call_in_parentheses(word, name, None));
    }
    let Some(keys) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return };
    if !cx.names.methods.contains_key(name) {
        return;
    }
    let at = |offset: usize| text.span.start as usize + offset;
    let word = Span::new(text.span.file, at(0), at(name.len()));
    let whole = Span::new(text.span.file, at(0), at(raw.len()));
    let keys = Some(keys.trim()).filter(|keys| !keys.is_empty());
    walk.report(cx, advice::call_in_parentheses(word, name, keys.map(|keys| (whole, keys))));
}

/// Refuses a key that lacks its first slash where a verb asks for keys: `GET nodes/1`, `drop /nodes/1, nodes/2`.
fn slashes(cx: &mut Context<'_>, walk: &mut Walk<'_>, text: &Text) -> bool {
    let plain = text.plain.as_str();
    let mut words = plain.split_whitespace();
    let Some(verb) = words.next() else { return false };
    let http = Http::of(verb).is_some();
    if !http && !VERBS.contains(&verb) && !cx.names.methods.contains_key(verb) {
        return false;
    }
    for (at, word) in words.enumerate() {
        let key = word.trim_end_matches([',', '.']);
        let offset = word.as_ptr() as usize - plain.as_ptr() as usize;
        let start = text.span.start as usize + offset;
        let span = Span::new(text.span.file, start, start + key.len());
        if let Some(near) = slashless(cx, walk, key, span, http) {
            // Any path may be sent what changes something.
            let near = near.or_else(|| (http && !matches!(verb, "GET" | "HEAD")).then(|| format!("/{key}")));
            walk.report(cx, steps::joined_key(span, key, near.as_deref()));
            return true;
        }
        let goes_on = word.ends_with(',') || http && at == 0;
        if !goes_on {
            return false;
        }
    }
    false
}

/// Whether a word is a path without its first slash, and what was probably meant. Behind a verb of plain English (`sure`
/// is false) only one that starts as a resource does.
fn slashless(cx: &mut Context<'_>, walk: &mut Walk<'_>, word: &str, span: Span, sure: bool) -> Option<Option<String>> {
    let (name, rest) = word.split_once('/').filter(|(name, _)| !name.is_empty())?;
    let begins = |r: &Resource| matches!(r.pattern.as_deref(), Some([Segment::Word(first), ..]) if first == name);
    let resource = name.split(':').next().and_then(|name| cx.names.resources.get(name)).map(|(id, _)| *id);
    let resource = resource.and_then(|id| cx.model.resources.get(id.index()));
    if !sure && resource.is_none() && !cx.model.resources.iter().any(begins) {
        return None;
    }
    let known = resource.is_some();
    let member = resource.filter(|r| r.pattern.is_none() && !rest.is_empty() && !rest.contains('/'));
    let member = member.filter(|_| !name.contains(':')).map(|_| format!("{name}:{rest}"));
    let path = Key { text: format!("/{word}").into(), form: KeyForm::Path, span };
    if matches!(key::find(cx, walk, &path), Found::Key(_)) {
        return Some(Some(path.text.to_string()));
    }
    let way_out = member.or_else(|| key::nearest(cx, &path));
    (known || way_out.is_some()).then_some(way_out)
}

/// Text that stays text: warns if it starts nearly like an operation on a known key.
pub fn operation(cx: &mut Context<'_>, walk: &mut Walk<'_>, text: &Text) {
    if cx.model.resources.is_empty() {
        return;
    }
    if text.operation.is_none() && slashes(cx, walk, text) {
        return;
    }
    quoted(cx, walk, text);
    key(cx, walk, text.operation.as_ref());
    call(cx, walk, text);
    let Some((word, key)) = two_words(text) else { return };
    if !matches!(key::find(cx, walk, &key), Found::Key(_)) {
        return;
    }
    let methods: Vec<String> = cx.names.methods.keys().map(ToString::to_string).collect();
    let known: Vec<&str> = methods.iter().map(String::as_str).collect();
    if is_identifier(&word.text) && near::nearest(&word.text, known.iter().copied()).is_some() {
        walk.report(cx, names::unknown_method(&word.text, word.span, &known));
        return;
    }
    let verbs = Http::ALL.into_iter().map(Http::name).chain(VERBS).map(str::to_owned);
    let all: Vec<String> = verbs.chain(methods.iter().cloned()).collect();
    let known = all.iter().map(String::as_str);
    let same = known.clone().find(|n| *n == word.text);
    let near = same.or_else(|| near::nearest(&word.text, known)).or_else(|| synonym(&word.text));
    if let Some(near) = near {
        let behind = text.plain.get((key.span.end - text.span.start) as usize..).unwrap_or_default();
        let at = key.span.end as usize + (behind.len() - behind.trim_start().len());
        let value = behind.trim_start().starts_with('@').then(|| Span::new(key.span.file, at, at));
        walk.report(cx, advice::looks_like_operation(word.span, &word.text, near, &key.text, value));
    }
}
