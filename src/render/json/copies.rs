//! What every copy holds, step by step. A line is spelled when its copy changes, not at every step.

use super::spell;
use crate::timeline::{Holding, LifelineKind, Moment, Timeline, Worth};
use ecow::EcoString;
use indexmap::IndexMap;
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// The copies of one scenario: the same ones and the same keys at every step.
pub(super) struct Copies<'t> {
    timeline: &'t Timeline,
    /// By their index in [`Timeline::copies`], from the user to the origin.
    held: IndexMap<u32, Copy<'t>>,
}

/// One copy.
struct Copy<'t> {
    keys: IndexMap<&'t EcoString, (Option<&'t EcoString>, Worth)>,
    line: String,
}

impl Copy<'_> {
    fn value(&self) -> Value {
        let keys: Map<String, Value> =
            self.keys.iter().map(|(key, (value, worth))| (key.to_string(), held(*value, *worth))).collect();
        Value::Object(keys)
    }
}

impl<'t> Copies<'t> {
    /// Before the first step: those that take part or ever hold something, with every key of the scenario.
    pub(super) fn new(timeline: &'t Timeline) -> Self {
        let all = || timeline.start.iter().chain(timeline.moments.iter().flat_map(|m| m.holdings.iter()));
        let keys: IndexMap<&EcoString, _> = all().map(|h| (&h.key, (None, Worth::Empty))).collect();
        let keeps = |kind| matches!(kind, LifelineKind::Storage | LifelineKind::Origin);
        let drawn: HashSet<&str> = timeline.lifelines.iter().filter(|l| keeps(l.kind)).map(|l| l.id.as_str()).collect();
        let touched: HashSet<u32> = all().map(|h| h.copy).collect();
        let numbered = (0..).zip(&timeline.copies);
        let part = numbered.filter(|(index, name)| touched.contains(index) || drawn.contains(name.as_str()));
        let copy = |index| (index, Copy { keys: keys.clone(), line: String::new() });
        let mut copies = Self { timeline, held: part.map(|(index, _)| copy(index)).collect() };
        let every: Vec<u32> = copies.held.keys().copied().collect();
        every.into_iter().for_each(|index| copies.respell(index));
        copies.follow(&timeline.start);
        copies
    }

    /// How many there are, key by key.
    pub(super) fn len(&self) -> usize {
        self.held.values().map(|copy| copy.keys.len()).sum()
    }

    /// A step was taken.
    pub(super) fn follow(&mut self, holdings: &'t [Holding]) {
        for holding in holdings {
            if let Some(copy) = self.held.get_mut(&holding.copy) {
                copy.keys.insert(&holding.key, (holding.value.as_ref(), holding.worth));
            }
            self.respell(holding.copy);
        }
    }

    fn name(&self, index: u32) -> &'t str {
        self.timeline.copies.get(index as usize).map_or("", EcoString::as_str)
    }

    fn respell(&mut self, index: u32) {
        let name = self.name(index);
        let Some(copy) = self.held.get_mut(&index) else { return };
        let mut line = format!("{}: ", spell::quoted(name));
        spell::value(&mut line, &copy.value(), INDENT);
        copy.line = line;
    }

    /// All of them.
    pub(super) fn value(&self) -> Value {
        let all: Map<String, Value> =
            self.held.iter().map(|(index, copy)| (self.name(*index).to_owned(), copy.value())).collect();
        Value::Object(all)
    }

    /// All of them, each on lines of its own.
    pub(super) fn spell(&self, out: &mut String) {
        if self.len() == 0 {
            return out.push_str("{}");
        }
        out.push('{');
        for (index, copy) in self.held.values().enumerate() {
            spell::begin(out, index, INDENT);
            out.push_str(&copy.line);
        }
        spell::end(out, '}', INDENT - 2);
    }
}

/// How far a copy of a step stands from the left.
const INDENT: usize = 12;

/// What one copy holds of one key.
fn held(value: Option<&EcoString>, worth: Worth) -> Value {
    json!({ "value": value.map(EcoString::as_str), "state": state(worth) })
}

/// The words of the language for what a copy is worth.
fn state(worth: Worth) -> &'static str {
    match worth {
        Worth::Latest => "latest",
        Worth::Stale => "stale",
        Worth::Marked => "marked",
        Worth::Unknown | Worth::Empty => "empty",
    }
}

/// What changes with a step, copy by copy and key by key.
pub(super) fn changes(timeline: &Timeline, moment: &Moment) -> Value {
    let change = |holding: &Holding| {
        json!({
            "copy": timeline.copies.get(holding.copy as usize).map(EcoString::as_str),
            "key": holding.key.as_str(),
            "value": holding.value.as_deref(),
            "state": state(holding.worth),
        })
    };
    moment.holdings.iter().map(change).collect()
}
