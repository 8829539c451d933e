//! The topology as a table: for each user, with whom they share each storage on their way.

use crate::model::{Copies, Model, Participant, Place, StorageId, UserId};
use crate::table::{Cell, Table};
use crate::timeline::{Style, Wording};

/// The table of all users; of all storages alone where there are no users.
#[must_use]
pub fn tabulate(model: &Model) -> Option<Table> {
    if model.storages.is_empty() {
        return None;
    }
    let ways: Vec<&[StorageId]> = (0..model.users.len()).map(|at| way(model, at)).collect();
    let all = (0..model.storages.len()).map(StorageId::at);
    let columns: Vec<StorageId> = all.filter(|id| ways.is_empty() || ways.iter().any(|w| w.contains(id))).collect();
    let mut header = vec![Wording::sentence("User")];
    header.extend(
        columns
            .iter()
            .filter_map(|id| model.storages.get(id.index()))
            .map(|storage| Wording::marked_up(&storage.declared.label)),
    );
    let mut rows = Vec::with_capacity(model.users.len().max(1));
    for (at, user) in model.users.iter().enumerate() {
        let mut row = vec![Cell::from(Wording::marked_up(&user.declared.label))];
        let on_way = |id: &StorageId| ways.get(at).is_some_and(|way| way.contains(id));
        row.extend(
            columns.iter().map(|id| if on_way(id) { Cell::from(shared(model, at, *id)) } else { Cell::default() }),
        );
        rows.push(row);
    }
    if model.users.is_empty() {
        let mut row = vec![Cell::from(Wording::sentence("anyone"))];
        row.extend(columns.iter().map(|id| Cell::from(kept(&model.copies(Place::Storage(*id))))));
        rows.push(row);
    }
    let title = "Topology: whose copies are shared with whom".to_owned();
    Some(Table { name: "topology".into(), title, header, rows, ..Table::default() })
}

fn way(model: &Model, user: usize) -> &[StorageId] {
    model.way(&Participant::only(Place::User(UserId::at(user))), None)
}

/// With whom a user shares their copy of a storage.
fn shared(model: &Model, user: usize, id: StorageId) -> Wording {
    let copies = model.copies(Place::Storage(id));
    let Copies::Per(dimension) = &copies else { return kept(&copies) };
    let Some(own) = model.users.get(user).and_then(|user| user.dimension(dimension)) else { return Wording::default() };
    let others = model.users.iter().enumerate().filter(|(at, _)| *at != user);
    let others: Vec<&str> = others
        .filter(|(at, other)| other.dimension(dimension) == Some(own) && way(model, *at).contains(&id))
        .map(|(_, other)| other.declared.label.as_str())
        .collect();
    if others.is_empty() {
        return Wording::sentence("own");
    }
    let mut words = Wording::sentence("with ");
    words.push(others.join(", "), Style::Plain);
    words
}

/// A storage that users do not multiply.
fn kept(copies: &Copies) -> Wording {
    match copies {
        Copies::One => Wording::sentence("everyone"),
        Copies::Numbered(count) => Wording::sentence(&format!("everyone, in {count} instances")),
        Copies::Per(dimension) => Wording::sentence(&format!("one per {}", dimension.name())),
    }
}
