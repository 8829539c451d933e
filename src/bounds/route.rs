//! The ways of questions: a reader's own, those that statements name or a policy chooses for them, and, behind a copy that others fill
//! too, the others'.

use crate::model::method::Caller;
use crate::model::resource::Resource;
use crate::model::{
    Copies, DeviceId, Key, Model, Participant, Place, ResourceId, RouteId, StepKind, StorageId, UserId, event,
};
use ecow::EcoString;
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use std::sync::Arc;

/// A question: of which resource, of any where its key is bound; by which route, `None` for the asker's own.
type Asked = (Option<ResourceId>, Option<RouteId>);

/// Users who ask alike and share the same copies.
#[derive(Debug)]
pub(super) struct Readers {
    /// Their names.
    pub names: Arc<[EcoString]>,
    first: Participant,
    asked: Vec<Asked>,
}

/// All that is asked in a program.
#[derive(Debug)]
pub(super) struct Routes {
    /// In declared order.
    pub readers: Vec<Readers>,
    /// What asks and is no user.
    others: Vec<(Place, Asked)>,
}

/// Where a miss goes on to, from the copies of a storage that have this value of a dimension.
type Behind<'m> = HashMap<(StorageId, Option<&'m EcoString>), Vec<StorageId>>;

impl Routes {
    /// Every question of scenarios, methods and reactions, and each user's own way whether they ask or not.
    pub(super) fn new(model: &Model) -> Self {
        let mut asked: Vec<(Vec<Asked>, HashSet<Asked>)> = vec![(Vec::new(), HashSet::new()); model.users.len()];
        let mut everyone = (Vec::new(), HashSet::new());
        let (mut others, mut known) = (Vec::new(), HashSet::new());
        let methods = model.methods.iter().map(|m| (m.steps.as_slice(), m.by));
        let bodies = model.reactions.iter().map(|r| &r.steps).chain(model.scenarios.iter().map(|s| &s.steps));
        for (steps, by) in methods.chain(bodies.map(|steps| (steps.as_slice(), Caller::User))) {
            let devices = (0..model.devices.len()).map(DeviceId::at);
            let callers = devices.filter(|id| by == Caller::Anyone || by == Caller::Device(*id)).map(Place::Device);
            let callers: Vec<Place> = callers.collect();
            event::each(steps, &mut |step| {
                let StepKind::Read { who, key, via, .. } = &step.kind else { return };
                let Some(of) = resource(model, key) else { return };
                let one = (of, *via);
                match who.place {
                    Place::User(id) if via.is_some() => {
                        asked.get_mut(id.index()).into_iter().for_each(|to| add(to, one));
                    }
                    Place::Users if via.is_some() => add(&mut everyone, one),
                    Place::Caller if via.is_some() && !matches!(by, Caller::Device(_)) => add(&mut everyone, one),
                    _ => {}
                }
                let askers = match who.place {
                    Place::Caller => callers.as_slice(),
                    Place::Device(_) | Place::Storage(_) => std::slice::from_ref(&who.place),
                    _ => &[],
                };
                others.extend(askers.iter().filter(|place| known.insert((**place, one))).map(|place| (*place, one)));
            });
        }
        let own = asked.into_iter().map(|(own, _)| own).collect();
        Self { readers: readers(model, own, &everyone.0), others }
    }

    /// The ways by which an outdated value may come to readers, each from them to where it ends. `None` if to tell them takes more
    /// hops than are left.
    pub(super) fn of(&self, model: &Model, resource: ResourceId, left: &mut usize) -> Option<Vec<Vec<Vec<StorageId>>>> {
        let known = model.resources.get(resource.index());
        let mut behind: Behind<'_> = HashMap::new();
        for readers in &self.readers {
            for way in readers.ways(model, known, resource) {
                *left = left.checked_sub(way.len() + 1)?;
                extend(&mut behind, way, &|id| shared(model, id, &readers.first));
            }
        }
        for (place, (_, via)) in self.others.iter().filter(|(_, (of, _))| of.is_none_or(|of| of == resource)) {
            let who = Participant::only(*place);
            let way = until_origin(model.way(&who, *via), known);
            *left = left.checked_sub(way.len() + 1)?;
            extend(&mut behind, way, &|id| shared(model, id, &who));
        }
        self.readers.iter().map(|readers| readers.spliced(model, (known, resource), &behind, left)).collect()
    }
}

impl Readers {
    /// Their own ways of a resource, as far as its origin.
    fn ways<'m>(
        &self,
        model: &'m Model,
        known: Option<&Resource>,
        resource: ResourceId,
    ) -> impl Iterator<Item = &'m [StorageId]> {
        let fits = move |(of, _): &&Asked| of.is_none_or(|of| of == resource);
        self.asked.iter().filter(fits).map(move |(_, via)| until_origin(model.way(&self.first, *via), known))
    }

    /// Their ways, with what others ask behind the copies that they share.
    fn spliced(
        &self,
        model: &Model,
        (known, resource): (Option<&Resource>, ResourceId),
        behind: &Behind<'_>,
        left: &mut usize,
    ) -> Option<Vec<Vec<StorageId>>> {
        let mut own: Behind<'_> = HashMap::new();
        let mut found = Vec::new();
        let mut open: Vec<Vec<StorageId>> = Vec::new();
        for way in self.ways(model, known, resource) {
            extend(&mut own, way, &|_| Some(None));
            match way.first() {
                Some(first) if !open.iter().any(|known| known.first() == Some(first)) => open.push(vec![*first]),
                Some(_) => {}
                None => found.push(Vec::new()),
            }
        }
        open.reverse();
        while let Some(way) = open.pop() {
            *left = left.checked_sub(way.len())?;
            let Some(last) = way.last().copied() else { continue };
            let all = shared(model, last, &self.first).and_then(|value| behind.get(&(last, value)));
            let next = all.or_else(|| own.get(&(last, None))).map(Vec::as_slice).unwrap_or_default();
            let before = open.len();
            for id in next.iter().rev().filter(|id| !way.contains(id)) {
                open.push(way.iter().copied().chain([*id]).collect());
            }
            if open.len() == before {
                found.push(way);
            }
        }
        Some(found)
    }
}

/// The value that tells the copies of a storage apart, as somebody comes to them; the outer `None` where nobody else does.
fn shared<'m>(model: &'m Model, id: StorageId, who: &Participant) -> Option<Option<&'m EcoString>> {
    match (model.copies(Place::Storage(id)), who.place) {
        (Copies::One | Copies::Numbered(_), _) => Some(None),
        (Copies::Per(dimension), Place::User(id)) => {
            model.users.get(id.index()).and_then(|user| user.dimension(&dimension)).map(Some)
        }
        (Copies::Per(_), _) => None,
    }
}

/// Adds the hops of a way.
fn extend<'m>(behind: &mut Behind<'m>, way: &[StorageId], value: &dyn Fn(StorageId) -> Option<Option<&'m EcoString>>) {
    for pair in way.windows(2) {
        let [from, to] = pair else { continue };
        let Some(value) = value(*from) else { continue };
        let known = behind.entry((*from, value)).or_default();
        if !known.contains(to) {
            known.push(*to);
        }
    }
}

fn add((list, known): &mut (Vec<Asked>, HashSet<Asked>), one: Asked) {
    if known.insert(one) {
        list.push(one);
    }
}

/// Of which resource a question is; `Some(None)` if of any.
fn resource(model: &Model, key: &Key) -> Option<Option<ResourceId>> {
    if key.bound { Some(None) } else { key.resource.map(|id| Some(model.real(id))) }
}

/// A way as far as the origin of what is asked.
fn until_origin<'m>(way: &'m [StorageId], known: Option<&Resource>) -> &'m [StorageId] {
    let origin = known.and_then(|r| r.origin);
    let end = way.iter().position(|id| Some(*id) == origin).map_or(way.len(), |at| at + 1);
    way.get(..end).unwrap_or_default()
}

/// Users who ask by the same ways and stand for the same values of all dimensions that somebody states, together.
fn readers(model: &Model, asked: Vec<Vec<Asked>>, everyone: &[Asked]) -> Vec<Readers> {
    let stated: HashSet<&EcoString> = model.users.iter().flat_map(|u| &u.dimensions).map(|(_, value)| value).collect();
    let mut places = HashMap::new();
    let mut found: Vec<(UserId, Vec<EcoString>, Vec<Asked>)> = Vec::new();
    for (index, (user, own)) in model.users.iter().zip(asked).enumerate() {
        let name = Some(&user.declared.name).filter(|name| stated.contains(name));
        let at = *places.entry((user.via, own.clone(), &user.dimensions, name)).or_insert(found.len());
        match found.get_mut(at) {
            Some((_, names, _)) => names.push(user.declared.name.clone()),
            None => {
                let all = [(None, None)].into_iter().chain(own).chain(everyone.iter().copied()).collect();
                found.push((UserId::at(index), vec![user.declared.name.clone()], all));
            }
        }
    }
    let told = |(first, names, asked): (UserId, Vec<EcoString>, Vec<Asked>)| Readers {
        names: names.into(),
        first: Participant::only(Place::User(first)),
        asked,
    };
    found.into_iter().map(told).collect()
}
