//! Decisions: what a policy does for every combination of its facts, as a reduced ordered decision diagram.
//!
//! One diagram answers every question: a rule fires if its leaf is in it, a combination is undecided if a way leads to
//! the leaf of nothing, and its ways are the rows of the decision table.

#[cfg(test)]
mod tests;

use super::id::FactId;
use super::policy::{Condition, Policy};
use ecow::EcoString;
use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

/// Most facts that rules may ask for: a combination of more could not be read.
pub const MOST_FACTS: usize = 100;

/// Most questions, those that only lead to others included: some tens of milliseconds.
const MOST_QUESTIONS: usize = 50_000;

/// Where a way ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Leaf {
    /// A condition does not hold.
    False,
    /// A condition holds.
    True,
    /// The rule of that index fires.
    Rule(usize),
    /// No rule fires.
    Nothing,
}

/// A place in a diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stop(u32);

/// What stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An end.
    Leaf(Leaf),
    /// A question for a fact.
    Ask {
        /// Which, as its place in [`Diagram::order`].
        level: usize,
        /// Where to go on if it holds.
        yes: Stop,
        /// Where to go on if it does not.
        no: Stop,
    },
}

/// A combination of facts: those that matter, and whether they hold.
pub type Combination = Vec<(FactId, bool)>;

/// A row of a decision table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// By level: whether the fact holds; `None` if it does not matter.
    pub facts: Vec<Option<bool>>,
    /// What comes of it.
    pub leaf: Leaf,
}

/// All decisions of a policy.
#[derive(Clone, Debug)]
pub struct Diagram {
    /// The facts that rules ask for, in the order in which they do.
    pub order: Vec<FactId>,
    /// Where each way starts.
    pub root: Stop,
    /// By rule: where its own condition starts.
    conditions: Vec<Stop>,
    stops: Stops,
}

/// Stops, each of which is there once.
#[derive(Clone, Debug, Default)]
struct Stops {
    all: Vec<Kind>,
    known: HashMap<Kind, Stop>,
    /// What came of "if one, then another, else a third".
    worked_out: HashMap<(Stop, Stop, Stop), Stop>,
}

impl Stops {
    fn put(&mut self, kind: Kind) -> Option<Stop> {
        if let Some(stop) = self.known.get(&kind) {
            return Some(*stop);
        }
        if self.all.len() >= MOST_QUESTIONS {
            return None;
        }
        let stop = Stop(u32::try_from(self.all.len()).ok()?);
        self.all.push(kind);
        self.known.insert(kind, stop);
        Some(stop)
    }

    fn leaf(&mut self, leaf: Leaf) -> Option<Stop> {
        self.put(Kind::Leaf(leaf))
    }

    fn kind(&self, stop: Stop) -> Kind {
        self.all.get(stop.0 as usize).copied().unwrap_or(Kind::Leaf(Leaf::Nothing))
    }

    fn level(&self, stop: Stop) -> usize {
        match self.kind(stop) {
            Kind::Leaf(_) => usize::MAX,
            Kind::Ask { level, .. } => level,
        }
    }

    /// Where to go on from a stop once the fact of a level is known.
    fn known(&self, stop: Stop, at: usize, holds: bool) -> Stop {
        match self.kind(stop) {
            Kind::Ask { level, yes, no } if level == at => {
                if holds {
                    yes
                } else {
                    no
                }
            }
            Kind::Ask { .. } | Kind::Leaf(_) => stop,
        }
    }

    /// If a condition holds one, else another; no deeper than there are facts.
    fn choose(&mut self, condition: Stop, then: Stop, other: Stop) -> Option<Stop> {
        match self.kind(condition) {
            Kind::Leaf(Leaf::True) => return Some(then),
            Kind::Leaf(_) => return Some(other),
            Kind::Ask { .. } if then == other => return Some(then),
            Kind::Ask { .. } => {}
        }
        let asked = (condition, then, other);
        if let Some(stop) = self.worked_out.get(&asked) {
            return Some(*stop);
        }
        if self.worked_out.len() >= MOST_QUESTIONS {
            return None;
        }
        let level = self.level(condition).min(self.level(then)).min(self.level(other));
        let mut side = |holds: bool| {
            let [c, t, o] = [condition, then, other].map(|stop| self.known(stop, level, holds));
            self.choose(c, t, o)
        };
        let (yes, no) = (side(true)?, side(false)?);
        let stop = if yes == no { yes } else { self.put(Kind::Ask { level, yes, no })? };
        self.worked_out.insert(asked, stop);
        Some(stop)
    }

    /// A condition; no deeper than the syntax nests them.
    fn condition(&mut self, condition: &Condition, level: &dyn Fn(FactId) -> Option<usize>) -> Option<Stop> {
        let (holds, fails) = (self.leaf(Leaf::True)?, self.leaf(Leaf::False)?);
        match condition {
            Condition::Fact(id) => self.put(Kind::Ask { level: level(*id)?, yes: holds, no: fails }),
            Condition::Not(one) => {
                let one = self.condition(one, level)?;
                self.choose(one, fails, holds)
            }
            Condition::And(one, other) => {
                let (one, other) = (self.condition(one, level)?, self.condition(other, level)?);
                self.choose(one, other, fails)
            }
            Condition::Or(one, other) => {
                let (one, other) = (self.condition(one, level)?, self.condition(other, level)?);
                self.choose(one, holds, other)
            }
        }
    }

    /// The rules of a policy, the first that matches wins: where it starts, and where each condition does.
    fn policy(&mut self, policy: &Policy, level: &dyn Fn(FactId) -> Option<usize>) -> Option<(Stop, Vec<Stop>)> {
        let mut conditions = Vec::with_capacity(policy.rules.len());
        for rule in &policy.rules {
            conditions.push(match &rule.condition {
                Some(condition) => self.condition(condition, level)?,
                None => self.leaf(Leaf::True)?,
            });
        }
        let mut root = self.leaf(Leaf::Nothing)?;
        for (index, condition) in conditions.iter().enumerate().rev() {
            let fires = self.leaf(Leaf::Rule(index))?;
            root = self.choose(*condition, fires, root)?;
        }
        Some((root, conditions))
    }

    /// The leaves that ways from a stop lead to.
    fn leaves(&self, start: Stop) -> BTreeSet<Leaf> {
        let (mut found, mut seen, mut open) = (BTreeSet::new(), HashSet::new(), vec![start]);
        while let Some(stop) = open.pop() {
            match self.kind(stop) {
                Kind::Leaf(leaf) => {
                    found.insert(leaf);
                }
                Kind::Ask { yes, no, .. } if seen.insert(stop) => open.extend([no, yes]),
                Kind::Ask { .. } => {}
            }
        }
        found
    }
}

/// The facts that rules ask for, in the order in which they do.
#[must_use]
pub fn asked(policy: &Policy) -> Vec<FactId> {
    let mut order = Vec::new();
    let mut known = HashSet::new();
    for condition in policy.rules.iter().filter_map(|rule| rule.condition.as_ref()) {
        each_fact(condition, &mut |id| {
            if known.insert(id) {
                order.push(id);
            }
        });
    }
    order
}

/// The facts that a condition asks for.
#[must_use]
pub fn facts(condition: &Condition) -> HashSet<FactId> {
    let mut found = HashSet::new();
    each_fact(condition, &mut |id| {
        found.insert(id);
    });
    found
}

/// Every fact of a condition, from left to right.
fn each_fact(condition: &Condition, look: &mut dyn FnMut(FactId)) {
    let mut open = vec![condition];
    while let Some(condition) = open.pop() {
        match condition {
            Condition::Fact(id) => look(*id),
            Condition::Not(one) => open.push(one),
            Condition::And(one, other) | Condition::Or(one, other) => open.extend([other.as_ref(), one.as_ref()]),
        }
    }
}

impl Diagram {
    /// The diagram of a policy; `None` if it is too large to be looked into.
    #[must_use]
    pub fn of(policy: &Policy) -> Option<Self> {
        let order = asked(policy);
        if order.len() > MOST_FACTS {
            return None;
        }
        let mut stops = Stops::default();
        let level = |id: FactId| order.iter().position(|fact| *fact == id);
        let (root, conditions) = stops.policy(policy, &level)?;
        Some(Self { order, root, conditions, stops })
    }

    /// What stands at a stop.
    #[must_use]
    pub fn kind(&self, stop: Stop) -> Kind {
        self.stops.kind(stop)
    }

    /// Whether a rule fires for some combination.
    #[must_use]
    pub fn fires(&self) -> Vec<bool> {
        let leaves = self.stops.leaves(self.root);
        (0..self.conditions.len()).map(|rule| leaves.contains(&Leaf::Rule(rule))).collect()
    }

    /// The rules that fire where the condition of one holds: those that stand before it, if it never fires. Empty if its
    /// condition never holds; `None` if that is too much to find out.
    pub fn covering(&mut self, rule: usize) -> Option<Vec<usize>> {
        let condition = self.conditions.get(rule).copied()?;
        let nothing = self.stops.leaf(Leaf::Nothing)?;
        let within = self.stops.choose(condition, self.root, nothing)?;
        let rules = self.stops.leaves(within).into_iter().filter_map(|leaf| match leaf {
            Leaf::Rule(index) => Some(index),
            Leaf::False | Leaf::True | Leaf::Nothing => None,
        });
        Some(rules.collect())
    }

    /// The combination with the fewest facts that leads to a leaf.
    #[must_use]
    pub fn example(&self, wanted: Leaf) -> Option<Combination> {
        let mut open = VecDeque::from([(self.root, Vec::new())]);
        let mut seen = HashSet::new();
        while let Some((stop, way)) = open.pop_front() {
            match self.kind(stop) {
                Kind::Leaf(leaf) if leaf == wanted => return Some(way),
                Kind::Ask { level, yes, no } if seen.insert(stop) => {
                    let fact = self.order.get(level).copied()?;
                    for (holds, next) in [(true, yes), (false, no)] {
                        let mut longer = way.clone();
                        longer.push((fact, holds));
                        open.push_back((next, longer));
                    }
                }
                Kind::Leaf(_) | Kind::Ask { .. } => {}
            }
        }
        None
    }

    /// The same diagram for outcomes instead of rules: rules of the same class become one leaf.
    #[must_use]
    pub fn joined(&self, class: &dyn Fn(usize) -> usize) -> Option<Self> {
        let mut joined = Self { stops: Stops::default(), conditions: Vec::new(), ..self.clone() };
        let mut found: HashMap<Stop, Stop> = HashMap::new();
        // Whatever a question leads to was put down before it.
        for (index, kind) in self.stops.all.iter().enumerate() {
            let stop = Stop(u32::try_from(index).ok()?);
            let now = match *kind {
                Kind::Leaf(Leaf::Rule(rule)) => joined.stops.leaf(Leaf::Rule(class(rule)))?,
                Kind::Leaf(leaf) => joined.stops.leaf(leaf)?,
                Kind::Ask { level, yes, no } => {
                    let (yes, no) = (*found.get(&yes)?, *found.get(&no)?);
                    if yes == no { yes } else { joined.stops.put(Kind::Ask { level, yes, no })? }
                }
            };
            found.insert(stop, now);
        }
        joined.root = *found.get(&self.root)?;
        Some(joined)
    }

    /// Every way from the root as a row, those of facts that hold first; `None` if there are more than so many.
    #[must_use]
    pub fn rows(&self, most: usize) -> Option<Vec<Row>> {
        let mut rows = Vec::new();
        let mut open = vec![(self.root, vec![None; self.order.len()])];
        while let Some((stop, facts)) = open.pop() {
            match self.kind(stop) {
                Kind::Leaf(_) if rows.len() == most => return None,
                Kind::Leaf(leaf) => rows.push(Row { facts, leaf }),
                Kind::Ask { level, yes, no } => {
                    for (holds, next) in [(false, no), (true, yes)] {
                        let mut facts = facts.clone();
                        *facts.get_mut(level)? = Some(holds);
                        open.push((next, facts));
                    }
                }
            }
        }
        Some(rows)
    }
}

/// Where two policies decide differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Facts of the first policy, and whether they hold.
    pub facts: Combination,
    /// The rule of the first policy, by index.
    pub one: Option<usize>,
    /// The rule of the second.
    pub other: Option<usize>,
}

/// The combination with the fewest facts for which two policies with the same names of facts decide differently.
#[must_use]
pub fn difference(one: &Policy, other: &Policy, same: &dyn Fn(usize, usize) -> bool) -> Option<Difference> {
    let named = |id: FactId, of: &Policy| of.facts.get(id.index()).map(|f| f.name.clone());
    let ours: Vec<EcoString> = asked(one).into_iter().filter_map(|id| named(id, one)).collect();
    let theirs = asked(other).into_iter().filter_map(|id| named(id, other));
    let mut order = ours.clone();
    order.extend(theirs.filter(|name| !ours.contains(name)));
    if order.len() > MOST_FACTS {
        return None;
    }
    let level = |name: Option<EcoString>| order.iter().position(|fact| Some(fact) == name.as_ref());
    let mut stops = Stops::default();
    let (first, _) = stops.policy(one, &|id| level(named(id, one)))?;
    let (second, _) = stops.policy(other, &|id| level(named(id, other)))?;
    let mut open = VecDeque::from([(first, second, Vec::new())]);
    let mut seen = HashSet::new();
    while let Some((a, b, way)) = open.pop_front() {
        let at = stops.level(a).min(stops.level(b));
        if at == usize::MAX {
            let rule = |stop: Stop| match stops.kind(stop) {
                Kind::Leaf(Leaf::Rule(index)) => Some(index),
                Kind::Leaf(_) | Kind::Ask { .. } => None,
            };
            let agree = match (rule(a), rule(b)) {
                (Some(a), Some(b)) => same(a, b),
                (None, None) => true,
                (Some(_), None) | (None, Some(_)) => false,
            };
            if agree {
                continue;
            }
            return Some(Difference { facts: way, one: rule(a), other: rule(b) });
        }
        if seen.len() >= MOST_QUESTIONS || !seen.insert((a, b)) {
            continue;
        }
        let fact = order.get(at).and_then(|name| one.facts.iter().position(|f| f.name == *name)).map(FactId::at)?;
        for holds in [true, false] {
            let mut longer = way.clone();
            longer.push((fact, holds));
            open.push_back((stops.known(a, at, holds), stops.known(b, at, holds), longer));
        }
    }
    None
}
