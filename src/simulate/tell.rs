//! The moments of a scenario, in order.

use super::cast::Cast;
use super::track::Tracks;
use super::{busy, speak};
use crate::machine::flat::Item;
use crate::machine::tale::{Deed, Told};
use crate::model::channel::Channel;
use crate::model::claim::{Copies as Claimed, Predicate};
use crate::model::scenario::Scenario;
use crate::model::step::{Operand, Step, StepKind};
use crate::model::{Instance, Model, Participant, Place, UserId};
use crate::source::FileId;
use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::statement::lifespan::LifespanKind;
use crate::syntax::statement::message::Arrow;
use crate::syntax::statement::note::Side;
use crate::timeline::{
    Lifeline, LifelineId, LifelineKind, Moment, MomentKind, NotePlace, Style, Tone, Verdict, Wording,
};
use ecow::{EcoString, eco_format};
use foldhash::{HashMap, HashMapExt as _};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What is kept while the moments are told.
struct Teller<'m> {
    model: &'m Model,
    cast: &'m Cast,
    numbers: bool,
    next: u32,
    moments: Vec<Moment>,
    /// For each fragment that is open: where it began, and who takes part in it.
    fragments: Vec<(usize, BTreeSet<LifelineId>)>,
    /// Explicit activations that are open.
    active: HashMap<LifelineId, u32>,
}

/// The moments. `tracks` follows what the copies hold.
#[must_use]
pub fn moments(
    model: &Model,
    scenario: &Scenario,
    cast: &Cast,
    deeds: &[Deed<'_>],
    tracks: &mut Tracks<'_>,
) -> Vec<Moment> {
    let busy = busy::busy(deeds);
    let mut teller = Teller {
        model,
        cast,
        numbers: scenario.numbers,
        next: 1,
        moments: Vec::with_capacity(deeds.len() + deeds.len() / 2),
        fragments: Vec::new(),
        active: HashMap::new(),
    };
    for (index, deed) in deeds.iter().enumerate() {
        let first = teller.moments.len();
        teller.deed(deed, (busy.begins(index), busy.ends(index)));
        teller.changed(deed, first, tracks);
    }
    teller.moments
}

impl<'m> Teller<'m> {
    fn deed(&mut self, deed: &Deed<'_>, (begins, ends): (bool, u32)) {
        match &deed.told {
            Told::Item(Item::Step(step)) => self.step(step, begins, ends),
            Told::Item(Item::Open(step, kind, operand)) => self.open(step, *kind, operand),
            Told::Item(Item::Crash(step, at)) => self.crash(step, at),
            Told::Item(Item::Else(step, kind, operand)) => self.otherwise(step, *kind, operand),
            Told::Item(Item::Close(step)) => self.close(step),
            Told::Message { step, from, to, arrow, wording, counted } => {
                let start = self.moments.len();
                self.message(step, (from, to, *arrow), wording, (begins, ends));
                if !counted {
                    self.uncount(start);
                }
            }
            Told::Action { step, who, wording, counted } => {
                let start = self.moments.len();
                self.acted(step, who, wording);
                if !counted {
                    self.uncount(start);
                }
            }
            Told::Remark { step, who, wording } => {
                let start = self.moments.len();
                self.acted(step, who, wording);
                self.uncount(start);
                if let Some(moment) = self.moments.get_mut(start) {
                    moment.tone = Some(Tone::Warn);
                }
            }
            Told::Judged { step, verdict, reason } => {
                let reason = reason.as_ref().map(|reason| reason.wording(|file, line| self.statement(file, line)));
                match &step.kind {
                    StepKind::Sees { who, values, .. } => self.sees(step, *who, values, *verdict, reason),
                    StepKind::Expect { possible, predicate, text, .. } => {
                        self.claim(step, *possible, predicate, text, *verdict, reason);
                    }
                    _other => {}
                }
            }
        }
    }

    /// What a statement is called in the picture, if it bears a number there: its step.
    fn statement(&self, file: FileId, line: u32) -> Option<EcoString> {
        let told = self.moments.iter().rev().filter(|m| m.file == file && m.line == line);
        told.filter_map(|m| m.number).next().map(|number| eco_format!("step {number}"))
    }

    /// Takes the step numbers of the last moments back.
    fn uncount(&mut self, start: usize) {
        for moment in self.moments.iter_mut().skip(start).rev() {
            if moment.number.take().is_some() {
                self.next -= 1;
            }
        }
    }

    /// Gives a deed's changes to the moment that shows them: its first message or action, else the last there is.
    fn changed(&mut self, deed: &Deed<'_>, first: usize, tracks: &mut Tracks<'_>) {
        if let Some(moment) = self.moments.get_mut(first) {
            moment.as_told.clone_from(&deed.as_told);
            moment.looked = deed.looked.as_slice().into();
        }
        if deed.effects.is_empty() {
            return;
        }
        let shows = |m: &Moment| !matches!(m.kind, MomentKind::Activate(_) | MomentKind::Deactivate(_));
        let own = self.moments.iter().skip(first).position(shows).map(|at| at + first);
        let Some(at) = own.or_else(|| self.moments.iter().rposition(shows)) else {
            tracks.start(&deed.effects);
            return;
        };
        let (changes, holdings) = tracks.follow(&deed.effects);
        if let Some(moment) = self.moments.get_mut(at) {
            moment.changes.extend(changes);
            let mut all = std::mem::take(&mut moment.holdings).into_vec();
            all.extend(holdings);
            moment.holdings = all.into_boxed_slice();
        }
    }

    fn line(&self, id: LifelineId) -> Option<&'m Lifeline> {
        self.cast.lifelines.get(id.0 as usize)
    }

    /// The column that a lifeline stands in.
    fn group(&self, id: LifelineId) -> Option<u32> {
        self.line(id).and_then(|l| l.group)
    }

    /// What a lifeline is called in a sentence.
    fn name(&self, id: LifelineId) -> &'m str {
        self.line(id).map_or("", |l| l.id.as_str())
    }

    fn names(&self, ids: &[LifelineId]) -> Cow<'m, str> {
        if let [one] = ids {
            return Cow::Borrowed(self.name(*one));
        }
        let names: Vec<&str> = ids.iter().map(|id| self.name(*id)).collect();
        Cow::Owned(speak::listed(&names))
    }

    fn touch(&mut self, ids: &[LifelineId]) {
        if let Some((_, over)) = self.fragments.last_mut() {
            over.extend(ids);
        }
    }

    fn push(&mut self, step: &Step, said: String, kind: MomentKind) {
        let tone = step.tone.clone();
        let moment = Moment {
            file: step.span.file,
            line: step.line,
            number: None,
            tone,
            said,
            kind,
            changes: Vec::new(),
            holdings: Box::default(),
            as_told: None,
            looked: Box::default(),
        };
        self.moments.push(moment);
    }

    /// A moment with a step number.
    fn count(&mut self, step: &Step, said: String, kind: MomentKind) {
        self.push(step, said, kind);
        if let Some(moment) = self.moments.last_mut().filter(|_| self.numbers) {
            moment.number = Some(self.next);
            self.next += 1;
        }
    }

    fn all(&self, who: &Participant) -> Vec<LifelineId> {
        self.cast.all(self.model, who, None)
    }

    fn every(&self, all: &[Participant]) -> Vec<LifelineId> {
        let mut found: Vec<LifelineId> = all.iter().flat_map(|who| self.all(who)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn step(&mut self, step: &Step, begins: bool, ends: u32) {
        match &step.kind {
            StepKind::Message { from, to, arrow, label, .. } => {
                self.message(step, (from, to, *arrow), &label.wording, (begins, ends));
            }
            StepKind::Action { who, label } => self.acted(step, who, &label.wording),
            StepKind::Note { side, places, label } => self.note(step, *side, places, label),
            StepKind::Happening { what, at, label } => {
                let at = self.all(at);
                if !at.is_empty() {
                    self.touch(&at);
                    let said = speak::happening(&self.names(&at), *what, label);
                    self.push(step, said, MomentKind::Happening { what: *what, at, label: label.clone() });
                }
            }
            StepKind::Lifespan { what, at } => self.lifespan(step, *what, at),
            StepKind::Reference { over, label, scenario } => {
                let over = self.every(over);
                self.touch(&over);
                let named = scenario.and_then(|id| self.model.scenarios.get(id.index()));
                let href = named.map(|s| ecow::eco_format!("#{}", s.declared.name));
                let said = speak::with("see", label);
                self.push(step, said, MomentKind::Reference { over, label: label.clone(), href });
            }
            StepKind::Divider(_) | StepKind::Gap(_) | StepKind::Wait { .. } => self.pause(step),
            StepKind::Read { .. }
            | StepKind::Sees { .. }
            | StepKind::Expect { .. }
            | StepKind::Given(_)
            | StepKind::Link { .. }
            | StepKind::Fragment { .. }
            | StepKind::CrashAnywhere { .. }
            | StepKind::Play(_) => {}
        }
    }

    fn acted(&mut self, step: &Step, who: &Participant, wording: &Wording) {
        for at in self.all(who) {
            self.touch(&[at]);
            let said = speak::with(self.name(at), wording);
            self.count(step, said, MomentKind::Action { at, label: wording.clone() });
        }
    }

    fn pause(&mut self, step: &Step) {
        match &step.kind {
            StepKind::Divider(label) => {
                self.push(step, speak::label(label), MomentKind::Divider { label: label.clone() });
            }
            StepKind::Gap(label) => {
                let kind = MomentKind::Gap { wait: None, label: label.clone() };
                self.push(step, speak::with("some time later", label), kind);
            }
            StepKind::Wait { text, label, .. } => {
                let kind = MomentKind::Gap { wait: Some(text.clone()), label: label.clone() };
                self.push(step, speak::with(&format!("{text} pass"), label), kind);
            }
            StepKind::Message { .. }
            | StepKind::Read { .. }
            | StepKind::Action { .. }
            | StepKind::Sees { .. }
            | StepKind::Given(_)
            | StepKind::Expect { .. }
            | StepKind::Note { .. }
            | StepKind::Fragment { .. }
            | StepKind::Happening { .. }
            | StepKind::CrashAnywhere { .. }
            | StepKind::Lifespan { .. }
            | StepKind::Play(_)
            | StepKind::Reference { .. }
            | StepKind::Link { .. } => {}
        }
    }

    fn message(
        &mut self,
        step: &Step,
        (from, to, arrow): (&Participant, &Participant, Arrow),
        wording: &Wording,
        (begins, ends): (bool, u32),
    ) {
        let to_ids = self.cast.all(self.model, to, Some(from));
        let senders = if to_ids.is_empty() { Vec::new() } else { self.all(from) };
        for sender in senders {
            self.touch(&[sender]);
            self.touch(&to_ids);
            let said = speak::message(self.name(sender), &self.names(&to_ids), arrow, wording);
            let kind = MomentKind::Message { from: sender, to: to_ids.clone(), arrow, label: wording.clone() };
            self.count(step, said, kind);
            if begins {
                to_ids.iter().for_each(|id| self.push(step, String::new(), MomentKind::Activate(*id)));
            }
            for _ in 0..ends {
                self.push(step, String::new(), MomentKind::Deactivate(sender));
            }
        }
        if let (Place::Channel(id), Arrow::Async | Arrow::Request) = (to.place, arrow)
            && let Some(channel) = self.model.channels.get(id.index())
        {
            self.fan_out(step, channel, &to_ids, from, wording);
        }
    }

    /// What a channel is told goes on to its subscribers.
    fn fan_out(&mut self, step: &Step, channel: &Channel, at: &[LifelineId], sender: &Participant, wording: &Wording) {
        let Some(at) = at.first().copied() else { return };
        let mut to: Vec<LifelineId> = subscribers(self.model, channel).iter().flat_map(|p| self.all(p)).collect();
        to.sort_unstable();
        to.dedup();
        let device = |id: LifelineId| self.line(id).is_some_and(|l| l.kind == LifelineKind::Device);
        let hears = |group: Option<u32>| group.is_some() && to.iter().any(|id| device(*id) && self.group(*id) == group);
        let people: Vec<LifelineId> = to.iter().copied().filter(|id| !device(*id) && hears(self.group(*id))).collect();
        to.retain(|id| !people.contains(id));
        let own = self.all(sender);
        to.retain(|id| *id != at && !own.contains(id));
        if to.is_empty() {
            return;
        }
        self.touch(&to);
        let said = speak::message(self.name(at), &self.names(&to), Arrow::Async, wording);
        self.push(step, said, MomentKind::Message { from: at, to, arrow: Arrow::Async, label: wording.clone() });
    }

    fn sees(&mut self, step: &Step, who: UserId, values: &[EcoString], verdict: Verdict, reason: Option<Wording>) {
        let Some(at) = self.cast.get(&Participant::only(Place::User(who))) else { return };
        self.touch(&[at]);
        let mut label = Wording::default();
        for (index, value) in values.iter().enumerate() {
            label.push(if index == 0 { "" } else { " then " }, Style::Plain);
            label.push(value, Style::Value);
        }
        let said = format!("{} sees {}", self.name(at), speak::label(&label).replace("  ", " "));
        self.push(step, said, MomentKind::Sees { at, label, verdict, reason });
    }

    fn claim(
        &mut self,
        step: &Step,
        possible: bool,
        predicate: &Predicate,
        text: &str,
        verdict: Verdict,
        reason: Option<Wording>,
    ) {
        let over = match predicate {
            Predicate::Sees { who, .. } | Predicate::Staleness { who, .. } => {
                self.all(&Participant::only(Place::User(*who)))
            }
            Predicate::Holds { copies: Claimed::Of(who), .. } | Predicate::Empty { copies: Claimed::Of(who), .. } => {
                self.all(who)
            }
            Predicate::Holds { copies: Claimed::All, .. }
            | Predicate::Empty { copies: Claimed::All, .. }
            | Predicate::Counts { .. }
            | Predicate::Carries { .. } => Vec::new(),
        };
        self.touch(&over);
        let word = if possible { "possible" } else { "expect" };
        let mut label = Wording::default();
        label.push(word, Style::Bold);
        label.push(format!(" {text}"), Style::Plain);
        let said = format!("{word} {text}");
        self.push(step, said, MomentKind::Claim { over, label, verdict, reason });
    }

    fn note(&mut self, step: &Step, side: Side, places: &[Participant], label: &Wording) {
        let ids = self.every(places);
        let place = match (side, ids.first()) {
            (_, None) => return,
            (Side::Left, Some(first)) => NotePlace::Left(*first),
            (Side::Right, Some(first)) => NotePlace::Right(ids.last().copied().unwrap_or(*first)),
            (Side::Over | Side::On, Some(_)) => NotePlace::Over(ids.clone()),
        };
        self.touch(&ids);
        let said = speak::with(&format!("note on {}", self.names(&ids)), label);
        self.push(step, said, MomentKind::Note { place, label: label.clone() });
    }

    fn lifespan(&mut self, step: &Step, what: LifespanKind, at: &Participant) {
        for id in self.all(at) {
            self.touch(&[id]);
            let name = self.name(id);
            match what {
                LifespanKind::Create => self.push(step, format!("{name} begins"), MomentKind::Create(id)),
                LifespanKind::Destroy => self.push(step, format!("{name} ends"), MomentKind::Destroy(id)),
                LifespanKind::Activate => {
                    *self.active.entry(id).or_default() += 1;
                    self.push(step, String::new(), MomentKind::Activate(id));
                }
                LifespanKind::Deactivate => {
                    let open = self.active.entry(id).or_default();
                    if *open > 0 {
                        *open -= 1;
                        self.push(step, String::new(), MomentKind::Deactivate(id));
                    }
                }
            }
        }
    }

    fn open(&mut self, step: &Step, fragment: FragmentKind, operand: &Operand) {
        let times = if let StepKind::Fragment { times, .. } = &step.kind { *times } else { None };
        let label = times.map_or_else(|| operand.label.clone(), |times| counted(times, &operand.label));
        self.fragments.push((self.moments.len(), BTreeSet::new()));
        let said = speak::fragment(fragment, &label);
        self.push(step, said, MomentKind::Open { fragment, label, over: Vec::new() });
    }

    /// A crash at any earlier point is told as a group with what follows it.
    fn crash(&mut self, step: &Step, at: &Participant) {
        let ids = self.all(at);
        let mut label = Wording::default();
        label.push(format!("{} crashes anywhere above", self.names(&ids)), Style::Plain);
        self.fragments.push((self.moments.len(), ids.into_iter().collect()));
        let said = speak::fragment(FragmentKind::Opt, &label);
        self.push(step, said, MomentKind::Open { fragment: FragmentKind::Opt, label, over: Vec::new() });
    }

    fn otherwise(&mut self, step: &Step, fragment: FragmentKind, operand: &Operand) {
        let word = match fragment {
            FragmentKind::Par => "and",
            FragmentKind::Alt
            | FragmentKind::Opt
            | FragmentKind::Loop
            | FragmentKind::Break
            | FragmentKind::Critical
            | FragmentKind::Group => "else",
        };
        let said = speak::with(if word == "and" { "and" } else { "or else" }, &operand.label);
        self.push(step, said, MomentKind::Else { word: word.into(), label: operand.label.clone() });
    }

    fn close(&mut self, step: &Step) {
        let Some((start, members)) = self.fragments.pop() else { return };
        if let Some(Moment { kind: MomentKind::Open { over, .. }, .. }) = self.moments.get_mut(start) {
            *over = members.iter().copied().collect();
        }
        if let Some((_, outer)) = self.fragments.last_mut() {
            outer.extend(members);
        }
        self.push(step, String::new(), MomentKind::Close);
    }
}

/// `3 times until it works`; an author who writes `loop 3 times` has said it.
fn counted(times: u32, title: &Wording) -> Wording {
    let mut label = Wording::default();
    label.push(if times == 1 { "once".to_owned() } else { format!("{times} times") }, Style::Plain);
    for (index, run) in title.runs.iter().enumerate() {
        let said = if index == 0 { run.text.strip_prefix("times") } else { None };
        let said = said.filter(|rest| !rest.starts_with(char::is_alphanumeric));
        if index == 0 && said.is_none() {
            label.push(" ", Style::Plain);
        }
        label.push(said.unwrap_or(&run.text), run.style);
    }
    label
}

/// Who hears a channel: its `to=`, or every user. A user hears what their browser hears, where that is not drawn.
fn subscribers(model: &Model, channel: &Channel) -> Vec<Participant> {
    let users = || (0..model.users.len()).map(|i| Participant::only(Place::User(UserId::at(i))));
    if channel.to.is_empty() {
        return users().collect();
    }
    let mut found = Vec::new();
    for place in &channel.to {
        if model.copies(*place).is_personal() {
            found.push(Participant { place: *place, instance: Instance::Every });
            found.extend(users());
        } else {
            found.push(Participant { place: *place, instance: Instance::Every });
            found.push(Participant { place: *place, instance: Instance::Any });
            found.push(Participant::only(*place));
        }
    }
    found
}
