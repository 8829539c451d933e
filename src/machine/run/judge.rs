//! `sees`, `expect` and `possible`, decided on the run so far as one run can.
//!
//! A claim that this run breaks is broken. One that it keeps holds if nothing was left open; else it is for a check of
//! all runs to say.

use super::super::state::{Held, Shown};
use super::super::tale::{Reason, Told};
use super::Run;
use super::count::Tally;
use crate::model::claim::{Content, Copies, Counted};
use crate::model::step::{Step, StepKind};
use crate::model::{Key, Place, UserId};
use crate::problem::runs;
use crate::syntax::clause::place::Quantifier;
use crate::timeline::{Style, Verdict, Worth};
use ecow::{EcoString, eco_format};
use std::rc::Rc;

impl<'m> Run<'_, 'm> {
    /// A claim at a point.
    pub(super) fn judge(&mut self, step: &'m Step) {
        let (verdict, reason) = match &step.kind {
            StepKind::Sees { who, values, fails } => self.judge_sees(*who, values, *fails),
            StepKind::Expect { possible, predicate, fails, .. } => {
                let found = self.holds(predicate);
                let certain = !self.choose.was_asked();
                let verdict = match (found, possible) {
                    (Some(true), possible) if *possible || certain => Verdict::Holds,
                    (Some(false), possible) if (certain || !possible) && *fails => Verdict::FailsAsSaid,
                    (Some(false), possible) if certain || !possible => Verdict::Fails,
                    (None | Some(_), _) => Verdict::Open,
                };
                (verdict, self.why(predicate).filter(|_| matches!(verdict, Verdict::Fails | Verdict::FailsAsSaid)))
            }
            _other => return,
        };
        let why = reason.as_ref().map(Reason::plain).unwrap_or_default();
        if verdict == Verdict::Fails {
            let claim = self.claim_text(step);
            self.find(step, runs::claim_fails(step.span, &claim, &why));
        }
        self.tell(Told::Judged { step, verdict, reason });
    }

    /// A claim as written.
    #[must_use]
    pub fn claim_text(&self, step: &Step) -> EcoString {
        match &step.kind {
            StepKind::Expect { text, possible: false, .. } => eco_format!("expect {text}"),
            StepKind::Expect { text, possible: true, .. } => eco_format!("possible {text}"),
            StepKind::Sees { who, values, .. } => {
                eco_format!("{} sees {}", self.world.model.name_of(Place::User(*who)), values.join(" then "))
            }
            _other => EcoString::new(),
        }
    }

    /// Whether a claim at a point holds in this run; `None` if nothing there was exercised. A `sees` forgets what was shown.
    pub fn decide(&mut self, step: &Step) -> Option<bool> {
        match &step.kind {
            StepKind::Sees { who, values, fails } => match self.judge_sees(*who, values, *fails).0 {
                Verdict::Open => None,
                Verdict::Holds | Verdict::HoldsStale => Some(true),
                Verdict::Fails | Verdict::FailsAsSaid => Some(false),
            },
            StepKind::Expect { predicate, .. } => self.holds(predicate),
            _other => None,
        }
    }

    fn judge_sees(&mut self, who: UserId, values: &[ecow::EcoString], fails: bool) -> (Verdict, Option<Reason>) {
        let mut seen = self.seen(who, None);
        seen.dedup_by(|a, b| a.value == b.value);
        if let Some(screen) =
            self.state.screens.get_mut(who.index()).filter(|s| !s.since.is_empty()).map(|s| Rc::make_mut(s))
        {
            screen.since.clear();
        }
        if seen.is_empty() {
            let mut reason = Reason::default();
            reason.push("nothing was shown: no read reached this screen", Style::Plain);
            return (Verdict::Open, Some(reason));
        }
        let unnamed = |s: &Shown| self.name(s.value).is_empty();
        let same =
            seen.len() == values.len() && seen.iter().zip(values).all(|(s, v)| self.name(s.value) == v || unnamed(s));
        let late = seen.last().is_some_and(|s| s.value != self.state.latest(s.key));
        match (same, fails) {
            (true, _) if late => (Verdict::HoldsStale, None),
            (true, _) => (Verdict::Holds, None),
            (false, true) => (Verdict::FailsAsSaid, Some(self.instead(&seen))),
            (false, false) => (Verdict::Fails, Some(self.instead(&seen))),
        }
    }

    /// What was seen instead, and where that came from.
    fn instead(&self, seen: &[Shown]) -> Reason {
        let mut reason = Reason::default();
        reason.push("saw ", Style::Plain);
        for (at, shown) in seen.iter().enumerate() {
            reason.push(if at == 0 { "" } else { " then " }, Style::Plain);
            let name = self.name(shown.value);
            reason.push(if name.is_empty() { "a value without a name" } else { name }, Style::Value);
        }
        if let Some((last, site)) = seen.last().and_then(|s| Some((s, s.from?))) {
            reason.push(" from ", Style::Plain);
            reason.push(self.world.name(site), Style::Code);
            let origin = self.world.storage(site).is_some_and(|s| s.origin);
            match self.step_of(last.by).filter(|_| !origin) {
                Some(Step { kind: StepKind::Given(_), .. }) => reason.push(", there from the start", Style::Plain),
                Some(step) => {
                    reason.push(", put there by ", Style::Plain);
                    reason.push_statement(step, self.world.model);
                }
                None => {}
            }
        }
        reason
    }

    /// Which copies speak against a claim about copies.
    fn why(&self, predicate: &crate::model::claim::Predicate) -> Option<Reason> {
        use crate::model::claim::Predicate;
        let mut reason = Reason::default();
        match predicate {
            Predicate::Holds { quantifier, copies, what, of } => {
                let unwanted = *quantifier == Some(Quantifier::No);
                reason = self.against(copies, of.as_ref(), what, unwanted);
            }
            Predicate::Sees { who, what, of } => {
                let mut seen = self.seen(*who, of.as_ref());
                if let [Content::Latest] = what.as_slice() {
                    seen = self.outdated(&seen);
                }
                seen.dedup_by(|a, b| a.value == b.value);
                reason = self.instead(&seen);
            }
            Predicate::Counts { count, what, per } => {
                let tallies = self.tallies(what, per.as_ref());
                if let Some(tally) = tallies.iter().find(|tally| !count.admits(tally.count)) {
                    reason = counted(what, tally);
                }
            }
            Predicate::Staleness { .. } | Predicate::Carries { .. } | Predicate::Empty { .. } => {}
        }
        (!reason.is_empty()).then_some(reason)
    }

    /// The copies that hold something else than they should, or just what they should not; the first three.
    fn against(&self, copies: &Copies, of: Option<&Key>, what: &Content, unwanted: bool) -> Reason {
        let mut reason = Reason::default();
        let wanted = of.and_then(|k| self.keys.find(&k.text, k.resource));
        let keys: Vec<_> = self.keys.ids().filter(|k| wanted.is_none_or(|w| w == *k)).collect();
        let all = self.sites_in(copies).into_iter().flat_map(|site| keys.iter().map(move |key| (site, *key)));
        let held = all.filter_map(|(site, key)| self.state.worst(site, key).map(|held| (site, key, held)));
        let speaks = |site, key, held: &Held| match what {
            Content::Latest => held.value != self.state.latest(key),
            // What must be revalidated before use is not stale.
            Content::Stale => self.state.worth(site, key) == Worth::Stale,
            Content::Value(name) => (self.name(held.value) == name) == unwanted,
        };
        let against = held.filter(|(site, key, held)| speaks(*site, *key, held));
        for (told, (site, _, held)) in against.take(3).enumerate() {
            reason.push(if told == 0 { "" } else { ", " }, Style::Plain);
            reason.push(self.world.name(site), Style::Code);
            reason.push(" holds", Style::Plain);
            let name = self.name(held.value);
            if name.is_empty() {
                reason.push(" a value without a name", Style::Plain);
            } else {
                reason.push(name, Style::Value);
            }
            match self.step_of(held.by) {
                Some(Step { kind: StepKind::Given(_), .. }) => reason.push(" from the start", Style::Plain),
                Some(step) => {
                    reason.push(" from ", Style::Plain);
                    reason.push_statement(step, self.world.model);
                }
                None => {}
            }
        }
        reason
    }
}

/// What was counted: `10 events feed for PATCH /api/posts/1`.
fn counted(what: &Counted, tally: &Tally) -> Reason {
    let mut told = Reason::default();
    let (one, many, name) = match what {
        Counted::Events { event, .. } => ("event", "events", event.as_ref().map(|(name, ..)| name)),
        Counted::OriginReads => ("read at an origin", "reads at an origin", None),
    };
    let noun = if tally.count == 1 { one } else { many };
    told.push(format!("{} {noun}", tally.count), Style::Plain);
    if let Some(name) = name {
        told.push(" ", Style::Plain);
        told.push(name, Style::Code);
    }
    if let Some(request) = &tally.request {
        told.push(" for ", Style::Plain);
        told.push(format!("{} {}", request.method, request.path), Style::Code);
    }
    told
}
