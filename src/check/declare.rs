//! The first pass: takes down every name, and keeps what each construct said for the second.
//!
//! Comes in: the trees, imported ones first. Goes out: [`Found`], in declared order, and the names in the context.

use super::context::Context;
use super::declaration::broken::{self, Damage};
use super::declaration::{
    channel, device, flow, method, policy, reaction, resource, route, scenario, storage, tone, user, writing,
};
use crate::limits::DECLARED;
use crate::model::{ChannelId, DeviceId, MethodId, PolicyId, ResourceId, RouteId, ScenarioId, StorageId, UserId};
use crate::problem::limits;
use crate::source::Span;
use crate::syntax::declaration as node;
use crate::syntax::tree::{Block, File, Line, Node};
use ecow::EcoString;
use foldhash::{HashMap, HashMapExt as _};
use std::collections::HashSet;
use std::mem::Discriminant;

/// The most statements of a program.
pub const STATEMENTS: usize = 200_000;

/// The dimensions that users carry.
#[derive(Debug, Default)]
pub struct Carried {
    /// Their names.
    pub names: HashSet<EcoString>,
    /// A user could not be read: there may be others.
    pub unknown: bool,
}

/// What was taken down, in declared order.
#[derive(Debug, Default)]
pub struct Found<'t> {
    /// Resources.
    pub resources: Vec<(ResourceId, &'t node::resource::Resource)>,
    /// Devices.
    pub devices: Vec<(DeviceId, &'t node::device::Device)>,
    /// Storages, inside and outside of devices.
    pub storages: Vec<(StorageId, &'t node::storage::Storage)>,
    /// Users.
    pub users: Vec<(UserId, &'t node::user::User)>,
    /// Routes.
    pub routes: Vec<(RouteId, &'t node::route::Route)>,
    /// Methods.
    pub methods: Vec<(MethodId, &'t node::method::Method)>,
    /// Channels.
    pub channels: Vec<(ChannelId, &'t node::channel::Channel)>,
    /// Reactions.
    pub reactions: Vec<(&'t Line, &'t node::reaction::Reaction)>,
    /// Policies.
    pub policies: Vec<(PolicyId, &'t node::policy::Policy)>,
    /// Flows.
    pub flows: Vec<(usize, &'t node::flow::Flow)>,
    /// Named scenarios.
    pub scenarios: Vec<(ScenarioId, &'t node::scenario::Scenario)>,
    /// Claims about every scenario.
    pub claims: Vec<&'t node::claim::Claim>,
    /// The unnamed scenario.
    pub unnamed: Option<ScenarioId>,
    /// What could not be read.
    pub damage: Damage,
}

/// Whether the files declare no storage and no resource, and what could not be read.
#[must_use]
pub fn survey(files: &[&File]) -> (bool, Damage) {
    let mut damage = Damage::default();
    let mut caches = false;
    let mut open: Vec<&Block> = files.iter().map(|f| &f.body).collect();
    while let Some(block) = open.pop() {
        for line in &block.lines {
            if let Node::Broken(broken) = &line.node {
                broken::survey(broken, &mut damage);
            }
            caches |= matches!(line.node, Node::Storage(_) | Node::Resource(_));
            open.extend(bodies(&line.node));
        }
    }
    (!caches && !damage.caches, damage)
}

/// The blocks of a construct.
fn bodies(node: &Node) -> Vec<&Block> {
    if let Node::Fragment(fragment) = node {
        return fragment.operands.iter().map(|o| &o.body).collect();
    }
    let one = if let Node::Device(device) = node {
        device.body.as_ref()
    } else if let Node::Method(method) = node {
        Some(&method.body)
    } else if let Node::Reaction(reaction) = node {
        Some(&reaction.body)
    } else if let Node::Scenario(scenario) = node {
        Some(&scenario.body)
    } else if let Node::Policy(policy) = node {
        Some(&policy.body)
    } else if let Node::Flow(flow) = node {
        Some(&flow.body)
    } else if let Node::Happening(happening) = node {
        happening.anywhere.as_ref()
    } else {
        None
    };
    one.into_iter().collect()
}

/// The first statement or declaration that is one too many (E604), if any.
#[must_use]
pub fn too_many(files: &[&File]) -> Option<crate::diagnostic::Diagnostic> {
    let mut statements = 0_usize;
    let mut kinds: HashMap<Discriminant<Node>, usize> = HashMap::new();
    let mut open: Vec<&Block> = files.iter().rev().map(|f| &f.body).collect();
    while let Some(block) = open.pop() {
        statements += block.lines.len();
        if statements > STATEMENTS {
            let at = block.lines.len() - (statements - STATEMENTS).min(block.lines.len());
            let span = block.lines.get(at).map_or(block.span, |l| first_word(l.span));
            return Some(limits::too_many("statements", STATEMENTS, span));
        }
        for line in &block.lines {
            if let Some(noun) = plural(&line.node) {
                let count = kinds.entry(std::mem::discriminant(&line.node)).or_default();
                *count += 1;
                if *count > DECLARED {
                    return Some(limits::too_many(noun, DECLARED, first_word(line.span)));
                }
            }
            open.extend(bodies(&line.node));
        }
    }
    None
}

/// A short span at the start of a construct.
fn first_word(span: Span) -> Span {
    Span { end: span.end.min(span.start.saturating_add(1)), ..span }
}

/// What declarations of that kind are called together.
fn plural(node: &Node) -> Option<&'static str> {
    match node {
        Node::Resource(_) => Some("resources"),
        Node::Device(_) => Some("devices"),
        Node::Storage(_) => Some("storages"),
        Node::User(_) => Some("users"),
        Node::Route(_) => Some("routes"),
        Node::Method(_) => Some("methods"),
        Node::Channel(_) => Some("channels"),
        Node::Reaction(_) => Some("reactions"),
        Node::Policy(_) => Some("policies"),
        Node::Flow(_) => Some("flows"),
        Node::Scenario(_) => Some("scenarios"),
        Node::Tone(_) => Some("tones"),
        Node::Title(_)
        | Node::Import(_)
        | Node::Fact(_)
        | Node::Rule(_)
        | Node::Chain(_)
        | Node::Claim(_)
        | Node::Writing(_)
        | Node::Property(_)
        | Node::Message(_)
        | Node::Read(_)
        | Node::Action(_)
        | Node::Sees(_)
        | Node::Given(_)
        | Node::Expect(_)
        | Node::Note(_)
        | Node::Divider(_)
        | Node::Gap(_)
        | Node::Wait(_)
        | Node::Fragment(_)
        | Node::Happening(_)
        | Node::Lifespan(_)
        | Node::Play(_)
        | Node::Visibility(_)
        | Node::Reference(_)
        | Node::Link(_)
        | Node::Broken(_) => None,
    }
}

/// Takes down every name of the files; the last one is the program's own.
pub fn names<'t>(cx: &mut Context<'_>, files: &[&'t File], damage: Damage) -> Found<'t> {
    let mut found = Found { damage, ..Found::default() };
    let own = files.len().saturating_sub(1);
    for (index, file) in files.iter().enumerate() {
        for line in &file.body.lines {
            line_of(cx, &mut found, line, index == own);
        }
    }
    for (id, node) in &found.resources {
        resource::declare_aliases(cx, *id, node);
    }
    found
}

/// Takes down what one line declares.
fn line_of<'t>(cx: &mut Context<'_>, found: &mut Found<'t>, line: &'t Line, own: bool) {
    match &line.node {
        Node::Resource(n) => found.resources.extend(resource::declare(cx, line, n).map(|id| (id, n))),
        Node::Device(n) => device_of(cx, found, line, n),
        Node::Storage(n) => found.storages.extend(storage::declare(cx, line, n, None).map(|id| (id, n))),
        Node::User(n) => found.users.extend(user::declare(cx, line, n).map(|id| (id, n))),
        Node::Route(n) => found.routes.extend(route::declare(cx, line, n).map(|id| (id, n))),
        Node::Method(n) => found.methods.extend(method::declare(cx, line, n).map(|id| (id, n))),
        Node::Channel(n) => found.channels.extend(channel::declare(cx, line, n).map(|id| (id, n))),
        Node::Policy(n) => found.policies.extend(policy::declare(cx, line, n).map(|id| (id, n))),
        Node::Flow(n) => found.flows.extend(flow::declare(cx, line, n).map(|id| (id, n))),
        Node::Scenario(n) => found.scenarios.extend(scenario::declare(cx, line, n).map(|id| (id, n))),
        Node::Reaction(n) => {
            reaction::declare(cx, n);
            found.reactions.push((line, n));
        }
        Node::Claim(n) => found.claims.push(n),
        Node::Writing(n) => writing::declare(cx, n),
        Node::Tone(n) => tone::declare(cx, n),
        Node::Broken(n) => broken::declare(cx, n, None),
        Node::Title(_)
        | Node::Import(_)
        | Node::Fact(_)
        | Node::Rule(_)
        | Node::Chain(_)
        | Node::Property(_)
        | Node::Given(_)
        | Node::Visibility(_) => {}
        Node::Message(_)
        | Node::Read(_)
        | Node::Action(_)
        | Node::Sees(_)
        | Node::Expect(_)
        | Node::Note(_)
        | Node::Divider(_)
        | Node::Gap(_)
        | Node::Wait(_)
        | Node::Fragment(_)
        | Node::Happening(_)
        | Node::Lifespan(_)
        | Node::Play(_)
        | Node::Reference(_)
        | Node::Link(_) => {
            if own && found.unnamed.is_none() {
                found.unnamed = Some(scenario::declare_unnamed(cx, line));
            }
        }
    }
}

/// Takes down a device and its storages; those of a doubled device belong to the first.
fn device_of<'t>(cx: &mut Context<'_>, found: &mut Found<'t>, line: &'t Line, node: &'t node::device::Device) {
    let (id, new) = device::declare(cx, line, node);
    if let Some(id) = id.filter(|_| new) {
        found.devices.push((id, node));
    }
    for inner in node.body.iter().flat_map(|b| &b.lines) {
        if let Node::Storage(storage) = &inner.node {
            found.storages.extend(storage::declare(cx, inner, storage, id).map(|s| (s, storage)));
        } else if let Node::Broken(broken) = &inner.node {
            broken::declare(cx, broken, id);
        }
    }
}
