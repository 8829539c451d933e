//! Fragments in the drawn run.
//!
//! Of an `alt` the first operand whose guard does not speak against it happens; the others are told as if they had
//! happened instead, and what they changed is undone. `opt` happens unless its guard speaks against it; `break` and
//! `crash … anywhere` do not. `par` happens operand by operand; `loop N` N times, told once.

use super::super::flat::Item;
use super::super::state::{After, Before};
use super::super::tale::Told;
use super::Run;
use super::count::{Log, Mark};
use crate::model::step::{Operand, StepKind};
use crate::syntax::statement::fragment::FragmentKind;
use std::rc::Rc;

/// A fragment under way.
pub struct Open {
    kind: Option<FragmentKind>,
    /// Where its first operand begins in the list.
    start: usize,
    /// How often it is still to be done.
    again: u32,
    /// The state before it.
    before: Start,
    /// The state behind the operand that happened.
    after: Option<End>,
    /// The operand under way happens.
    happens: bool,
    /// It was muted for its repetition.
    muted: bool,
}

/// What goes back when an operand did not happen.
struct Start {
    state: Before,
    exchanges: usize,
    log: Mark,
}

/// What the operand that happened has come to.
struct End {
    state: After,
    exchanges: usize,
    log: Log,
}

impl<'m> Run<'_, 'm> {
    /// Carries out one end of a fragment; where to go on.
    pub(super) fn fragment(&mut self, at: usize, item: Item<'m>) -> usize {
        match item {
            Item::Open(step, kind, operand) => {
                let times = if let StepKind::Fragment { times, .. } = &step.kind { times.unwrap_or(1) } else { 1 };
                let happens = kind != FragmentKind::Break && self.permits(operand);
                self.tell(Told::Item(item));
                let before = self.entered();
                let again = if kind == FragmentKind::Loop { times.saturating_sub(1) } else { 0 };
                let open = Open { kind: Some(kind), start: at + 1, again, before, after: None, happens, muted: false };
                self.fragments.push(open);
                at + 1
            }
            Item::Crash(step, who) => {
                self.tell(Told::Item(item));
                let before = self.entered();
                let happens = false;
                let open = Open { kind: None, start: at + 1, again: 0, before, after: None, happens, muted: false };
                self.fragments.push(open);
                self.happening(
                    step,
                    crate::syntax::statement::happening::HappeningKind::Crash,
                    who,
                    &super::Env::default(),
                );
                self.settle();
                at + 1
            }
            Item::Else(_, kind, operand) => {
                self.otherwise(kind, operand);
                self.tell(Told::Item(item));
                at + 1
            }
            Item::Close(_) => self.close(at, item),
            Item::Step(_) => at + 1,
        }
    }

    /// Whether a guard lets an operand happen; one that is only text does.
    fn permits(&self, operand: &Operand) -> bool {
        operand.guard.as_ref().is_none_or(|guard| self.holds(guard).unwrap_or(true))
    }

    /// The next operand.
    fn otherwise(&mut self, kind: FragmentKind, operand: &Operand) {
        if kind == FragmentKind::Par {
            return;
        }
        let Some(mut open) = self.fragments.pop() else { return };
        if open.happens && open.after.is_none() {
            open.after = Some(self.ended(&open.before));
        }
        self.back(&open.before);
        open.happens = open.after.is_none() && self.permits(operand);
        self.fragments.push(open);
    }

    fn close(&mut self, at: usize, item: Item<'m>) -> usize {
        let Some(mut open) = self.fragments.pop() else { return at + 1 };
        let whole = !matches!(open.kind, Some(FragmentKind::Par | FragmentKind::Critical | FragmentKind::Group));
        if open.again > 0 && open.happens && self.steps <= crate::limits::STEPS {
            open.again -= 1;
            if !open.muted {
                open.muted = true;
                self.mute += 1;
            }
            // A body that tells nothing is counted as well, so that no loop is without end.
            self.steps += 1;
            let start = open.start;
            self.fragments.push(open);
            return start;
        }
        if open.muted {
            self.mute = self.mute.saturating_sub(1);
        }
        if whole {
            match (&open.after, open.happens) {
                (Some(after), _) => self.forward(&open.before, after),
                (None, true) => {}
                (None, false) => self.back(&open.before),
            }
        }
        self.state.settle();
        self.tell(Told::Item(item));
        at + 1
    }

    fn entered(&mut self) -> Start {
        Start { state: self.state.before(), exchanges: self.exchanges.len(), log: self.log.mark() }
    }

    fn ended(&self, start: &Start) -> End {
        let (state, log) = (self.state.after(&start.state), self.log.since(&start.log));
        End { state, exchanges: self.exchanges.len(), log }
    }

    /// Goes back: everything may look different from now on.
    fn back(&mut self, start: &Start) {
        self.state.back(&start.state);
        self.exchanges.truncate(self.world.model, start.exchanges);
        Rc::make_mut(&mut self.log).back(&start.log);
    }

    /// Goes back, and then to where the operand that happened has come.
    fn forward(&mut self, start: &Start, end: &End) {
        self.state.forward(&start.state, &end.state);
        self.exchanges.truncate(self.world.model, end.exchanges);
        let log = Rc::make_mut(&mut self.log);
        log.back(&start.log);
        log.forward(&end.log);
    }
}
