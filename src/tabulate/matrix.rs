//! The invalidation matrix: what each method does to the outdated copies of each storage.

use super::bounds::number;
use crate::model::Model;
use crate::table::{Align, Cell, Sign, Table};
use crate::timeline::reach::{self, Mark, Matrix, Row};
use crate::timeline::{Style, Wording};
use std::collections::BTreeSet;

/// What the signs mean, in the order in which a legend has them.
const MEANINGS: [(&str, &str); 4] = [
    ("★", "nothing is outdated there before"),
    ("✓", "every outdated copy is reached"),
    ("✓*", "only some are, or only in some runs"),
    ("!", "in some run an outdated copy is stored anew as fresh"),
];

/// The table; `None` if there are no methods or no storages.
#[must_use]
pub fn tabulate(model: &Model, matrix: &Matrix) -> Option<Table> {
    if matrix.rows.is_empty() || matrix.columns.is_empty() {
        return None;
    }
    let mut header = vec![Wording::marked_up("Method")];
    header.extend(matrix.columns.iter().map(|column| Wording::marked_up(&column.label)));
    let mut aligns = vec![Align::Left];
    aligns.resize(header.len(), Align::Middle);
    let mut footnotes: Vec<Wording> = Vec::new();
    let rows = matrix.rows.iter().map(|one| row(model, one, matrix.columns.len(), &mut footnotes)).collect();
    Some(Table {
        name: "matrix".into(),
        title: "Invalidation matrix".into(),
        header,
        aligns,
        rows,
        footnotes,
        legend: legend(matrix),
    })
}

/// One method.
fn row(model: &Model, row: &Row, columns: usize, footnotes: &mut Vec<Wording>) -> Vec<Cell> {
    let mut name = Wording::marked_up(&row.label);
    if row.label != row.method {
        name.push(" (", Style::Plain);
        name.push(&row.method, Style::Code);
        name.push(")", Style::Plain);
    }
    if let Some(by) = caller(model, row) {
        name.push(format!(", by {by}"), Style::Plain);
    }
    let mut cells = vec![Cell::from(name)];
    cells.extend(row.cells.iter().map(|one| cell(one, footnotes)));
    cells.resize_with(columns + 1, Cell::default);
    cells
}

/// Who calls it, if only one kind of participant may.
fn caller(model: &Model, row: &Row) -> Option<String> {
    use crate::model::method::Caller;
    let method = model.methods.iter().find(|method| method.declared.name == row.method)?;
    match method.by {
        Caller::Anyone => None,
        Caller::User => Some("a user".to_owned()),
        Caller::Device(id) => model.devices.get(id.index()).map(|device| device.declared.label.to_string()),
    }
}

/// One method at one storage.
fn cell(cell: &reach::Cell, footnotes: &mut Vec<Wording>) -> Cell {
    let sign = (cell.mark != Mark::Nothing || cell.worse).then_some(Sign { mark: cell.mark, worse: cell.worse });
    // What the legend says of a sign needs no footnote.
    let own = cell.notes.iter().filter(|note| MEANINGS.iter().all(|(_, meaning)| *meaning != note.as_str()));
    let notes = own.map(|note| number(footnotes, Wording::marked_up(note))).collect();
    Cell { sign, notes, ..Cell::default() }
}

/// The meaning of the signs that occur.
fn legend(matrix: &Matrix) -> Vec<(String, Wording)> {
    let cells = || matrix.rows.iter().flat_map(|row| &row.cells);
    let mut seen: BTreeSet<&str> = cells().map(|cell| cell.mark.sign()).collect();
    if cells().any(|cell| cell.worse) {
        seen.insert("!");
    }
    let known = MEANINGS.into_iter().filter(|(sign, _)| seen.contains(sign));
    let limits = matrix.limits.iter().map(|limit| ("Limit:", limit.as_str()));
    known.chain(limits).map(|(sign, meaning)| (sign.to_owned(), Wording::marked_up(meaning))).collect()
}
