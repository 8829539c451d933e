//! The channels table: who sends what to whom, and which rules listen.

use crate::model::channel::{Channel, Delivery};
use crate::model::event::{self, Sent};
use crate::model::reaction::Trigger;
use crate::model::{ChannelId, Model, Place, dump};
use crate::table::{Cell, Table};
use crate::timeline::{Style, Wording};

/// Most events that one row names.
const MOST: usize = 40;

/// Whether there is anything to tell.
#[must_use]
pub fn tells(model: &Model) -> bool {
    !model.sketch && !model.channels.is_empty()
}

/// The table; `None` for a program without channels.
#[must_use]
pub fn tabulate(model: &Model) -> Option<Table> {
    if !tells(model) {
        return None;
    }
    let mut sent = event::sent(model);
    if !event::comparable(model, sent.len()) {
        sent.clear();
    }
    let fields = model.channels.iter().any(|c| c.fields.is_some());
    let mut header = vec!["Channel", "from", "to", "delivery"];
    if fields {
        header.push("fields");
    }
    header.extend(["events", "listened to by", "and by nobody"]);
    let rows = model.channels.iter().enumerate().map(|(at, channel)| {
        let own: Vec<&Sent<'_>> = sent.iter().filter(|s| s.channel == ChannelId::at(at)).collect();
        row(model, (ChannelId::at(at), channel), &own, fields)
    });
    Some(Table {
        name: "channels".into(),
        title: "Channels".into(),
        header: header.into_iter().map(Wording::sentence).collect(),
        rows: rows.collect(),
        ..Table::default()
    })
}

fn row(model: &Model, (id, channel): (ChannelId, &Channel), sent: &[&Sent<'_>], fields: bool) -> Vec<Cell> {
    let delivery = match channel.delivery {
        Delivery::ExactlyOnce => "exactly once",
        Delivery::AtMostOnce => "at most once",
        Delivery::AtLeastOnce => "at least once",
    };
    let mut cells: Vec<Cell> = vec![
        Wording::marked_up(&channel.declared.label).into(),
        places(model, &channel.from, "anyone").into(),
        places(model, &channel.to, "every user").into(),
        Wording::sentence(delivery).into(),
    ];
    if fields {
        let name = |f: &crate::model::channel::Field| format!("{}{}", f.name, if f.optional { "?" } else { "" });
        let names: Vec<String> = channel.fields.iter().flatten().map(name).collect();
        cells.push(list(&names, Style::Code).into());
    }
    let heard = |one: &&&Sent<'_>| model.reactions.iter().any(|reaction| event::hears(model, reaction, one));
    cells.push(list(&once(sent.iter().copied()), Style::Code).into());
    cells.push(rules(model, id).into());
    cells.push(Cell::warning(list(&once(sent.iter().filter(|one| !heard(one)).copied()), Style::Code)));
    cells
}

/// Events as written, each once.
fn once<'s>(sent: impl Iterator<Item = &'s Sent<'s>>) -> Vec<String> {
    let mut found = Vec::new();
    for told in sent.map(Sent::told) {
        if !found.contains(&told) {
            found.push(told);
        }
    }
    found
}

/// The rules at subscribers, a line each.
fn rules(model: &Model, channel: ChannelId) -> Wording {
    let mut wording = Wording::default();
    let own = model.reactions.iter().filter(|r| matches!(r.trigger, Trigger::Event { .. }));
    let own: Vec<_> = own.filter(|r| event::subscribes(model, channel, r)).collect();
    for (place, reaction) in own.iter().take(MOST).enumerate() {
        if place > 0 {
            wording.end_line();
        }
        wording.push(dump::trigger(reaction), Style::Code);
        wording.push(format!(" at {}{}", model.name_of(reaction.at.place), dump::guard(reaction)), Style::Plain);
    }
    if own.len() > MOST {
        wording.end_line();
        wording.push(format!("and {} more", own.len() - MOST), Style::Plain);
    }
    wording
}

fn places(model: &Model, places: &[Place], none: &str) -> Wording {
    if places.is_empty() {
        return Wording::sentence(none);
    }
    let names: Vec<String> = places.iter().map(|place| model.name_of(*place).to_owned()).collect();
    list(&names, Style::Plain)
}

fn list(names: &[String], style: Style) -> Wording {
    let mut wording = Wording::default();
    for (place, name) in names.iter().take(MOST).enumerate() {
        wording.push(if place > 0 { ", " } else { "" }, Style::Plain);
        wording.push(name, style);
    }
    if names.len() > MOST {
        wording.push(format!(" and {} more", names.len() - MOST), Style::Plain);
    }
    wording
}
