//! The storages table: name · device · how it works · shared by · persists · how to update.
//!
//! What the author wrote stands as written; *shared by* and *persists* follow from the attributes where nothing is written.

use crate::model::Model;
use crate::model::storage::{Clears, Dimension, HttpRole, Storage};
use crate::syntax::statement::happening::HappeningKind;
use crate::table::{Cell, Table};
use crate::timeline::wording::duration;
use crate::timeline::{Style, Wording};

/// The table of all storages in declared order; `None` if there are none.
#[must_use]
pub fn tabulate(model: &Model) -> Option<Table> {
    if model.storages.is_empty() {
        return None;
    }
    let header = ["Name", "Device", "How it works", "Shared by", "Persists", "How to update"];
    Some(Table {
        name: "storages".into(),
        title: "Storages".into(),
        header: header.map(Wording::marked_up).to_vec(),
        rows: model.storages.iter().map(|storage| row(storage, model).map(Cell::from).to_vec()).collect(),
        ..Table::default()
    })
}

/// One storage.
fn row(storage: &Storage, model: &Model) -> [Wording; 6] {
    let device = storage.device.and_then(|id| model.devices.get(id.index()));
    let prose = &storage.prose;
    [
        name(storage),
        device.map_or_else(Wording::default, |d| Wording::marked_up(&d.declared.label)),
        prose.how.clone().unwrap_or_else(|| Wording::marked_up(how(storage))),
        prose.shared.clone().unwrap_or_else(|| Wording::marked_up(&shared(storage, model))),
        prose.persist.clone().unwrap_or_else(|| Wording::marked_up(&persists(storage, model))),
        prose
            .update
            .clone()
            .unwrap_or_else(|| Wording::marked_up(if storage.origin { "written directly" } else { "" })),
    ]
}

/// The label, and the name in code where it is another.
fn name(storage: &Storage) -> Wording {
    let declared = &storage.declared;
    let mut wording = Wording::marked_up(&declared.label);
    if declared.label != declared.name {
        wording.push(" (", Style::Plain);
        wording.push(&declared.name, Style::Code);
        wording.push(")", Style::Plain);
    }
    if storage.unused {
        wording.push(", not in use", Style::Plain);
    }
    wording
}

/// What kind of storage it is.
fn how(storage: &Storage) -> &'static str {
    match storage.http {
        Some(HttpRole::Private) => "private HTTP cache",
        Some(HttpRole::Shared) => "shared HTTP cache",
        None if storage.origin => "the authority: always holds the latest value",
        None if storage.stale_time.is_some() => "shows what it has at once and refetches behind it",
        None => "keeps copies of what passes",
    }
}

/// Who sees the same copy; follows from `per=` of the storage, else of its device, and names who shares what.
#[must_use]
pub fn shared(storage: &Storage, model: &Model) -> String {
    let device = storage.device.and_then(|id| model.devices.get(id.index()));
    let per = storage.per.as_ref().or_else(|| device.and_then(|d| d.per.as_ref()));
    let Some(dimension) = per.filter(|per| **per != Dimension::Instance) else {
        return match device.filter(|d| d.instances.is_some_and(|n| n > 1)) {
            Some(device) => format!("all requests to one instance of {}", device.declared.label),
            None => "everyone".into(),
        };
    };
    let by = match dimension {
        Dimension::Page => "nobody: each page has its own",
        Dimension::Tab => "all pages of one tab",
        Dimension::Profile => "all pages of one browser profile",
        Dimension::User => "all pages of one user",
        Dimension::Request => "nobody: each request has its own",
        Dimension::Instance => "everyone",
        Dimension::Carried(name) => return carried(name, dimension, model),
    };
    match sharers(dimension, model).into_iter().filter(|(_, users)| users.len() > 1).collect::<Vec<_>>().as_slice() {
        shared @ [_, ..] if dimension.is_personal() && *dimension != Dimension::User => {
            format!("{by}; {}", listed(dimension.name(), shared))
        }
        _nobody => by.into(),
    }
}

/// Most users of whom a cell says who shares what.
const NAMED: usize = 6;

/// `alice and bob (isp=a); carol (isp=b)`, or that it is so where there are many.
fn carried(name: &str, dimension: &Dimension, model: &Model) -> String {
    let sharers = sharers(dimension, model);
    if sharers.is_empty() { format!("all users of one {name}") } else { listed(name, &sharers) }
}

/// The values of a dimension, each with the users who carry it; nothing where there are too many to name.
fn sharers<'m>(dimension: &Dimension, model: &'m Model) -> Vec<(&'m str, Vec<&'m str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    if model.users.len() > NAMED {
        return found;
    }
    for user in &model.users {
        let Some(value) = user.dimension(dimension) else { continue };
        match found.iter_mut().find(|(known, _)| known == value) {
            Some((_, users)) => users.push(&user.declared.label),
            None => found.push((value, vec![&user.declared.label])),
        }
    }
    found
}

/// `Alice and Bob (isp=a); Carol (isp=b)`
fn listed(name: &str, sharers: &[(&str, Vec<&str>)]) -> String {
    let one = |(value, users): &(&str, Vec<&str>)| {
        let (last, first) = users.split_last().map_or(("", &[][..]), |(last, first)| (*last, first));
        let users = if first.is_empty() { last.to_owned() } else { format!("{} and {last}", first.join(", ")) };
        format!("{users} ({name}={value})")
    };
    sharers.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// How long copies stay; follows from `clears=`, `ttl=`, `size=` and `evicts`.
#[must_use]
pub fn persists(storage: &Storage, model: &Model) -> String {
    if storage.origin {
        return "for good".into();
    }
    let device = storage.device.and_then(|id| model.devices.get(id.index()));
    let mut parts = Vec::new();
    if storage.per == Some(Dimension::Request) {
        parts.push("until the request is answered".to_owned());
    }
    let own = (!storage.clears.by.is_empty()).then_some(&storage.clears);
    if let Some(clears) = own.or_else(|| device.and_then(|d| d.clears.as_ref())) {
        parts.extend(until(clears));
    }
    if let Some(ttl) = storage.ttl {
        parts.push(format!("fresh for {}", duration(ttl)));
    } else if storage.http.is_some() {
        parts.push("fresh as Cache-Control allows".into());
    }
    if let Some(size) = storage.size {
        parts.push(format!("at most {size} {}", if size == 1 { "entry" } else { "entries" }));
    }
    if storage.evicts {
        parts.push("may be evicted at any time".into());
    }
    parts.join("; ")
}

/// `until a reload, crash or deploy`
fn until(clears: &Clears) -> Option<String> {
    let words: Vec<&str> = clears.by.iter().map(|event| event_word(*event)).collect();
    let (last, first) = words.split_last()?;
    Some(if first.is_empty() { format!("until {last}") } else { format!("until {} or {last}", first.join(", ")) })
}

/// What an event is called in a sentence.
fn event_word(event: HappeningKind) -> &'static str {
    match event {
        HappeningKind::Reload => "the page is reloaded",
        HappeningKind::Close => "the page is closed",
        HappeningKind::Crash => "a crash",
        HappeningKind::Reboot => "a reboot",
        HappeningKind::Deploy => "a deploy",
    }
}
