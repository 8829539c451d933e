//! One move of a run: a thread's next piece of work, something that arrives, a crash.
//!
//! Where nobody else could act in between, a statement is done whole; else up to the next point at which somebody could.

use super::control::{Control, Crashed, Cursor, Move, Thread, Work};
use super::guide::Shared;
use super::program::{About, Branch, Node, Program};
use crate::machine::choose::{Choice, Choose};
use crate::machine::run::frame::Frame;
use crate::machine::run::{Env, Run};
use crate::model::step::StepKind;
use crate::model::{Participant, Place};
use std::rc::Rc;

/// What a claim at a point came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Which claim.
    pub claim: u32,
    /// Whether it holds; `None` if nothing was exercised.
    pub holds: Option<bool>,
}

/// Whoever walks: a run, where it is, and what it may choose.
pub struct Walker<'w, 'r, 'm> {
    /// The run.
    pub run: Run<'r, 'm>,
    /// The scenario.
    pub program: &'w Program<'m>,
    /// Where it is.
    pub control: Control<'m>,
    /// Its choices.
    pub guide: Shared,
    /// Claims that were judged in this move.
    pub judged: Vec<Judged>,
    /// What happens is told, claims with their reasons.
    pub telling: bool,
    /// What only its own thread can notice is done without a pause.
    pub reduce: bool,
    /// Even where somebody else may act: a mistake that tests have to notice.
    #[doc(hidden)]
    pub rash: bool,
}

impl<'m> Walker<'_, '_, 'm> {
    /// Makes a move.
    pub fn make(&mut self, step: Move) {
        self.judged.clear();
        self.run.observed.clear();
        self.run.pass_time();
        match step {
            Move::Thread(number) => {
                self.control.begun = true;
                self.control.late = self.control.on_way;
                self.go_on(number);
            }
            Move::Arrive(at) => self.arrive(at),
            Move::Crash => self.crash(),
            Move::Follow => {
                self.control.crashed = Crashed::After;
                if let Some(crash) = &self.program.crash {
                    self.control.spawn(Thread::at(crash.block, None));
                }
            }
        }
        if !self.run.posted.is_empty() {
            self.control.posted.append(&mut self.run.posted);
            self.control.on_way = self.control.posted.len();
        }
    }

    /// Something posted arrives, or is lost.
    fn arrive(&mut self, at: u8) {
        if usize::from(at) >= self.control.posted.len() {
            return;
        }
        let frame = self.control.posted.remove(usize::from(at));
        self.control.on_way = self.control.posted.len();
        self.control.late -= usize::from(usize::from(at) < self.control.late);
        let lost = matches!(frame, Frame::Arrive { .. }) && self.guide.choose(Choice::Arrival, 2) == 1;
        if lost {
            return;
        }
        let kept = std::mem::take(&mut self.run.frames);
        self.run.frames.push(frame);
        self.run.drive();
        self.run.frames = kept;
    }

    /// A thread goes on up to the next point at which somebody else could act.
    fn go_on(&mut self, number: u8) {
        let Some(work) = self.work(number) else { return };
        self.run.frames = std::mem::take(&mut work.frames);
        let mut worked = false;
        loop {
            if self.run.frames.is_empty() {
                if worked && !self.is_private(number) {
                    break;
                }
                match self.node(number) {
                    Some(true) => worked = true,
                    Some(false) => {}
                    None => break,
                }
                continue;
            }
            if worked && self.may_interrupt() && self.run.frames.last().is_some_and(is_boundary) {
                break;
            }
            worked = true;
            self.run.advance();
        }
        let frames = std::mem::take(&mut self.run.frames);
        if let Some(work) = self.work(number) {
            work.frames = frames;
        }
    }

    fn thread(&mut self, number: u8) -> Option<&mut Thread<'m>> {
        self.control.threads.get_mut(usize::from(number))?.as_mut()
    }

    fn work(&mut self, number: u8) -> Option<&mut Work<'m>> {
        self.thread(number).map(|thread| Rc::make_mut(&mut thread.work))
    }

    /// Whether somebody else could act before this thread goes on.
    fn may_interrupt(&self) -> bool {
        let others = self.control.threads.iter().flatten().filter(|t| t.stand.waits == 0).count() > 1;
        let crash = self.program.crash.is_some() && self.control.crashed == Crashed::No;
        others || crash || self.control.on_way > 0 || !self.run.posted.is_empty()
    }

    /// Whether what a thread does next is nobody else's concern: a note, a screen compared while nobody else can act.
    fn is_private(&self, number: u8) -> bool {
        if !self.reduce {
            return false;
        }
        let thread = self.control.threads.get(usize::from(number)).and_then(Option::as_ref);
        let Some(next) = thread.and_then(|t| t.work.next(self.program)) else { return false };
        match &next.step.kind {
            // Others may change a screen before it is compared.
            StepKind::Sees { .. } => self.rash || !self.may_interrupt(),
            StepKind::Given(_)
            | StepKind::Note { .. }
            | StepKind::Divider(_)
            | StepKind::Gap(_)
            | StepKind::Lifespan { .. }
            | StepKind::Reference { .. }
            | StepKind::Link { .. } => true,
            StepKind::Action { label, .. } => label.operation.is_none(),
            StepKind::Message { .. }
            | StepKind::Read { .. }
            | StepKind::Expect { .. }
            | StepKind::Wait { .. }
            | StepKind::Fragment { .. }
            | StepKind::Happening { .. }
            | StepKind::CrashAnywhere { .. }
            | StepKind::Play(_) => false,
        }
    }

    /// The next node of a thread: whether it was a statement; `None` if the thread stops here.
    fn node(&mut self, number: u8) -> Option<bool> {
        let program = self.program;
        let work = self.work(number)?;
        let Some(cursor) = work.cursors.last_mut() else {
            self.control.end(number);
            return None;
        };
        let block = program.blocks.get(usize::from(cursor.block))?;
        let Some(node) = block.get(usize::from(cursor.at)) else {
            if cursor.again > 0 {
                cursor.again -= 1;
                cursor.at = 0;
            } else {
                if !self.leave(number) {
                    self.control.end(number);
                    return None;
                }
            }
            return Some(false);
        };
        cursor.at += 1;
        match node {
            Node::Step(at) => {
                let about = program.steps.get(*at as usize)?;
                Some(self.statement(about))
            }
            Node::Choose { branches, optional } => {
                let chosen = self.choose(branches, *optional);
                self.enter(number, chosen.map(|b| Cursor::start(b.block)));
                Some(false)
            }
            Node::Repeat { times, body } => {
                let again = match times {
                    Some(0) => return Some(false),
                    Some(times) => times - 1,
                    None => self.guide.choose(Choice::Operand, 2),
                };
                self.enter(number, Some(Cursor { again, ..Cursor::start(body.block) }));
                Some(false)
            }
            Node::Leave(body) => {
                let taken = self.permits(body) && self.guide.choose(Choice::Operand, 2) == 1;
                if taken {
                    self.leave(number);
                    self.enter(number, Some(Cursor::start(body.block)));
                }
                Some(false)
            }
            Node::Fork(blocks) => {
                let children = u8::try_from(blocks.len()).unwrap_or(u8::MAX);
                self.thread(number)?.stand.waits = children;
                for block in blocks.iter().take(usize::from(children)) {
                    self.control.spawn(Thread::at(*block, Some(number)));
                }
                None
            }
            Node::Alone(block) => {
                self.enter(number, Some(Cursor { alone: true, ..Cursor::start(*block) }));
                Some(false)
            }
        }
    }

    fn enter(&mut self, number: u8, cursor: Option<Cursor>) {
        let (Some(thread), Some(cursor)) = (self.thread(number), cursor) else { return };
        thread.stand.alone |= cursor.alone;
        Rc::make_mut(&mut thread.work).cursors.push(cursor);
    }

    /// Leaves the innermost block; whether there is one around it.
    fn leave(&mut self, number: u8) -> bool {
        let Some(thread) = self.thread(number) else { return false };
        let cursors = &mut Rc::make_mut(&mut thread.work).cursors;
        cursors.pop();
        thread.stand.alone = cursors.iter().any(|c| c.alone);
        !cursors.is_empty()
    }

    /// Whether a guard lets an operand happen; one that is only text does.
    fn permits(&self, branch: &Branch<'m>) -> bool {
        branch.guard.is_none_or(|guard| self.run.holds(guard).unwrap_or(true))
    }

    /// One of several operands: the first whose evaluated guard holds, or any of those before it whose guard is text.
    fn choose(&mut self, branches: &[Branch<'m>], optional: bool) -> Option<Branch<'m>> {
        let mut open: Vec<Branch<'m>> = Vec::new();
        let mut certain = false;
        for branch in branches.iter().filter(|b| self.permits(b)) {
            open.push(*branch);
            if branch.guard.is_some() {
                certain = true;
                break;
            }
        }
        let none = u32::from(optional && !certain);
        let options = u32::try_from(open.len()).unwrap_or(u32::MAX).saturating_add(none);
        if options == 0 {
            return None;
        }
        let taken = if options > 1 { self.guide.choose(Choice::Operand, options) } else { 0 };
        open.get(taken as usize).copied()
    }

    /// A statement; whether it did something.
    fn statement(&mut self, about: &About<'m>) -> bool {
        if self.is_gone(about) {
            return false;
        }
        match &about.step.kind {
            StepKind::Given(_) | StepKind::Link { .. } => return false,
            StepKind::Sees { .. } | StepKind::Expect { .. } => {
                if let Some(claim) = about.claim {
                    if self.telling {
                        self.run.step(about.step, &Env::default());
                    } else {
                        let holds = self.run.decide(about.step);
                        self.judged.push(Judged { claim, holds });
                    }
                }
                return true;
            }
            _other => {}
        }
        if let Some(cause) = about.cause.and_then(|c| self.program.steps.get(c as usize)) {
            self.run.serve(cause.step);
        }
        self.run.step(about.step, &Env::default());
        true
    }

    /// Whether a statement is not reached: the request that it serves never came or has its answer; or, after a crash,
    /// it is nothing that was under way.
    fn is_gone(&self, about: &About<'m>) -> bool {
        let told = |cause: u32| self.program.steps.get(cause as usize).is_some_and(|c| self.run.awaits(c.step));
        let served = about.cause.map(told);
        match &self.control.crashed {
            Crashed::No | Crashed::After => served == Some(false),
            Crashed::Finishing(_) => served != Some(true),
        }
    }

    /// Whoever may crash does.
    fn crash(&mut self) {
        let Some(crash) = self.program.crash else { return };
        let who = self.run.crash(crash.step, crash.who);
        for thread in self.control.threads.iter_mut().flatten() {
            if thread.work.frames.iter().any(|frame| is_of(frame, &who)) {
                Rc::make_mut(&mut thread.work).frames.retain(|frame| !is_of(frame, &who));
            }
        }
        self.control.crashed = Crashed::Finishing(who);
    }
}

/// Whether somebody else could act before this is done.
fn is_boundary(frame: &Frame<'_>) -> bool {
    match frame {
        Frame::Trip(_) | Frame::Reader { .. } | Frame::Reaction { .. } | Frame::Heard { .. } => true,
        Frame::Body { steps, .. } => !steps.is_empty(),
        Frame::Fired { .. } | Frame::Settle | Frame::Arrive { .. } => false,
    }
}

/// Whether work is that of somebody who has crashed, or waits for their answer.
fn is_of(frame: &Frame<'_>, who: &Participant) -> bool {
    let is = |other: &Participant| other == who;
    match frame {
        Frame::Body { env, .. } => env.who.as_ref().is_some_and(is),
        Frame::Fired { actor, .. } => is(actor),
        Frame::Reaction { bound, .. } => is(&bound.who),
        Frame::Heard { event, .. } => is(&event.who),
        Frame::Reader { who: reader, .. } => is(reader),
        Frame::Trip(trip) => is(&trip.who) || matches!(who.place, Place::User(id) if trip.user == Some(id)),
        Frame::Arrive { .. } | Frame::Settle => false,
    }
}
