//! Completion: what may stand at the cursor, by the words before it and the block around it.
//!
//! 1. `scene` reads the line up to the cursor and finds its block.
//! 2. `wanted` decides what may follow; `step` does so for lines of a scenario, `bracket` inside brackets.
//! 3. `offer` gathers it from the program.

mod bracket;
mod offer;
mod scene;
mod snippet;
mod step;

use super::desk::Desk;
use super::document::Document;
use super::index::{Mention, Sort};
use super::route::Answer;
use crate::source::{FileId, Span};
use crate::syntax::keyword::{self, Context};
use crate::syntax::token::Token;
use lsp_types::{CompletionItemKind, CompletionParams};
use offer::Offer;
use scene::Scene;
use serde_json::{Value, json};

/// What makes the client ask without being told to.
pub(super) const TRIGGERS: &[&str] = &[" ", ">", "[", "=", ",", "@", "/", ":", ".", "\""];

/// What may stand at a place.
pub(super) fn complete(desk: &Desk, params: &CompletionParams) -> Answer {
    let at = &params.text_document_position;
    let document = desk.document(&at.text_document.uri)?;
    let offset = document.lines(desk.encoding).offset(at.position);
    let Some(scene) = Scene::at(document, offset) else { return Ok(json!([])) };
    let mut offer = Offer::new(document, offset);
    wanted(&scene, &mut offer);
    let range = document.lines(desk.encoding).range(Span::new(FileId(0), scene.from, offset));
    let items = offer.items.iter().enumerate().map(|(place, item)| {
        let snippet = item.snippet.as_ref().filter(|_| desk.snippets);
        let text = snippet.cloned().unwrap_or_else(|| item.text.clone());
        let mut told = json!({
            "label": item.label,
            "kind": item.kind,
            "sortText": format!("{place:04}"),
            "textEdit": { "range": range, "newText": text },
        });
        if let Value::Object(told) = &mut told {
            if !item.detail.is_empty() {
                told.insert("detail".to_owned(), json!(item.detail));
            }
            if snippet.is_some() {
                told.insert("insertTextFormat".to_owned(), json!(2));
            }
        }
        told
    });
    Ok(Value::Array(items.collect()))
}

/// Gathers what may follow.
fn wanted(scene: &Scene<'_>, offer: &mut Offer<'_>) {
    if let Some(open) = scene.bracket() {
        return bracket::wanted(scene, open, offer);
    }
    let Some(first) = scene.words.first() else { return starts(scene, offer) };
    let follows = scene.words.get(1).copied();
    let participant = crate::syntax::line::is_participant(follows);
    let keyword = match first {
        Token::Name(word) if !participant => keyword::find(word).map(|k| k.word),
        _other => None,
    };
    match keyword {
        Some(word) => declared(word, scene, offer),
        None if scene.context == Context::Flow => offer.places(None),
        None if scene.context.has_steps() => step::wanted(scene, offer),
        None => {}
    }
}

/// What may start a line.
fn starts(scene: &Scene<'_>, offer: &mut Offer<'_>) {
    match scene.context {
        Context::Storage => {
            for (word, about) in snippet::PROSE {
                offer.word(&format!("{word}: "), CompletionItemKind::PROPERTY, about);
            }
            return;
        }
        Context::Flow => offer.places(None),
        Context::File | Context::Device | Context::Policy | Context::Scenario | Context::Steps | Context::Unknown => {}
    }
    if scene.context.has_steps() && scene.context != Context::File {
        offer.places(None);
    }
    for keyword in keyword::allowed(scene.context) {
        let text = format!("{} ", keyword.word);
        offer.snippet(&text, CompletionItemKind::KEYWORD, "", snippet::of(keyword.word));
    }
    if scene.context == Context::File {
        offer.places(None);
    }
}

/// What may follow a keyword.
fn declared(word: &str, scene: &Scene<'_>, offer: &mut Offer<'_>) {
    let rest = scene.words.get(1..).unwrap_or(&[]);
    let last = rest.last().copied();
    match (word, rest, last) {
        ("given", ..) => step::given(rest, offer),
        ("expect" | "possible", ..) => step::claim(rest, offer),
        ("claim", [], _) => {
            for form in snippet::CLAIMS {
                offer.snippet(form.0, CompletionItemKind::KEYWORD, "", Some(form.1));
            }
        }
        ("play", [], _) => offer.names(Sort::Scenario),
        ("note", [], _) => offer.words(&["over ", "left of ", "right of "]),
        ("ref", [], _) => offer.words(&["over "]),
        ("note" | "ref", _, Some(Token::Name("over" | "of" | "on") | Token::Comma))
        | ("show" | "hide", _, None | Some(Token::Comma))
        | ("crash" | "reload" | "close" | "reboot" | "deploy", [], _)
        | ("create" | "destroy" | "activate" | "deactivate" | "link", [], _) => offer.places(None),
        ("crash", [_], _) => offer.words(&["anywhere {"]),
        ("wait", [], _) => offer.words(snippet::DURATIONS),
        ("route", _, Some(Token::Colon | Token::Greater)) => offer.storages(None),
        ("resource", _, Some(Token::Name("on") | Token::Comma)) => offer.names(Sort::Resource),
        ("resource", [_, .., Token::Name("depends")], _) => offer.words(&["on "]),
        ("resource", [_, .., Token::Quoted(_) | Token::Close] | [Token::Name(_)], _) => offer.words(&["depends on "]),
        ("on", ..) => step::reaction(rest, offer),
        ("import", [], _) => offer.files(scene),
        ("when" | "otherwise", _, Some(Token::Through)) => offer.names(Sort::Route),
        ("when", _, None | Some(Token::Name("and" | "or" | "not") | Token::Left)) => {
            offer.facts(None);
            offer.words(&["not "]);
        }
        ("when", ..) if !rest.contains(&Token::Through) => offer.words(&["=> ", "and ", "or "]),
        ("otherwise", [], _) => offer.words(&["=> "]),
        _other => {}
    }
}

/// What an attribute takes, for a hover.
pub(super) fn attribute(document: &Document, mention: &Mention) -> Option<String> {
    let scene = Scene::at(document, mention.span.end as usize)?;
    bracket::about(&scene, &mention.name)
}
