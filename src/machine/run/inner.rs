//! Fragments inside methods and reactions: what of them happens is a choice like any other.
//!
//! Of an `alt` any operand up to the first whose guard holds may happen; `opt` and `break` follow a guard that can be decided and
//! may or may not happen otherwise; `loop N` goes N times, without a number once or twice; the operands of `par` go one after the
//! other. The drawn run takes the first operand, goes into `opt`, once through a `loop`, and not into `break`.

use super::super::choose::Choice;
use super::frame::Frame;
use super::{Env, Run};
use crate::limits::STEPS;
use crate::model::step::{Operand, Step};
use crate::syntax::statement::fragment::FragmentKind;
use std::rc::Rc;

impl<'m> Run<'_, 'm> {
    /// Leaves what happens of a fragment as frames.
    pub(super) fn inner(&mut self, kind: FragmentKind, times: Option<u32>, operands: &'m [Operand], env: &Env) {
        let env = Rc::new(env.clone());
        let first = operands.first();
        match kind {
            FragmentKind::Alt => {
                let happens = self.operand(operands);
                self.bodies(happens, &env);
            }
            FragmentKind::Opt => {
                let happens = first.filter(|operand| self.decided(operand).unwrap_or_else(|| self.option(2) == 0));
                self.bodies(happens, &env);
            }
            FragmentKind::Break => {
                if let Some(operand) = first.filter(|o| self.decided(o).unwrap_or_else(|| self.option(2) == 1)) {
                    self.leave();
                    self.bodies([operand], &env);
                }
            }
            FragmentKind::Loop => {
                let times = times.unwrap_or_else(|| 1 + self.option(2));
                // Each turn counts as a statement, so that loops of nothing within loops come to an end.
                let left = (STEPS + 1).saturating_sub(self.steps);
                let turns = times.min(left);
                self.steps += turns;
                self.bodies(first.into_iter().flat_map(|operand| (0..turns).map(move |_| operand)), &env);
            }
            FragmentKind::Par | FragmentKind::Critical | FragmentKind::Group => {
                self.bodies(operands.iter().rev(), &env);
            }
        }
    }

    /// The operand of an `alt` that happens, if one does.
    fn operand(&mut self, operands: &'m [Operand]) -> Option<&'m Operand> {
        let mut open: Vec<&Operand> = Vec::new();
        for operand in operands {
            match self.decided(operand) {
                Some(false) => {}
                None => open.push(operand),
                Some(true) => {
                    open.push(operand);
                    break;
                }
            }
        }
        let taken = self.option(u32::try_from(open.len()).unwrap_or(u32::MAX));
        open.get(usize::try_from(taken).unwrap_or(0)).copied()
    }

    /// Whether a guard lets an operand happen, if it can be decided.
    fn decided(&self, operand: &Operand) -> Option<bool> {
        operand.guard.as_ref().and_then(|guard| self.holds(guard))
    }

    fn option(&mut self, options: u32) -> u32 {
        if options > 1 { self.choose.choose(Choice::Operand, options) } else { 0 }
    }

    /// Bodies to be done, the last one first.
    fn bodies(&mut self, operands: impl IntoIterator<Item = &'m Operand>, env: &Rc<Env>) {
        let body = |operand: &'m Operand| Frame::Body { steps: &operand.steps, env: Rc::clone(env), under: None };
        self.frames.extend(operands.into_iter().map(body));
    }

    /// Leaves the body that is under way, and its further turns if it is a loop's.
    fn leave(&mut self) {
        let end = |steps: &[Step]| steps.as_ptr_range().end;
        let Some(Frame::Body { steps, .. }) = self.frames.last_mut() else { return };
        let left = end(steps);
        *steps = &[];
        while let Some(Frame::Body { steps, under: None, .. }) =
            self.frames.len().checked_sub(2).and_then(|at| self.frames.get(at))
        {
            if end(steps) != left {
                break;
            }
            self.frames.remove(self.frames.len() - 2);
        }
    }
}
