//! A table in words, for those who cannot see it: cells in reading order with the heads of their columns.

use crate::table::{Cell, Sign, Table};
use crate::timeline::reach::Mark;

/// Most rows that the description of a picture tells.
const SPOKEN: usize = 60;

/// The whole table.
pub(super) fn table(table: &Table) -> String {
    let mut said: Vec<String> = table.rows.iter().take(SPOKEN).map(|cells| row(table, cells)).collect();
    if table.rows.len() > SPOKEN {
        said.push("…".to_owned());
    }
    said.join(". ")
}

/// The heads.
pub(super) fn header(table: &Table) -> String {
    let heads: Vec<String> = table.header.iter().map(crate::timeline::Wording::plain).collect();
    format!("Columns: {}", heads.join(", "))
}

/// One row: what it is about, then head and cell.
pub(super) fn row(table: &Table, cells: &[Cell]) -> String {
    let Some((first, others)) = cells.split_first() else { return String::new() };
    let heads = table.header.iter().skip(1);
    let told = others.iter().zip(heads).filter(|(cell, _)| !cell.words.is_empty() || cell.sign.is_some());
    let told: Vec<String> = told.map(|(cell, head)| format!("{}: {}", head.plain(), spoken(cell))).collect();
    format!("{}. {}", first.plain(), told.join("; "))
}

/// A cell.
fn spoken(cell: &Cell) -> String {
    let mut words: Vec<String> = cell.sign.map(sign).into_iter().collect();
    if !cell.words.is_empty() {
        words.push(cell.words.plain());
    }
    if !cell.notes.is_empty() {
        let numbers: Vec<String> = cell.notes.iter().map(usize::to_string).collect();
        words.push(format!("note {}", numbers.join(" and ")));
    }
    words.join(", ")
}

/// A sign.
fn sign(sign: Sign) -> String {
    let done = match sign.mark {
        Mark::Never => "nothing is outdated",
        Mark::All => "all copies are reached",
        Mark::Some => "some copies are reached",
        Mark::Nothing => "no change",
    };
    if sign.worse { format!("{done}, and may get worse") } else { done.to_owned() }
}
