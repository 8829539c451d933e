//! What a picture tells beside what it draws: the description of the whole, and in the tooltip of each step what every
//! storage holds after it.

use crate::timeline::{Holding, Moment, Timeline, Wording, Worth};
use ecow::EcoString;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A tooltip lists no more: about what a screen shows beside the pointer.
const LISTED: usize = 12;

/// A description has no more sentences of steps.
const SPOKEN: usize = 60;

/// The heading as text.
pub fn title(timeline: &Timeline) -> String {
    timeline.title.as_ref().map_or_else(|| timeline.name.to_string(), Wording::plain)
}

/// The scenario in words: its description, or its first steps.
pub fn desc(timeline: &Timeline) -> String {
    if let Some(description) = &timeline.description {
        return description.plain();
    }
    let mut said: Vec<&str> =
        timeline.moments.iter().map(|m| m.said.as_str()).filter(|s| !s.is_empty()).take(SPOKEN + 1).collect();
    if said.len() > SPOKEN {
        said.truncate(SPOKEN);
        said.push("…");
    }
    said.join(". ")
}

/// The sentence that a reader would speak, and why the step cannot be as it is told.
pub fn spoken(moment: &Moment) -> String {
    match &moment.as_told {
        Some(why) if moment.said.is_empty() => why.clone(),
        Some(why) => format!("{} (told against the storages: {why})", moment.said),
        None => moment.said.clone(),
    }
}

/// What a copy holds of one key.
type Held = (Worth, Option<EcoString>);

/// What all copies hold, drawn or not.
#[derive(Debug, Default)]
pub struct Holdings {
    /// By copy and key.
    held: BTreeMap<(u32, EcoString), Held>,
    /// How many of them are not empty.
    full: usize,
    /// What is told of steps that change nothing, until one does: many share one text.
    calm: Option<EcoString>,
}

impl Holdings {
    /// What they hold before the first moment.
    pub fn start(timeline: &Timeline) -> Self {
        let mut all = Self::default();
        all.take(&timeline.start);
        all
    }

    /// What changes.
    pub fn take(&mut self, changes: &[Holding]) {
        if !changes.is_empty() {
            self.calm = None;
        }
        for holding in changes {
            let now = (holding.worth, holding.value.clone());
            self.full += usize::from(now.0 != Worth::Empty);
            let before = self.held.insert((holding.copy, holding.key.clone()), now);
            self.full -= usize::from(before.is_some_and(|(worth, _)| worth != Worth::Empty));
        }
    }

    /// The tooltip of a moment that has been taken: why it cannot be, what it changed, and what else is held.
    pub fn told(&mut self, timeline: &Timeline, moment: &Moment) -> EcoString {
        if moment.holdings.is_empty() && moment.as_told.is_none() {
            if let Some(calm) = &self.calm {
                return calm.clone();
            }
            let calm = EcoString::from(self.list(timeline, moment));
            self.calm = Some(calm.clone());
            return calm;
        }
        self.list(timeline, moment).into()
    }

    fn list(&self, timeline: &Timeline, moment: &Moment) -> String {
        let mut told = moment.as_told.clone().unwrap_or_default();
        let new = &moment.holdings;
        let changed = |copy: u32, key: &EcoString| new.iter().any(|h| h.copy == copy && h.key == *key);
        for holding in new.iter().take(LISTED) {
            tell(timeline, (holding.copy, &holding.key), (holding.worth, holding.value.as_ref()), &mut told);
        }
        // A place that holds nothing is worth a word only when it was emptied just now.
        let rest = self.held.iter().filter(|((copy, key), (worth, _))| *worth != Worth::Empty && !changed(*copy, key));
        for ((copy, key), (worth, value)) in rest.take(LISTED.saturating_sub(new.len())) {
            tell(timeline, (*copy, key), (*worth, value.as_ref()), &mut told);
        }
        let emptied = new.iter().filter(|holding| holding.worth == Worth::Empty).count();
        if self.full + emptied > LISTED {
            // Writing to a string cannot fail.
            let _ = write!(told, "\nand {} more", self.full + emptied - LISTED);
        }
        told
    }
}

/// A line of a tooltip.
fn tell(
    timeline: &Timeline,
    (copy, key): (u32, &EcoString),
    (worth, value): (Worth, Option<&EcoString>),
    told: &mut String,
) {
    let between = if told.is_empty() { "" } else { "\n" };
    let name = timeline.copies.get(copy as usize).map_or("?", EcoString::as_str);
    let worth = match worth {
        Worth::Unknown => "not worked out",
        Worth::Latest => "latest",
        Worth::Stale => "stale",
        Worth::Marked => "to be revalidated",
        Worth::Empty => "empty",
    };
    let (value, space) = value.map_or(("", ""), |value| (value.as_str(), " "));
    for piece in [between, name, ": ", key, " ", value, space, worth] {
        told.push_str(piece);
    }
}
