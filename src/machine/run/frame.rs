//! What is still to be done: frames on a stack, the next one on top.
//!
//! A statement does its own part at once and leaves the rest as frames: the reactions that it sets off, the body of a
//! method, the hops of a read. Whoever drives a run takes one after the other ([`Run::drive`]); whoever explores may let
//! somebody else act in between.

use super::operation::Fired;
use super::reaction::{Bound, Event, Under};
use super::read::Trip;
use super::{Env, Run};
use crate::model::Participant;
use crate::model::step::Step;
use std::rc::Rc;

/// Reactions of which each led to the next, so that circles are seen where messages are posted.
pub type Chain = Rc<[Rc<Under>]>;

/// Something that is still to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Frame<'m> {
    /// The rest of a body: of a method, of a reaction (then it is known which, so that circles are seen), of an operand.
    Body {
        /// What is left of it.
        steps: &'m [Step],
        /// What its names stand for.
        env: Rc<Env>,
        /// The reaction whose body it is.
        under: Option<Rc<Under>>,
    },
    /// What follows from something.
    Fired {
        /// The statement behind it.
        step: &'m Step,
        /// What happened.
        fired: Fired,
        /// Who did it.
        actor: Participant,
        /// What names stand for there.
        env: Rc<Env>,
    },
    /// A reaction that is about to begin.
    Reaction {
        /// The statement behind it.
        step: &'m Step,
        /// Which.
        index: usize,
        /// What its names stand for.
        bound: Bound,
    },
    /// An event that is about to arrive.
    Heard {
        /// The statement behind it.
        step: &'m Step,
        /// What arrives, and where.
        event: Rc<Event>,
        /// The reactions that led to it, if it was posted.
        after: Chain,
    },
    /// A message that nobody answers is about to arrive.
    Arrive {
        /// The statement.
        step: &'m Step,
        /// The sender.
        from: Participant,
        /// The receiver.
        to: Participant,
        /// What names stand for there.
        env: Rc<Env>,
        /// The reactions that led to it.
        after: Chain,
    },
    /// Somebody is about to read.
    Reader {
        /// The statement.
        step: &'m Step,
        /// Who.
        who: Participant,
        /// What names stand for there.
        env: Rc<Env>,
    },
    /// A read under way.
    Trip(Box<Trip<'m>>),
    /// A call is over: what it changed belongs to what was told last.
    Settle,
}

impl Frame<'_> {
    /// The line of the statement behind it, if one is.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        match self {
            Frame::Body { steps, .. } => steps.first().map(|step| step.line),
            Frame::Fired { step, .. }
            | Frame::Reaction { step, .. }
            | Frame::Heard { step, .. }
            | Frame::Arrive { step, .. }
            | Frame::Reader { step, .. } => Some(step.line),
            Frame::Trip(trip) => Some(trip.step.line),
            Frame::Settle => None,
        }
    }
}

impl<'m> Run<'_, 'm> {
    /// Does everything that is left.
    pub fn drive(&mut self) {
        while self.advance() {}
    }

    /// Does the next thing that is left; whether there was one.
    pub fn advance(&mut self) -> bool {
        let Some(frame) = self.frames.pop() else { return false };
        match frame {
            Frame::Body { steps, env, under } => {
                if let Some((first, rest)) = steps.split_first() {
                    self.frames.push(Frame::Body { steps: rest, env: Rc::clone(&env), under });
                    self.step(first, &env);
                }
            }
            Frame::Fired { step, fired, actor, env } => self.follow(step, fired, &actor, &env),
            Frame::Reaction { step, index, bound } => self.run_reaction(step, index, bound),
            Frame::Heard { step, event, after } => {
                self.resume(&after);
                self.heard(step, &event);
            }
            Frame::Arrive { step, from, to, env, after } => {
                self.resume(&after);
                self.arrive(step, (&from, &to), &env);
            }
            Frame::Reader { step, who, env } => self.set_out(step, &who, &env),
            Frame::Trip(trip) => self.travel_on(trip),
            Frame::Settle => self.settle(),
        }
        true
    }

    /// The reactions that lead to what is posted now.
    pub(super) fn chain(&self) -> Chain {
        self.under_way().cloned().collect()
    }

    /// What arrives belongs to the reactions that led to it: nothing of them is left to be done.
    fn resume(&mut self, after: &Chain) {
        let env = Rc::new(Env::default());
        let led = |under: &Rc<Under>| Frame::Body { steps: &[], env: Rc::clone(&env), under: Some(Rc::clone(under)) };
        self.frames.extend(after.iter().map(led));
    }

    /// The reactions under way, the outermost first.
    pub(super) fn under_way(&self) -> impl DoubleEndedIterator<Item = &Rc<Under>> {
        self.frames.iter().filter_map(|frame| match frame {
            Frame::Body { under: Some(under), .. } => Some(under),
            Frame::Body { under: None, .. }
            | Frame::Fired { .. }
            | Frame::Reaction { .. }
            | Frame::Heard { .. }
            | Frame::Arrive { .. }
            | Frame::Reader { .. }
            | Frame::Trip(_)
            | Frame::Settle => None,
        })
    }
}
