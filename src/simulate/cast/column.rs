//! Columns of a picture: lifelines that stand together, their order, names and small notes.

use super::Mentioned;
use crate::model::scenario::Scenario;
use crate::model::storage::{Dimension, HttpRole};
use crate::model::{Copies, Declared, Instance, Model, Participant, Place, UserId};
use crate::source::{FileId, Span};
use crate::timeline::{Group, Lifeline, LifelineKind, Tone};
use ecow::{EcoString, eco_format};
use foldhash::fast::RandomState;
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use indexmap::IndexMap;

/// Where a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A user's, at the left.
    Left,
    /// Between the users.
    Middle,
    /// A user's, at the right: mirrored.
    Right,
}

/// Lifelines that stand together.
#[derive(Clone, Debug)]
pub struct Column {
    /// Their box.
    pub group: Option<Group>,
    /// Whether the box is drawn: not for one that stands alone under its own name.
    pub boxed: bool,
    /// Where.
    pub side: Side,
    /// From left to right.
    pub members: Vec<Participant>,
}

/// What a column is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Owner {
    User(UserId),
    Device(Participant),
    Alone(Participant),
}

fn declared(model: &Model, place: Place) -> Option<&Declared> {
    match place {
        Place::User(id) => model.users.get(id.index()).map(|u| &u.declared),
        Place::Device(id) => model.devices.get(id.index()).map(|d| &d.declared),
        Place::Storage(id) => model.storages.get(id.index()).map(|s| &s.declared),
        Place::Channel(id) => model.channels.get(id.index()).map(|c| &c.declared),
        Place::Stranger(_) | Place::Caller | Place::Users => None,
    }
}

fn span(model: &Model, place: Place) -> Span {
    match place {
        Place::Stranger(id) => model.strangers.get(id.index()).map(|s| s.span).unwrap_or_default(),
        Place::User(_) | Place::Device(_) | Place::Storage(_) | Place::Channel(_) | Place::Caller | Place::Users => {
            declared(model, place).map(|d| d.span).unwrap_or_default()
        }
    }
}

/// The first user who carries a value, per dimension and value.
type Carriers<'m> = HashMap<(&'m str, &'m EcoString), UserId>;

fn carriers<'m>(model: &'m Model, all: &Mentioned, copies: &'m HashMap<Place, Copies>) -> Carriers<'m> {
    let mut found = HashMap::new();
    let mut seen = HashSet::new();
    for who in all {
        let Some(Copies::Per(dimension)) = copies.get(&who.place) else { continue };
        if seen.insert(dimension.name()) {
            found.extend(model.values(dimension).into_iter().map(|(v, id)| ((dimension.name(), v), id)));
        }
    }
    found
}

fn owner(model: &Model, who: &Participant, copies: &HashMap<Place, Copies>, carriers: &Carriers<'_>) -> Owner {
    if let Place::User(id) = who.place {
        return Owner::User(id);
    }
    let own = copies.get(&who.place);
    if let (Some(Copies::Per(dimension)), Instance::Named(value)) = (own, &who.instance)
        && dimension.is_personal()
        && let Some(user) = carriers.get(&(dimension.name(), value))
    {
        return Owner::User(*user);
    }
    match model.device_of(who.place).map(Place::Device) {
        Some(device) => {
            let same = copies.get(&device) == own || device == who.place;
            let instance = if same { who.instance.clone() } else { Instance::Only };
            Owner::Device(Participant { place: device, instance })
        }
        None => Owner::Alone(who.clone()),
    }
}

/// Puts everyone who is drawn into columns, from left to right.
#[must_use]
pub fn arrange(model: &Model, all: &Mentioned) -> Vec<Column> {
    let places = all.iter().map(|p| p.place);
    let devices = places.clone().filter_map(|p| model.device_of(p)).map(Place::Device);
    let copies: HashMap<Place, Copies> = places.chain(devices).map(|p| (p, model.copies(p))).collect();
    let carriers = carriers(model, all, &copies);
    let mut sorted: Vec<(&Participant, Owner)> = all.iter().map(|p| (p, owner(model, p, &copies, &carriers))).collect();
    let files: HashMap<FileId, usize> = model.files.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let place = |span: Span| (files.get(&span.file).copied(), span.start);
    sorted.sort_by_cached_key(|(who, owner)| {
        let first = match owner {
            Owner::User(id) => span(model, Place::User(*id)),
            Owner::Device(who) | Owner::Alone(who) => span(model, who.place),
        };
        let side = side(model, owner);
        let user_first = u8::from(!matches!(who.place, Place::User(_)));
        let own = span(model, who.place);
        (side as u8, place(first), user_first, place(own), who.instance.clone())
    });
    let mut columns: IndexMap<Owner, Column, RandomState> = IndexMap::default();
    for (who, owner) in sorted {
        let side = side(model, &owner);
        let column =
            columns.entry(owner).or_insert_with(|| Column { group: None, boxed: false, side, members: Vec::new() });
        column.members.push(who.clone());
    }
    columns.into_iter().map(|(owner, column)| finish(model, &owner, column)).collect()
}

fn side(model: &Model, owner: &Owner) -> Side {
    match owner {
        Owner::User(id) if model.users.get(id.index()).is_some_and(|u| u.right) => Side::Right,
        Owner::User(_) => Side::Left,
        Owner::Device(_) | Owner::Alone(_) => Side::Middle,
    }
}

/// Names the box of a column, and mirrors those at the right.
fn finish(model: &Model, owner: &Owner, mut column: Column) -> Column {
    let tone = |place| declared(model, place).and_then(|d| d.tone.clone());
    let label = |place| declared(model, place).map(|d| d.label.clone()).unwrap_or_default();
    match owner {
        Owner::User(id) => {
            let user = Place::User(*id);
            let mut devices: Vec<_> = column.members.iter().filter_map(|p| model.device_of(p.place)).collect();
            devices.dedup();
            let text = match devices.as_slice() {
                [one] => eco_format!("{} · {}", label(user), label(Place::Device(*one))),
                [] | [_, _, ..] => label(user),
            };
            column.boxed = column.members.len() > 1 || !column.members.iter().any(|p| p.place == user);
            column.group = Some(Group { label: text, note: EcoString::new(), tone: tone(user) });
        }
        Owner::Device(device) => {
            column.boxed = column.members.len() > 1 || !column.members.iter().any(|p| p.place == device.place);
            let note = note(model, device);
            column.group = Some(Group { label: label(device.place), note, tone: tone(device.place) });
        }
        Owner::Alone(_) => {}
    }
    if column.side == Side::Right {
        column.members.reverse();
    }
    column
}

/// What is said of an instance in small type.
fn note(model: &Model, who: &Participant) -> EcoString {
    match (model.copies(who.place), &who.instance) {
        (Copies::Per(dimension), Instance::Named(value)) if !dimension.is_personal() => {
            eco_format!("{} {value}", dimension.name())
        }
        (Copies::Numbered(_), Instance::Named(number)) => eco_format!("instance {number}"),
        (Copies::Numbered(n), Instance::Any) => eco_format!("one of {n}"),
        (Copies::Per(dimension), Instance::Any) => eco_format!("any {}", dimension.name()),
        (Copies::One | Copies::Numbered(_) | Copies::Per(_), _) => EcoString::new(),
    }
}

/// What a storage is shared by, in small type.
fn shared(model: &Model, who: &Participant) -> EcoString {
    let Place::Storage(id) = who.place else { return note(model, who) };
    match (model.copies(who.place), &who.instance) {
        (Copies::Per(dimension), Instance::Named(value)) if dimension.is_personal() => {
            let mut users = model.users.iter().filter(|u| u.dimension(&dimension) == Some(value));
            match (users.next(), users.next()) {
                (Some(one), None) if dimension == Dimension::User => eco_format!("{}'s own", one.declared.label),
                (Some(one), None) => eco_format!("{}'s {}", one.declared.label, dimension.name()),
                (Some(_), Some(_)) | (None, _) => eco_format!("shared by {} {value}", dimension.name()),
            }
        }
        (Copies::Per(dimension), Instance::Named(value)) => eco_format!("shared by {} {value}", dimension.name()),
        (Copies::One, _) => {
            let public = model.storages.get(id.index()).is_some_and(|s| s.http == Some(HttpRole::Shared));
            if public { "shared by all".into() } else { EcoString::new() }
        }
        (Copies::Numbered(_) | Copies::Per(_), _) => note(model, who),
    }
}

/// Leaves out what is hidden; with `show`, exactly what it lists, in its order, boxes kept together.
#[must_use]
pub fn visible(model: &Model, scenario: &Scenario, mut columns: Vec<Column>) -> Vec<Column> {
    let meant = |listed: &Participant, who: &Participant| {
        let all = matches!(listed.instance, Instance::Every | Instance::Any | Instance::Other);
        let users = listed.place == Place::Users && matches!(who.place, Place::User(_));
        users || listed.place == who.place && (all || listed.instance == who.instance)
    };
    let hidden = |who: &Participant| scenario.hide.iter().any(|h| meant(h, who));
    let rank = |who: &Participant| match &scenario.show {
        Some(show) => show.iter().position(|s| meant(s, who)),
        None => Some(0),
    };
    for column in &mut columns {
        column.members.retain(|p| !hidden(p) && rank(p).is_some());
        column.members.sort_by_key(&rank);
        let own_name = |p: &Participant| declared(model, p.place).map(|d| d.label.clone());
        let alone = column.members.len() == 1;
        if alone && column.members.first().and_then(own_name) == column.group.as_ref().map(|g| g.label.clone()) {
            column.boxed = false;
        }
    }
    columns.retain(|c| !c.members.is_empty());
    columns.sort_by_key(|c| c.members.first().and_then(&rank));
    columns
}

/// The stable name of a lifeline: `carol.proxy-isp`, `server.2`.
#[must_use]
pub fn id(model: &Model, who: &Participant) -> EcoString {
    let name = model.name_of(who.place);
    match (model.copies(who.place), &who.instance) {
        (Copies::Per(dimension), Instance::Named(value)) => {
            let user = model.users.iter().find(|u| u.dimension(&dimension) == Some(value));
            eco_format!("{}.{name}", user.map_or(value, |u| &u.declared.name))
        }
        (Copies::Numbered(_), Instance::Named(number)) => match (who.place, model.device_of(who.place)) {
            (Place::Storage(_), Some(device)) => {
                eco_format!("{}.{number}.{name}", model.name_of(Place::Device(device)))
            }
            _ => eco_format!("{name}.{number}"),
        },
        (Copies::One | Copies::Numbered(_) | Copies::Per(_), _) => name.into(),
    }
}

/// A lifeline; `grouped` if its box already says which instance it is.
#[must_use]
pub fn lifeline(model: &Model, who: &Participant, group: Option<u32>, grouped: bool) -> Lifeline {
    let declared = declared(model, who.place);
    let device =
        model.device_of(who.place).map(|d| Participant { place: Place::Device(d), instance: who.instance.clone() });
    let note = note(model, who);
    let said = grouped && !note.is_empty() && device.is_some_and(|d| self::note(model, &d) == note);
    let tone: Option<Tone> = declared.and_then(|d| d.tone.clone());
    Lifeline {
        id: id(model, who),
        name: declared.map_or_else(|| model.name_of(who.place).into(), |d| d.label.clone()),
        note: if said { EcoString::new() } else { shared(model, who) },
        kind: kind(model, who.place),
        group,
        tone,
        links: Vec::new(),
        about: about(model, who.place),
        created: false,
    }
}

fn kind(model: &Model, place: Place) -> LifelineKind {
    match place {
        Place::User(_) | Place::Users | Place::Caller => LifelineKind::User,
        Place::Device(_) => LifelineKind::Device,
        Place::Storage(id) if model.storages.get(id.index()).is_some_and(|s| s.origin) => LifelineKind::Origin,
        Place::Storage(_) => LifelineKind::Storage,
        Place::Channel(_) => LifelineKind::Channel,
        Place::Stranger(_) => LifelineKind::Stranger,
    }
}

/// The tooltip: the documentation, else how a storage works.
fn about(model: &Model, place: Place) -> EcoString {
    let docs = declared(model, place).map(|d| d.docs.clone()).unwrap_or_default();
    match place {
        Place::Storage(id) if docs.is_empty() => {
            let how = model.storages.get(id.index()).and_then(|s| s.prose.how.as_ref());
            how.map(|h| h.plain().into()).unwrap_or_default()
        }
        Place::Storage(_)
        | Place::User(_)
        | Place::Device(_)
        | Place::Channel(_)
        | Place::Stranger(_)
        | Place::Caller
        | Place::Users => docs,
    }
}
