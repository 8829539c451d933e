//! Accepted attributes as the model holds them: a tone, HTTP directives, plain pairs.

use super::Accepted;
use crate::check::context::Context;
use crate::model::operation::{Directives, FetchMode};
use crate::model::step;
use crate::problem::names;
use crate::timeline::Tone;

/// Tones that every theme has.
pub const TONES: [(&str, Tone); 5] =
    [("accent", Tone::Accent), ("good", Tone::Good), ("warn", Tone::Warn), ("bad", Tone::Bad), ("muted", Tone::Muted)];

/// The value of `tone=`; one that is neither built in nor declared is told (E210).
pub fn tone(cx: &mut Context<'_>, accepted: &Accepted<'_>) -> Option<Tone> {
    let (text, span) = accepted.text("tone")?;
    if let Some((_, tone)) = TONES.iter().find(|(name, _)| *name == text) {
        return Some(tone.clone());
    }
    if cx.names.tones.contains_key(text) {
        return Some(Tone::Named(text.into()));
    }
    let known: Vec<&str> =
        TONES.iter().map(|(name, _)| *name).chain(cx.names.tones.keys().map(ecow::EcoString::as_str)).collect();
    let diagnostic = names::unknown_tone(text, span, &known);
    cx.report(diagnostic);
    None
}

/// The HTTP ones.
#[must_use]
pub fn directives(accepted: &Accepted<'_>) -> Directives {
    if accepted.list.is_empty() {
        return Directives::default();
    }
    Directives {
        no_cache: accepted.has("no-cache"),
        no_store: accepted.has("no-store"),
        private: accepted.has("private"),
        public: accepted.has("public"),
        must_revalidate: accepted.has("must-revalidate"),
        immutable: accepted.has("immutable"),
        only_if_cached: accepted.has("only-if-cached"),
        authorization: accepted.has("authorization"),
        max_age: accepted.millis("max-age"),
        s_maxage: accepted.millis("s-maxage"),
        stale_while_revalidate: accepted.millis("stale-while-revalidate"),
        stale_if_error: accepted.millis("stale-if-error"),
        etag: accepted.get("etag").map(|a| a.value.as_ref().map(|v| v.text.clone()).unwrap_or_default()),
        vary: accepted.words("vary").into_iter().map(|(word, _)| word.into()).collect(),
        fetch: accepted.text("fetch").and_then(|(text, _)| fetch(text)),
    }
}

fn fetch(text: &str) -> Option<FetchMode> {
    match text {
        "reload" => Some(FetchMode::Reload),
        "no-cache" => Some(FetchMode::NoCache),
        "no-store" => Some(FetchMode::NoStore),
        "force-cache" => Some(FetchMode::ForceCache),
        _ => None,
    }
}

/// All of them, as names and values.
#[must_use]
pub fn pairs(accepted: &Accepted<'_>) -> Vec<step::Attribute> {
    let pair = |a: &&crate::syntax::clause::attribute::Attribute| step::Attribute {
        name: a.name.text.clone(),
        value: a.value.as_ref().map(|v| v.text.clone()),
    };
    accepted.list.iter().map(pair).collect()
}
