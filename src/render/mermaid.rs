//! A scenario as a Mermaid sequence diagram, as GitHub and others draw it (<https://mermaid.js.org/syntax/sequenceDiagram.html>).
//!
//! Every sign that Mermaid reads is an entity (`#59;`), so whatever stands in a text stays there.

use super::outline::{Line, NoteKind, outline, words};
use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::statement::message::Arrow;
use crate::timeline::{Lifeline, LifelineKind, Timeline};
use std::collections::HashSet;
use std::fmt::Write as _;

/// Words that start something in Mermaid wherever they stand.
const WORDS: [&str; 26] = [
    "participant",
    "actor",
    "create",
    "destroy",
    "box",
    "loop",
    "rect",
    "opt",
    "alt",
    "else",
    "par",
    "par_over",
    "and",
    "critical",
    "option",
    "break",
    "end",
    "note",
    "over",
    "activate",
    "deactivate",
    "title",
    "autonumber",
    "off",
    "as",
    "sequencediagram",
];

/// The diagram of a scenario.
#[must_use]
pub fn spell(timeline: &Timeline) -> String {
    let lines = outline(timeline);
    let lives = Lives::of(&lines, timeline.lifelines.len());
    let mut painter =
        Painter { out: String::from("sequenceDiagram\n"), names: names(timeline), depth: 1, kinds: Vec::new() };
    let head = [("title", &timeline.title), ("accDescr", &timeline.description)];
    for (word, label) in head {
        let text = label.as_ref().map(words).unwrap_or_default().join(" ");
        if !text.is_empty() {
            painter.put(&format!("{word}: {}", escaped(&text)));
        }
    }
    painter.participants(timeline, &lives);
    for (at, line) in lines.iter().enumerate() {
        painter.line(at, line, timeline, &lives);
    }
    painter.out
}

/// Names that Mermaid can read, one a lifeline.
fn names(timeline: &Timeline) -> Vec<String> {
    let mut given = HashSet::new();
    let name = |lifeline: &Lifeline| {
        let mut name: String =
            lifeline.id.chars().map(|c| if c.is_alphanumeric() && !c.is_control() { c } else { '_' }).collect();
        let odd = name.chars().next().is_none_or(|c| c.is_ascii_digit());
        if odd || WORDS.contains(&name.to_lowercase().as_str()) {
            name.insert_str(0, "p_");
        }
        while !given.insert(name.clone()) {
            name.push('_');
        }
        name
    };
    timeline.lifelines.iter().map(name).collect()
}

/// A text in one line, in which every sign that means something is an entity.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '#' | ';' | '<' | '>' | '&' | '%' | '$' | '{' | '}' | '"' | '\\' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    let text = out.trim().to_owned();
    // Mermaid takes a `;` off a line that looks like a style.
    let text = text.replace("style", "#115;tyle").replace("classDef", "#99;lassDef");
    match text
        .strip_prefix("wrap:")
        .map(|rest| ("wrap", rest))
        .or(text.strip_prefix("nowrap:").map(|rest| ("nowrap", rest)))
    {
        Some((word, rest)) => format!("{word}#58;{rest}"),
        None => text.strip_prefix(':').map_or(text.clone(), |rest| format!("#58;{rest}")),
    }
}

/// Lines of a text, with Mermaid's line breaks.
fn broken(text: &[String]) -> String {
    let lines: Vec<String> = text.iter().map(|line| escaped(line)).collect();
    lines.join("<br/>")
}

/// Which lifelines begin and end as Mermaid can tell it: with a message of their own.
struct Lives {
    /// By lifeline: the line at which it is created.
    created: Vec<Option<usize>>,
    /// By line: the lifeline that ends with this message.
    ends: Vec<Option<usize>>,
    /// By line: whether that end is told so.
    told: Vec<bool>,
}

impl Lives {
    fn of(lines: &[Line], count: usize) -> Self {
        let mut lives =
            Self { created: vec![None; count], ends: vec![None; lines.len()], told: vec![false; lines.len()] };
        let mut last: Option<usize> = None;
        let mut births = HashSet::new();
        for (at, line) in lines.iter().enumerate() {
            if let Line::Message { .. } = line {
                last = Some(at);
            } else if let Line::Create(who) = line
                && let Some(message) = birth(lines, at, *who, count)
                && let Some(created) = lives.created.get_mut(*who)
            {
                *created = Some(at);
                births.insert(message);
            } else if let Line::Destroy(who) = line
                && let Some(message) = last.filter(|last| !births.contains(last))
                && lines.get(message).is_some_and(|line| names_it(line, *who, count))
                && let Some(free) = lives.ends.get_mut(message).filter(|free| free.is_none())
            {
                *free = Some(*who);
                lives.told.get_mut(at).into_iter().for_each(|told| *told = true);
            }
        }
        lives
    }
}

/// The message that creates a lifeline whose beginning stands at a line: the next one, if nothing names it before.
fn birth(lines: &[Line], at: usize, who: usize, count: usize) -> Option<usize> {
    let named = |line: &Line| names_it(line, who, count);
    let (next, message) = lines
        .iter()
        .enumerate()
        .skip(at + 1)
        .find(|(_, line)| matches!(line, Line::Message { .. } | Line::Create(_)))?;
    let before = lines.iter().take(next).enumerate().any(|(place, line)| place != at && named(line));
    let Line::Message { from, to, .. } = message else { return None };
    (*to == who && *from != who && !before).then_some(next)
}

/// Whether a line names a lifeline.
fn names_it(line: &Line, who: usize, count: usize) -> bool {
    match line {
        Line::Message { from, to, .. } => *from == who || *to == who,
        Line::Over { first, last, .. } => *first == who || *last == who,
        Line::Left(at, _)
        | Line::Right(at, _)
        | Line::Create(at)
        | Line::Destroy(at)
        | Line::Activate(at)
        | Line::Deactivate(at) => *at == who,
        Line::Divider(_) | Line::Gap(_) => who == 0 || who + 1 == count,
        Line::Open(..) | Line::Else(_) | Line::Close => false,
    }
}

/// Text under way.
struct Painter {
    out: String,
    names: Vec<String>,
    depth: usize,
    /// The fragments that are open.
    kinds: Vec<FragmentKind>,
}

impl Painter {
    fn put(&mut self, line: &str) {
        let _ = writeln!(self.out, "{:width$}{}", "", line.trim_end(), width = self.depth * 2);
    }

    fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("p", String::as_str)
    }

    fn participants(&mut self, timeline: &Timeline, lives: &Lives) {
        let mut open = None;
        for (at, lifeline) in timeline.lifelines.iter().enumerate() {
            if lives.created.get(at).copied().flatten().is_some() {
                continue;
            }
            if open != lifeline.group {
                self.end_box(&mut open);
                if let Some(group) = lifeline.group.and_then(|group| timeline.groups.get(group as usize)) {
                    open = lifeline.group;
                    let words = format!("{} {}", group.label, group.note);
                    self.put(&format!("box transparent {}", escaped(&words)));
                    self.depth += 1;
                }
            }
            let line = self.participant(at, lifeline);
            self.put(&line);
        }
        self.end_box(&mut open);
    }

    fn end_box(&mut self, open: &mut Option<u32>) {
        if open.take().is_some() {
            self.depth -= 1;
            self.put("end");
        }
    }

    fn participant(&self, at: usize, lifeline: &Lifeline) -> String {
        let word = if lifeline.kind == LifelineKind::User { "actor" } else { "participant" };
        let mut label: Vec<String> = lifeline.name.split("\\n").map(str::to_owned).collect();
        if !lifeline.note.is_empty() {
            label.push(lifeline.note.to_string());
        }
        let (name, label) = (self.name(at), broken(&label));
        if name == label { format!("{word} {name}") } else { format!("{word} {name} as {label}") }
    }

    fn over(&mut self, first: usize, last: usize, text: &[String]) {
        let names = match first == last {
            true => self.name(first).to_owned(),
            false => format!("{},{}", self.name(first), self.name(last)),
        };
        self.put(&format!("Note over {names}: {}", broken(text)));
    }

    fn line(&mut self, at: usize, line: &Line, timeline: &Timeline, lives: &Lives) {
        let last = self.names.len().saturating_sub(1);
        match line {
            Line::Message { from, to, arrow, text, .. } => {
                if let Some(ends) = lives.ends.get(at).copied().flatten() {
                    self.put(&format!("destroy {}", self.name(ends)));
                }
                let arrow = match arrow {
                    Arrow::Request => "->>",
                    Arrow::Response => "-->>",
                    Arrow::Async => "-)",
                    Arrow::Lost => "-x",
                };
                self.put(&format!("{}{arrow}{}: {}", self.name(*from), self.name(*to), broken(text)));
            }
            Line::Over { first, last, text, kind, number: _ } => {
                let text: Vec<String> = match kind {
                    NoteKind::Reference => text.iter().map(|line| format!("ref: {line}")).collect(),
                    NoteKind::Note | NoteKind::Deed | NoteKind::Holds(_) => text.clone(),
                };
                self.over(*first, *last, &text);
            }
            Line::Left(at, text) => self.put(&format!("Note left of {}: {}", self.name(*at), broken(text))),
            Line::Right(at, text) => self.put(&format!("Note right of {}: {}", self.name(*at), broken(text))),
            Line::Divider(text) => self.over(0, last, &[format!("== {} ==", text.join(" "))]),
            Line::Gap(text) => self.over(0, last, &[format!("… {} …", text.join(": "))]),
            Line::Open(kind, text) => self.open(*kind, text, last),
            Line::Else(text) => self.part(text),
            Line::Close => {
                self.depth = self.depth.saturating_sub(1);
                self.put("end");
                self.kinds.pop();
            }
            Line::Create(who) => {
                match (lives.created.get(*who).copied().flatten() == Some(at), timeline.lifelines.get(*who)) {
                    (true, Some(lifeline)) => self.put(&format!("create {}", self.participant(*who, lifeline))),
                    (true, None) | (false, _) => self.over(*who, *who, &[String::from("begins")]),
                }
            }
            Line::Destroy(who) => {
                if !lives.told.get(at).copied().unwrap_or(false) {
                    self.over(*who, *who, &[String::from("ends")]);
                }
            }
            Line::Activate(who) => self.put(&format!("activate {}", self.name(*who))),
            Line::Deactivate(who) => self.put(&format!("deactivate {}", self.name(*who))),
        }
    }

    fn open(&mut self, kind: FragmentKind, text: &[String], last: usize) {
        if kind == FragmentKind::Group {
            self.put("rect rgba(128, 128, 128, 0.1)");
        } else {
            self.put(&format!("{} {}", kind.word(), escaped(&text.join(" "))));
        }
        self.depth += 1;
        self.kinds.push(kind);
        if kind == FragmentKind::Group && !text.is_empty() {
            self.over(0, last, text);
        }
    }

    /// `else` or `and`, whichever the block has.
    fn part(&mut self, text: &[String]) {
        let word = self.kinds.last().and_then(|kind| kind.divider()).unwrap_or("else");
        self.depth = self.depth.saturating_sub(1);
        self.put(&format!("{word} {}", escaped(&text.join(" "))));
        self.depth += 1;
    }
}
