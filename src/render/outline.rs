//! A scenario in lines of plain words, for notations that know messages, notes and blocks only: Mermaid, PlantUML, text pictures.
//!
//! What is more than a message becomes a note: what somebody does or sees, what a claim came to, what a copy holds from now on.

use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::statement::message::Arrow;
use crate::timeline::{Change, LifelineId, Moment, MomentKind, NotePlace, Style, Timeline, Verdict, Wording, Worth};

/// Something in its own line; lifelines are told by their index.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Line {
    /// A message; each receiver of a broadcast has its own.
    Message { from: usize, to: usize, arrow: Arrow, text: Vec<String>, number: Option<u32> },
    /// A note over the lifelines from one to another.
    Over { first: usize, last: usize, text: Vec<String>, kind: NoteKind, number: Option<u32> },
    /// A note at the left of one.
    Left(usize, Vec<String>),
    /// A note at the right of one.
    Right(usize, Vec<String>),
    /// A heading across the picture.
    Divider(Vec<String>),
    /// Time that passes.
    Gap(Vec<String>),
    /// A fragment begins.
    Open(FragmentKind, Vec<String>),
    /// Its next operand: `else`, `and`.
    Else(Vec<String>),
    /// It ends.
    Close,
    /// A lifeline begins with the next message to it.
    Create(usize),
    /// It ends.
    Destroy(usize),
    /// It becomes busy.
    Activate(usize),
    /// It stops being busy.
    Deactivate(usize),
}

/// What a note over lifelines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoteKind {
    /// One of the author.
    Note,
    /// What somebody does or sees, what happens to a place, what a claim came to.
    Deed,
    /// What a copy holds from now on.
    Holds(Worth),
    /// A reference to another diagram.
    Reference,
}

/// The lines of a label.
pub(super) fn words(label: &Wording) -> Vec<String> {
    let mut lines = vec![String::new()];
    for run in &label.runs {
        if run.style == Style::Newline {
            lines.push(String::new());
            continue;
        }
        let Some(line) = lines.last_mut() else { continue };
        let apart = matches!(run.style, Style::Attribute | Style::Lookup | Style::Value);
        if apart && !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(&run.text);
    }
    let lines: Vec<String> =
        lines.iter().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|l| !l.is_empty()).collect();
    lines
}

/// The lines of a scenario.
pub(super) fn outline(timeline: &Timeline) -> Vec<Line> {
    let mut outline =
        Outline { lines: Vec::new(), count: timeline.lifelines.len(), active: vec![0; timeline.lifelines.len()] };
    if outline.count == 0 {
        return outline.lines;
    }
    for change in timeline.opening.iter().filter(|c| !matches!(c.worth, Worth::Empty | Worth::Unknown)) {
        outline.change(change);
    }
    for moment in &timeline.moments {
        outline.moment(moment);
    }
    outline.lines
}

/// Lines under way.
struct Outline {
    lines: Vec<Line>,
    count: usize,
    /// How many activations each lifeline has.
    active: Vec<u32>,
}

fn index(id: LifelineId) -> usize {
    id.0 as usize
}

impl Outline {
    fn moment(&mut self, moment: &Moment) {
        self.kind(moment);
        if let Some(why) = &moment.as_told {
            let text = vec![String::from("as told"), why.clone()];
            self.across(&[], text, NoteKind::Deed);
        }
        for change in &moment.changes {
            self.change(change);
        }
    }

    /// A note over some lifelines; over all if there are none.
    fn across(&mut self, over: &[LifelineId], text: Vec<String>, kind: NoteKind) {
        let places = || over.iter().map(|id| index(*id));
        let first = places().min().unwrap_or(0);
        let last = places().max().unwrap_or(self.count - 1);
        self.lines.push(Line::Over { first, last, text, kind, number: None });
    }

    /// What a copy holds from now on.
    fn change(&mut self, change: &Change) {
        let worth = match change.worth {
            Worth::Unknown => return,
            Worth::Latest => "latest",
            Worth::Stale => "stale",
            Worth::Marked => "to be revalidated",
            Worth::Empty => "empty",
        };
        let text = change.chip.as_ref().map_or_else(|| worth.to_owned(), |chip| format!("{chip} · {worth}"));
        self.across(&[change.lifeline], vec![text], NoteKind::Holds(change.worth));
    }

    fn kind(&mut self, moment: &Moment) {
        match &moment.kind {
            MomentKind::Message { from, to, arrow, label } => {
                for to in to {
                    let (from, to, text) = (index(*from), index(*to), words(label));
                    self.lines.push(Line::Message { from, to, arrow: *arrow, text, number: moment.number });
                }
            }
            MomentKind::Action { at, label } => {
                let (at, text) = (index(*at), words(label));
                let kind = NoteKind::Deed;
                self.lines.push(Line::Over { first: at, last: at, text, kind, number: moment.number });
            }
            MomentKind::Sees { at, label, verdict, reason } => {
                self.across(&[*at], judged("sees ", label, *verdict, reason.as_ref()), NoteKind::Deed);
            }
            MomentKind::Claim { over, label, verdict, reason } => {
                self.across(over, judged("", label, *verdict, reason.as_ref()), NoteKind::Deed);
            }
            MomentKind::Note { place, label } => self.note(place, words(label)),
            MomentKind::Divider { label } => self.lines.push(Line::Divider(words(label))),
            MomentKind::Gap { wait, label } => {
                let mut text = words(label);
                if let Some(wait) = wait {
                    text.insert(0, format!("wait {wait}"));
                }
                self.lines.push(Line::Gap(text));
            }
            MomentKind::Open { fragment, label, .. } => self.lines.push(Line::Open(*fragment, words(label))),
            MomentKind::Else { label, .. } => self.lines.push(Line::Else(words(label))),
            MomentKind::Close => self.lines.push(Line::Close),
            MomentKind::Happening { what, at, label } => {
                let mut text = words(label);
                text.insert(0, what.word().to_owned());
                self.across(at, text, NoteKind::Deed);
            }
            MomentKind::Create(at) => self.lines.push(Line::Create(index(*at))),
            MomentKind::Destroy(at) => self.lines.push(Line::Destroy(index(*at))),
            MomentKind::Activate(at) => self.activation(index(*at), true),
            MomentKind::Deactivate(at) => self.activation(index(*at), false),
            MomentKind::Reference { over, label, .. } => self.across(over, words(label), NoteKind::Reference),
        }
    }

    fn note(&mut self, place: &NotePlace, text: Vec<String>) {
        match place {
            NotePlace::Over(places) => self.across(places, text, NoteKind::Note),
            NotePlace::Left(at) => self.lines.push(Line::Left(index(*at), text)),
            NotePlace::Right(at) => self.lines.push(Line::Right(index(*at), text)),
        }
    }

    /// One that ends must have begun.
    fn activation(&mut self, at: usize, begins: bool) {
        let Some(count) = self.active.get_mut(at) else { return };
        if begins {
            *count += 1;
            self.lines.push(Line::Activate(at));
        } else if *count > 0 {
            *count -= 1;
            self.lines.push(Line::Deactivate(at));
        }
    }
}

/// A claim with its verdict, and the sentence beneath.
fn judged(word: &str, label: &Wording, verdict: Verdict, reason: Option<&Wording>) -> Vec<String> {
    let sign = match verdict {
        Verdict::Open => "",
        Verdict::Holds => " ✓",
        Verdict::HoldsStale => " ~",
        Verdict::FailsAsSaid | Verdict::Fails => " ✗",
    };
    let mut text = words(label);
    if let Some(first) = text.first_mut() {
        first.insert_str(0, word);
    }
    if let Some(last) = text.last_mut() {
        last.push_str(sign);
    }
    text.extend(reason.into_iter().flat_map(words));
    text
}
