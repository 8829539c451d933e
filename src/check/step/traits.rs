//! What the attributes of a statement say: what it bears, its directives, its tone.

use crate::check::attribute::{Accepted, Thing, accept, parse_duration};
use crate::check::context::Context;
use crate::model::operation::{Directives, FetchMode};
use crate::model::step::Attribute;
use crate::syntax::clause::attribute::Attributes;
use crate::timeline::{Style, Tone, Wording};

/// What attributes say.
#[derive(Clone, Debug, Default)]
pub struct Traits {
    /// All of them.
    pub attributes: Vec<Attribute>,
    /// The HTTP ones.
    pub directives: Directives,
    /// `tone=…`
    pub tone: Option<Tone>,
    /// `as-told`
    pub as_told: bool,
    /// `fails`
    pub fails: bool,
    /// `brief`
    pub brief: bool,
    /// `cascade`
    pub cascade: bool,
    /// `latency=…` in milliseconds.
    pub latency: Option<u64>,
}

/// Attributes that say how a step is drawn or judged, and are not drawn themselves.
const SILENT: &[&str] = &["tone", "as-told", "fails", "latency", "brief", "policy", "source"];

/// Reads the attributes of a statement; what does not belong is told.
pub fn read(cx: &mut Context<'_>, thing: Thing, attributes: Option<&Attributes>) -> Traits {
    let Some(attributes) = attributes else { return Traits::default() };
    let accepted = accept(cx, thing, Some(attributes));
    of(&accepted)
}

/// What accepted attributes say.
#[must_use]
pub fn of(accepted: &Accepted<'_>) -> Traits {
    let attribute = |a: &&crate::syntax::clause::attribute::Attribute| Attribute {
        name: a.name.text.clone(),
        value: a.value.as_ref().map(|v| v.text.clone()),
    };
    Traits {
        attributes: accepted.list.iter().map(attribute).collect(),
        directives: directives(accepted),
        tone: accepted.text("tone").map(|(name, _)| tone(name)),
        as_told: accepted.has("as-told"),
        fails: accepted.has("fails"),
        brief: accepted.has("brief"),
        cascade: accepted.has("cascade"),
        latency: accepted.millis("latency"),
    }
}

/// The tone of a name; whether it is declared is told with the attribute.
#[must_use]
pub fn tone(name: &str) -> Tone {
    match name {
        "accent" => Tone::Accent,
        "good" => Tone::Good,
        "warn" => Tone::Warn,
        "bad" => Tone::Bad,
        "muted" => Tone::Muted,
        other => Tone::Named(other.into()),
    }
}

/// A span of time of an HTTP attribute: a duration, or seconds as the header has them.
fn span(accepted: &Accepted<'_>, name: &str) -> Option<u64> {
    let (text, _) = accepted.text(name)?;
    parse_duration(text).or_else(|| text.parse::<u64>().ok()?.checked_mul(1000))
}

/// The HTTP attributes among accepted ones.
#[must_use]
pub fn directives(accepted: &Accepted<'_>) -> Directives {
    let fetch = accepted.text("fetch").and_then(|(mode, _)| match mode {
        "reload" => Some(FetchMode::Reload),
        "no-cache" => Some(FetchMode::NoCache),
        "no-store" => Some(FetchMode::NoStore),
        "force-cache" => Some(FetchMode::ForceCache),
        _ => None,
    });
    Directives {
        no_cache: accepted.has("no-cache"),
        no_store: accepted.has("no-store"),
        private: accepted.has("private"),
        public: accepted.has("public"),
        must_revalidate: accepted.has("must-revalidate"),
        immutable: accepted.has("immutable"),
        only_if_cached: accepted.has("only-if-cached"),
        authorization: accepted.has("authorization"),
        max_age: span(accepted, "max-age"),
        s_maxage: span(accepted, "s-maxage"),
        stale_while_revalidate: span(accepted, "stale-while-revalidate"),
        stale_if_error: span(accepted, "stale-if-error"),
        etag: accepted.has("etag").then(|| accepted.text("etag").map(|(t, _)| t.into()).unwrap_or_default()),
        vary: accepted.text("vary").map(|(t, _)| t.split([' ', ',']).filter(|w| !w.is_empty()).map(Into::into).collect()).unwrap_or_default(),
        fetch,
    }
}

/// Puts the attributes behind a label, each as a pill.
pub fn draw(wording: &mut Wording, traits: &Traits) {
    for attribute in traits.attributes.iter().filter(|a| !SILENT.contains(&a.name.as_str())) {
        let text = match &attribute.value {
            Some(value) => format!("{}={value}", attribute.name),
            None => attribute.name.to_string(),
        };
        wording.push(text, Style::Attribute);
    }
}
