//! What the attributes of a statement say: what it bears, its directives, its tone.

use crate::check::attribute::{Accepted, Thing, accept, read};
use crate::check::context::Context;
use crate::model::operation::Directives;
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
pub fn bracket(cx: &mut Context<'_>, thing: Thing, attributes: Option<&Attributes>) -> Traits {
    let Some(attributes) = attributes else { return Traits::default() };
    let accepted = accept(cx, thing, Some(attributes));
    of(cx, &accepted)
}

/// What accepted attributes say.
pub fn of(cx: &mut Context<'_>, accepted: &Accepted<'_>) -> Traits {
    Traits {
        attributes: read::pairs(accepted),
        directives: read::directives(accepted),
        tone: read::tone(cx, accepted),
        as_told: accepted.has("as-told"),
        fails: accepted.has("fails"),
        brief: accepted.has("brief"),
        cascade: accepted.has("cascade"),
        latency: accepted.millis("latency"),
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
