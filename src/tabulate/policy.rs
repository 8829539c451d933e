//! A policy as a decision table: without what does not matter, or with every combination of its facts.

use crate::model::FactId;
use crate::model::decision::{self, Diagram, Leaf, Row};
use crate::model::policy::{Policy, Rule};
use crate::table::{Align, Cell, Table};
use crate::timeline::{Style, Wording};

/// Most rows of a table without what does not matter; of a policy with more, the rules are told as they stand.
const MOST_ROWS: usize = 100;

/// Most facts of a table of all combinations: that many make 4,096 rows.
pub const MOST_FACTS: usize = 12;

/// Whether a table of all combinations would be too long; how many facts the rules ask for.
#[must_use]
pub fn too_long(policy: &Policy) -> Option<usize> {
    Some(decision::asked(policy).len()).filter(|facts| *facts > MOST_FACTS)
}

/// The table without what does not matter: `–` stands for both.
#[must_use]
pub fn compact(policy: &Policy) -> Table {
    let class = |rule: usize| {
        let same =
            |other: &Rule| policy.rules.get(rule).is_some_and(|r| Policy::same(r, other) && r.text == other.text);
        policy.rules.iter().position(same).unwrap_or(rule)
    };
    let diagram = Diagram::of(policy).and_then(|diagram| diagram.joined(&class));
    let found = diagram.and_then(|diagram| Some((diagram.rows(MOST_ROWS)?, diagram.order)));
    match found {
        Some((rows, order)) => table(policy, "", &order, &rows),
        None => as_ruled(policy),
    }
}

/// The table of every combination of the facts that rules ask for.
#[must_use]
pub fn all(policy: &Policy) -> Table {
    let order = decision::asked(policy);
    let count = order.len().min(MOST_FACTS);
    let row = |number: usize| {
        let holds = |level: usize| number >> (count - 1 - level.min(count.saturating_sub(1))) & 1 == 0;
        let facts = (0..count).map(|level| Some(holds(level))).collect();
        let fact = |id: FactId| order.iter().position(|fact| *fact == id).is_some_and(holds);
        Row { facts, leaf: policy.decide(&fact).map_or(Leaf::Nothing, Leaf::Rule) }
    };
    let rows: Vec<Row> = (0..1_usize << count).map(row).collect();
    table(policy, ": all combinations", &order, &rows)
}

fn title(policy: &Policy, more: &str) -> String {
    format!("{}{more}", Wording::marked_up(&policy.declared.label).plain())
}

fn table(policy: &Policy, more: &str, order: &[FactId], rows: &[Row]) -> Table {
    let mut heads: Vec<Wording> = order.iter().map(|id| head(policy, *id)).collect();
    let told = policy.rules.iter().any(|rule| rule.text.is_some());
    heads.push(Wording::sentence("outcome"));
    if told {
        heads.push(Wording::default());
    }
    let mut aligns = vec![Align::Middle; order.len()];
    aligns.push(Align::Left);
    let name = if more.is_empty() { policy.declared.name.to_string() } else { format!("{}+", policy.declared.name) };
    Table {
        name,
        title: title(policy, more),
        header: heads,
        aligns,
        rows: rows.iter().map(|row| cells(policy, row, told)).collect(),
        footnotes: ignored(policy, order),
        ..Table::default()
    }
}

/// Facts that make no difference, told below.
fn ignored(policy: &Policy, order: &[FactId]) -> Vec<Wording> {
    let mut wording = Wording::default();
    for (index, fact) in policy.facts.iter().enumerate() {
        if !order.contains(&FactId::at(index)) {
            wording.push(if wording.is_empty() { "" } else { ", " }, Style::Plain);
            wording.push(&fact.name, Style::Code);
        }
    }
    if wording.is_empty() {
        return Vec::new();
    }
    wording.push(": no rule asks for it", Style::Plain);
    vec![wording]
}

/// A fact as its author labelled it.
fn head(policy: &Policy, id: FactId) -> Wording {
    policy.facts.get(id.index()).map(|fact| Wording::marked_up(&fact.label)).unwrap_or_default()
}

fn cells(policy: &Policy, row: &Row, told: bool) -> Vec<Cell> {
    let word = |holds: &Option<bool>| match holds {
        Some(true) => "yes",
        Some(false) => "no",
        None => "–",
    };
    let mut cells: Vec<Cell> = row.facts.iter().map(|holds| Wording::sentence(word(holds)).into()).collect();
    let rule = match row.leaf {
        Leaf::Rule(index) => policy.rules.get(index),
        Leaf::False | Leaf::True | Leaf::Nothing => None,
    };
    cells.extend(decided(rule, told));
    cells
}

/// What a rule comes to, and what it means.
fn decided(rule: Option<&Rule>, told: bool) -> Vec<Cell> {
    let mut cells = vec![match rule {
        Some(rule) => Cell { tone: rule.tone.clone(), ..outcome(rule).into() },
        None => Cell::warning(Wording::sentence("nothing")),
    }];
    if told {
        cells.push(rule.and_then(|rule| rule.text.clone()).unwrap_or_default().into());
    }
    cells
}

/// `direct` `no-cache`
fn outcome(rule: &Rule) -> Wording {
    let mut wording = Wording::default();
    wording.push(&rule.outcome, Style::Bold);
    for attribute in &rule.attributes {
        wording.push(" ", Style::Plain);
        match &attribute.value {
            Some(value) => wording.push(format!("{}={value}", attribute.name), Style::Attribute),
            None => wording.push(&attribute.name, Style::Attribute),
        }
    }
    wording
}

/// The rules as they stand, for a policy whose table would be too long.
fn as_ruled(policy: &Policy) -> Table {
    let told = policy.rules.iter().any(|rule| rule.text.is_some());
    let mut header = vec![Wording::sentence("when"), Wording::sentence("outcome")];
    if told {
        header.push(Wording::default());
    }
    let row = |rule: &Rule| {
        let mut condition = Wording::default();
        condition.push(policy.told(rule.condition.as_ref()), Style::Code);
        let mut cells = vec![condition.into()];
        cells.extend(decided(Some(rule), told));
        cells
    };
    Table {
        name: policy.declared.name.to_string(),
        title: title(policy, ""),
        header,
        rows: policy.rules.iter().map(row).collect(),
        footnotes: vec![Wording::sentence("The first rule that matches wins.")],
        ..Table::default()
    }
}
