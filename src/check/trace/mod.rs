//! The trace: what the check keeps in mind while it reads the statements of one scenario, method or reaction in written
//! order: open requests, lifespans, what has been told. [`walk`] then looks at plays, once all scenarios are known.

pub mod lifespan;
pub mod play;
pub mod request;
pub mod route;

use super::context::Context;
use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::model::{ResourceId, ScenarioId};
use ecow::EcoString;
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

/// What is kept in mind.
#[derive(Debug)]
pub struct Walk<'s> {
    /// Where the statements stand.
    pub scope: &'s Scope,
    /// Nothing is checked.
    pub sketch: bool,
    /// Requests that may still be answered.
    pub requests: request::Requests,
    /// Lifelines that begin and end.
    pub lives: lifespan::Lives,
    /// Another scenario was played: its requests are not known here.
    pub played: bool,
    /// A message was left out because of an error: what would answer it is not told again.
    pub broken: bool,
    /// How many operands stand around that may not happen.
    pub maybe: u32,
    /// Resources of keys met so far.
    pub keys: HashMap<EcoString, Option<ResourceId>>,
    /// Names of nothing that have been told.
    pub unknown: HashSet<EcoString>,
    told: HashSet<String>,
}

impl<'s> Walk<'s> {
    /// At the start of a block.
    #[must_use]
    pub fn new(scope: &'s Scope, sketch: bool) -> Self {
        Self {
            scope,
            sketch,
            requests: request::Requests::default(),
            lives: lifespan::Lives::default(),
            played: false,
            broken: false,
            maybe: 0,
            keys: HashMap::new(),
            unknown: HashSet::new(),
            told: HashSet::new(),
        }
    }

    /// Takes down a finding, but the same sentence only once.
    pub fn report(&mut self, cx: &mut Context<'_>, diagnostic: Diagnostic) {
        if self.told.insert(diagnostic.message.clone()) {
            cx.report(diagnostic);
        }
    }

    /// Whether the scenario is marked `[as-told]`.
    #[must_use]
    pub fn as_told(&self) -> bool {
        match self.scope {
            Scope::Scenario { as_told } => *as_told,
            Scope::Method { .. } | Scope::Reaction { .. } => false,
        }
    }

    /// Whether bare names are bound at the call or the trigger.
    #[must_use]
    pub fn bound(&self) -> bool {
        match self.scope {
            Scope::Scenario { .. } => false,
            Scope::Method { .. } | Scope::Reaction { .. } => true,
        }
    }
}

/// Looks at what a scenario can only be checked for once all are known: circles of plays.
pub fn walk(cx: &mut Context<'_>, scenario: ScenarioId) {
    play::circle(cx, scenario);
}
