//! `device NAME "Label" [attributes] { storage … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Clauses, Headed, Rule, headed, write_head};
use crate::syntax::tree::{Block, Display, Node};
use chumsky::Parser;
use std::fmt;

/// A place that owns storages and may act.
#[derive(Clone, Debug, PartialEq)]
pub struct Device {
    /// Where `device` stands.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// Its display name.
    pub label: Display,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// Its storages.
    pub body: Option<Block>,
}

// rule: device = "device", name, [ quoted ], [ attributes ], [ block ] ;
/// The head of a device.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    headed(c)
        .map(|Headed { keyword, name, label, attributes }| {
            Node::Device(Device { keyword, name, label, attributes, body: None })
        })
        .boxed()
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_head(f, "device", &self.name, self.label.as_ref(), self.attributes.as_ref())
    }
}
