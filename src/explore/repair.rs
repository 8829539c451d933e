//! Repairs: what would mend a claim that fails.
//!
//! Calls of declared methods are tried first, one and then two, by whoever may call them and after each statement of the
//! scenario, the nearest before the claim first; then single changes of declarations. Whatever is told has been checked
//! over all runs: the claim holds, and no other claim is worse off. One that makes all claims hold goes first.

use super::{Limits, Progress, decide};
use crate::machine::key::{KeyId, Keys};
use crate::model::method::Caller;
use crate::model::operation::{Directives, Operation};
use crate::model::scenario::Scenario;
use crate::model::step::{Label, Step, StepKind};
use crate::model::{Copies, Instance, Key, MethodId, Model, Participant, Place, ScenarioId, UserId};
use crate::syntax::clause::operation::Verb;
use crate::timeline::Wording;
use crate::verdict::{Checked, Decided, Outcome, Repair};
use ecow::EcoString;

/// The most calls that are tried for one scenario: with two of them there are as many pairs as that squared.
const MOST_CALLS: usize = 400;

/// The most pairs.
const MOST_PAIRS: usize = 600;

/// Someone calls a method somewhere.
#[derive(Clone, Debug)]
struct Call {
    method: MethodId,
    by: Participant,
    keys: Vec<Key>,
    /// Behind this statement of the scenario.
    behind: usize,
}

/// Finds what would mend each failing claim of a scenario.
pub fn find(model: &Model, id: ScenarioId, checked: &mut Checked, limits: &Limits, progress: Progress<'_>) {
    let failing: Vec<usize> =
        all(checked).enumerate().filter(|(_, d)| d.outcome == Outcome::Fails).map(|(i, _)| i).collect();
    let Some(declared) = model.scenarios.get(id.index()) else { return };
    if failing.is_empty() {
        return;
    }
    let before: Vec<Outcome> = all(checked).map(|d| d.outcome).collect();
    let mut search = Search { model, id, limits: Limits { repair: false, ..*limits }, before, progress, over: false };
    let calls = calls(
        model,
        declared,
        &failing.iter().filter_map(|i| all(checked).nth(*i).map(|d| d.line)).collect::<Vec<_>>(),
    );
    let mut found: Vec<Option<(bool, Repair)>> = vec![None; search.before.len()];
    search.single(&calls, &failing, &mut found);
    if failing.iter().any(|i| found.get(*i).is_some_and(Option::is_none)) {
        search.pairs(&calls, &failing, &mut found);
    }
    for (repair, after) in changes(model) {
        if search.over || failing.iter().all(|i| found.get(*i).is_some_and(Option::is_some)) {
            break;
        }
        search.compare(&after, &failing, &repair, &mut found);
    }
    let over = search.over;
    let names: Vec<&str> = model.methods.iter().map(|m| m.declared.name.as_str()).collect();
    let claims = checked.points.iter_mut().chain(&mut checked.whole);
    for (decided, repair) in claims.zip(found) {
        match repair {
            Some((_, repair)) => decided.repairs.push(repair),
            None if decided.outcome == Outcome::Fails && !over => unmended(decided, &names),
            None => {}
        }
    }
}

fn all(checked: &Checked) -> impl Iterator<Item = &Decided> {
    checked.points.iter().chain(&checked.whole)
}

/// Nothing that was tried mends a claim.
fn unmended(decided: &mut Decided, methods: &[&str]) {
    let told = if methods.is_empty() {
        "no method is declared that could mend it".to_owned()
    } else {
        format!("no call of {} that was tried makes every claim hold", methods.join(" or "))
    };
    decided.reason = if decided.reason.is_empty() { told } else { format!("{}; {told}", decided.reason) };
}

struct Search<'s, 'p> {
    model: &'s Model,
    id: ScenarioId,
    limits: Limits,
    before: Vec<Outcome>,
    progress: Progress<'p>,
    over: bool,
}

impl Search<'_, '_> {
    /// One call.
    fn single(&mut self, calls: &[Call], failing: &[usize], found: &mut [Option<(bool, Repair)>]) {
        for call in calls {
            if self.over || failing.iter().all(|i| found.get(*i).is_some_and(|f| matches!(f, Some((true, _))))) {
                return;
            }
            if let Some(after) = with(self.model, self.id, &[call]) {
                self.compare(&after, failing, &told(self.model, self.id, &[call]), found);
            }
        }
    }

    /// Two calls, each where it stands nearest to the claims.
    fn pairs(&mut self, calls: &[Call], failing: &[usize], found: &mut [Option<(bool, Repair)>]) {
        let mut tried = 0;
        for (at, first) in calls.iter().enumerate() {
            for second in calls.iter().skip(at + 1) {
                let same = first.method == second.method && first.by == second.by;
                if same {
                    continue;
                }
                tried += 1;
                if self.over || tried > MOST_PAIRS || failing.iter().all(|i| found.get(*i).is_some_and(Option::is_some))
                {
                    return;
                }
                // At one place either may come first.
                let orders = [[first, second], [second, first]];
                let count = if first.behind == second.behind { 2 } else { 1 };
                for order in orders.iter().take(count) {
                    if let Some(after) = with(self.model, self.id, order) {
                        self.compare(&after, failing, &told(self.model, self.id, order), found);
                    }
                }
            }
        }
    }

    /// Checks a changed program: which failing claims hold there while no other is worse off.
    fn compare(&mut self, model: &Model, failing: &[usize], repair: &Repair, found: &mut [Option<(bool, Repair)>]) {
        let mut over = false;
        let (explored, _) = decide(model, self.id, &self.limits, &mut |states, moves| {
            let on = (self.progress)(states, moves);
            over |= !on;
            on
        });
        self.over |= over;
        let after: Vec<Outcome> = all(&explored.checked).map(|d| d.outcome).collect();
        if after.len() != self.before.len() || explored.checked.stopped.is_some() {
            return;
        }
        let worse = |(was, is): (&Outcome, &Outcome)| *was == Outcome::Holds && *is != Outcome::Holds;
        if self.before.iter().zip(&after).any(worse) {
            return;
        }
        let whole = after.iter().all(|o| *o == Outcome::Holds);
        for claim in failing {
            let mended = after.get(*claim) == Some(&Outcome::Holds);
            if let Some(slot) = found.get_mut(*claim)
                && mended
                && slot.as_ref().is_none_or(|(all, _)| whole && !all)
            {
                *slot = Some((whole, repair.clone()));
            }
        }
    }
}

/// All calls that may be tried, those nearest before the failing claims first.
fn calls(model: &Model, scenario: &Scenario, lines: &[u32]) -> Vec<Call> {
    let sets = touched(model, scenario);
    let last = scenario.steps.iter().rposition(|s| lines.contains(&s.line)).map_or(scenario.steps.len(), |at| at);
    let mut found = Vec::new();
    for behind in (0..last).rev() {
        let quiet = scenario.steps.get(behind).is_some_and(|s| {
            matches!(s.kind, StepKind::Given(_) | StepKind::Divider(_) | StepKind::Note { .. } | StepKind::Link { .. })
        });
        if quiet {
            continue;
        }
        for (at, method) in model.methods.iter().enumerate() {
            for by in callers(model, method.by) {
                let call =
                    |keys: &Vec<Key>| Call { method: MethodId::at(at), by: by.clone(), keys: keys.clone(), behind };
                found.extend(sets.iter().map(call));
            }
        }
        if found.len() >= MOST_CALLS {
            break;
        }
    }
    found
}

/// The keys that a method may be called with: those that a scenario writes, and those with what it reads as well; of one that does
/// neither, those that are given.
fn touched(model: &Model, scenario: &Scenario) -> Vec<Vec<Key>> {
    let mut found: Vec<(KeyId, Key)> = Vec::new();
    let mut read: Vec<(KeyId, Key)> = Vec::new();
    let mut given: Vec<(KeyId, Key)> = Vec::new();
    let mut keys = Keys::new(model);
    let mut add = |list: &mut Vec<(KeyId, Key)>, key: &Key| {
        if key.bound || key.resource.is_none() {
            return;
        }
        let id = keys.intern(&key.text, key.resource);
        if !list.iter().any(|(known, _)| *known == id) {
            list.push((id, key.clone()));
        }
    };
    let mut open: Vec<&Step> = scenario.steps.iter().chain(&model.givens).collect();
    let mut played = Vec::new();
    while let Some(step) = open.pop() {
        match &step.kind {
            StepKind::Message { label, .. } | StepKind::Action { label, .. } => {
                if let Some(Operation::Storage { verb: Verb::Write, keys, .. }) = &label.operation {
                    keys.iter().for_each(|key| add(&mut found, key));
                }
            }
            StepKind::Read { key, .. } => add(&mut read, key),
            StepKind::Given(start) => add(&mut given, &start.key),
            StepKind::Fragment { operands, .. } => open.extend(operands.iter().flat_map(|o| &o.steps)),
            StepKind::CrashAnywhere { steps, .. } => open.extend(steps),
            StepKind::Play(id) if !played.contains(id) => {
                played.push(*id);
                open.extend(model.scenarios.get(id.index()).into_iter().flat_map(|s| &s.steps));
            }
            _other => {}
        }
    }
    let mut both = found.clone();
    read.iter().for_each(|(_, key)| add(&mut both, key));
    let sets = if both.is_empty() { vec![given] } else { vec![found, both] };
    let sets = sets.into_iter().filter(|keys| !keys.is_empty());
    let mut sets: Vec<Vec<Key>> = sets.map(|keys| keys.into_iter().map(|(_, key)| key).collect()).collect();
    sets.dedup_by(|one, other| one.len() == other.len());
    sets
}

fn callers(model: &Model, by: Caller) -> Vec<Participant> {
    let users = || (0..model.users.len()).map(|i| Participant::only(Place::User(UserId::at(i)))).collect();
    match by {
        Caller::User | Caller::Anyone => users(),
        Caller::Device(id) if model.copies(Place::Device(id)).is_personal() => users(),
        Caller::Device(id) => {
            let place = Place::Device(id);
            match model.copies(place) {
                Copies::One => vec![Participant::only(place)],
                Copies::Numbered(n) => (1..=n.min(4))
                    .map(|i| Participant { place, instance: Instance::Named(ecow::eco_format!("{i}")) })
                    .collect(),
                Copies::Per(_) => vec![Participant { place, instance: Instance::Any }],
            }
        }
    }
}

/// The program with these calls in the scenario.
fn with(model: &Model, id: ScenarioId, calls: &[&Call]) -> Option<Model> {
    let mut changed = model.clone();
    let scenario = changed.scenarios.get_mut(id.index())?;
    // From the last one on, so that those at one place stand in their order.
    let mut calls: Vec<&&Call> = calls.iter().rev().collect();
    calls.sort_by_key(|call| std::cmp::Reverse(call.behind));
    for call in calls {
        let place = scenario.steps.get(call.behind)?;
        let operation = Operation::Call { method: call.method, keys: call.keys.clone() };
        let label = Label { wording: Wording::default(), operation: Some(operation) };
        let step = Step {
            span: place.span,
            at: place.at,
            line: place.line,
            attributes: Vec::new(),
            directives: Directives::default(),
            tone: None,
            as_told: false,
            kind: StepKind::Action { who: call.by.clone(), label },
        };
        scenario.steps.insert(call.behind + 1, step);
    }
    Some(changed)
}

/// Calls as a repair: the line to write, and where.
fn told(model: &Model, id: ScenarioId, calls: &[&Call]) -> Repair {
    let line = |call: &Call| {
        let steps = model.scenarios.get(id.index()).map(|s| s.steps.as_slice()).unwrap_or_default();
        steps.get(call.behind).map_or(0, |s| s.line)
    };
    let spelled = |call: &Call| {
        let name = model.name_of(call.by.place);
        let who = match &call.by.instance {
            Instance::Named(n) => format!("{name}.{n}"),
            Instance::Only | Instance::Any | Instance::Bound | Instance::Every | Instance::Other => name.to_owned(),
        };
        let method = model.methods.get(call.method.index()).map_or("", |m| m.declared.name.as_str());
        let keys: Vec<&str> = call.keys.iter().map(|k| k.text.as_str()).collect();
        (who.clone(), method, format!("`{who}: {method} {}` after line {}", keys.join(", "), line(call)))
    };
    let mut calls = calls.to_vec();
    calls.sort_by_key(|call| call.behind);
    let parts: Vec<_> = calls.iter().map(|call| spelled(call)).collect();
    let (by, method) = parts
        .first()
        .map_or_else(Default::default, |(who, method, _)| (EcoString::from(who.as_str()), EcoString::from(*method)));
    let text: Vec<&str> = parts.iter().map(|(_, _, text)| text.as_str()).collect();
    Repair { method, by, after_line: calls.first().map_or(0, |c| line(c)), text: text.join(" and ") }
}

/// Single changes of declarations, each with the changed program.
fn changes(model: &Model) -> Vec<(Repair, Model)> {
    let mut found = Vec::new();
    let mut add = |line: u32, text: String, change: &dyn Fn(&mut Model)| {
        let mut changed = model.clone();
        change(&mut changed);
        found.push((Repair { method: EcoString::new(), by: EcoString::new(), after_line: line, text }, changed));
    };
    for (at, device) in model.devices.iter().enumerate().filter(|(_, d)| d.instances.is_some_and(|n| n > 1)) {
        let text = format!("declare `device {} [instances=1]`", device.declared.name);
        add(0, text, &|m| m.devices.get_mut(at).into_iter().for_each(|d| d.instances = Some(1)));
    }
    for (at, storage) in model.storages.iter().enumerate().filter(|(_, s)| !s.origin && !s.unused) {
        let name = &storage.declared.name;
        if storage.like.as_deref().is_some_and(|like| like != "rfc") {
            let text = format!("use for `{name}` a product that does as RFC 9111 says: `[like=rfc]`");
            add(0, text, &|m| m.storages.get_mut(at).into_iter().for_each(|s| s.like = None));
        }
        if !matches!(model.copies(Place::Storage(crate::model::StorageId::at(at))), Copies::One) && !storage.sync {
            let text = format!("let the copies of `{name}` follow one another: `[sync]`");
            add(0, text, &|m| m.storages.get_mut(at).into_iter().for_each(|s| s.sync = true));
        }
        if storage.ttl != Some(0) && storage.stale_time.is_none() {
            let text = format!("let `{name}` ask each time: `[ttl=0s]`");
            add(0, text, &|m| m.storages.get_mut(at).into_iter().for_each(|s| s.ttl = Some(0)));
        }
    }
    found
}
