//! Every run, nearest to the drawn one first: by faults, then by deviations, then by steps (Dijkstra's order over states).
//!
//! A state is known by its hash (64 bits); what is kept of each is how it was reached first. Whole states are kept only
//! while they wait.

use super::control::{Control, Move};
use super::guide::{Cost, Shared};
use super::program::Program;
use super::walk::Walker;
use super::watch::{self, Noticed, Watch};
use super::{Limits, Progress};
use crate::machine::run::Run;
use crate::machine::run::memory::{Memory, Relevance};
use crate::model::claim::{Claim, Predicate};
use crate::model::step::StepKind;
use crate::verdict::Stop;
use ecow::EcoString;
use foldhash::quality::FixedState;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};

/// How a state was reached.
#[derive(Clone, Copy, Debug)]
struct Origin {
    parent: u32,
    by: Move,
    /// Which options, by their index in the list of all; 0 for none.
    options: u32,
    cost: Cost,
}

/// One move, with the options that were taken in it.
pub type Leg = (Move, Box<[u8]>);

/// A move that decided a claim.
#[derive(Clone, Debug)]
pub struct Witness {
    parent: u32,
    by: Move,
    options: Box<[u8]>,
    cost: Cost,
    /// What a claim of the file noticed.
    pub noticed: Option<Noticed>,
}

/// What is known of a claim.
#[derive(Clone, Debug, Default)]
pub struct Stat {
    /// How often it held.
    pub held: u64,
    /// The nearest move after which it held.
    pub holding: Option<Witness>,
    /// The nearest move after which it failed.
    pub failing: Option<Witness>,
}

/// A state that waits.
struct Waiting<'m> {
    id: u32,
    cost: Cost,
    memory: Memory<'m>,
    control: Control<'m>,
    watch: Watch,
}

/// Hashes are hashed already.
#[derive(Default)]
struct Known(u64);

impl Hasher for Known {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

/// Looks at a run that is over.
pub type Ended<'s, 'r, 'm> = Box<dyn FnMut(&Run<'r, 'm>) + 's>;

/// A search under way; afterwards what it found.
pub struct Search<'s, 'r, 'm> {
    walker: Walker<'s, 'r, 'm>,
    claims: &'m [Claim],
    relevance: Relevance,
    hashing: FixedState,
    origins: Vec<Origin>,
    options: Vec<Box<[u8]>>,
    seen: HashMap<u64, u32, BuildHasherDefault<Known>>,
    queue: BTreeMap<Cost, VecDeque<Box<Waiting<'m>>>>,
    edges: Vec<(u32, u32)>,
    ends: Vec<u32>,
    /// By claim of the scenario.
    pub points: Vec<Stat>,
    /// By claim of the file.
    pub whole: Vec<Stat>,
    /// Why it ended before all was seen.
    pub stopped: Option<Stop>,
    /// Moves made.
    pub moves: u64,
    /// Is shown what is where at each end.
    pub ended: Option<Ended<'s, 'r, 'm>>,
    cut: bool,
}

/// What of a run's memory matters to these claims.
#[must_use]
pub fn relevance(program: &Program<'_>, claims: &[Claim]) -> Relevance {
    let predicates = program.claims.iter().filter_map(|step| match &step.kind {
        StepKind::Expect { predicate, .. } => Some(predicate),
        _other => None,
    });
    let mut found = Relevance { counts: false, history: watch::needs_history(claims) };
    for predicate in predicates {
        found.counts |= matches!(predicate, Predicate::Counts { .. } | Predicate::Carries { .. });
        found.history |= matches!(predicate, Predicate::Staleness { .. });
    }
    found
}

impl<'s, 'r, 'm> Search<'s, 'r, 'm> {
    /// At the start of a scenario.
    #[must_use]
    pub fn new(run: Run<'r, 'm>, guide: Shared, program: &'s Program<'m>, claims: &'m [Claim], reduce: bool) -> Self {
        let control = Control::start(program);
        let walker = Walker { run, program, control, guide, judged: Vec::new(), telling: false, reduce };
        Self {
            walker,
            claims,
            relevance: relevance(program, claims),
            hashing: FixedState::default(),
            origins: Vec::new(),
            options: vec![Box::default()],
            seen: HashMap::default(),
            queue: BTreeMap::new(),
            edges: Vec::new(),
            ends: Vec::new(),
            points: vec![Stat::default(); program.claims.len()],
            whole: vec![Stat::default(); claims.len()],
            stopped: None,
            moves: 0,
            ended: None,
            cut: false,
        }
    }

    /// Sees all that it may.
    pub fn go(&mut self, limits: &Limits, progress: Progress<'_>) {
        let start = Move::Thread(0);
        let first = Witness { parent: 0, by: start, options: Box::default(), cost: Cost::default(), noticed: None };
        self.arrive(&first, &Watch::default(), false);
        while let Some(mut entry) = self.queue.first_entry() {
            let Some(waiting) = entry.get_mut().pop_front() else {
                entry.remove();
                continue;
            };
            let known = self.origins.get(waiting.id as usize).map(|o| o.cost);
            if known.is_some_and(|cost| cost < waiting.cost) {
                continue;
            }
            if self.states() > limits.states {
                self.stopped = Some(Stop::States);
                return;
            }
            self.expand(&waiting, limits, progress);
            if self.stopped.is_some() {
                return;
            }
        }
        if self.cut {
            self.stopped = Some(Stop::Faults);
        }
    }

    /// How many different states there were.
    #[must_use]
    pub fn states(&self) -> u64 {
        self.origins.len() as u64
    }

    /// All that may follow a state.
    fn expand(&mut self, waiting: &Waiting<'m>, limits: &Limits, progress: Progress<'_>) {
        let moves = waiting.control.moves(self.walker.program);
        if moves.is_empty() {
            self.ends.push(waiting.id);
            return self.at_the_end(waiting);
        }
        let first = moves.iter().find(|m| matches!(m, Move::Thread(_))).copied();
        for by in moves {
            self.walker.guide.begin(&[]);
            loop {
                if self.moves.is_multiple_of(64) && !progress(self.states(), self.moves) {
                    self.stopped = Some(Stop::Time);
                    return;
                }
                self.walker.run.give(waiting.memory.clone());
                self.walker.control = waiting.control.clone();
                let late = matches!(by, Move::Arrive(at)
                    if waiting.control.posted.get(usize::from(at)).is_some_and(|p| p.late));
                self.walker.make(by);
                self.moves += 1;
                let mut own = self.walker.guide.cost();
                own.faults += u16::from(by == Move::Crash);
                let turned = matches!(by, Move::Thread(_)) && Some(by) != first;
                own.deviations += u16::from(turned || late);
                let cost = waiting.cost.plus(own);
                if limits.faults.is_some_and(|most| u32::from(cost.faults) > most) {
                    self.cut = true;
                } else {
                    let options = self.walker.guide.options();
                    let leg = Witness { parent: waiting.id, by, options, cost, noticed: None };
                    self.arrive(&leg, &waiting.watch, true);
                }
                if !self.walker.guide.next() {
                    break;
                }
            }
        }
    }

    /// A move has led somewhere: what it says of the claims, and whether that is a new state.
    fn arrive(&mut self, leg: &Witness, watch: &Watch, from: bool) {
        let mut watch = watch.clone();
        for noticed in watch.notice(self.claims, &mut self.walker.run) {
            note(self.whole.get_mut(noticed.claim), noticed.holds, leg, Some(noticed));
        }
        for judged in std::mem::take(&mut self.walker.judged) {
            if let Some(holds) = judged.holds {
                note(self.points.get_mut(judged.claim as usize), holds, leg, None);
            }
        }
        let control = std::mem::take(&mut self.walker.control);
        let memory = self.walker.run.take();
        let fresh = || self.hashing.build_hasher();
        let mut hasher = fresh();
        memory.digest(self.relevance, &mut hasher, fresh);
        (&control, &watch).hash(&mut hasher);
        let hash = hasher.finish();
        let next = u32::try_from(self.origins.len()).unwrap_or(u32::MAX);
        let id = *self.seen.entry(hash).or_insert(next);
        if from {
            self.edges.push((leg.parent, id));
        }
        let options = if leg.options.iter().any(|o| *o > 0) {
            self.options.push(leg.options.clone());
            u32::try_from(self.options.len() - 1).unwrap_or(0)
        } else {
            0
        };
        let origin = Origin { parent: leg.parent, by: leg.by, options, cost: leg.cost };
        match self.origins.get_mut(id as usize) {
            Some(known) if known.cost <= leg.cost => return,
            Some(known) => *known = origin,
            None => self.origins.push(origin),
        }
        let waiting = Box::new(Waiting { id, cost: leg.cost, memory, control, watch });
        self.queue.entry(leg.cost).or_default().push_back(waiting);
    }

    /// A run is over: claims about what comes after it.
    fn at_the_end(&mut self, waiting: &Waiting<'m>) {
        use crate::syntax::declaration::claim::ClaimForm;
        if let Some(ended) = &mut self.ended {
            self.walker.run.give(waiting.memory.clone());
            ended(&self.walker.run);
        }
        for (at, claim) in self.claims.iter().enumerate() {
            let ClaimForm::Convergence(within) = &claim.form else { continue };
            self.walker.run.give(waiting.memory.clone());
            let model = self.walker.run.world.model;
            let guide = self.walker.guide.clone();
            let found = waiting.watch.converges(within.millis, model, &mut self.walker.run, &guide);
            let Some(origin) = self.origins.get(waiting.id as usize).copied() else { continue };
            let options = self.options.get(origin.options as usize).cloned().unwrap_or_default();
            for noticed in found {
                let leg = Witness {
                    parent: origin.parent,
                    by: origin.by,
                    options: options.clone(),
                    cost: origin.cost,
                    noticed: None,
                };
                let noticed = Noticed { claim: at, ..noticed };
                note(self.whole.get_mut(at), noticed.holds, &leg, Some(noticed));
            }
        }
    }

    /// What a claim of the file noticed, with the key's text: a run told again numbers its keys anew.
    #[must_use]
    pub fn noticed(&self, witness: &Witness) -> Option<(Noticed, EcoString)> {
        let noticed = witness.noticed?;
        let text = noticed.key.map(|k| self.walker.run.keys.text(k).into());
        Some((noticed, text.unwrap_or_default()))
    }

    /// The moves that lead to one, itself included.
    #[must_use]
    pub fn path(&self, witness: &Witness) -> Vec<Leg> {
        let mut found = vec![(witness.by, witness.options.clone())];
        let mut at = witness.parent;
        while at != 0 {
            let Some(origin) = self.origins.get(at as usize) else { break };
            let options = self.options.get(origin.options as usize).cloned().unwrap_or_default();
            found.push((origin.by, options));
            at = origin.parent;
        }
        found.reverse();
        found
    }

    /// How many runs there are: ways from the start to an end. States are never left for an earlier one, so that there is
    /// an end to each.
    #[must_use]
    pub fn runs(&self) -> u64 {
        let count = self.origins.len();
        let mut waiting = vec![0u32; count];
        let mut first: Vec<Vec<u32>> = vec![Vec::new(); count];
        for (from, to) in &self.edges {
            if let (Some(list), Some(n)) = (first.get_mut(*from as usize), waiting.get_mut(*to as usize)) {
                list.push(*to);
                *n += 1;
            }
        }
        let mut ways = vec![0u64; count];
        if let Some(root) = ways.first_mut() {
            *root = 1;
        }
        let mut ready = vec![0u32];
        while let Some(at) = ready.pop() {
            let own = ways.get(at as usize).copied().unwrap_or(0);
            for to in first.get_mut(at as usize).map(std::mem::take).unwrap_or_default() {
                if let (Some(way), Some(n)) = (ways.get_mut(to as usize), waiting.get_mut(to as usize)) {
                    *way = way.saturating_add(own);
                    *n = n.saturating_sub(1);
                    if *n == 0 {
                        ready.push(to);
                    }
                }
            }
        }
        self.ends.iter().filter_map(|e| ways.get(*e as usize)).fold(0, |sum, n| sum.saturating_add(*n))
    }
}

fn note(stat: Option<&mut Stat>, holds: bool, leg: &Witness, noticed: Option<Noticed>) {
    let Some(stat) = stat else { return };
    stat.held += u64::from(holds);
    let slot = if holds { &mut stat.holding } else { &mut stat.failing };
    if slot.as_ref().is_none_or(|known| leg.cost < known.cost) {
        *slot = Some(Witness { noticed, ..leg.clone() });
    }
}
