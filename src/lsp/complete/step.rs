//! What may follow in a line of a scenario, a method or a reaction.

use super::offer::Offer;
use super::scene::Scene;
use crate::lsp::index::Sort;
use crate::syntax::clause::operation::{METHODS, Verb, is_verb};
use crate::syntax::token::Token;
use lsp_types::CompletionItemKind;

/// What may follow a participant.
pub(super) fn wanted(scene: &Scene<'_>, offer: &mut Offer<'_>) {
    let words = scene.words.as_slice();
    let sender = sender(words);
    if let [.., Token::Name(name), Token::Dot] = words {
        return offer.parts(name);
    }
    if let Some(colon) = words.iter().position(|word| *word == Token::Colon) {
        let back = words.contains(&Token::Back);
        let action = !words.iter().any(|word| word.is_arrow());
        return label(words.get(colon + 1..).unwrap_or(&[]), sender, back, action, offer);
    }
    match words {
        [.., Token::Through] => offer.words(&["GET ", "HEAD ", "read "]),
        [.., Token::Through, Token::Name(_)] => offer.keys(),
        [.., Token::Through, _, _] => offer.words(&["[brief]", "[no-cache]"]),
        [.., Token::Arrow | Token::Back | Token::Wave | Token::Lost] => {
            offer.places(sender);
            offer.words(&["every ", "other "]);
        }
        [.., Token::Name("sees" | "then")] => offer.values(),
        [.., Token::Name("sees" | "then"), Token::Value(_)] => offer.words(&["then ", "[fails]"]),
        [.., Token::Name("every" | "other")] => {
            offer.of_kind(&["device", "storage"]);
            offer.words(&["user"]);
        }
        _ if words.iter().any(|word| word.is_arrow()) => offer.words(&[": "]),
        _ => offer.words(&["-> ", "--> ", "=> GET ", "~> ", "-/> ", "sees @", ": "]),
    }
}

/// Who sends: the first name of the line.
fn sender<'t>(words: &[Token<'t>]) -> Option<&'t str> {
    match words.first() {
        Some(Token::Name(name)) => Some(name),
        _other => None,
    }
}

/// What may follow in a text behind a colon.
fn label(words: &[Token<'_>], sender: Option<&str>, back: bool, action: bool, offer: &mut Offer<'_>) {
    let inside = words.contains(&Token::Name("in"));
    match words {
        [] if back => {
            offer.words(&["200 @", "304", "miss", "404"]);
            offer.values();
        }
        [] => {
            if action {
                offer.names(Sort::Method);
            } else {
                METHODS
                    .iter()
                    .for_each(|method| offer.word(&format!("{method} "), CompletionItemKind::KEYWORD, "HTTP"));
            }
            let verbs = Verb::ALL.iter().map(|verb| format!("{} ", verb.word()));
            verbs.for_each(|verb| offer.word(&verb, CompletionItemKind::KEYWORD, "storage operation"));
            if !action {
                offer.names(Sort::Method);
            }
        }
        [Token::Number(_)] | [.., Token::Equals] => offer.values(),
        [.., Token::Name("in") | Token::Comma] if inside => {
            offer.storages(sender);
            offer.words(&["every storage"]);
        }
        [Token::Name(_)] | [Token::Name(_), .., Token::Comma] => offer.keys(),
        [Token::Name("write"), _] => offer.words(&["= @"]),
        [Token::Name(verb), _, ..] if is_verb(verb) && !inside && Verb::find(verb).is_some() => {
            offer.words(&["in "]);
        }
        _other => {}
    }
}

/// What may follow `given`.
pub(super) fn given(rest: &[Token<'_>], offer: &mut Offer<'_>) {
    let inside = rest.contains(&Token::Name("in"));
    match rest {
        [] => offer.keys(),
        [.., Token::Equals] => offer.values(),
        [.., Token::Name("in") | Token::Comma] if inside => {
            offer.words(&["every storage"]);
            offer.storages(None);
        }
        [.., Token::Name("every")] => offer.words(&["storage"]),
        [_] => offer.words(&["= @", "empty in "]),
        [.., Token::Value(_) | Token::Name("empty")] => offer.words(&["in "]),
        _other if inside => offer.words(&["[expired]", "[marked]", "[age=1h]"]),
        _other => {}
    }
}

/// What may follow `expect` and `possible`.
pub(super) fn claim(rest: &[Token<'_>], offer: &mut Offer<'_>) {
    match rest {
        [] => {
            offer.places(None);
            offer.words(&[
                "every ",
                "no ",
                "some ",
                "exactly 1 ",
                "at most 1 ",
                "at least 1 ",
                "staleness of ",
                "event ",
            ]);
        }
        [.., Token::Name("every" | "no" | "some")] => {
            offer.words(&["storage", "event "]);
            offer.of_kind(&["storage"]);
        }
        [.., Token::Number(_)] => offer.words(&["event ", "origin read"]),
        [.., Token::Name("event" | "events")] => {
            offer.words(&["on "]);
            offer.names(Sort::Resource);
        }
        [.., Token::Name("on")] => offer.of_kind(&["channel"]),
        [.., Token::Name("of")] => offer.keys(),
        [.., Token::Name("for")] => offer.of_kind(&["user"]),
        [.., Token::Name("in")] => offer.storages(None),
        [.., Token::Name("per")] => offer.words(&["write", "request "]),
        [.., Token::AtMost] => offer.durations(),
        [.., Token::Name("sees" | "holds" | "then")] => {
            offer.words(&["latest", "stale"]);
            offer.values();
        }
        [.., Token::Name(name), Token::Dot] => offer.parts(name),
        [.., Token::Name("latest" | "stale") | Token::Value(_)] => offer.words(&["of ", "[fails]"]),
        [.., Token::Name(_)] if !rest.contains(&Token::Name("sees")) && !rest.contains(&Token::Name("holds")) => {
            offer.words(&["sees ", "holds ", "empty in ", "on ", "per write", "carries ", "[fails]"]);
        }
        _other => offer.words(&["[fails]"]),
    }
}

/// What may follow `on`.
pub(super) fn reaction(rest: &[Token<'_>], offer: &mut Offer<'_>) {
    match rest {
        [] => offer.words(&["write ", "invalidate ", "event ", "request "]),
        [Token::Name("write" | "invalidate")] => {
            offer.word("key", CompletionItemKind::VARIABLE, "any key");
            offer.keys();
        }
        [Token::Name("event")] => offer.names(Sort::Resource),
        [Token::Name("request")] => {
            METHODS.iter().for_each(|method| offer.word(&format!("{method} "), CompletionItemKind::KEYWORD, "HTTP"));
        }
        [Token::Name("request"), Token::Name(_)] => offer.keys(),
        [.., Token::Name("at")] => offer.places(None),
        [.., Token::Name("at"), Token::Name(_)] => offer.words(&["{", "when ", "unless "]),
        [.., Token::Name("when" | "unless")] => {}
        _other if !rest.contains(&Token::Name("at")) => offer.words(&["at "]),
        _other => {}
    }
}
