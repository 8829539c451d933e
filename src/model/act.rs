//! Acts: what the statements of a method or a reaction do to keys, methods called within included.
//!
//! In goes a model, out come sets without an order of time: the tables ask what is reached, not when.

use super::key::Key;
use super::operation::{FetchMode, Operation};
use super::resource::{Resource, Segment};
use super::step::{Label, Step, StepKind};
use super::{Instance, MethodId, Model, Participant, Place, ResourceId};
use crate::syntax::clause::operation::Verb;
use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::statement::message::Arrow;
use indexmap::IndexSet;

/// Most acts that are told of one method or reaction: beyond, no table could be read.
const MOST: usize = 1_000;

/// What an act is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The bound `key`.
    Bound,
    /// Keys of a resource, never of an alias.
    Of {
        /// Which.
        resource: ResourceId,
        /// How many of its keys.
        extent: Extent,
    },
}

/// How many keys of a resource are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// All that bear its name, or the only one of its pattern: `posts`, `/nodes`.
    Family,
    /// The one that a hole stands for: `/nodes/{id}`.
    Hole,
    /// One among several: `/nodes/1`, `post:1`.
    One,
}

impl Extent {
    /// Of a key of a resource.
    #[must_use]
    pub fn of(key: &Key, resource: &Resource) -> Self {
        let holes = |pattern: &[Segment]| pattern.iter().any(|segment| matches!(segment, Segment::Hole(_)));
        let several = resource.pattern.as_deref().is_some_and(holes) || key.text.contains(':');
        match (key.text.contains('{'), several) {
            (true, _) => Self::Hole,
            (false, true) => Self::One,
            (false, false) => Self::Family,
        }
    }
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// `invalidate`, `drop`: the copy goes or must be revalidated.
    Take,
    /// A read past the caches, a store, an unsafe request: copies on its way are renewed or given up.
    Renew,
}

/// One thing that is done.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Act {
    /// What it is about.
    pub subject: Subject,
    /// `[cascade]`: also about all that depends on it.
    pub cascade: bool,
    /// What is done.
    pub deed: Deed,
    /// The storage, if one is named, and which of its copies.
    pub at: Option<Participant>,
    /// It is done whenever the statements run: it stands in no choice and needs no message that may be lost.
    pub certain: bool,
}

/// The acts of a whole program's methods.
#[derive(Clone, Debug)]
pub struct Acts<'m> {
    model: &'m Model,
    methods: Vec<IndexSet<Act>>,
}

/// Where a statement stands.
#[derive(Clone, Copy)]
struct Stand<'p> {
    who: &'p Participant,
    certain: bool,
}

impl<'m> Acts<'m> {
    /// Looks into every method once, called ones before those that call them.
    #[must_use]
    pub fn new(model: &'m Model) -> Self {
        let mut acts = Self { model, methods: vec![IndexSet::new(); model.methods.len()] };
        for id in callees_first(model) {
            if let Some(method) = model.methods.get(id.index()) {
                let found = acts.of(&method.steps);
                if let Some(place) = acts.methods.get_mut(id.index()) {
                    *place = found;
                }
            }
        }
        acts
    }

    /// What a method does.
    #[must_use]
    pub fn of_method(&self, id: MethodId) -> IndexSet<Act> {
        self.methods.get(id.index()).cloned().unwrap_or_default()
    }

    /// What statements do.
    #[must_use]
    pub fn of(&self, steps: &[Step]) -> IndexSet<Act> {
        let mut found = IndexSet::new();
        self.steps(steps, true, &mut found);
        found
    }

    /// Fragments are nested no deeper than the syntax lets them.
    fn steps(&self, steps: &[Step], certain: bool, found: &mut IndexSet<Act>) {
        for step in steps {
            match &step.kind {
                StepKind::Message { to, arrow, label, .. } => {
                    let arrives = matches!(arrow, Arrow::Request | Arrow::Response);
                    self.label(label, step, Stand { who: to, certain: certain && arrives }, found);
                }
                StepKind::Action { who, label } => self.label(label, step, Stand { who, certain }, found),
                StepKind::Read { key, .. } if passes_caches(step) => {
                    add(found, self.subject(key).map(|subject| renewal(subject, certain)));
                }
                StepKind::Fragment { fragment, operands, .. } => {
                    let always = runs_always(*fragment);
                    operands.iter().for_each(|operand| self.steps(&operand.steps, certain && always, found));
                }
                StepKind::CrashAnywhere { steps, .. } => self.steps(steps, false, found),
                StepKind::Read { .. }
                | StepKind::Sees { .. }
                | StepKind::Given(_)
                | StepKind::Expect { .. }
                | StepKind::Note { .. }
                | StepKind::Divider(_)
                | StepKind::Gap(_)
                | StepKind::Wait { .. }
                | StepKind::Happening { .. }
                | StepKind::Lifespan { .. }
                | StepKind::Play(_)
                | StepKind::Reference { .. }
                | StepKind::Link { .. } => {}
            }
        }
    }

    /// What a label does.
    fn label(&self, label: &Label, step: &Step, stand: Stand<'_>, found: &mut IndexSet<Act>) {
        match &label.operation {
            Some(Operation::Storage { verb, keys, within, cascade, .. }) => {
                let deed = match verb {
                    Verb::Invalidate | Verb::Drop => Deed::Take,
                    Verb::Store => Deed::Renew,
                    Verb::Read | Verb::Write => return,
                };
                for subject in keys.iter().filter_map(|key| self.subject(key)) {
                    let act = |at: &Participant| Act {
                        subject,
                        cascade: *cascade,
                        deed,
                        at: Some(spread(at, stand.who)),
                        certain: stand.certain,
                    };
                    add(found, within.iter().map(act));
                }
            }
            Some(Operation::Http { method, key, .. }) if !method.is_safe() || passes_caches(step) => {
                add(found, self.subject(key).map(|subject| renewal(subject, stand.certain)));
            }
            Some(Operation::Call { method, keys }) => self.call(*method, keys, stand, found),
            Some(Operation::Http { .. } | Operation::Reply { .. } | Operation::Event { .. }) | None => {}
        }
    }

    /// What a called method does, with the keys that it is called for.
    fn call(&self, method: MethodId, keys: &[Key], stand: Stand<'_>, found: &mut IndexSet<Act>) {
        let Some(inner) = self.methods.get(method.index()) else { return };
        let keys: Vec<Subject> = keys.iter().filter_map(|key| self.subject(key)).collect();
        for act in inner {
            let subjects: &[Subject] = match &act.subject {
                Subject::Bound => &keys,
                own @ Subject::Of { .. } => std::slice::from_ref(own),
            };
            let called = |subject: &Subject| Act {
                subject: *subject,
                at: act.at.as_ref().map(|at| spread(at, stand.who)),
                certain: act.certain && stand.certain,
                ..act.clone()
            };
            add(found, subjects.iter().map(called));
        }
    }

    fn subject(&self, key: &Key) -> Option<Subject> {
        if key.bound {
            return Some(Subject::Bound);
        }
        let named = key.resource?;
        let resource = self.model.resources.get(named.index())?;
        let extent = Extent::of(key, resource);
        Some(Subject::Of { resource: resource.alias.unwrap_or(named), extent })
    }
}

fn add(found: &mut IndexSet<Act>, acts: impl IntoIterator<Item = Act>) {
    for act in acts {
        if found.len() < MOST {
            found.insert(act);
        }
    }
}

fn renewal(subject: Subject, certain: bool) -> Act {
    Act { subject, cascade: false, deed: Deed::Renew, at: None, certain }
}

/// Whoever acts for all instances acts at all copies that these see.
fn spread(at: &Participant, who: &Participant) -> Participant {
    let all = matches!(who.instance, Instance::Every | Instance::Other);
    let follows = matches!(at.instance, Instance::Bound | Instance::Any);
    if all && follows { Participant { place: at.place, instance: who.instance.clone() } } else { at.clone() }
}

/// Whether a read asks caches to be passed: `no-cache`, `max-age=0`, or a fetch mode that sends one of them.
fn passes_caches(step: &Step) -> bool {
    let asked = &step.directives;
    let fetched = asked.fetch.is_some_and(|mode| match mode {
        FetchMode::Reload | FetchMode::NoCache | FetchMode::NoStore => true,
        FetchMode::ForceCache => false,
    });
    asked.no_cache || asked.max_age == Some(0) || fetched
}

/// Whether every operand of a fragment runs at least once.
fn runs_always(fragment: FragmentKind) -> bool {
    match fragment {
        FragmentKind::Loop | FragmentKind::Par | FragmentKind::Critical | FragmentKind::Group => true,
        FragmentKind::Alt | FragmentKind::Opt | FragmentKind::Break => false,
    }
}

/// All methods, called ones before those that call them; where they call each other in a circle, as declared.
fn callees_first(model: &Model) -> Vec<MethodId> {
    let calls: Vec<Vec<MethodId>> = model.methods.iter().map(|m| called(&m.steps)).collect();
    let mut order = Vec::with_capacity(calls.len());
    let mut seen = vec![false; calls.len()];
    for start in 0..calls.len() {
        let mut open = vec![(start, 0)];
        while let Some((at, next)) = open.pop() {
            if next == 0 && std::mem::replace(seen.get_mut(at).unwrap_or(&mut true), true) {
                continue;
            }
            match calls.get(at).and_then(|list| list.get(next)) {
                Some(callee) => open.extend([(at, next + 1), (callee.index(), 0)]),
                None => order.push(MethodId::at(at)),
            }
        }
    }
    order
}

/// The methods that statements call.
fn called(steps: &[Step]) -> Vec<MethodId> {
    let mut found = Vec::new();
    let mut waiting = vec![steps];
    while let Some(steps) = waiting.pop() {
        for step in steps {
            if let StepKind::Fragment { operands, .. } = &step.kind {
                waiting.extend(operands.iter().map(|operand| operand.steps.as_slice()));
            } else if let StepKind::CrashAnywhere { steps, .. } = &step.kind {
                waiting.push(steps);
            } else if let StepKind::Message { label, .. } | StepKind::Action { label, .. } = &step.kind
                && let Some(Operation::Call { method, .. }) = &label.operation
            {
                found.push(*method);
            }
        }
    }
    found
}

/// Whether acts reach every copy of a storage: those of all instances, or one's own and those of all others.
#[must_use]
pub fn reaches_all(model: &Model, storage: Place, acts: &[&Act]) -> bool {
    let one = model.copies(storage) == super::Copies::One;
    let sync = match storage {
        Place::Storage(id) => model.storages.get(id.index()).is_some_and(|s| s.sync),
        Place::User(_) | Place::Device(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => {
            false
        }
    };
    let at = |wanted: &dyn Fn(&Instance) -> bool| {
        acts.iter().any(|act| act.at.as_ref().is_some_and(|at| at.place == storage && wanted(&at.instance)))
    };
    let own = |i: &Instance| matches!(i, Instance::Bound | Instance::Any | Instance::Only);
    at(&|i| *i == Instance::Every) || (at(&own) && at(&|i| *i == Instance::Other)) || ((one || sync) && at(&|_| true))
}
