//! Attributes: which thing has which, of which type, and how they are read.

use super::context::Context;
use crate::source::Span;
use crate::syntax::clause::attribute::{Attribute, Attributes};

/// What bears attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing {
    /// `resource`
    Resource,
    /// `device`
    Device,
    /// `storage`
    Storage,
    /// `user`: any other attribute is a dimension that they carry
    User,
    /// `route`
    Route,
    /// `method`
    Method,
    /// `channel`
    Channel,
    /// `policy`
    Policy,
    /// A rule's outcome
    Outcome,
    /// `flow`
    Flow,
    /// An edge of a flow
    Edge,
    /// `scenario`
    Scenario,
    /// `claim`, `expect`, `possible`, `sees`
    Claim,
    /// A message whose label is an HTTP request
    Request,
    /// A message whose label is an answer
    Response,
    /// A message or action whose label is a storage operation
    StorageOperation,
    /// A call of a method
    Call,
    /// An event on a channel
    Event,
    /// `=>`
    Read,
    /// `given`
    Given,
    /// A message with plain text or without a label
    Plain,
    /// A note, a fragment, a divider, a wait, a happening
    Drawing,
}

/// Attributes that were found to belong, ready to be read by name.
#[derive(Clone, Debug, Default)]
pub struct Accepted<'t> {
    /// Known names only, each once, in written order.
    pub list: Vec<&'t Attribute>,
}

/// Reads a bracket of attributes for a thing: tells unknown names (E301, with the nearest name and what the thing has),
/// wrong types (E302) and doubled ones (E303), and gives back those that belong.
pub fn accept<'t>(cx: &mut Context<'_>, thing: Thing, attributes: Option<&'t Attributes>) -> Accepted<'t> {
    let _ = (cx, thing);
    Accepted { list: attributes.map(|a| a.list.iter().collect()).unwrap_or_default() }
}

/// Whether a thing has an attribute of that name (also those that reactions test).
#[must_use]
pub fn knows(cx: &Context<'_>, thing: Thing, name: &str) -> bool {
    let _ = (cx, thing, name);
    true
}

impl<'t> Accepted<'t> {
    /// The attribute of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'t Attribute> {
        self.list.iter().copied().find(|a| a.name.text == name)
    }

    /// Whether it is there.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Its value as written.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<(&'t str, Span)> {
        self.get(name)?.value.as_ref().map(|v| (v.text.as_str(), v.span))
    }

    /// Its value as a duration in milliseconds; a wrong one has been told by [`accept`].
    #[must_use]
    pub fn millis(&self, name: &str) -> Option<u64> {
        parse_duration(self.text(name)?.0)
    }

    /// Its value as a whole number; a wrong one has been told by [`accept`].
    #[must_use]
    pub fn number(&self, name: &str) -> Option<u32> {
        self.text(name)?.0.parse().ok()
    }

    /// Its value as words (`clears="reload close"`).
    #[must_use]
    pub fn words(&self, name: &str) -> Vec<(&'t str, Span)> {
        self.text(name).map(|(text, span)| text.split_whitespace().map(|w| (w, span)).collect()).unwrap_or_default()
    }
}

/// `200ms` `5s` `5m` `1h` `1d` in milliseconds; `None` if it is no duration or would overflow.
#[must_use]
pub fn parse_duration(text: &str) -> Option<u64> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let factor = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

