//! The handlers table: what follows each request by itself.

use crate::model::Model;
use crate::model::reaction::Trigger;
use crate::table::{Cell, Table};
use crate::timeline::handler::{Cleared, Handler, Handlers, Notice};
use crate::timeline::{Style, Wording};
use ecow::EcoString;

/// Whether there is anything to tell: a reaction to a request.
#[must_use]
pub fn tells(model: &Model) -> bool {
    !model.sketch && model.reactions.iter().any(|r| matches!(r.trigger, Trigger::Request { .. }))
}

/// The table; `None` if there is nothing to tell.
#[must_use]
pub fn tabulate(found: &Handlers) -> Option<Table> {
    // Where an attribute keeps every reaction from answering, there is nothing to tell.
    let tells = |handler: &&Handler| handler.with.is_none() || handler.does_something();
    let handlers: Vec<&Handler> = found.rows.iter().filter(tells).collect();
    if handlers.is_empty() {
        return None;
    }
    let varies = handlers.iter().any(|h| h.varies);
    let left = handlers.iter().any(|h| !h.left.is_empty());
    let mut header = vec!["Request"];
    if varies {
        header.push("with");
    }
    header.extend(["writes", "clears on the server", "sends", "and clients clear"]);
    if left {
        header.push("but keep");
    }
    let looped = handlers.iter().any(|h| h.looped);
    let circle = "Reactions set each other off without end; what happens before that is told.";
    let mut footnotes: Vec<Wording> = looped.then(|| Wording::sentence(circle)).into_iter().collect();
    footnotes.extend(found.limits.iter().map(|limit| Wording::sentence(limit)));
    Some(Table {
        name: "handlers".into(),
        title: "Handlers".into(),
        header: header.into_iter().map(Wording::sentence).collect(),
        rows: handlers.iter().map(|handler| row(handler, (varies, left))).collect(),
        footnotes,
        ..Table::default()
    })
}

fn row(handler: &Handler, (varies, left): (bool, bool)) -> Vec<Cell> {
    let mut request = Wording::default();
    request.push(&handler.request, Style::Code);
    request.push(format!(" at {}", handler.at), Style::Plain);
    let notes = if handler.looped { vec![1] } else { Vec::new() };
    let mut cells = vec![Cell { notes, ..request.into() }];
    if varies {
        cells.push(variant(handler).into());
    }
    cells.push(keys(&handler.writes).into());
    cells.push(cleared(&handler.clears).into());
    cells.push(notices(&handler.events).into());
    cells.push(cleared(&handler.clients).into());
    if left {
        cells.push(Cell::warning(keys(&handler.left)));
    }
    cells
}

fn variant(handler: &Handler) -> Wording {
    let mut wording = Wording::default();
    match &handler.with {
        Some(with) => wording.push(with, Style::Code),
        None if handler.varies => wording.push("otherwise", Style::Plain),
        None => {}
    }
    wording
}

fn keys(keys: &[EcoString]) -> Wording {
    let mut wording = Wording::default();
    for (place, key) in keys.iter().enumerate() {
        wording.push(if place > 0 { ", " } else { "" }, Style::Plain);
        wording.push(key, Style::Code);
    }
    wording
}

/// A line a storage: `memory: post:{id}, posts`.
fn cleared(list: &[Cleared]) -> Wording {
    let mut wording = Wording::default();
    for (place, cleared) in list.iter().enumerate() {
        if place > 0 {
            wording.end_line();
        }
        wording.push(&cleared.storage, Style::Bold);
        wording.push(": ", Style::Plain);
        wording.runs.extend(keys(&cleared.keys).runs);
    }
    wording
}

/// A line an event: `sse: post:{id} update ×2`.
fn notices(list: &[Notice]) -> Wording {
    let mut wording = Wording::default();
    for (place, notice) in list.iter().enumerate() {
        if place > 0 {
            wording.end_line();
        }
        wording.push(&notice.channel, Style::Bold);
        wording.push(": ", Style::Plain);
        wording.push(&notice.event, Style::Code);
        if notice.times > 1 {
            wording.push(format!(" ×{}", notice.times), Style::Plain);
        }
    }
    wording
}
