//! Who takes part: a lifeline for every place and instance that a scenario names, in the order and the boxes in which
//! they are drawn.
//!
//! ```text
//!  users with their own storages │ devices, storages, channels as declared │ users at the right, mirrored
//! ```

pub mod column;

use crate::machine::flat::Item;
use crate::machine::tale::{Deed, Told};
use crate::model::scenario::Scenario;
use crate::model::step::StepKind;
use crate::model::{Copies, Instance, Model, Participant, Place, UserId};
use crate::syntax::statement::lifespan::LifespanKind;
use crate::timeline::{Group, Lifeline, LifelineId};
use column::{Column, Side};
use foldhash::fast::RandomState;
use foldhash::{HashMap, HashSet, HashSetExt as _};

/// Participants in the order of their first mention.
pub type Mentioned = indexmap::IndexSet<Participant, RandomState>;

/// The most instances that `every` draws where none is named.
const MOST_INSTANCES: u32 = 6;

/// Everyone who takes part.
#[derive(Debug, Default)]
pub struct Cast {
    /// Columns.
    pub groups: Vec<Group>,
    /// From left to right.
    pub lifelines: Vec<Lifeline>,
    ids: HashMap<Participant, LifelineId>,
    places: HashMap<Place, Vec<Participant>>,
}

impl Cast {
    /// The lifeline of a participant, if it is drawn.
    #[must_use]
    pub fn get(&self, who: &Participant) -> Option<LifelineId> {
        self.ids.get(who).copied()
    }

    /// The lifelines that a participant means: one, or those of `every` and `other`.
    #[must_use]
    pub fn all(&self, model: &Model, who: &Participant, sender: Option<&Participant>) -> Vec<LifelineId> {
        if let Some(id) = self.get(who) {
            return vec![id];
        }
        let other = who.instance == Instance::Other;
        let own = |one: &Participant| sender.is_some_and(|sender| model.is_own(one, sender));
        if who.place == Place::Users {
            let users = (0..model.users.len()).map(|i| Participant::only(Place::User(UserId::at(i))));
            return users.filter(|u| !(other && own(u))).filter_map(|u| self.get(&u)).collect();
        }
        match who.instance {
            Instance::Every | Instance::Other => {
                let all = self.places.get(&who.place).map(Vec::as_slice).unwrap_or_default();
                all.iter().filter(|p| !(other && own(p))).filter_map(|p| self.get(p)).collect()
            }
            Instance::Only | Instance::Named(_) | Instance::Any | Instance::Bound => Vec::new(),
        }
    }
}

/// Who a step names, in order; claims and starting states draw nobody.
fn named(deed: &Deed<'_>, mut take: impl FnMut(&Participant)) {
    let step = match &deed.told {
        Told::Message { from, to, .. } => {
            take(from);
            return take(to);
        }
        Told::Action { who, .. } | Told::Remark { who, .. } => return take(who),
        Told::Item(Item::Step(step)) | Told::Judged { step, .. } => step,
        Told::Item(Item::Crash(_, at)) => return take(at),
        Told::Item(Item::Open(..) | Item::Else(..) | Item::Close(_)) => return,
    };
    match &step.kind {
        StepKind::Message { from, to, .. } => {
            take(from);
            take(to);
        }
        StepKind::Action { who: at, .. }
        | StepKind::Happening { at, .. }
        | StepKind::Lifespan { at, .. }
        | StepKind::Link { at, .. } => take(at),
        StepKind::Sees { who, .. } => take(&Participant::only(Place::User(*who))),
        StepKind::Note { places, .. } | StepKind::Reference { over: places, .. } => places.iter().for_each(take),
        StepKind::Read { .. }
        | StepKind::Given(_)
        | StepKind::Expect { .. }
        | StepKind::Divider(_)
        | StepKind::Gap(_)
        | StepKind::Wait { .. }
        | StepKind::Fragment { .. }
        | StepKind::CrashAnywhere { .. }
        | StepKind::Play(_) => {}
    }
}

/// All instances of a place.
fn instances(model: &Model, place: Place) -> Vec<Participant> {
    let one = |instance| Participant { place, instance };
    match model.copies(place) {
        Copies::One => vec![one(Instance::Only)],
        Copies::Numbered(n) => {
            (1..=n.min(MOST_INSTANCES)).map(|i| one(Instance::Named(i.to_string().into()))).collect()
        }
        Copies::Per(dimension) => {
            model.values(&dimension).into_iter().map(|(v, _)| one(Instance::Named(v.clone()))).collect()
        }
    }
}

/// Everyone who is drawn, `every` and `other` spelled out: those that are named, else all there are.
fn participants(model: &Model, named: &Mentioned, wide: &Mentioned) -> Mentioned {
    let mut found = named.clone();
    for who in wide {
        if who.place == Place::Users {
            found.extend((0..model.users.len()).map(|i| Participant::only(Place::User(UserId::at(i)))));
        } else if who.instance == Instance::Other || !named.iter().any(|p| p.place == who.place) {
            found.extend(instances(model, who.place));
        }
    }
    found
}

/// Which instance stands for any one of them: the run that is drawn takes the first. Where no instance is named, the
/// place is drawn as any one.
fn settled(model: &Model, who: &Participant, named: &Mentioned) -> Option<Participant> {
    if who.instance != Instance::Any {
        return None;
    }
    let device = model.device_of(who.place);
    let alike = |p: &Participant| p.place == who.place || device.is_some() && model.device_of(p.place) == device;
    let told = |p: &Participant| alike(p) && matches!(p.instance, Instance::Named(_));
    match model.copies(who.place) {
        Copies::Numbered(_) if named.iter().any(told) => instances(model, who.place).into_iter().next(),
        Copies::Per(_) => {
            let mut same = named.iter().filter(|p| p.place == who.place && told(p));
            same.next().filter(|_| same.next().is_none()).cloned()
        }
        Copies::One | Copies::Numbered(_) => None,
    }
}

/// Who takes part, with their lifelines and boxes.
#[must_use]
pub fn cast(model: &Model, scenario: &Scenario, deeds: &[Deed<'_>]) -> Cast {
    let (mut single, mut wide) = (Mentioned::default(), Mentioned::default());
    let mut take = |who: &Participant| {
        let several = matches!(who.instance, Instance::Every | Instance::Other) || who.place == Place::Users;
        let set = if several { &mut wide } else { &mut single };
        if !set.contains(who) {
            set.insert(who.clone());
        }
    };
    for deed in deeds {
        named(deed, &mut take);
    }
    scenario.show.iter().flatten().for_each(&mut take);
    let alike: Vec<(Participant, Participant)> =
        single.iter().filter_map(|p| Some((p.clone(), settled(model, p, &single)?))).collect();
    for (any, first) in &alike {
        single.shift_remove(any);
        single.insert(first.clone());
    }
    let all = participants(model, &single, &wide);
    let columns = column::arrange(model, &all);
    let columns = column::visible(model, scenario, columns);
    let mut cast = lifelines(model, columns);
    for (any, first) in alike {
        if let Some(id) = cast.get(&first) {
            cast.ids.insert(any, id);
        }
    }
    adorn(&mut cast, deeds);
    cast
}

fn lifelines(model: &Model, columns: Vec<Column>) -> Cast {
    let mut cast = Cast::default();
    for column in columns {
        let group = column.group.filter(|_| column.boxed).map(|group| {
            cast.groups.push(group);
            u32::try_from(cast.groups.len() - 1).unwrap_or(u32::MAX)
        });
        for who in column.members {
            let id = LifelineId(u32::try_from(cast.lifelines.len()).unwrap_or(u32::MAX));
            let lifeline = column::lifeline(model, &who, group, column.side == Side::Middle && column.boxed);
            cast.lifelines.push(lifeline);
            cast.places.entry(who.place).or_default().push(who.clone());
            cast.ids.insert(who, id);
        }
    }
    cast
}

/// Adds links, and marks lifelines that begin further down.
fn adorn(cast: &mut Cast, deeds: &[Deed<'_>]) {
    let mut seen = HashSet::new();
    for deed in deeds {
        let Told::Item(Item::Step(step)) = &deed.told else { continue };
        if let StepKind::Link { at, title, url } = &step.kind {
            let line = cast.get(at).and_then(|id| cast.lifelines.get_mut(id.0 as usize));
            if let Some(line) = line {
                line.links.push((title.clone(), url.clone()));
            }
        }
        if let StepKind::Lifespan { what: LifespanKind::Create, at } = &step.kind
            && let Some(id) = cast.get(at)
            && seen.insert(id)
            && let Some(line) = cast.lifelines.get_mut(id.0 as usize)
        {
            line.created = true;
        }
    }
}
