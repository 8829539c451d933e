//! A graph: nodes of a few shapes, labelled edges, groups around nodes and notes on them, ready to be given places.
//!
//! Flows, the topology, policies and dependencies become one; a layout places it. Lists are in the order in which a reader
//! should meet things: a layout keeps it where it can.

mod dump;
#[cfg(test)]
mod tests;

use crate::timeline::{Tone, Wording};
pub use dump::dump;
use ecow::EcoString;

/// The index of a node in [`Graph::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

impl NodeId {
    /// As an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The index of a group in [`Graph::groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(pub u32);

impl GroupId {
    /// As an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where edges lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// From the top to the bottom.
    #[default]
    Down,
    /// From the left to the right.
    Right,
}

/// What a node is, and so what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Shape {
    /// Something that is done: a box.
    #[default]
    Step,
    /// A question: a diamond.
    Decision,
    /// A place that keeps copies: a cylinder.
    Storage,
    /// The authority: a cylinder that is set off.
    Origin,
    /// A device that acts: a box with the drawers of a server.
    Device,
    /// A person: a disc with an initial.
    User,
    /// A broadcast: a mast with its waves.
    Channel,
    /// What is kept: a box with its key in the mono face.
    Resource,
    /// What a decision ends in: a box with round ends.
    Outcome,
    /// Words that stand alone: a sheet.
    Note,
}

/// A node.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Node {
    /// A stable name for programs, unique in its graph.
    pub name: EcoString,
    /// What it says.
    pub label: Wording,
    /// What is said below in small type, a line each.
    pub lines: Vec<Wording>,
    /// What it is.
    pub shape: Shape,
    /// Its tone, if any.
    pub tone: Option<Tone>,
    /// The line of the source, from 1; 0 if there is none.
    pub line: u32,
    /// The group that it stands in.
    pub group: Option<GroupId>,
    /// What appears when one points at it.
    pub about: EcoString,
}

impl Node {
    /// A node that says so.
    #[must_use]
    pub fn new(name: &str, label: Wording, shape: Shape) -> Self {
        Self { name: name.into(), label, shape, ..Self::default() }
    }
}

/// How an edge is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Stroke {
    /// A line with a closed tip: what goes on there.
    #[default]
    Solid,
    /// A dashed line with an open tip: what is told or depends only.
    Dashed,
}

/// An edge; from and to are equal for one to itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// From which node.
    pub from: NodeId,
    /// To which node.
    pub to: NodeId,
    /// Its label; may be empty.
    pub label: Wording,
    /// Its tone, if any.
    pub tone: Option<Tone>,
    /// The line of the source, from 1; 0 if there is none.
    pub line: u32,
    /// How it is drawn.
    pub stroke: Stroke,
    /// Leads back: it is to point against the direction, so what it comes from stands behind what it leads to.
    pub back: bool,
}

impl Edge {
    /// A solid one without a label.
    #[must_use]
    pub fn new(from: NodeId, to: NodeId) -> Self {
        Self { from, to, label: Wording::default(), tone: None, line: 0, stroke: Stroke::Solid, back: false }
    }
}

/// Nodes that stand together.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Group {
    /// Its heading; may be empty.
    pub label: Wording,
    /// What is said beside it in small type; may be empty.
    pub note: EcoString,
    /// The group around it: an earlier one.
    pub parent: Option<GroupId>,
    /// Its tone, if any.
    pub tone: Option<Tone>,
}

/// A note on a node.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Which node.
    pub on: NodeId,
    /// What it says.
    pub label: Wording,
}

/// A graph.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Graph {
    /// A stable name for programs.
    pub name: EcoString,
    /// The heading.
    pub title: Option<Wording>,
    /// What stands below the heading.
    pub description: Option<Wording>,
    /// What it shows, for those who cannot see it: `Flow`, `Topology`. The layout adds how much of it there is.
    pub kind: &'static str,
    /// Where edges lead to.
    pub direction: Direction,
    /// In reading order.
    pub nodes: Vec<Node>,
    /// In reading order.
    pub edges: Vec<Edge>,
    /// Groups around groups first.
    pub groups: Vec<Group>,
    /// Notes on nodes.
    pub notes: Vec<Note>,
    /// Colours of declared tones, `#rrggbb`.
    pub tones: Vec<(EcoString, EcoString)>,
}

impl Graph {
    /// Adds a node.
    pub fn node(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX))
    }

    /// Adds a group.
    pub fn group(&mut self, group: Group) -> GroupId {
        self.groups.push(group);
        GroupId(u32::try_from(self.groups.len() - 1).unwrap_or(u32::MAX))
    }

    /// The words of a node; nothing if there is none.
    #[must_use]
    pub fn said(&self, id: NodeId) -> String {
        self.nodes.get(id.index()).map(|node| node.label.plain()).unwrap_or_default()
    }
}
