//! Where a run is: its threads, what is under way between them, whether somebody has crashed.

use super::program::{BlockId, Program};
use crate::machine::run::frame::Frame;
use crate::machine::watched::Watched;
use crate::model::step::StepKind;
use crate::model::{ChannelId, Participant, Place};
use std::rc::Rc;

/// Where a thread is in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// Which block.
    pub block: BlockId,
    /// Which of its nodes is next.
    pub at: u16,
    /// How often the block is still to be repeated.
    pub again: u32,
    /// Nobody may act in between.
    pub alone: bool,
}

impl Cursor {
    /// At the start of a block.
    #[must_use]
    pub fn start(block: BlockId) -> Self {
        Self { block, at: 0, again: 0, alone: false }
    }
}

/// What a thread is at.
#[derive(Clone, Debug, Default, Hash)]
pub struct Work<'m> {
    /// From the outermost block to the innermost.
    pub cursors: Vec<Cursor>,
    /// What its last statement has left to do.
    pub frames: Vec<Frame<'m>>,
}

/// One line of control.
#[derive(Clone, Debug)]
pub struct Thread<'m> {
    /// What it is at.
    pub work: Watched<Rc<Work<'m>>>,
    /// How it stands to the others.
    pub stand: Stand,
}

/// How a thread stands to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stand {
    /// Who waits for it.
    pub parent: Option<u8>,
    /// For how many it waits.
    pub waits: u8,
    /// Nobody else may act.
    pub alone: bool,
}

/// Whether somebody has crashed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Crashed {
    /// Not yet.
    #[default]
    No,
    /// What was under way is being finished.
    Finishing(Participant),
    /// What follows a crash is happening.
    After,
}

impl Crashed {
    /// Shows who has crashed and is still at work, if somebody is.
    pub fn whom(&mut self, mut see: impl FnMut(&mut Participant)) {
        match self {
            Self::Finishing(who) => see(who),
            Self::No | Self::After => {}
        }
    }
}

/// Where a run is.
#[derive(Clone, Debug, Default)]
pub struct Control<'m> {
    /// Threads by number; `None` for one that is over.
    pub threads: Vec<Option<Thread<'m>>>,
    /// What is to be done when something arrives that nobody waits for, the oldest first.
    pub posted: Watched<Vec<Frame<'m>>>,
    /// How many are on their way.
    pub on_way: usize,
    /// How many of these, the oldest, were sent before something else happened.
    pub late: usize,
    /// Whether somebody has crashed.
    pub crashed: Crashed,
    /// Something has happened.
    pub begun: bool,
}

/// What may happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// Something posted arrives.
    Arrive(u8),
    /// A thread goes on.
    Thread(u8),
    /// Whoever may crash does.
    Crash,
    /// What follows a crash begins.
    Follow,
}

impl<'m> Control<'m> {
    /// At the start of a program.
    #[must_use]
    pub fn start(program: &Program<'m>) -> Self {
        Self { threads: vec![Some(Thread::at(program.main, None))], ..Self::default() }
    }

    /// How long nothing happens from now on, in milliseconds, if the longest wait among these moves is made.
    #[must_use]
    pub fn rest(&self, moves: &[Move], program: &Program<'m>) -> i64 {
        let wait = |by: &Move| {
            let Move::Thread(number) = by else { return None };
            let work = &self.threads.get(usize::from(*number))?.as_ref()?.work;
            let next = work.next(program).filter(|_| work.frames.is_empty())?;
            if let StepKind::Wait { millis, .. } = next.step.kind { i64::try_from(millis).ok() } else { None }
        };
        let finishing = matches!(self.crashed, Crashed::Finishing(_));
        moves.iter().filter(|_| !finishing).filter_map(wait).max().unwrap_or_default()
    }

    /// What may happen next, what is written first; empty at the end.
    #[must_use]
    pub fn moves(&self, program: &Program<'m>) -> Vec<Move> {
        let mut found: Vec<Move> = Vec::new();
        if self.on_way > 0 {
            for (at, frame) in self.posted.iter().enumerate() {
                let first = self.posted.iter().take(at).all(|before| queue(before) != queue(frame));
                if let (true, Ok(at)) = (first, u8::try_from(at)) {
                    found.push(Move::Arrive(at));
                }
            }
        }
        let alone = self.threads.iter().position(|t| t.as_ref().is_some_and(|t| t.stand.alone));
        for (at, thread) in self.threads.iter().enumerate() {
            let ready =
                thread.as_ref().is_some_and(|t| t.stand.waits == 0 && !(self.on_way > 0 && t.work.lets_pass(program)));
            if let (true, Ok(number)) = (ready && alone.is_none_or(|a| a == at), u8::try_from(at)) {
                found.push(Move::Thread(number));
            }
        }
        let over = self.threads.iter().all(Option::is_none);
        if program.crash.is_some() && self.crashed == Crashed::No && self.begun && !over {
            found.push(Move::Crash);
        }
        if found.is_empty() && matches!(self.crashed, Crashed::Finishing(_)) {
            found.push(Move::Follow);
        }
        found
    }

    /// Gives a new thread its number.
    pub fn spawn(&mut self, thread: Thread<'m>) {
        match self.threads.iter().position(Option::is_none) {
            Some(free) => {
                if let Some(slot) = self.threads.get_mut(free) {
                    *slot = Some(thread);
                }
            }
            None => self.threads.push(Some(thread)),
        }
    }

    /// A thread is over: whoever waits for it waits for one fewer.
    pub fn end(&mut self, number: u8) {
        let parent = self.threads.get_mut(usize::from(number)).and_then(Option::take).and_then(|t| t.stand.parent);
        if let Some(Some(parent)) = parent.and_then(|p| self.threads.get_mut(usize::from(p))) {
            parent.stand.waits = parent.stand.waits.saturating_sub(1);
        }
    }
}

impl Thread<'_> {
    /// At the start of a block.
    #[must_use]
    pub fn at(block: BlockId, parent: Option<u8>) -> Self {
        let work = Work { cursors: vec![Cursor::start(block)], frames: Vec::new() };
        Self { work: Watched::from(Rc::new(work)), stand: Stand { parent, waits: 0, alone: false } }
    }
}

impl<'m> Work<'m> {
    /// Whether it has done something that is not over.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        !self.frames.is_empty() || self.cursors.iter().any(|c| c.at > 0)
    }

    /// Time that passes lets everything arrive first.
    #[must_use]
    pub fn lets_pass(&self, program: &Program<'m>) -> bool {
        let step = self.next(program).filter(|_| self.frames.is_empty());
        step.is_some_and(|s| matches!(s.step.kind, crate::model::StepKind::Wait { .. }))
    }

    /// The statement that it comes to next, if one is next.
    #[must_use]
    pub fn next<'p>(&self, program: &'p Program<'m>) -> Option<&'p super::program::About<'m>> {
        let cursor = self.cursors.last()?;
        let node = program.blocks.get(usize::from(cursor.block))?.get(usize::from(cursor.at))?;
        match node {
            super::program::Node::Step(at) => program.steps.get(*at as usize),
            super::program::Node::Choose { .. }
            | super::program::Node::Repeat { .. }
            | super::program::Node::Leave(_)
            | super::program::Node::Fork(_)
            | super::program::Node::Alone(_) => None,
        }
    }
}

/// What arrives in the order in which it was sent: a channel's events at one subscriber, messages between two.
fn queue<'f>(frame: &'f Frame<'_>) -> (Option<ChannelId>, Option<Place>, Option<&'f Participant>) {
    match frame {
        Frame::Heard { event, .. } => (Some(event.channel), None, Some(&event.who)),
        Frame::Arrive { from, to, .. } => (None, Some(from.place), Some(to)),
        Frame::Body { .. }
        | Frame::Fired { .. }
        | Frame::Reaction { .. }
        | Frame::Reader { .. }
        | Frame::Trip(_)
        | Frame::Settle => (None, None, None),
    }
}
