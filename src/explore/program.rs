//! A scenario as blocks of nodes: what an exploration walks through.
//!
//! The flat list of statements becomes blocks again (an operand is a block). Each statement knows the request that it
//! serves (its *cause*) and whose doing it is in the end (its *flow*): after a crash only what serves a request under way
//! goes on, and `[explore=reorder]` interleaves flows.

use crate::machine::flat::{self, Item};
use crate::machine::run::unanswered::home;
use crate::model::claim::Predicate;
use crate::model::step::{Step, StepKind};
use crate::model::{Model, Participant, Place, ScenarioId};
use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::statement::message::Arrow;
use foldhash::{HashMap, HashMapExt as _};

/// The index of a block in [`Program::blocks`].
pub type BlockId = u16;

/// A statement of a scenario.
#[derive(Clone, Copy, Debug)]
pub struct About<'m> {
    /// The statement.
    pub step: &'m Step,
    /// The request that it serves, or answers.
    pub cause: Option<u32>,
    /// Whose doing it is in the end.
    pub flow: u32,
    /// Who does it.
    pub doer: Option<Place>,
    /// Which claim it is, if one.
    pub claim: Option<u32>,
}

/// One operand.
#[derive(Clone, Copy, Debug)]
pub struct Branch<'m> {
    /// Its guard, if it can be evaluated.
    pub guard: Option<&'m Predicate>,
    /// Its statements.
    pub block: BlockId,
}

/// Something in a block.
#[derive(Clone, Debug)]
pub enum Node<'m> {
    /// A statement, by its index in [`Program::steps`].
    Step(u32),
    /// One of these; none of them if it is optional.
    Choose {
        /// Which.
        branches: Vec<Branch<'m>>,
        /// `opt`
        optional: bool,
    },
    /// So many times; without a number once or twice.
    Repeat {
        /// How often.
        times: Option<u32>,
        /// What.
        body: Branch<'m>,
    },
    /// Perhaps; then the block around it is left.
    Leave(Branch<'m>),
    /// These at the same time.
    Fork(Vec<BlockId>),
    /// These without anybody in between.
    Alone(BlockId),
}

/// `crash a anywhere { … }`
#[derive(Clone, Copy, Debug)]
pub struct Crash<'m> {
    /// The statement.
    pub step: &'m Step,
    /// Who.
    pub who: &'m Participant,
    /// What follows.
    pub block: BlockId,
}

/// A scenario.
#[derive(Clone, Debug, Default)]
pub struct Program<'m> {
    /// All statements.
    pub steps: Vec<About<'m>>,
    /// All blocks.
    pub blocks: Vec<Vec<Node<'m>>>,
    /// Where it begins.
    pub main: BlockId,
    /// What may happen anywhere.
    pub crash: Option<Crash<'m>>,
    /// The claims at points, by their statements.
    pub claims: Vec<&'m Step>,
}

/// Requests without an answer yet, while the list is read: by whom they were asked, and by who asked whom; homes of places.
#[derive(Default)]
struct Open {
    of: HashMap<Place, Vec<u32>>,
    between: HashMap<(Place, Place), Vec<u32>>,
}

impl Open {
    fn push(&mut self, at: u32, from: Place, to: Place) {
        self.of.entry(to).or_default().push(at);
        self.between.entry((from, to)).or_default().push(at);
    }

    /// The latest that somebody was asked.
    fn serves(&self, to: Place) -> Option<u32> {
        self.of.get(&to)?.last().copied()
    }

    /// The latest from one to the other has its answer.
    fn answer(&mut self, from: Place, to: Place) -> Option<u32> {
        let at = self.between.get_mut(&(from, to))?.pop()?;
        let all = self.of.get_mut(&to)?;
        if let Ok(place) = all.binary_search(&at) {
            all.remove(place);
        }
        Some(at)
    }
}

/// A fragment whose operands are being read.
struct Reading<'m> {
    kind: Option<(&'m Step, FragmentKind)>,
    crash: Option<(&'m Step, &'m Participant)>,
    branches: Vec<Branch<'m>>,
    guard: Option<&'m Predicate>,
    nodes: Vec<Node<'m>>,
}

/// The program of a scenario.
#[must_use]
pub fn compile(model: &Model, scenario: ScenarioId) -> Program<'_> {
    let mut builder = Builder {
        model,
        program: Program::default(),
        open: Open::default(),
        flows: HashMap::new(),
        claims: HashMap::new(),
        stack: Vec::new(),
    };
    let plain = || Reading { kind: None, crash: None, branches: Vec::new(), guard: None, nodes: Vec::new() };
    builder.stack.push(plain());
    for item in flat::flatten(model, scenario) {
        match item {
            Item::Step(step) => builder.step(step),
            Item::Open(step, kind, operand) => {
                let guard = operand.guard.as_ref();
                builder.stack.push(Reading { kind: Some((step, kind)), guard, ..plain() });
            }
            Item::Crash(step, who) => builder.stack.push(Reading { crash: Some((step, who)), ..plain() }),
            Item::Else(_, _, operand) => builder.otherwise(operand.guard.as_ref()),
            Item::Close(_) => builder.close(),
        }
    }
    let nodes = builder.stack.pop().map(|r| r.nodes).unwrap_or_default();
    let reorder = model.scenarios.get(scenario.index()).is_some_and(|s| s.reorder);
    let nodes = if reorder { builder.parted(nodes) } else { nodes };
    builder.program.main = builder.block(nodes);
    builder.program
}

struct Builder<'m> {
    model: &'m Model,
    program: Program<'m>,
    open: Open,
    flows: HashMap<Place, u32>,
    claims: HashMap<*const Step, u32>,
    stack: Vec<Reading<'m>>,
}

impl<'m> Builder<'m> {
    fn block(&mut self, nodes: Vec<Node<'m>>) -> BlockId {
        self.program.blocks.push(nodes);
        BlockId::try_from(self.program.blocks.len() - 1).unwrap_or(BlockId::MAX)
    }

    fn node(&mut self, node: Node<'m>) {
        if let Some(reading) = self.stack.last_mut() {
            reading.nodes.push(node);
        }
    }

    fn step(&mut self, step: &'m Step) {
        let at = u32::try_from(self.program.steps.len()).unwrap_or(u32::MAX);
        let doer = doer(step);
        let model = self.model;
        let serves = match (&step.kind, doer) {
            (StepKind::Message { from, to, arrow: Arrow::Response, .. }, _) => {
                self.open.answer(home(model, to.place), home(model, from.place))
            }
            (_, Some(Place::User(_)) | None) => None,
            (_, Some(place)) => self.open.serves(home(model, place)),
        };
        if let StepKind::Message { from, to, arrow: Arrow::Request, .. } = &step.kind {
            self.open.push(at, home(model, from.place), home(model, to.place));
        }
        let flow = serves.and_then(|c| self.program.steps.get(c as usize)).map(|a| a.flow);
        let flow = flow.unwrap_or_else(|| self.flow(doer));
        let claims = matches!(step.kind, StepKind::Sees { .. } | StepKind::Expect { .. });
        let claim = claims.then(|| {
            let next = u32::try_from(self.program.claims.len()).unwrap_or(u32::MAX);
            let at = *self.claims.entry(std::ptr::from_ref(step)).or_insert(next);
            if at == next {
                self.program.claims.push(step);
            }
            at
        });
        self.program.steps.push(About { step, cause: serves, flow, doer, claim });
        // A starting state has come about before anything happens.
        if !matches!(step.kind, StepKind::Given(_)) {
            self.node(Node::Step(at));
        }
    }

    /// The flow of whoever starts something; what nobody does belongs to the flow before.
    fn flow(&mut self, doer: Option<Place>) -> u32 {
        let Some(place) = doer else {
            return self.program.steps.last().map_or(0, |a| a.flow);
        };
        let next = u32::try_from(self.flows.len()).unwrap_or(u32::MAX);
        *self.flows.entry(home(self.model, place)).or_insert(next)
    }

    fn otherwise(&mut self, guard: Option<&'m Predicate>) {
        let Some(mut reading) = self.stack.pop() else { return };
        let block = self.block(std::mem::take(&mut reading.nodes));
        reading.branches.push(Branch { guard: reading.guard, block });
        reading.guard = guard;
        self.stack.push(reading);
    }

    fn close(&mut self) {
        self.otherwise(None);
        let Some(reading) = self.stack.pop() else { return };
        let blocks = || reading.branches.iter().map(|b| b.block);
        if let Some((step, who)) = reading.crash {
            if let Some(block) = blocks().next() {
                self.program.crash = Some(Crash { step, who, block });
            }
            return;
        }
        let Some((step, kind)) = reading.kind else { return };
        let first = reading.branches.first().copied();
        let node = match (kind, first) {
            (_, None) => return,
            (FragmentKind::Alt, _) => Node::Choose { branches: reading.branches.clone(), optional: false },
            (FragmentKind::Opt, _) => Node::Choose { branches: reading.branches.clone(), optional: true },
            (FragmentKind::Loop, Some(body)) => {
                let times = if let StepKind::Fragment { times, .. } = &step.kind { *times } else { None };
                Node::Repeat { times, body }
            }
            (FragmentKind::Break, Some(body)) => Node::Leave(body),
            (FragmentKind::Par, _) => Node::Fork(blocks().collect()),
            (FragmentKind::Critical, Some(body)) => Node::Alone(body.block),
            (FragmentKind::Group, Some(body)) => {
                Node::Choose { branches: vec![Branch { guard: None, ..body }], optional: false }
            }
        };
        self.node(node);
    }

    /// With `[explore=reorder]`: what stands between two barriers, parted by flow.
    fn parted(&mut self, nodes: Vec<Node<'m>>) -> Vec<Node<'m>> {
        let mut found = Vec::new();
        let mut segment: Vec<u32> = Vec::new();
        for node in nodes {
            match node {
                Node::Step(at) if !self.is_barrier(at) => segment.push(at),
                other => {
                    self.part(&mut segment, &mut found);
                    found.push(other);
                }
            }
        }
        self.part(&mut segment, &mut found);
        found
    }

    fn part(&mut self, segment: &mut Vec<u32>, into: &mut Vec<Node<'m>>) {
        let mut flows: Vec<(u32, Vec<Node<'m>>)> = Vec::new();
        for at in segment.drain(..) {
            let flow = self.program.steps.get(at as usize).map_or(0, |a| a.flow);
            match flows.iter_mut().find(|(f, _)| *f == flow) {
                Some((_, list)) => list.push(Node::Step(at)),
                None => flows.push((flow, vec![Node::Step(at)])),
            }
        }
        if flows.len() < 2 {
            into.extend(flows.into_iter().flat_map(|(_, list)| list));
            return;
        }
        let blocks = flows.into_iter().map(|(_, list)| self.block(list)).collect();
        into.push(Node::Fork(blocks));
    }

    /// Claims about everybody, and time, wait for everybody.
    fn is_barrier(&self, at: u32) -> bool {
        let kind = self.program.steps.get(at as usize).map(|a| &a.step.kind);
        matches!(kind, Some(StepKind::Expect { .. } | StepKind::Wait { .. } | StepKind::Gap(_)))
    }
}

/// Who does a statement.
fn doer(step: &Step) -> Option<Place> {
    match &step.kind {
        StepKind::Message { from, .. } => Some(from.place),
        StepKind::Read { who, .. } | StepKind::Action { who, .. } => Some(who.place),
        StepKind::Sees { who, .. } => Some(Place::User(*who)),
        StepKind::Happening { at, .. } => Some(at.place),
        StepKind::Given(_)
        | StepKind::Expect { .. }
        | StepKind::Note { .. }
        | StepKind::Divider(_)
        | StepKind::Gap(_)
        | StepKind::Wait { .. }
        | StepKind::Fragment { .. }
        | StepKind::CrashAnywhere { .. }
        | StepKind::Lifespan { .. }
        | StepKind::Play(_)
        | StepKind::Reference { .. }
        | StepKind::Link { .. } => None,
    }
}
