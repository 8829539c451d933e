//! Scenarios as PlantUML sequence diagrams (<https://plantuml.com/sequence-diagram>), one below the other.
//!
//! Signs that PlantUML reads as markup or instructions are written as `<U+005B>`, so whatever stands in a text stays there.

use super::outline::{Line, NoteKind, outline, words};
use crate::syntax::statement::message::Arrow;
use crate::timeline::{Lifeline, LifelineKind, Timeline, Worth};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// The diagrams of scenarios.
#[must_use]
pub fn spell(timelines: &[&Timeline]) -> String {
    let all: Vec<String> = timelines.iter().map(|timeline| one(timeline)).collect();
    all.join("\n")
}

/// The diagram of a scenario.
fn one(timeline: &Timeline) -> String {
    let mut painter = Painter { out: String::from("@startuml\n"), depth: 0 };
    for (word, label) in [("title", &timeline.title), ("caption", &timeline.description)] {
        let text = label.as_ref().map(words).unwrap_or_default();
        if !text.is_empty() {
            painter.put(&format!("{word} {}", broken(&text)));
        }
    }
    painter.put("hide footbox");
    painter.participants(timeline);
    let lines = continued(outline(timeline));
    for (at, line) in lines.iter().enumerate() {
        painter.line(line, lines.get(at + 1..).unwrap_or_default());
    }
    painter.out.push_str("@enduml\n");
    painter.out
}

/// A text in one line, in which every sign that means something is told by its number.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    for c in text.trim().chars() {
        let c = if c.is_control() { ' ' } else { c };
        let always = matches!(c, '\\' | '<' | '>' | '~' | '%' | '$' | '&' | '|' | '"' | '`' | '^');
        let doubled = before == Some(c) && c.is_ascii_punctuation();
        let comment = matches!((before, c), (Some('/'), '\'') | (Some('\''), '/'));
        let starts = before.is_none() && c.is_ascii_punctuation() && !matches!(c, '@' | '/' | '(');
        if always || doubled || comment || starts {
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
            before = Some(' ');
        } else {
            out.push(c);
            before = Some(c);
        }
    }
    out
}

/// Lines of a text, with PlantUML's line breaks.
fn broken(text: &[String]) -> String {
    let lines: Vec<String> = text.iter().map(|line| escaped(line)).collect();
    lines.join("\\n")
}

/// Text under way.
struct Painter {
    out: String,
    depth: usize,
}

/// A lifeline that stops being busy and starts again with no message between goes on being busy: PlantUML cannot tell it.
fn continued(lines: Vec<Line>) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    // Where each lifeline stopped since the last message.
    let mut stopped: HashMap<usize, usize> = HashMap::new();
    let mut spare = HashSet::new();
    for line in lines {
        if let Line::Message { .. } = line {
            stopped.clear();
        } else if let Line::Deactivate(at) = line {
            stopped.insert(at, kept.len());
        } else if let Line::Activate(at) = line
            && let Some(place) = stopped.remove(&at)
        {
            spare.insert(place);
            continue;
        }
        kept.push(line);
    }
    kept.into_iter().enumerate().filter(|(place, _)| !spare.contains(place)).map(|(_, line)| line).collect()
}

/// Whether an activation changes before the next message: PlantUML has none right behind its `...`.
fn changes(lines: &[Line]) -> bool {
    let tells = |line: &&Line| matches!(line, Line::Message { .. } | Line::Activate(_) | Line::Deactivate(_));
    lines.iter().find(tells).is_some_and(|line| !matches!(line, Line::Message { .. }))
}

/// The name of a lifeline.
fn name(at: usize) -> String {
    format!("p{}", at + 1)
}

impl Painter {
    fn put(&mut self, line: &str) {
        let _ = writeln!(self.out, "{:width$}{}", "", line.trim_end(), width = self.depth * 2);
    }

    fn participants(&mut self, timeline: &Timeline) {
        let mut open = None;
        for (at, lifeline) in timeline.lifelines.iter().enumerate() {
            if open != lifeline.group {
                self.end_box(&mut open);
                if let Some(group) = lifeline.group.and_then(|group| timeline.groups.get(group as usize)) {
                    open = lifeline.group;
                    self.put(&format!("box \"{}\"", escaped(&format!("{} {}", group.label, group.note))));
                    self.depth += 1;
                }
            }
            self.participant(at, lifeline);
        }
        self.end_box(&mut open);
    }

    fn end_box(&mut self, open: &mut Option<u32>) {
        if open.take().is_some() {
            self.depth -= 1;
            self.put("end box");
        }
    }

    fn participant(&mut self, at: usize, lifeline: &Lifeline) {
        let word = match lifeline.kind {
            LifelineKind::User => "actor",
            LifelineKind::Device | LifelineKind::Stranger => "participant",
            LifelineKind::Storage | LifelineKind::Origin => "database",
            LifelineKind::Channel => "queue",
        };
        let mut label: Vec<String> = lifeline.name.split("\\n").map(str::to_owned).collect();
        if !lifeline.note.is_empty() {
            label.push(lifeline.note.to_string());
        }
        self.put(&format!("{word} \"{}\" as {}", broken(&label), name(at)));
    }

    fn line(&mut self, line: &Line, after: &[Line]) {
        match line {
            Line::Message { from, to, arrow, text, .. } => {
                let arrow = match arrow {
                    Arrow::Request => "->",
                    Arrow::Response => "-->",
                    Arrow::Async => "->>",
                    Arrow::Lost => "->x",
                };
                let text = if text.is_empty() { String::new() } else { format!(": {}", broken(text)) };
                self.put(&format!("{} {arrow} {}{text}", name(*from), name(*to)));
            }
            Line::Over { first, last, text, kind, number: _ } => self.over(*first, *last, text, *kind),
            Line::Left(at, text) => self.put(&format!("note left of {}: {}", name(*at), note(text))),
            Line::Right(at, text) => self.put(&format!("note right of {}: {}", name(*at), note(text))),
            Line::Divider(text) => self.put(&format!("== {} ==", note(text))),
            Line::Gap(text) if changes(after) => self.put(&format!("rnote across: {}", note(text))),
            Line::Gap(text) if text.is_empty() => self.put("..."),
            Line::Gap(text) => self.put(&format!("...{}...", escaped(&text.join(": ")))),
            Line::Open(kind, text) => {
                self.put(&format!("{} {}", kind.word(), broken(text)));
                self.depth += 1;
            }
            Line::Else(text) => {
                self.depth = self.depth.saturating_sub(1);
                self.put(&format!("else {}", broken(text)));
                self.depth += 1;
            }
            Line::Close => {
                self.depth = self.depth.saturating_sub(1);
                self.put("end");
            }
            Line::Create(at) => self.put(&format!("create {}", name(*at))),
            Line::Destroy(at) => self.put(&format!("destroy {}", name(*at))),
            Line::Activate(at) => self.put(&format!("activate {}", name(*at))),
            Line::Deactivate(at) => self.put(&format!("deactivate {}", name(*at))),
        }
    }

    fn over(&mut self, first: usize, last: usize, text: &[String], kind: NoteKind) {
        let places = if first == last { name(first) } else { format!("{},{}", name(first), name(last)) };
        let (word, colour) = match kind {
            NoteKind::Note => ("note", ""),
            NoteKind::Deed => ("rnote", " #FFFFFF"),
            NoteKind::Holds(Worth::Stale) => ("hnote", " #FBE3C8"),
            NoteKind::Holds(Worth::Latest | Worth::Marked | Worth::Empty | Worth::Unknown) => ("hnote", " #EAF1FB"),
            NoteKind::Reference => ("ref", ""),
        };
        self.put(&format!("{word} over {places}{colour}: {}", note(text)));
    }
}

/// The text of a note, which may not be empty.
fn note(text: &[String]) -> String {
    if text.is_empty() { String::from("<U+00A0>") } else { broken(text) }
}
