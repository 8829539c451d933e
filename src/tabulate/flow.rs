//! A flow as a table of its edges: from, when, to; nodes that have none stand alone.

use crate::model::flow::{Flow, Node};
use crate::table::{Cell, Table};
use crate::timeline::{Style, Wording};

/// The table of a flow.
#[must_use]
pub fn tabulate(flow: &Flow) -> Table {
    let named = flow.edges.iter().any(|edge| !edge.label.is_empty());
    let mut header = vec![Wording::sentence("From"), Wording::sentence("To")];
    if named {
        header.insert(1, Wording::sentence("When"));
    }
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (at, node) in flow.nodes.iter().enumerate() {
        let own = flow.edges.iter().filter(|edge| edge.from as usize == at);
        for (number, edge) in own.enumerate() {
            // A node that leads to several is said once.
            let from = if number == 0 { words(node) } else { Wording::default() };
            let to = flow.nodes.get(edge.to as usize).map(words).unwrap_or_default();
            let mut row = vec![Cell::from(from), Cell::from(to)];
            if named {
                row.insert(1, Cell::from(edge.label.clone()));
            }
            rows.push(row);
        }
        if !flow.edges.iter().any(|edge| edge.from as usize == at || edge.to as usize == at) {
            let mut row = vec![Cell::from(words(node))];
            row.resize(header.len(), Cell::default());
            rows.push(row);
        }
    }
    let footnotes: Vec<Wording> =
        flow.notes.iter().filter_map(|(on, note)| Some(about(flow.nodes.get(*on as usize)?, note))).collect();
    number(flow, &mut rows);
    Table {
        name: flow.declared.name.to_string(),
        title: Wording::marked_up(&flow.declared.label).plain(),
        header,
        rows,
        footnotes,
        ..Table::default()
    }
}

/// Puts the numbers of the notes beside their nodes.
fn number(flow: &Flow, rows: &mut [Vec<Cell>]) {
    let nodes = flow.notes.iter().filter_map(|(on, _)| flow.nodes.get(*on as usize));
    for (number, node) in nodes.enumerate() {
        let said = words(node);
        if let Some(cell) = rows.iter_mut().flatten().find(|cell| cell.words == said) {
            cell.notes.push(number + 1);
        }
    }
}

/// A node; decisions are set off.
fn words(node: &Node) -> Wording {
    let plain = Wording::marked_up(&node.label);
    if !node.decision {
        return plain;
    }
    let mut words = Wording::default();
    words.push(plain.plain(), Style::Bold);
    words
}

fn about(node: &Node, note: &Wording) -> Wording {
    let mut words = words(node);
    words.push(": ", Style::Plain);
    words.runs.extend(note.runs.iter().cloned());
    words
}
