//! A run: statements carried out one after another on a [`State`].
//!
//! ```text
//! item ─► step ─┬─ message ─► exchange: what the receiver would answer, what answers fill
//!               ├─ read ────► walk: up the route to whoever answers, and back
//!               ├─ operation ► copies change ─► reactions
//!               └─ call ────► the method's steps
//! ```
//!
//! Nothing here is random: what is open is asked of [`Choose`].

mod answer;
mod behind;
mod call;
pub mod count;
pub mod exchange;
mod fill;
mod fragment;
pub mod frame;
pub mod handle;
mod inner;
mod judge;
pub mod learnt;
mod lookup;
pub mod memory;
mod message;
pub mod observe;
mod operation;
mod place;
mod predicate;
mod reaction;
mod read;
pub mod renamed;
mod reply;
mod telling;
pub mod trial;
pub mod unanswered;
mod words;

use super::choose::Choose;
use super::flat::Item;
use super::key::{KeyId, Keys};
use super::state::{Cause, Held, State, Value};
use super::tale::{Deed, Tale, Told};
use super::watched::Watched;
use super::world::{SiteId, World};
use crate::diagnostic::Diagnostic;
use crate::limits::{FOUND_IN_RUN, STEPS, TOIL};
use crate::model::scenario::Scenario;
use crate::model::step::{Given, Step, StepKind};
use crate::model::{Key, Participant, Place, StorageId, UserId};
use crate::timeline::Worth;
use ecow::{EcoString, EcoVec};
use foldhash::{HashMap, HashMapExt as _};
use std::collections::HashSet;
use std::rc::Rc;

/// What the names in a method or reaction stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Env {
    /// The caller, or who performs the trigger.
    pub who: Option<Participant>,
    /// On whose behalf.
    pub user: Option<UserId>,
    /// The bound `key`.
    pub key: Option<EcoString>,
    /// What `{id}` and its like stand for.
    pub holes: Vec<(EcoString, EcoString)>,
    /// What the caller does by itself is told by the call.
    pub quiet: bool,
}

/// A run under way.
pub struct Run<'r, 'm> {
    /// Where.
    pub world: &'r World<'m>,
    /// Which keys.
    pub keys: Keys<'m>,
    /// What is where.
    pub state: State,
    /// What it did.
    pub tale: Tale<'m>,
    /// What contradicts the storages.
    pub findings: Vec<Diagnostic>,
    choose: &'r mut dyn Choose,
    scenario: Option<&'m Scenario>,
    names: Vec<EcoString>,
    values: HashMap<EcoString, Value>,
    replies: Vec<reply::Reply>,
    causes: Vec<&'m Step>,
    known_causes: HashMap<*const Step, Cause>,
    exchanges: Watched<unanswered::Unanswered<'m>>,
    known: Watched<Rc<Vec<learnt::Known>>>,
    /// Something is stored outright, so that it matters what is known.
    storing: bool,
    /// The value of this run for what the author wrote in the next label.
    correction: Option<(EcoString, Value)>,
    /// What is still to be done, the next on top.
    pub frames: Vec<frame::Frame<'m>>,
    /// Reactions that are left out (the matrix).
    pub without: HashSet<usize>,
    properties: Watched<Rc<memory::Settled>>,
    /// By key and place: what was told last.
    shown: Vec<(Worth, Value)>,
    fragments: Vec<fragment::Open>,
    log: Watched<Rc<count::Log>>,
    steps: u32,
    /// What has been looked through since the last step that was counted for it.
    toil: usize,
    /// Events and messages that nobody answers are posted instead of arriving at once.
    pub posting: bool,
    /// What is posted: it arrives when whoever drives the run says so.
    pub posted: Vec<frame::Frame<'m>>,
    /// The storages do what they do where a statement told something else, as in the runs of a check.
    pub exploring: bool,
    /// A copy of unknown lifetime may expire at any time, not only when it is looked at.
    pub restless: bool,
    /// What has been observed is taken down.
    pub observing: bool,
    /// What has been observed.
    pub observed: Vec<observe::Observed>,
    /// What the storages have against the deed that is told next (`[as-told]`).
    otherwise: Option<String>,
    /// What storages do with the request or answer that is told next.
    looked: Vec<&'static str>,
    /// Nothing is told while this is above 0.
    mute: u32,
}

impl<'r, 'm> Run<'r, 'm> {
    /// At the start, before any `given`.
    pub fn new(world: &'r World<'m>, scenario: Option<&'m Scenario>, choose: &'r mut dyn Choose) -> Self {
        let mut run = Run {
            world,
            keys: Keys::new(world.model),
            state: State::new(world.sites.len(), world.model.users.len()),
            tale: Tale::default(),
            findings: Vec::new(),
            choose,
            scenario,
            names: vec![EcoString::new()],
            values: HashMap::new(),
            replies: vec![reply::Reply::default()],
            causes: Vec::new(),
            known_causes: HashMap::new(),
            exchanges: Watched::default(),
            known: Watched::default(),
            storing: false,
            correction: None,
            frames: Vec::new(),
            without: HashSet::new(),
            properties: Watched::default(),
            shown: Vec::new(),
            fragments: Vec::new(),
            log: Watched::default(),
            steps: 0,
            toil: 0,
            posting: false,
            posted: Vec::new(),
            exploring: false,
            restless: false,
            observing: false,
            observed: Vec::new(),
            otherwise: None,
            looked: Vec::new(),
            mute: 0,
        };
        run.values.insert(EcoString::new(), Value(0));
        run
    }

    /// The starting states of a scenario laid out flat.
    pub fn begin(&mut self, items: &[Item<'m>]) {
        let model = self.world.model;
        let own = items.iter().filter_map(|item| match item {
            Item::Step(step) => Some(*step),
            Item::Open(..) | Item::Crash(..) | Item::Else(..) | Item::Close(_) => None,
        });
        let steps: Vec<&Step> = model.givens.iter().chain(own).collect();
        let bodies = model.reactions.iter().map(|r| &r.steps).chain(model.methods.iter().map(|m| &m.steps));
        self.storing = steps.iter().copied().chain(bodies.flatten()).any(learnt::stores);
        let givens = steps.iter().filter_map(|step| match &step.kind {
            StepKind::Given(given) => Some((*step, given)),
            _other => None,
        });
        self.given(&givens.collect::<Vec<_>>());
        self.tale.start = self.effects();
    }

    /// Carries out a scenario laid out flat; starting states first.
    pub fn play(&mut self, items: &[Item<'m>]) {
        self.begin(items);
        let mut at = 0;
        while let Some(item) = items.get(at) {
            at = self.item(at, *item);
            if self.steps > STEPS || self.state.is_full() {
                break;
            }
        }
    }

    /// Whether it ended before its scenario did: after [`STEPS`] statements.
    #[must_use]
    pub fn cut_short(&self) -> bool {
        self.steps > STEPS
    }

    /// So many copies, keys or reactions are looked through: now and then that counts as a statement.
    fn toil(&mut self, amount: usize) {
        let toil = self.toil.saturating_add(amount);
        self.toil = toil % TOIL;
        self.steps = self.steps.saturating_add(u32::try_from(toil / TOIL).unwrap_or(u32::MAX));
    }

    /// Tells a scenario as written: a sketch keeps no copies.
    pub fn recite(&mut self, items: &[Item<'m>]) {
        let deed = |item: &Item<'m>| {
            let told = match item {
                Item::Step(step) if matches!(step.kind, StepKind::Sees { .. } | StepKind::Expect { .. }) => {
                    Told::Judged { step, verdict: crate::timeline::Verdict::Open, reason: None }
                }
                Item::Step(_) | Item::Open(..) | Item::Crash(..) | Item::Else(..) | Item::Close(_) => Told::Item(*item),
            };
            Deed { told, effects: Vec::new(), as_told: None, looked: Vec::new() }
        };
        self.tale.deeds = items.iter().map(deed).collect();
    }

    /// One statement in its place; where to go on.
    fn item(&mut self, at: usize, item: Item<'m>) -> usize {
        match item {
            Item::Step(step) => {
                self.step(step, &Env::default());
                self.drive();
                at + 1
            }
            Item::Open(..) | Item::Crash(..) | Item::Else(..) | Item::Close(_) => self.fragment(at, item),
        }
    }

    /// Carries out one statement; what follows from it is left as frames.
    pub fn step(&mut self, step: &'m Step, env: &Env) {
        self.steps += 1;
        if self.steps > STEPS {
            return;
        }
        match &step.kind {
            StepKind::Message { .. } => self.message(step, env),
            StepKind::Read { .. } => self.read_step(step, env),
            StepKind::Action { who, label } => self.action(step, env, who, label),
            StepKind::Sees { .. } | StepKind::Expect { .. } => self.judge(step),
            StepKind::Wait { millis, .. } => {
                self.state.clock = self.state.clock.saturating_add(i64::try_from(*millis).unwrap_or(i64::MAX));
                self.tell(Told::Item(Item::Step(step)));
            }
            StepKind::Happening { what, at, .. } => {
                self.happening(step, *what, at, env);
                self.tell(Told::Item(Item::Step(step)));
            }
            StepKind::Fragment { fragment, times, operands } => self.inner(*fragment, *times, operands, env),
            StepKind::Given(_) | StepKind::Link { .. } => {
                if !env.quiet {
                    self.tell(Told::Item(Item::Step(step)));
                }
            }
            StepKind::Note { .. }
            | StepKind::Divider(_)
            | StepKind::Gap(_)
            | StepKind::CrashAnywhere { .. }
            | StepKind::Lifespan { .. }
            | StepKind::Play(_)
            | StepKind::Reference { .. } => {
                if env.who.is_none() {
                    self.tell(Told::Item(Item::Step(step)));
                }
            }
        }
    }

    /// The starting states: origins first, so that a copy knows what is latest.
    fn given(&mut self, givens: &[(&'m Step, &'m Given)]) {
        for origins in [true, false] {
            for (step, given) in givens {
                let cause = self.cause(step);
                let key = self.key(&given.key, &Env::default());
                for key in key.map(|k| self.keys.meant(k)).unwrap_or_default() {
                    self.start(given, key, cause, origins);
                }
            }
        }
        // A key that was given to copies only: they came from somewhere, so the first of these values is the origin's.
        for (step, given) in givens {
            let Some(key) = self.key(&given.key, &Env::default()) else { continue };
            let told = self.state.versions.get(key.index()).is_some_and(|v| !v.is_empty());
            if let (Some(value), false) = (&given.value, told) {
                let (value, cause) = (self.value(value), self.cause(step));
                self.write_origin(key, value, cause);
            }
        }
    }

    fn start(&mut self, given: &Given, key: KeyId, cause: Cause, origins: bool) {
        for site in self.given_sites(given, key) {
            let origin = self.world.storage(site).is_some_and(|s| s.origin);
            if origin != origins {
                continue;
            }
            let value = given.value.as_ref().map(|v| self.value(v));
            match value {
                Some(value) if origin => {
                    Rc::make_mut(&mut self.state.versions).get_mut(key.index()).into_iter().for_each(EcoVec::clear);
                    self.write_origin(key, value, cause);
                }
                Some(value) => {
                    let age = i64::try_from(given.age.unwrap_or(0)).unwrap_or(i64::MAX);
                    let then = self.state.clock.saturating_sub(age);
                    let reply = self.reply_of(key);
                    let (expired, marked) = (given.expired, given.marked);
                    let held = Held { expired, marked, ..Held::new(value, reply, then, cause) };
                    self.state.put(site, key, Some(held));
                }
                None => self.state.put(site, key, None),
            }
        }
    }

    /// Where a starting state lies.
    fn given_sites(&mut self, given: &Given, key: KeyId) -> Vec<SiteId> {
        if let Some(within) = &given.within {
            return self.sites_of(within, None, &Env::default());
        }
        let private = self.keys.declared(key).is_some_and(|r| r.private);
        let model = self.world.model;
        let used = |id: &StorageId| model.storages.get(id.index()).is_some_and(|s| !s.unused);
        let own_origin = self.keys.declared(key).and_then(|r| r.origin);
        let may = |id: &StorageId| {
            let Some(storage) = model.storages.get(id.index()) else { return false };
            if storage.origin {
                return own_origin.is_none_or(|own| own == *id);
            }
            !private || model.copies(Place::Storage(*id)).is_personal()
        };
        let storages = (0..model.storages.len()).map(StorageId::at).filter(used).filter(may);
        storages.flat_map(|id| self.world.of_storage(id)).collect()
    }

    /// Takes down the statement that does something.
    fn cause(&mut self, step: &'m Step) -> Cause {
        let next = Cause(u32::try_from(self.causes.len()).unwrap_or(u32::MAX));
        let cause = *self.known_causes.entry(std::ptr::from_ref(step)).or_insert(next);
        if cause == next {
            self.causes.push(step);
        }
        cause
    }

    /// The statement that did something.
    fn step_of(&self, cause: Cause) -> Option<&'m Step> {
        self.causes.get(cause.0 as usize).copied()
    }

    /// A key as written, with what is bound filled in; `None` if something stays open.
    fn key(&mut self, key: &Key, env: &Env) -> Option<KeyId> {
        let text = if key.bound { env.key.clone()? } else { super::key::filled(&key.text, &env.holes)? };
        let id = self.keys.intern(&text, key.resource);
        self.meet(id);
        Some(id)
    }

    /// A key that nobody has heard of has one unnamed value at its origin.
    fn meet(&mut self, key: KeyId) {
        let known = self.state.versions.get(key.index()).is_some_and(|v| !v.is_empty());
        let family = self.keys.get(key).is_none_or(|e| e.family || e.resource.is_none());
        if !known && !family && self.steps > 0 {
            self.write_origin(key, Value(0), Cause::default());
        }
    }

    /// A value of that name.
    fn value(&mut self, name: &str) -> Value {
        if let Some(value) = self.values.get(name) {
            return *value;
        }
        let value = Value(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        self.names.push(name.into());
        self.values.insert(name.into(), value);
        value
    }

    /// The name of a value with its `@`; empty for the unnamed one.
    #[must_use]
    pub fn name(&self, value: Value) -> &EcoString {
        static NONE: EcoString = EcoString::new();
        self.names.get(value.0 as usize).unwrap_or(&NONE)
    }

    /// The origin of a key gets a value.
    fn write_origin(&mut self, key: KeyId, value: Value, by: Cause) {
        self.state.write(key, value, by);
        let Some(origin) = self.origin(key) else { return };
        let now = self.state.clock;
        let reply = self.reply_of(key);
        let held = Held::new(value, reply, now, by);
        self.state.put(origin, key, Some(held));
    }

    /// Takes down a finding; under `[as-told]` it is a warning and marks the deed that is told next.
    fn find(&mut self, step: &Step, mut finding: Diagnostic) {
        if self.exploring {
            return;
        }
        let as_told = step.as_told || self.scenario.is_some_and(|s| s.as_told);
        if as_told {
            finding.severity = crate::diagnostic::Severity::Warning;
            if self.mute == 0 {
                self.otherwise.get_or_insert_with(|| finding.message.clone());
            }
        }
        let full = self.findings.len() >= FOUND_IN_RUN;
        if !full && !self.findings.iter().any(|f| f.message == finding.message && f.span == finding.span) {
            self.findings.push(finding);
        }
    }
}
