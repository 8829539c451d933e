//! Where a run is: its threads, what is under way between them, whether somebody has crashed.

use super::program::{BlockId, Program};
use crate::machine::run::frame::Frame;
use crate::model::{ChannelId, Participant, Place};
use std::hash::{Hash, Hasher};
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

/// One line of control.
#[derive(Clone, Debug)]
pub struct Thread<'m> {
    /// From the outermost block to the innermost.
    pub cursors: Vec<Cursor>,
    /// What its last statement has left to do.
    pub frames: Vec<Frame<'m>>,
    /// Who waits for it.
    pub parent: Option<u8>,
    /// For how many it waits.
    pub waits: u8,
}

/// Something on its way that nobody waits for.
#[derive(Clone, Debug)]
pub struct Posted<'m> {
    /// What is to be done when it arrives.
    pub frame: Frame<'m>,
    /// Something else has happened since it was sent.
    pub late: bool,
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

/// Where a run is.
#[derive(Clone, Debug, Default)]
pub struct Control<'m> {
    /// Threads by number; `None` for one that is over.
    pub threads: Vec<Option<Rc<Thread<'m>>>>,
    /// On their way, the oldest first.
    pub posted: Vec<Posted<'m>>,
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
        Self { threads: vec![Some(Rc::new(Thread::at(program.main, None)))], ..Self::default() }
    }

    /// What may happen next, what is written first; empty at the end.
    #[must_use]
    pub fn moves(&self, program: &Program<'m>) -> Vec<Move> {
        let mut found: Vec<Move> = Vec::new();
        for (at, posted) in self.posted.iter().enumerate() {
            let first = self.posted.iter().take(at).all(|p| queue(&p.frame) != queue(&posted.frame));
            if let (true, Ok(at)) = (first, u8::try_from(at)) {
                found.push(Move::Arrive(at));
            }
        }
        let alone = self.threads.iter().position(|t| t.as_ref().is_some_and(|t| t.is_alone()));
        for (at, thread) in self.threads.iter().enumerate() {
            let ready = thread.as_ref().is_some_and(|t| t.waits == 0 && !self.held_up(t, program));
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

    /// Time that passes lets everything arrive first.
    fn held_up(&self, thread: &Thread<'m>, program: &Program<'m>) -> bool {
        if self.posted.is_empty() || !thread.frames.is_empty() {
            return false;
        }
        let step = thread.next(program);
        step.is_some_and(|s| matches!(s.step.kind, crate::model::StepKind::Wait { .. }))
    }

    /// Gives a new thread its number.
    pub fn spawn(&mut self, thread: Thread<'m>) {
        let thread = Rc::new(thread);
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
        let parent = self.threads.get_mut(usize::from(number)).and_then(Option::take).and_then(|t| t.parent);
        if let Some(Some(parent)) = parent.and_then(|p| self.threads.get_mut(usize::from(p))) {
            let parent = Rc::make_mut(parent);
            parent.waits = parent.waits.saturating_sub(1);
        }
    }
}

impl<'m> Thread<'m> {
    /// At the start of a block.
    #[must_use]
    pub fn at(block: BlockId, parent: Option<u8>) -> Self {
        Self { cursors: vec![Cursor::start(block)], frames: Vec::new(), parent, waits: 0 }
    }

    /// Whether it has done something that is not over.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        !self.frames.is_empty() || self.cursors.iter().any(|c| c.at > 0)
    }

    fn is_alone(&self) -> bool {
        self.cursors.iter().any(|c| c.alone)
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

impl Hash for Control<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for (at, thread) in self.threads.iter().enumerate() {
            if let Some(thread) = thread {
                (at, &thread.cursors, &thread.frames, thread.parent, thread.waits).hash(state);
            }
        }
        self.posted.iter().for_each(|p| p.frame.hash(state));
        self.crashed.hash(state);
    }
}
