//! Every run, nearest to the drawn one first: by faults, then by deviations, then by steps (Dijkstra's order over states).
//!
//! A state is known by its hash (64 bits); what is kept of each is how it was reached first. States that wait are packed.

use super::control::{Control, Move};
use super::guide::{Cost, Shared};
use super::journal::Made;
use super::likeness::Likeness;
use super::pack::{Packer, at};
use super::program::Program;
use super::queue::{Queue, Waiting};
use super::recall::{MOST_WAYS, Outcome, Recall};
use super::symmetry;
use super::walk::Walker;
use super::watch::{Noticed, Watch, relevance};
use super::ways::Edges;
use super::whole::{Touched, Whole};
use super::witness::{Leg, Origin, Stat, Witness, leg, note};
use super::{Limits, Mistake, Progress, Reductions};
use crate::machine::run::Run;
use crate::machine::run::observe::Observed;
use crate::machine::watched::Watched;
use crate::model::claim::Claim;
use crate::verdict::Stop;
use ecow::EcoString;
use hashbrown::HashTable;
use std::collections::BTreeMap;

/// The state that is being left.
#[derive(Default)]
pub(super) struct Here {
    id: u32,
    cost: Cost,
    hash: u64,
    late: usize,
    pub(super) packed: Vec<u32>,
    /// What a move has changed while the state after it is written down.
    before: Vec<(u32, u32)>,
}

impl Here {
    /// Shows the state that differs so.
    fn differing<T>(&mut self, changed: &[(u32, u32)], see: impl FnOnce(&[u32]) -> T) -> T {
        self.before.clear();
        for (slot, part) in changed {
            if let Some(own) = self.packed.get_mut(*slot as usize) {
                self.before.push((*slot, std::mem::replace(own, *part)));
            }
        }
        let seen = see(&self.packed);
        for (slot, part) in self.before.iter().rev() {
            if let Some(own) = self.packed.get_mut(*slot as usize) {
                *own = *part;
            }
        }
        seen
    }
}

/// Looks at a run that is over.
pub type Ended<'s, 'r, 'm> = Box<dyn FnMut(&Run<'r, 'm>) + 's>;

/// A search under way; afterwards what it found.
pub struct Search<'s, 'r, 'm> {
    pub(super) walker: Walker<'s, 'r, 'm>,
    claims: &'m [Claim],
    pub(super) packer: Packer<'m>,
    /// The first state.
    pub(super) start: Vec<u32>,
    /// Each move that is made, if somebody wants to know.
    pub(super) journal: Option<Vec<Made>>,
    reductions: Reductions,
    /// Which states are the same but for who is who, if that is asked.
    likeness: Option<Likeness<'m>>,
    recall: Recall,
    pub(super) touched: Touched,
    pub(super) here: Here,
    hashes: Vec<u64>,
    origins: Vec<Origin>,
    options: Vec<Box<[u8]>>,
    seen: HashTable<u32>,
    queue: BTreeMap<Cost, Queue>,
    edges: Edges,
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

impl<'s, 'r, 'm> Search<'s, 'r, 'm> {
    /// At the start of a scenario.
    #[must_use]
    pub fn new(
        mut run: Run<'r, 'm>,
        guide: Shared,
        program: &'s Program<'m>,
        claims: &'m [Claim],
        reductions: Reductions,
    ) -> Self {
        run.restless = !reductions.expiry;
        let control = Control::start(program);
        let rashly = reductions.makes(Mistake::NamedAlike);
        let twins = || symmetry::twins(run.world, program, rashly);
        let likeness = reductions.symmetry.then(twins).and_then(Likeness::new);
        let (reduce, rash) = (reductions.alone, reductions.makes(Mistake::NoPause));
        let packer = Packer::new(relevance(program, claims), run.world.sites.len(), run.world.model.users.len());
        let walker = Walker { run, program, control, guide, judged: Vec::new(), telling: false, reduce, rash };
        Self {
            reductions,
            likeness,
            walker,
            claims,
            packer,
            start: Vec::new(),
            journal: None,
            recall: Recall::default(),
            touched: Touched::default(),
            here: Here::default(),
            hashes: Vec::new(),
            origins: Vec::new(),
            options: vec![Box::default()],
            seen: HashTable::new(),
            queue: BTreeMap::new(),
            edges: Edges::default(),
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
        let start = self.taken_down(Watched::default());
        self.arrive(&start, Move::Thread(0), Cost::default(), 0);
        for (slot, part) in &start.changed {
            self.start.resize(self.start.len().max(*slot as usize + 1), 0);
            if let Some(own) = self.start.get_mut(*slot as usize) {
                *own = *part;
            }
        }
        let mut list = Vec::new();
        while let Some(mut entry) = self.queue.first_entry() {
            let cost = *entry.key();
            let Some(Waiting { late, id }) = entry.get_mut().pop(&mut list) else {
                entry.remove();
                continue;
            };
            if self.origins.get(id as usize).is_some_and(|known| known.cost < cost) {
                continue;
            }
            if self.states() > limits.states {
                self.stopped = Some(Stop::States);
                return;
            }
            let hash = self.hashes.get(id as usize).copied().unwrap_or_default();
            std::mem::swap(&mut self.here.packed, &mut list);
            let Here { packed, before, .. } = std::mem::take(&mut self.here);
            self.here = Here { id, cost, hash, late: late as usize, packed, before };
            self.edges.leave(id);
            let on = self.expand(limits, progress);
            self.edges.left(id);
            if !on {
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

    /// All that may follow the state that is being left; whether to go on.
    fn expand(&mut self, limits: &Limits, progress: Progress<'_>) -> bool {
        self.here.packed.resize(self.packer.width(), 0);
        let moves = self.packer.moves(&self.here.packed, self.walker.program);
        if moves.is_empty() {
            self.edges.end(self.here.id);
            self.converging(None);
            return true;
        }
        self.converging(Some(&moves));
        let first = moves.iter().find(|m| matches!(m, Move::Thread(_))).copied();
        moves.iter().all(|by| self.each_way(*by, first, limits, progress))
    }

    /// Each way that a move may go: as it is remembered, else by making it.
    fn each_way(&mut self, by: Move, first: Option<Move>, limits: &Limits, progress: Progress<'_>) -> bool {
        let turned = matches!(by, Move::Thread(_)) && Some(by) != first;
        let late = matches!(by, Move::Arrive(at) if usize::from(at) < self.here.late);
        let faults = u16::from(by == Move::Crash);
        let own = self.here.cost.plus(Cost { faults, deviations: u16::from(turned || late) });
        let beginning = self.packer.beginning(&self.here.packed, by);
        let group = self.recall.group(by, beginning);
        let known = self.recall.find(group, &self.here.packed).filter(|_| self.reductions.recall);
        if let Some(outcomes) = known {
            return outcomes.iter().all(|outcome| self.follow(outcome, by, own, limits, progress));
        }
        self.touched.looked.clear();
        let keys = self.walker.run.keys.ids().count();
        let mut outcomes = Vec::new();
        self.walker.guide.begin(&[]);
        loop {
            let outcome = self.make(by, keys);
            if !self.follow(&outcome, by, own, limits, progress) {
                return false;
            }
            if outcomes.len() <= MOST_WAYS || self.journal.is_some() {
                outcomes.push(outcome);
            }
            if !self.walker.guide.next() {
                break;
            }
        }
        let now = self.walker.run.keys.ids().count();
        self.recall.expect(now);
        self.take_down(by, &outcomes);
        if self.reductions.recall && now == keys && outcomes.len() <= MOST_WAYS {
            let states = self.origins.len();
            if self.reductions.makes(Mistake::ForgottenLook) {
                self.touched.looked.pop();
            }
            self.recall.keep(group, &self.here.packed, &self.touched.looked, outcomes, states);
        }
        true
    }

    /// Makes a move.
    fn make(&mut self, by: Move, keys: usize) -> Outcome {
        let Whole { memory, control, watch } = self.packer.unpack(&self.here.packed, self.here.late, keys);
        self.walker.run.give(memory);
        self.walker.control = control;
        self.walker.make(by);
        self.taken_down(watch)
    }

    /// What the walker's last move has done.
    fn taken_down(&mut self, mut watch: Watched<Watch>) -> Outcome {
        let run = &mut self.walker.run;
        let matters = |o: &Observed| matches!(o, Observed::Shown { .. } | Observed::Written { .. });
        let noticed = if run.observed.iter().any(matters) {
            watch.notice(self.claims, run)
        } else {
            watch.kept().clone().notice(self.claims, run)
        };
        let judged = std::mem::take(&mut self.walker.judged);
        let memory = self.walker.run.take();
        let whole = Whole { memory, control: std::mem::take(&mut self.walker.control), watch };
        self.touched.changed.clear();
        self.packer.pack(&whole, &self.here.packed, &mut self.touched);
        self.here.packed.resize(self.packer.width(), 0);
        let options = self.taken();
        let weight = |slot: u32, part: u32| self.packer.weight(slot, part);
        let added = self
            .touched
            .changed
            .iter()
            .map(|(slot, part)| weight(*slot, *part).wrapping_sub(weight(*slot, at(&self.here.packed, *slot))));
        Outcome {
            hash: added.fold(0, u64::wrapping_add),
            changed: self.touched.changed.as_slice().into(),
            cost: self.walker.guide.cost(),
            options,
            judged: judged.into(),
            noticed: noticed.into(),
        }
    }

    /// The options that the walker's last move has taken, as their index in the list of all.
    fn taken(&mut self) -> u32 {
        let options = self.walker.guide.options();
        if options.iter().all(|option| *option == 0) {
            return 0;
        }
        let at = self.options.iter().position(|known| *known == options).unwrap_or_else(|| {
            self.options.push(options);
            self.options.len() - 1
        });
        u32::try_from(at).unwrap_or_default()
    }

    /// Goes where a move leads, if that is allowed; whether to go on.
    fn follow(&mut self, outcome: &Outcome, by: Move, own: Cost, limits: &Limits, progress: Progress<'_>) -> bool {
        if self.moves.is_multiple_of(64) && !progress(self.states(), self.moves) {
            self.stopped = Some(Stop::Time);
            return false;
        }
        self.moves += 1;
        let cost = own.plus(outcome.cost);
        if limits.faults.is_some_and(|most| u32::from(cost.faults) > most) {
            self.cut = true;
            return true;
        }
        self.note(outcome, by, cost);
        let before = self.packer.shape(&self.here.packed).map_or(0, |shape| shape.on_way);
        let late = match by {
            Move::Thread(_) => before,
            Move::Arrive(at) => self.here.late - usize::from(usize::from(at) < self.here.late),
            Move::Crash | Move::Follow => self.here.late,
        };
        if let Some(id) = self.arrive(outcome, by, cost, late) {
            self.edges.lead(id);
        }
        true
    }

    /// What a move says of the claims.
    fn note(&mut self, outcome: &Outcome, by: Move, cost: Cost) {
        if outcome.judged.is_empty() && outcome.noticed.is_empty() {
            return;
        }
        let origin = Origin { parent: self.here.id, by, options: outcome.options, cost };
        for noticed in &outcome.noticed {
            let leg = || leg(&self.options, origin, Some(*noticed));
            note(self.whole.get_mut(noticed.claim), noticed.holds, cost, leg);
        }
        for judged in &outcome.judged {
            let leg = || leg(&self.options, origin, None);
            if let Some(holds) = judged.holds {
                note(self.points.get_mut(judged.claim as usize), holds, cost, leg);
            }
        }
    }

    /// A move has led somewhere: which state that is. One that is new, or nearer than it was, waits.
    fn arrive(&mut self, outcome: &Outcome, by: Move, cost: Cost, late: usize) -> Option<u32> {
        let hash = self.hash_after(outcome);
        let next = u32::try_from(self.origins.len()).ok()?;
        let hashes = &self.hashes;
        let hash_of = |id: &u32| hashes.get(*id as usize).copied().unwrap_or_default();
        let origin = Origin { parent: self.here.id, by, options: outcome.options, cost };
        let known = self.seen.entry(hash, |id| hash_of(id) == hash, hash_of);
        let id = *known.or_insert(next).get();
        match self.origins.get_mut(id as usize) {
            Some(known) if known.cost <= cost => return Some(id),
            Some(known) => *known = origin,
            None => {
                grow(&mut self.origins, origin);
                grow(&mut self.hashes, hash);
            }
        }
        self.wait(id, cost, late, &outcome.changed);
        Some(id)
    }

    /// The hash of the state that a move leads to.
    fn hash_after(&mut self, outcome: &Outcome) -> u64 {
        let Some(likeness) = &mut self.likeness else { return self.here.hash.wrapping_add(outcome.hash) };
        let packer = &self.packer;
        self.here.differing(&outcome.changed, |packed| likeness.hash(packer, packed))
    }

    /// The state that differs so from the one that is being left waits.
    fn wait(&mut self, id: u32, cost: Cost, late: usize, changed: &[(u32, u32)]) {
        let waiting = Waiting { late: u32::try_from(late).unwrap_or(u32::MAX), id };
        let queue = self.queue.entry(cost).or_default();
        self.here.differing(changed, |packed| queue.push(packed, waiting));
    }

    /// Claims about whoever might read now: a run is over, or goes on with one of these moves.
    fn converging(&mut self, moves: Option<&[Move]>) {
        use crate::syntax::declaration::claim::ClaimForm;
        let convergence = |claim: &Claim| matches!(claim.form, ClaimForm::Convergence(_));
        if (self.ended.is_none() || moves.is_some()) && !self.claims.iter().any(convergence) {
            return;
        }
        let keys = self.walker.run.keys.ids().count();
        let whole = self.packer.unpack(&self.here.packed, self.here.late, keys);
        if let Some(ended) = self.ended.as_mut().filter(|_| moves.is_none()) {
            self.walker.run.give(whole.memory.clone());
            ended(&self.walker.run);
        }
        let rest = moves.map(|moves| whole.control.rest(moves, self.walker.program));
        for (at, claim) in self.claims.iter().enumerate() {
            let ClaimForm::Convergence(within) = &claim.form else { continue };
            self.walker.run.give(whole.memory.clone());
            let model = self.walker.run.world.model;
            let guide = self.walker.guide.clone();
            let found = whole.watch.converges((within.millis, rest), model, &mut self.walker.run, &guide);
            let Some(origin) = self.origins.get(self.here.id as usize).copied() else { continue };
            for noticed in found {
                let noticed = Noticed { claim: at, ..noticed };
                let leg = || leg(&self.options, origin, Some(noticed));
                note(self.whole.get_mut(at), noticed.holds, origin.cost, leg);
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

    /// How many runs there are: ways from the start to an end.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.edges.ways(self.origins.len())
    }
}

/// Adds to a list that grows by a quarter: a search may take as much memory as there is.
pub(super) fn grow<T>(list: &mut Vec<T>, one: T) {
    if list.len() == list.capacity() {
        list.reserve_exact(list.len() / 4 + 64);
    }
    list.push(one);
}
