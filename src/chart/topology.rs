//! The topology: who reads through which storages, what stands in which device, how often everything is there, and who is told
//! what. Users stand at the left, the origin at the right.

use super::place;
use crate::graph::{Direction, Edge, Graph, Group, GroupId, Node, NodeId, Stroke};
use crate::model::storage::{Dimension, HttpRole, Storage};
use crate::model::{ChannelId, Copies, DeviceId, Model, Participant, Place, StorageId, UserId};
use crate::timeline::Wording;
use ecow::EcoString;
use std::collections::HashMap;

/// Whether a program has places to draw.
#[must_use]
pub fn tells(model: &Model) -> bool {
    !model.storages.is_empty()
}

/// The graph of all places.
#[must_use]
pub fn chart(model: &Model) -> Graph {
    let graph = Graph {
        name: "topology".into(),
        title: Some(Wording::sentence("Topology")),
        description: model.title.clone(),
        kind: "Topology",
        direction: Direction::Right,
        tones: model.tones.clone(),
        ..Graph::default()
    };
    let mut chart = Chart { model, graph, nodes: HashMap::new(), groups: HashMap::new() };
    chart.places();
    chart.ways();
    chart.broadcasts();
    chart.graph
}

/// A topology that grows.
struct Chart<'m> {
    model: &'m Model,
    graph: Graph,
    nodes: HashMap<Place, NodeId>,
    groups: HashMap<DeviceId, GroupId>,
}

impl Chart<'_> {
    /// Users, then storages in their devices, then what else takes part.
    fn places(&mut self) {
        let model = self.model;
        for at in 0..model.users.len() {
            self.add(Place::User(UserId::at(at)), None);
        }
        for (at, storage) in model.storages.iter().enumerate() {
            let group = storage.device.and_then(|id| self.group(id));
            self.add(Place::Storage(StorageId::at(at)), group);
        }
        for (at, device) in model.devices.iter().enumerate() {
            let id = DeviceId::at(at);
            let told = model.channels.iter().any(|c| c.from.iter().chain(&c.to).any(|p| *p == Place::Device(id)));
            if told || device.storages.is_empty() {
                let group = self.groups.get(&id).copied();
                self.add(Place::Device(id), group);
            }
        }
    }

    fn add(&mut self, at: Place, group: Option<GroupId>) {
        let (shape, tone) = place::look(self.model, at);
        let Some(declared) = place::declared(self.model, at) else { return };
        let node = Node {
            tone: tone.cloned(),
            line: declared.line,
            group,
            about: declared.docs.clone(),
            lines: self.lines(at),
            ..Node::new(&declared.name, Wording::marked_up(&declared.label), shape)
        };
        let id = self.graph.node(node);
        self.nodes.insert(at, id);
    }

    /// The group of a device.
    fn group(&mut self, id: DeviceId) -> Option<GroupId> {
        if let Some(group) = self.groups.get(&id) {
            return Some(*group);
        }
        let device = self.model.devices.get(id.index())?;
        let group = self.graph.group(Group {
            label: Wording::marked_up(&device.declared.label),
            note: often(&self.model.copies(Place::Device(id))),
            parent: None,
            tone: device.declared.tone.clone(),
        });
        self.groups.insert(id, group);
        Some(group)
    }

    /// What is said below a name.
    fn lines(&self, at: Place) -> Vec<Wording> {
        let said =
            match at {
                Place::User(id) => self.model.users.get(id.index()).map(|user| {
                    user.dimensions.iter().map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>()
                }),
                Place::Storage(id) => self.model.storages.get(id.index()).map(|storage| self.kept(id, storage)),
                Place::Device(id) if !self.groups.contains_key(&id) => {
                    Some(vec![often(&self.model.copies(at)).to_string()])
                }
                Place::Device(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => None,
            };
        let said = said.unwrap_or_default();
        said.iter().filter(|line| !line.is_empty()).map(|line| Wording::sentence(line)).collect()
    }

    /// What kind of storage it is, and one copy for whom.
    fn kept(&self, id: StorageId, storage: &Storage) -> Vec<String> {
        let kind = match (storage.http, storage.unused) {
            (_, true) => "not in use",
            (Some(HttpRole::Private), false) => "private HTTP cache",
            (Some(HttpRole::Shared), false) => "shared HTTP cache",
            (None, false) => "",
        };
        // What follows from the device is said at the device.
        let own = match &storage.per {
            Some(Dimension::Instance) | None => EcoString::new(),
            Some(Dimension::Request) => "empty at each request".into(),
            Some(Dimension::Page | Dimension::Tab | Dimension::Profile | Dimension::User | Dimension::Carried(_)) => {
                often(&self.model.copies(Place::Storage(id)))
            }
        };
        vec![kind.to_owned(), own.to_string()]
    }

    /// Every user's way, then the declared routes that nobody takes by themselves.
    fn ways(&mut self) {
        let model = self.model;
        for at in 0..model.users.len() {
            let user = Place::User(UserId::at(at));
            let way = model.way(&Participant::only(user), None).to_vec();
            self.way(Some(user), &way, "");
        }
        if model.users.is_empty() && model.routes.is_empty() {
            self.way(None, &model.default_route.clone(), "");
        }
        for route in &model.routes {
            let taken = model.users.iter().any(|user| user.via.is_some_and(|via| is_route(model, via.index(), route)));
            if taken {
                continue;
            }
            for at in 0..model.users.len().max(1) {
                let user = (at < model.users.len()).then(|| Place::User(UserId::at(at)));
                self.way(user, &route.hops, &route.declared.label);
            }
        }
    }

    /// The edges of a way that are not there yet; the first of them says which route it is.
    fn way(&mut self, reader: Option<Place>, hops: &[StorageId], label: &str) {
        let stops: Vec<NodeId> = reader
            .into_iter()
            .chain(hops.iter().map(|id| Place::Storage(*id)))
            .filter_map(|place| self.nodes.get(&place).copied())
            .collect();
        let mut named = false;
        for pair in stops.windows(2) {
            let [from, to] = pair else { continue };
            if self.graph.edges.iter().any(|e| e.from == *from && e.to == *to) {
                continue;
            }
            let label = if named { Wording::default() } else { Wording::marked_up(label) };
            named = true;
            self.graph.edges.push(Edge { label, ..Edge::new(*from, *to) });
        }
    }

    /// Channels, from who sends to who subscribes.
    fn broadcasts(&mut self) {
        let model = self.model;
        for (at, channel) in model.channels.iter().enumerate() {
            let place = Place::Channel(ChannelId::at(at));
            self.add(place, None);
            let Some(own) = self.nodes.get(&place).copied() else { continue };
            let everyone: Vec<Place> = (0..model.users.len()).map(|at| Place::User(UserId::at(at))).collect();
            let to = if channel.to.is_empty() { &everyone } else { &channel.to };
            let line = channel.declared.line;
            let from = channel.from.iter().filter_map(|p| self.nodes.get(p)).map(|sender| (*sender, own));
            let told = to.iter().flat_map(|p| if *p == Place::Users { everyone.clone() } else { vec![*p] });
            let told: Vec<Place> = told.collect();
            let told = told.iter().filter_map(|p| self.nodes.get(p)).map(|hearer| (own, *hearer));
            let edges = from.chain(told).map(|(from, to)| Edge {
                stroke: Stroke::Dashed,
                line,
                back: true,
                ..Edge::new(from, to)
            });
            let edges: Vec<Edge> = edges.collect();
            self.graph.edges.extend(edges);
        }
    }
}

fn is_route(model: &Model, index: usize, route: &crate::model::route::Route) -> bool {
    model.routes.get(index).is_some_and(|other| other.declared.name == route.declared.name)
}

/// How often a place is there.
fn often(copies: &Copies) -> EcoString {
    match copies {
        Copies::One => EcoString::new(),
        Copies::Numbered(count) => format!("{count} instances").into(),
        Copies::Per(dimension) => format!("one per {}", dimension.name()).into(),
    }
}
