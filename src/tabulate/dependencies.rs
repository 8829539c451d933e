//! The dependencies table: what writing a resource makes outdated, who reaches that, and what nobody reaches.

use crate::model::Model;
use crate::table::{Cell, Table};
use crate::timeline::dependence::{Dependence, Reaching};
use crate::timeline::{Style, Wording};
use ecow::EcoString;

/// Most rules that one line names.
const NAMED: usize = 8;

/// Whether there is anything to tell: something that depends on something, or that reaches it.
#[must_use]
pub fn tells(model: &Model) -> bool {
    let linked = model.resources.iter().any(|r| !r.depends_on.is_empty());
    let reached = !model.methods.is_empty() || !model.reactions.is_empty();
    linked || (reached && !model.resources.is_empty())
}

/// The table; `None` if there is nothing to tell.
#[must_use]
pub fn tabulate(model: &Model, dependences: &[Dependence]) -> Option<Table> {
    if dependences.is_empty() || !tells(model) {
        return None;
    }
    let header = ["Writing", "makes outdated", "which is reached by", "and by nothing"];
    Some(Table {
        name: "dependencies".into(),
        title: "Dependencies".into(),
        header: header.map(Wording::marked_up).to_vec(),
        rows: dependences.iter().map(row).collect(),
        ..Table::default()
    })
}

/// One resource.
fn row(dependence: &Dependence) -> Vec<Cell> {
    let mut written = list(std::slice::from_ref(&dependence.resource));
    if !dependence.aliases.is_empty() {
        written.push(", also ", Style::Plain);
        written.runs.extend(list(&dependence.aliases).runs);
    }
    vec![
        written.into(),
        list(&dependence.outdated).into(),
        reached(dependence).into(),
        Cell::warning(list(&dependence.left)),
    ]
}

/// A line for each set of resources that something reaches: `post, posts by refetch, on event post at browser`.
fn reached(dependence: &Dependence) -> Wording {
    let mut sets: Vec<(&[EcoString], Vec<&Reaching>)> = Vec::new();
    for one in &dependence.reaching {
        match sets.iter_mut().find(|(set, _)| *set == one.reaches) {
            Some((_, rules)) => rules.push(one),
            None => sets.push((&one.reaches, vec![one])),
        }
    }
    let mut wording = Wording::default();
    for (place, (set, rules)) in sets.iter().enumerate() {
        if place > 0 {
            wording.end_line();
        }
        if set.len() > 1 && *set == dependence.outdated {
            wording.push("all", Style::Plain);
        } else {
            wording.runs.extend(list(set).runs);
        }
        wording.push(" by ", Style::Plain);
        for (place, rule) in rules.iter().take(NAMED).enumerate() {
            wording.push(if place > 0 { ", " } else { "" }, Style::Plain);
            wording.push(&rule.rule, Style::Bold);
        }
        if rules.len() > NAMED {
            wording.push(format!(" and {} more", rules.len() - NAMED), Style::Plain);
        }
    }
    wording
}

/// Names of resources.
fn list(names: &[EcoString]) -> Wording {
    let mut wording = Wording::default();
    for (place, name) in names.iter().enumerate() {
        wording.push(if place > 0 { ", " } else { "" }, Style::Plain);
        wording.push(name, Style::Code);
    }
    wording
}
