//! Users and instances between which nothing makes a difference: states that are the same but for who is who count as one.
//!
//! A device's instances are alike where nobody names one of them, all of them or the others of them. Users are alike who
//! carry the same, do nothing but read, each beside the other in a fork of the scenario's, and are named nowhere else.

use super::program::{BlockId, Node, Program};
use crate::machine::run::renamed::{Names, address};
use crate::machine::world::World;
use crate::model::step::{Step, StepKind};
use crate::model::{Copies, DeviceId, Instance, Model, Participant, Place, UserId, named};
use ecow::{EcoString, eco_format};
use std::collections::HashMap;

/// The most ways to say who is who.
const MOST: usize = 24;

/// The most instances of a device that are looked at.
const MOST_INSTANCES: u32 = 4;

/// One way to say who is who.
#[derive(Clone, Debug, Default)]
pub struct Twin<'m> {
    /// Who takes whose place.
    pub names: Names<'m>,
    /// Blocks of a fork: which stands for it, and as which of the fork's.
    pub blocks: HashMap<BlockId, (BlockId, usize)>,
}

/// All ways to say who is who, as they are written first; that one alone if everybody is somebody. With `rashly`, whoever is
/// named counts as alike too: for tests, which must notice.
#[must_use]
pub fn twins<'m>(world: &World<'m>, program: &Program<'m>, rashly: bool) -> Vec<Twin<'m>> {
    let model = world.model;
    let mentioned = mentioned(model, program);
    let mut found = vec![Twin::default()];
    for device in (0..model.devices.len()).map(DeviceId::at) {
        let Copies::Numbered(count) = model.copies(Place::Device(device)) else { continue };
        if count <= MOST_INSTANCES && (rashly || are_alike(model, device, &mentioned, program)) {
            found = all(&found, &orders(count as usize), |twin, order| instances(world, twin, device, order));
        }
    }
    for pair in pairs(model, program, &mentioned) {
        found = all(&found, &[false, true], |twin, swapped| {
            if *swapped {
                pair.add_to(world, twin);
            }
        });
    }
    found
}

/// Whom declarations, claims, guards and statements other than reads name.
fn mentioned(model: &Model, program: &Program<'_>) -> Vec<Participant> {
    let mut found: Vec<Participant> = program.crash.iter().map(|crash| crash.who.clone()).collect();
    let mut see = |who: &Participant| found.push(who.clone());
    named::in_declarations(model, &mut see);
    let steps = program.steps.iter().map(|about| about.step);
    let steps = steps.filter(|step| !matches!(step.kind, StepKind::Read { .. }));
    steps.for_each(|step| named::in_step(step, &mut see));
    let guards = program.blocks.iter().flatten().flat_map(|node| match node {
        Node::Choose { branches, .. } => branches.as_slice(),
        Node::Repeat { body, .. } | Node::Leave(body) => std::slice::from_ref(body),
        Node::Step(_) | Node::Fork(_) | Node::Alone(_) => &[],
    });
    guards.filter_map(|branch| branch.guard).for_each(|guard| named::in_predicate(guard, &mut see));
    found
}

/// Each of the ways with each of the choices, as long as they are not too many.
fn all<'m, C>(twins: &[Twin<'m>], choices: &[C], add: impl Fn(&mut Twin<'m>, &C)) -> Vec<Twin<'m>> {
    if twins.len() * choices.len() > MOST {
        return twins.to_vec();
    }
    let each = |choice| {
        let add = &add;
        twins.iter().map(move |twin| {
            let mut twin = twin.clone();
            add(&mut twin, choice);
            twin
        })
    };
    choices.iter().flat_map(each).collect()
}

/// All orders of so many; the first is as they are counted.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new()];
    for next in 0..count {
        let with = |order: &Vec<usize>| {
            let order = order.clone();
            (0..=order.len()).rev().map(move |at| {
                let mut order = order.clone();
                order.insert(at, next);
                order
            })
        };
        found = found.iter().flat_map(with).collect();
    }
    found
}

/// Whether nobody tells the instances of a device apart, or does something with one after the other.
fn are_alike(model: &Model, device: DeviceId, mentioned: &[Participant], program: &Program<'_>) -> bool {
    let of = |place: Place| model.device_of(place) == Some(device) || place == Place::Device(device);
    let read = program.steps.iter().filter_map(|about| match &about.step.kind {
        StepKind::Read { who, .. } => Some(who),
        _other => None,
    });
    let all = || mentioned.iter().chain(read.clone()).filter(|who| of(who.place));
    all().all(|who| match who.instance {
        Instance::Only | Instance::Any | Instance::Bound => true,
        Instance::Named(_) | Instance::Every | Instance::Other => false,
    })
}

fn instances(world: &World<'_>, twin: &mut Twin<'_>, device: DeviceId, order: &[usize]) {
    let model = world.model;
    let name = |at: usize| -> EcoString { eco_format!("{}", at + 1) };
    let storages = (0..model.storages.len()).map(crate::model::StorageId::at);
    let storages = storages.filter(|id| model.device_of(Place::Storage(*id)) == Some(device));
    let storages: Vec<_> =
        storages.filter(|id| matches!(model.copies(Place::Storage(*id)), Copies::Numbered(_))).collect();
    for (from, to) in order.iter().enumerate().filter(|(from, to)| from != *to) {
        twin.names.instances.insert((Place::Device(device), name(from)), name(*to));
        for storage in &storages {
            twin.names.instances.insert((Place::Storage(*storage), name(from)), name(*to));
            let site = |at: usize| world.site(*storage, &Instance::Named(name(at)));
            if let (Some(one), Some(other)) = (site(from), site(*to)) {
                twin.names.sites.insert(one, other);
            }
        }
    }
}

/// Two users who are alike.
struct Pair<'m> {
    users: [UserId; 2],
    /// Their blocks beside each other, and which of the fork's each is.
    blocks: Vec<[(BlockId, usize); 2]>,
    /// What each reads.
    steps: Vec<[&'m Step; 2]>,
}

/// Users of whom each does what the other does.
fn pairs<'m>(model: &'m Model, program: &Program<'m>, mentioned: &[Participant]) -> Vec<Pair<'m>> {
    let nested = |(at, block): (usize, &Vec<Node<'m>>)| {
        at != usize::from(program.main) && block.iter().any(|node| matches!(node, Node::Fork(_)))
    };
    if program.crash.is_some() || !model.channels.is_empty() || program.blocks.iter().enumerate().any(nested) {
        return Vec::new();
    }
    let users = || (0..model.users.len()).map(UserId::at);
    let free = |user: &UserId| mentioned.iter().all(|who| who.place != Place::User(*user) && who.place != Place::Users);
    let two =
        users().filter(free).flat_map(|one| users().filter(move |other| *other > one).map(move |other| [one, other]));
    let two = two.filter(|[_, other]| free(other)).filter(|[one, other]| carry_the_same(model, *one, *other));
    two.filter_map(|[one, other]| beside(program, one, other)).collect()
}

/// Whether users have the same dimensions, or each has one of their own.
fn carry_the_same(model: &Model, one: UserId, other: UserId) -> bool {
    let user = |id: UserId| model.users.get(id.index());
    let (Some(a), Some(b)) = (user(one), user(other)) else { return false };
    let third = || {
        model.users.iter().filter(|user| user.declared.name != a.declared.name && user.declared.name != b.declared.name)
    };
    let own = |name: &EcoString| third().all(|user| user.dimensions.iter().all(|(_, value)| value != name));
    let same = a.via == b.via && a.dimensions == b.dimensions;
    same && [a, b].iter().all(|user| {
        own(&user.declared.name) && user.dimensions.iter().all(|(_, v)| *v != a.declared.name && *v != b.declared.name)
    })
}

/// The users' blocks in each fork of the scenario's, if each does the same in its own and neither does anything outside.
fn beside<'m>(program: &Program<'m>, one: UserId, other: UserId) -> Option<Pair<'m>> {
    let mut pair = Pair { users: [one, other], blocks: Vec::new(), steps: Vec::new() };
    let main = program.blocks.get(usize::from(program.main))?;
    for node in main {
        let Node::Fork(blocks) = node else { continue };
        let of = |user: UserId| {
            let own = |(_, block): &(usize, &BlockId)| readers(program, **block).is_some_and(|who| who == user);
            blocks.iter().enumerate().find(own).map(|(at, block)| (*block, at))
        };
        match (of(one), of(other)) {
            (Some(first), Some(second)) => {
                let steps = alike(program, first.0, second.0)?;
                pair.blocks.push([first, second]);
                pair.steps.extend(steps);
            }
            (None, None) => {}
            (Some(_), None) | (None, Some(_)) => return None,
        }
    }
    let reads = |user: UserId| {
        let read = program.steps.iter().filter(move |about| reader(about.step) == Some(user));
        read.count()
    };
    let all = pair.steps.len();
    (all > 0 && reads(one) == all && reads(other) == all).then_some(pair)
}

/// Who reads in a block in which one user does all.
fn readers(program: &Program<'_>, block: BlockId) -> Option<UserId> {
    let mut all = program.blocks.get(usize::from(block))?.iter().map(|node| match node {
        Node::Step(at) => program.steps.get(*at as usize).and_then(|about| reader(about.step)),
        Node::Choose { .. } | Node::Repeat { .. } | Node::Leave(_) | Node::Fork(_) | Node::Alone(_) => None,
    });
    let first = all.next()??;
    all.all(|who| who == Some(first)).then_some(first)
}

fn reader(step: &Step) -> Option<UserId> {
    match &step.kind {
        StepKind::Read { who: Participant { place: Place::User(user), .. }, .. } => Some(*user),
        _other => None,
    }
}

/// The statements of two blocks, each beside its like.
fn alike<'m>(program: &Program<'m>, one: BlockId, other: BlockId) -> Option<Vec<[&'m Step; 2]>> {
    let steps = |block: BlockId| -> Option<Vec<&'m Step>> {
        let nodes = program.blocks.get(usize::from(block))?.iter();
        let step = |node: &Node<'m>| {
            if let Node::Step(at) = node { program.steps.get(*at as usize).map(|a| a.step) } else { None }
        };
        nodes.map(step).collect()
    };
    let (one, other) = (steps(one)?, steps(other)?);
    let same = one.len() == other.len() && one.iter().zip(&other).all(|(a, b)| is_same_read(a, b));
    same.then(|| one.into_iter().zip(other).map(|(a, b)| [a, b]).collect())
}

/// Whether two statements read the same in the same way.
fn is_same_read(one: &Step, other: &Step) -> bool {
    let mut like = other.clone();
    (like.span, like.at, like.line) = (one.span, one.at, one.line);
    let kinds = (&mut like.kind, &one.kind);
    if let (StepKind::Read { who, key, .. }, StepKind::Read { who: own, key: same, .. }) = kinds {
        who.clone_from(own);
        key.span = same.span;
    }
    like == *one
}

impl<'m> Pair<'m> {
    fn add_to(&self, world: &World<'m>, twin: &mut Twin<'m>) {
        let [one, other] = self.users;
        // Whoever already stands for somebody else is left alone.
        if twin.names.users.contains_key(&one) || twin.names.users.contains_key(&other) {
            return;
        }
        let name =
            |user: UserId| world.model.users.get(user.index()).map(|u| u.declared.name.clone()).unwrap_or_default();
        for (from, to) in [(one, other), (other, one)] {
            twin.names.users.insert(from, to);
            let (from, to) = (name(from), name(to));
            for (at, site) in
                world.sites.iter().enumerate().filter(|(_, s)| s.instance == Instance::Named(from.clone()))
            {
                let site_of = |at: usize| crate::machine::world::SiteId(u32::try_from(at).unwrap_or(u32::MAX));
                if let Some(like) = world.site(site.storage, &Instance::Named(to.clone())) {
                    twin.names.sites.insert(site_of(at), like);
                }
                twin.names.instances.insert((Place::Storage(site.storage), from.clone()), to.clone());
            }
            for device in (0..world.model.devices.len()).map(DeviceId::at) {
                twin.names.instances.insert((Place::Device(device), from.clone()), to.clone());
            }
        }
        for [first, second] in &self.blocks {
            twin.blocks.insert(first.0, *second);
            twin.blocks.insert(second.0, *first);
        }
        for [first, second] in &self.steps {
            twin.names.steps.insert(address(first), second);
            twin.names.steps.insert(address(second), first);
        }
    }
}
