//! Flows: steps, decisions and labelled edges.

use super::Declared;
use super::participant::Place;
use crate::timeline::{Tone, Wording};
use ecow::EcoString;

/// A node.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its name.
    pub name: EcoString,
    /// Its display name.
    pub label: EcoString,
    /// A decision.
    pub decision: bool,
    /// The storage or device of that name.
    pub place: Option<Place>,
    /// The group that it stands in.
    pub group: Option<u32>,
    /// The line of its first mention, from 1.
    pub line: u32,
}

/// An edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// From which node.
    pub from: u32,
    /// To which node.
    pub to: u32,
    /// Its label.
    pub label: Wording,
    /// Its tone.
    pub tone: Option<Tone>,
    /// Its line, from 1.
    pub line: u32,
}

/// A flow chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Name, label and place.
    pub declared: Declared,
    /// `right` instead of `down`.
    pub right: bool,
    /// Its nodes in the order of their first mention.
    pub nodes: Vec<Node>,
    /// Its edges.
    pub edges: Vec<Edge>,
    /// Labels of its groups and the group around each.
    pub groups: Vec<(EcoString, Option<u32>)>,
    /// Notes on nodes.
    pub notes: Vec<(u32, Wording)>,
}
