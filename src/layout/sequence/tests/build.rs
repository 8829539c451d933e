//! A small builder of timelines.

use crate::source::FileId;
use crate::syntax::statement::message::Arrow;
use crate::timeline::{
    Change, Group, Lifeline, LifelineId, LifelineKind, Moment, MomentKind, Run, Style, Timeline, Verdict, Wording,
    Worth,
};

/// A timeline in the making.
#[derive(Default)]
pub struct Build {
    /// So far.
    pub timeline: Timeline,
}

/// Words: `GET` is a verb, `/key` a key, `@value` a value, `[x]` an attribute, `{x}` a lookup, digits first a status.
pub fn wording(text: &str) -> Wording {
    let mut wording = Wording::default();
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        let style = match bare {
            "GET" | "POST" | "write" | "read" | "invalidateQueries" => Style::Verb,
            _ if bare.starts_with('/') && bare.len() > 1 => Style::Key,
            _ if bare.starts_with('@') => Style::Value,
            _ if bare.starts_with('[') => Style::Attribute,
            _ if bare.starts_with('{') => Style::Lookup,
            "200" | "304" => Style::Status,
            "\\n" => {
                wording.runs.push(Run { text: "".into(), style: Style::Newline });
                continue;
            }
            _ => Style::Plain,
        };
        if style == Style::Plain {
            wording.push(word, style);
        } else {
            wording.push(bare.trim_matches(['[', ']', '{', '}']), style);
            wording.push(&word[bare.len()..], Style::Plain);
        }
    }
    wording
}

impl Build {
    pub fn group(&mut self, label: &str, note: &str) -> &mut Self {
        self.timeline.groups.push(Group { label: label.into(), note: note.into(), tone: None });
        self
    }

    /// A lifeline in the last group.
    pub fn line(&mut self, name: &str, kind: LifelineKind, note: &str) -> &mut Self {
        let group = self.timeline.groups.len().checked_sub(1).map(|g| g as u32);
        self.timeline.lifelines.push(Lifeline {
            id: name.into(),
            name: name.into(),
            note: note.into(),
            kind,
            group,
            tone: None,
            links: Vec::new(),
            about: name.into(),
            created: false,
        });
        self
    }

    pub fn of(&self, name: &str) -> LifelineId {
        let place = self.timeline.lifelines.iter().position(|l| l.name == name);
        LifelineId(place.unwrap_or_else(|| panic!("{name}")) as u32)
    }

    pub fn all(&self, names: &str) -> Vec<LifelineId> {
        names.split_whitespace().map(|name| self.of(name)).collect()
    }

    pub fn moment(&mut self, said: &str, kind: MomentKind) -> &mut Moment {
        let line = self.timeline.moments.len() as u32 + 1;
        self.timeline.moments.push(Moment {
            file: FileId::default(),
            line,
            number: None,
            tone: None,
            said: said.into(),
            kind,
            changes: vec![],
            holdings: Box::default(),
            as_told: None,
            looked: Box::default(),
        });
        self.timeline.moments.last_mut().unwrap()
    }

    /// A numbered one.
    pub fn step(&mut self, said: &str, kind: MomentKind) -> &mut Moment {
        let number = self.timeline.moments.iter().filter_map(|m| m.number).max().unwrap_or(0) + 1;
        let moment = self.moment(said, kind);
        moment.number = Some(number);
        moment
    }

    /// `a -> b c`, `a --> b`, `a ~> b`, `a -/> b`.
    pub fn send(&mut self, ends: &str, label: &str) -> &mut Moment {
        let (from, rest) = ends.split_once(' ').unwrap();
        let (arrow, to) = rest.split_once(' ').unwrap();
        let arrow = match arrow {
            "->" => Arrow::Request,
            "-->" => Arrow::Response,
            "~>" => Arrow::Async,
            _ => Arrow::Lost,
        };
        let kind = MomentKind::Message { from: self.of(from), to: self.all(to), arrow, label: wording(label) };
        self.step(&format!("{ends}: {label}"), kind)
    }

    pub fn act(&mut self, at: &str, label: &str) -> &mut Moment {
        let kind = MomentKind::Action { at: self.of(at), label: wording(label) };
        self.step(&format!("{at} {label}"), kind)
    }

    pub fn sees(&mut self, at: &str, label: &str, verdict: Verdict, reason: &str) -> &mut Moment {
        let reason = (!reason.is_empty()).then(|| wording(reason));
        let kind = MomentKind::Sees { at: self.of(at), label: wording(label), verdict, reason };
        self.step(&format!("{at} sees {label}"), kind)
    }

    pub fn change(&self, names: &str, worth: Worth, chip: &str) -> Vec<Change> {
        let chip = (!chip.is_empty()).then(|| chip.into());
        self.all(names).into_iter().map(|lifeline| Change { lifeline, worth, chip: chip.clone() }).collect()
    }
}
