//! Attributes: which a thing has, and what stands behind their `=`.

use super::offer::Offer;
use super::scene::Scene;
use crate::lsp::index::Sort;
use crate::pipeline::attributes::{self, Kind, Row};
use crate::pipeline::{Thing, attributes::rows};
use crate::syntax::clause::operation::{METHODS, Verb};
use crate::syntax::token::Token;
use lsp_types::CompletionItemKind;

/// What may stand in an open bracket, whose words start at `open`.
pub(super) fn wanted(scene: &Scene<'_>, open: usize, offer: &mut Offer<'_>) {
    let (head, inside) = scene.words.split_at(open.min(scene.words.len()));
    let thing = thing(head);
    match inside {
        [.., Token::Name(name), Token::Equals] => values(thing, name, offer),
        [] | [.., Token::Comma] => names(thing, inside, offer),
        _other => {}
    }
}

/// The names that are not there yet.
fn names(thing: Thing, inside: &[Token<'_>], offer: &mut Offer<'_>) {
    let policy = inside.windows(3).find_map(|three| match three {
        [Token::Name("policy"), Token::Equals, Token::Name(policy)] => Some(*policy),
        _other => None,
    });
    if policy.is_some() {
        offer.facts(policy);
    }
    for row in rows(thing).filter(|row| !inside.contains(&Token::Name(row.name))) {
        let (text, gap) = match row.kind {
            Kind::Flag | Kind::Tag => (row.name.to_owned(), None),
            Kind::Duration | Kind::Count | Kind::Word | Kind::Words | Kind::Text | Kind::OneOf(_) | Kind::ListOf(_) => {
                let value = row.example.split_once('=').map_or("", |(_, value)| value);
                (format!("{}=", row.name), Some(format!("{}=${{1:{value}}}", row.name)))
            }
        };
        offer.snippet(&text, CompletionItemKind::PROPERTY, &takes(row), gap.as_deref());
    }
}

/// What an attribute takes, in words.
fn takes(row: &Row) -> String {
    match row.kind {
        Kind::Flag => "no value".to_owned(),
        Kind::Tag => format!("a word or nothing: {}", row.example),
        Kind::Duration => format!("a duration: {}", row.example),
        Kind::Count => format!("a number: {}", row.example),
        Kind::Word | Kind::Words => format!("a name: {}", row.example),
        Kind::Text => format!("a text: {}", row.example),
        Kind::OneOf(list) => format!("one of {}", list.join(", ")),
        Kind::ListOf(list) => format!("some of {}", list.join(", ")),
    }
}

/// What may stand behind `name=`.
fn values(thing: Thing, name: &str, offer: &mut Offer<'_>) {
    let listed = |offer: &mut Offer<'_>, list: &[&str]| {
        list.iter().for_each(|word| offer.word(word, CompletionItemKind::ENUM_MEMBER, ""));
    };
    match name {
        "via" => return offer.names(Sort::Route),
        "policy" => return offer.names(Sort::Policy),
        "alias" => return offer.names(Sort::Resource),
        "tone" => {
            listed(offer, &["accent", "good", "warn", "bad", "muted"]);
            return offer.names(Sort::Tone);
        }
        "by" => {
            listed(offer, &["user"]);
            return offer.of_kind(&["device"]);
        }
        "from" | "to" => return offer.of_kind(&["device", "storage", "user"]),
        "origin" => return offer.of_kind(&["storage"]),
        "per" => {
            listed(offer, &["page", "tab", "profile", "user", "instance", "request"]);
            return offer.dimensions();
        }
        _other => {}
    }
    let Some(row) = attributes::find(thing, name) else { return offer.carried(name) };
    match row.kind {
        Kind::OneOf(list) | Kind::ListOf(list) => listed(offer, list),
        Kind::Duration => offer.durations(),
        Kind::Flag | Kind::Tag | Kind::Count | Kind::Word | Kind::Words | Kind::Text => {
            let value = row.example.split_once('=').map_or("", |(_, value)| value);
            listed(offer, &[value]);
        }
    }
}

/// What bears the attributes, by the words before the bracket.
fn thing(head: &[Token<'_>]) -> Thing {
    let arrow = head.iter().find(|word| word.is_arrow());
    match (head.first(), arrow) {
        (Some(Token::Name("when" | "otherwise")), _) => Thing::Outcome,
        (_, Some(Token::Through)) => Thing::Read,
        (_, Some(arrow)) => message(head, *arrow == Token::Back),
        (Some(Token::Name(word)), None) => match *word {
            "resource" => Thing::Resource,
            "device" => Thing::Device,
            "storage" => Thing::Storage,
            "user" => Thing::User,
            "route" => Thing::Route,
            "method" => Thing::Method,
            "channel" => Thing::Channel,
            "policy" => Thing::Policy,
            "flow" => Thing::Flow,
            "scenario" => Thing::Scenario,
            "claim" | "expect" | "possible" => Thing::Claim,
            "given" => Thing::Given,
            _other if head.contains(&Token::Name("sees")) => Thing::Claim,
            _other if head.contains(&Token::Colon) => message(head, false),
            _other => Thing::Drawing,
        },
        (_, None) => Thing::Drawing,
    }
}

/// What a message is, by its label.
fn message(head: &[Token<'_>], back: bool) -> Thing {
    let colon = head.iter().position(|word| *word == Token::Colon);
    match colon.and_then(|at| head.get(at + 1)) {
        Some(Token::Name(verb)) if METHODS.contains(verb) => Thing::Request,
        Some(Token::Name(verb)) if Verb::find(verb).is_some() => Thing::StorageOperation,
        _other if back => Thing::Response,
        _other => Thing::Plain,
    }
}

/// What an attribute takes, for a hover.
pub(super) fn about(scene: &Scene<'_>, name: &str) -> Option<String> {
    let open = scene.bracket()?;
    let row = attributes::find(thing(scene.words.get(..open)?), name)?;
    Some(format!("`{name}` takes {}", takes(row)))
}
