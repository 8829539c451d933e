//! The staleness bounds table: per resource and reader the longest time that an outdated value can still be shown.

use crate::model::Model;
use crate::table::{Cell, Table};
use crate::timeline::bound::{Bound, Share};
use crate::timeline::wording::duration;
use crate::timeline::{Style, Tone, Wording};
use ecow::EcoString;
use foldhash::HashSet;

/// Most readers or resources that a cell names.
const NAMED: usize = 6;

/// The table; `None` if there is nothing to read.
#[must_use]
pub fn tabulate(model: &Model, bounds: &[Bound]) -> Option<Table> {
    let told: HashSet<&EcoString> = bounds.iter().map(|bound| &bound.resource).collect();
    let own = model.resources.iter().filter(|r| r.alias.is_none()).map(|r| &r.declared.name);
    let left: Vec<&EcoString> = own.filter(|name| !told.contains(name)).collect();
    if bounds.is_empty() && left.is_empty() {
        return None;
    }
    let header = ["Resource", "Read by", "Outdated for at most", "Which adds up from"];
    let mut footnotes: Vec<Wording> = Vec::new();
    let rows = bounds.iter().map(|bound| row(model, bound, &mut footnotes));
    let rows = rows.chain((!left.is_empty()).then(|| untold(&left))).collect();
    Some(Table {
        name: "bounds".into(),
        title: "Staleness bounds".into(),
        header: header.map(Wording::marked_up).to_vec(),
        rows,
        footnotes,
        ..Table::default()
    })
}

/// One resource for readers alike.
fn row(model: &Model, bound: &Bound, footnotes: &mut Vec<Wording>) -> Vec<Cell> {
    let mut resource = Wording::default();
    resource.push(&bound.resource, Style::Code);
    vec![resource.into(), readers(model, &bound.readers).into(), longest(bound, footnotes), sum(&bound.shares).into()]
}

/// What would take too long to tell.
fn untold(resources: &[&EcoString]) -> Vec<Cell> {
    let mut names = Wording::default();
    for (place, name) in resources.iter().take(NAMED).enumerate() {
        names.push(if place > 0 { ", " } else { "" }, Style::Plain);
        names.push(*name, Style::Code);
    }
    if resources.len() > NAMED {
        names.push(format!(" and {} more", resources.len() - NAMED), Style::Plain);
    }
    let [mut who, mut time, mut why] = [Wording::default(), Wording::default(), Wording::default()];
    who.push("everyone", Style::Plain);
    time.push("not told", Style::Bold);
    why.push("there are more ways, or more answers that differ, than are looked at", Style::Plain);
    let time = Cell { words: time, tone: Some(Tone::Warn), notes: Vec::new(), sign: None };
    vec![names.into(), who.into(), time, why.into()]
}

/// `everyone`, or names.
fn readers(model: &Model, readers: &[EcoString]) -> Wording {
    let mut wording = Wording::default();
    if readers.len() > 1 && readers.len() == model.users.len() {
        wording.push("everyone", Style::Plain);
        return wording;
    }
    wording.push(readers.iter().take(NAMED).map(EcoString::as_str).collect::<Vec<_>>().join(", "), Style::Plain);
    if readers.len() > NAMED {
        wording.push(format!(" and {} more", readers.len() - NAMED), Style::Plain);
    }
    wording
}

/// The bound; a footnote names the hops that it counts as taking no time.
fn longest(bound: &Bound, footnotes: &mut Vec<Wording>) -> Cell {
    let mut words = Wording::default();
    let tone = match bound.millis {
        Some(millis) => {
            words.push(time(millis), Style::Bold);
            None
        }
        None => {
            words.push("unbounded", Style::Bold);
            Some(Tone::Warn)
        }
    };
    let mut notes = Vec::new();
    if bound.millis.is_some() && !bound.undeclared.is_empty() {
        notes.push(number(footnotes, undeclared(&bound.undeclared)));
    }
    Cell { words, tone, notes, sign: None }
}

/// `1m 30s`
fn time(millis: u64) -> String {
    let units = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1_000, "s"), (1, "ms")];
    let mut rest = millis;
    let mut parts = Vec::new();
    for (size, word) in units {
        if rest >= size {
            parts.push(format!("{}{word}", rest / size));
            rest %= size;
        }
    }
    if parts.is_empty() { "0s".to_owned() } else { parts.join(" ") }
}

/// The number of a footnote, which is said only once.
pub(super) fn number(footnotes: &mut Vec<Wording>, note: Wording) -> usize {
    if let Some(place) = footnotes.iter().position(|other| *other == note) {
        return place + 1;
    }
    footnotes.push(note);
    footnotes.len()
}

fn undeclared(hops: &[EcoString]) -> Wording {
    let mut wording = Wording::default();
    wording.push("counts no time for the way to ", Style::Plain);
    for (place, hop) in hops.iter().enumerate() {
        wording.push(if place > 0 { ", " } else { "" }, Style::Plain);
        wording.push(hop, Style::Code);
    }
    wording.push(", where no latency is declared", Style::Plain);
    wording
}

/// A line for each share: `disk, cdn: 60s (max-age=60s)`; neighbours alike in one.
fn sum(shares: &[Share]) -> Wording {
    let mut wording = Wording::default();
    let mut place = 0;
    while let Some(share) = shares.get(place) {
        let alike = |other: &&Share| other.why == share.why && other.millis == Some(0) && share.millis == Some(0);
        let count = 1 + shares.iter().skip(place + 1).take_while(alike).count();
        if place > 0 {
            wording.end_line();
        }
        let names = shares.iter().skip(place).take(count).flat_map(|s| &s.storages);
        for (at, name) in names.enumerate() {
            wording.push(if at > 0 { ", " } else { "" }, Style::Plain);
            wording.push(name, Style::Code);
        }
        let colon = if share.storages.is_empty() { "" } else { ": " };
        wording.push(colon, Style::Plain);
        match share.millis {
            Some(millis) => wording.push(duration(millis), Style::Plain),
            None => wording.push("without end", Style::Bold),
        }
        wording.push(format!(" ({})", share.why), Style::Plain);
        place += count;
    }
    if shares.is_empty() {
        wording.push("nothing on the way keeps a copy", Style::Plain);
    }
    wording
}
