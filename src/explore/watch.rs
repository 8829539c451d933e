//! Claims about whole runs: what each remembers, and when it is broken.
//!
//! Definitions follow Terry et al., "Session guarantees for weakly consistent replicated data" (1994) for what one user
//! sees, Aguilera and Terry, "The many faces of consistency" (2016) for state and operation consistency.

use super::guide::Shared;
use super::program::Program;
use crate::machine::key::KeyId;
use crate::machine::run::Run;
use crate::machine::run::memory::Relevance;
use crate::machine::run::observe::Observed;
use crate::machine::run::renamed::Names;
use crate::machine::world::SiteId;
use crate::model::claim::{Claim, Predicate};
use crate::model::step::StepKind;
use crate::model::{Model, Place, UserId};
use crate::syntax::declaration::claim::ClaimForm;
use crate::timeline::Worth;
use std::collections::BTreeMap;

/// What the claims of a file remember of a run.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Watch {
    /// The latest version that a user wrote of a key.
    wrote: BTreeMap<(UserId, KeyId), u32>,
    /// The latest version that a user has seen of a key.
    seen: BTreeMap<(UserId, KeyId), u32>,
    /// Something was written.
    written: bool,
}

/// A claim of the file about what a move did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noticed {
    /// Which claim.
    pub claim: usize,
    /// Whether it held there.
    pub holds: bool,
    /// Whose screen, for sentences.
    pub user: Option<UserId>,
    /// Which key.
    pub key: Option<KeyId>,
    /// Which copy.
    pub site: Option<SiteId>,
}

/// Whether a claim of that form must know the order of versions, or how old they are.
#[must_use]
pub fn needs_history(claims: &[Claim]) -> bool {
    claims.iter().any(|c| match c.form {
        ClaimForm::ReadYourWrites
        | ClaimForm::MonotonicReads
        | ClaimForm::BoundedStaleness(_)
        | ClaimForm::Convergence(_) => true,
        ClaimForm::PrivateStaysOut | ClaimForm::NoEventLoop | ClaimForm::InvalidationCovers => false,
    })
}

/// What of a run's memory matters to these claims.
#[must_use]
pub fn relevance(program: &Program<'_>, claims: &[Claim]) -> Relevance {
    let predicates = program.claims.iter().filter_map(|step| match &step.kind {
        StepKind::Expect { predicate, .. } => Some(predicate),
        _other => None,
    });
    let mut found = Relevance { counts: false, history: needs_history(claims) };
    for predicate in predicates {
        found.counts |= matches!(predicate, Predicate::Counts { .. } | Predicate::Carries { .. });
        found.history |= matches!(predicate, Predicate::Staleness { .. });
    }
    found
}

impl Watch {
    /// The same if everybody were somebody else.
    #[must_use]
    pub fn renamed(&self, names: &Names<'_>) -> Self {
        let all = |known: &BTreeMap<(UserId, KeyId), u32>| {
            known.iter().map(|((user, key), version)| ((names.user(*user), *key), *version)).collect()
        };
        Self { wrote: all(&self.wrote), seen: all(&self.seen), written: self.written }
    }

    /// What a move means to the claims.
    pub fn notice(&mut self, claims: &[Claim], run: &mut Run<'_, '_>) -> Vec<Noticed> {
        let observed = std::mem::take(&mut run.observed);
        let mut found = Vec::new();
        for (claim, declared) in claims.iter().enumerate() {
            for one in &observed {
                found.extend(self.judge(&declared.form, one, run).map(|n| Noticed { claim, ..n }));
            }
            if declared.form == ClaimForm::InvalidationCovers {
                found.extend(covers(&observed, run).into_iter().map(|n| Noticed { claim, ..n }));
            }
        }
        for one in &observed {
            self.remember(one);
        }
        found
    }

    fn remember(&mut self, observed: &Observed) {
        match *observed {
            Observed::Shown { user, key, version: Some(version), .. } => {
                let seen = self.seen.entry((user, key)).or_default();
                *seen = version.max(*seen);
            }
            Observed::Written { user: Some(user), key, version } => {
                self.written = true;
                self.wrote.insert((user, key), version);
            }
            Observed::Written { user: None, .. } => self.written = true,
            Observed::Shown { version: None, .. }
            | Observed::Kept { .. }
            | Observed::Passed { .. }
            | Observed::Cleared { .. }
            | Observed::Looped => {}
        }
    }

    fn judge(&self, form: &ClaimForm, observed: &Observed, run: &Run<'_, '_>) -> Option<Noticed> {
        let shown = |holds, user, key| Noticed { claim: 0, holds, user: Some(user), key: Some(key), site: None };
        match (form, *observed) {
            (ClaimForm::ReadYourWrites, Observed::Shown { user, key, version, .. }) => {
                let own = *self.wrote.get(&(user, key))?;
                Some(shown(version.is_none_or(|v| v >= own), user, key))
            }
            (ClaimForm::MonotonicReads, Observed::Shown { user, key, version, .. }) => {
                let seen = *self.seen.get(&(user, key))?;
                Some(shown(version.is_none_or(|v| v >= seen), user, key))
            }
            (ClaimForm::BoundedStaleness(bound), Observed::Shown { user, key, late, .. }) => {
                Some(shown(late <= bound.millis, user, key))
            }
            (ClaimForm::Convergence(within), Observed::Shown { user, key, late, .. }) => {
                // Nobody has written for so long, and an old value is shown all the same.
                let quiet = run.state.clock.saturating_sub(written(run, Some(key))?);
                let over = |time: u64| time > within.millis;
                (over(late) && over(u64::try_from(quiet).unwrap_or_default())).then(|| shown(false, user, key))
            }
            (ClaimForm::PrivateStaysOut, Observed::Kept { site, key }) => {
                let private = run.keys.declared(key).is_some_and(|r| r.private);
                let holds = is_personal(run, site);
                private.then_some(Noticed { claim: 0, holds, user: None, key: Some(key), site: Some(site) })
            }
            (ClaimForm::PrivateStaysOut, Observed::Passed { site, key }) => {
                let private = run.keys.declared(key).is_some_and(|r| r.private);
                let shared = !is_personal(run, site);
                (private && shared).then_some(Noticed {
                    claim: 0,
                    holds: true,
                    user: None,
                    key: Some(key),
                    site: Some(site),
                })
            }
            (ClaimForm::NoEventLoop, Observed::Looped) => {
                Some(Noticed { claim: 0, holds: false, user: None, key: None, site: None })
            }
            (ClaimForm::NoEventLoop, Observed::Written { .. } | Observed::Cleared { .. }) => {
                Some(Noticed { claim: 0, holds: true, user: None, key: None, site: None })
            }
            (
                ClaimForm::ReadYourWrites
                | ClaimForm::MonotonicReads
                | ClaimForm::BoundedStaleness(_)
                | ClaimForm::Convergence(_)
                | ClaimForm::PrivateStaysOut
                | ClaimForm::NoEventLoop
                | ClaimForm::InvalidationCovers,
                _,
            ) => None,
        }
    }

    /// What whoever reads so long after the last write is shown, each way that the read may go: at the end of a run, and
    /// before that at every moment so late, where nothing happens for the `rest`.
    pub fn converges(
        &self,
        (within, rest): (u64, Option<i64>),
        model: &Model,
        run: &mut Run<'_, '_>,
        guide: &Shared,
    ) -> Vec<Noticed> {
        let within = i64::try_from(within).unwrap_or(i64::MAX);
        let due = written(run, None).unwrap_or_default().saturating_add(within);
        let ended = rest.is_none();
        if !self.written || rest.is_some_and(|rest| run.state.clock.saturating_add(rest) <= due) {
            return Vec::new();
        }
        run.state.clock = run.state.clock.max(due);
        let known = |k: &KeyId| run.keys.get(*k).is_some_and(|e| !e.family && e.resource.is_some());
        let mut keys: Vec<KeyId> = run.keys.ids().filter(known).collect();
        if !ended {
            // Who reads while no copy is outdated is shown the latest.
            let sites = (0..run.world.sites.len()).map(|at| SiteId(u32::try_from(at).unwrap_or(u32::MAX)));
            keys.retain(|key| sites.clone().any(|site| run.state.worth(site, *key) == Worth::Stale));
        }
        let mut found = Vec::new();
        for user in (0..model.users.len()).map(UserId::at) {
            for key in keys.iter().copied() {
                guide.begin(&[]);
                loop {
                    if let Some(value) = run.would_see(user, key) {
                        let holds = value == run.state.latest(key);
                        if ended || !holds {
                            found.push(Noticed { claim: 0, holds, user: Some(user), key: Some(key), site: None });
                        }
                    }
                    if !guide.next() {
                        break;
                    }
                }
            }
        }
        found
    }
}

/// When a key, or any, was written last, in milliseconds.
fn written(run: &Run<'_, '_>, key: Option<KeyId>) -> Option<i64> {
    let all = run.state.versions.iter().enumerate();
    let meant = all.filter(|(at, _)| key.is_none_or(|key| key.index() == *at));
    meant.filter_map(|(_, versions)| versions.last()).map(|version| version.since).max()
}

/// Storages that a write's invalidation reached, but not for what depends on the key.
fn covers(observed: &[Observed], run: &mut Run<'_, '_>) -> Vec<Noticed> {
    let mut found = Vec::new();
    let written = observed.iter().filter_map(|o| match o {
        Observed::Written { key, .. } => Some(*key),
        Observed::Shown { .. }
        | Observed::Kept { .. }
        | Observed::Passed { .. }
        | Observed::Cleared { .. }
        | Observed::Looped => None,
    });
    for key in written {
        let dependents = run.keys.dependents(key);
        for one in observed {
            let Observed::Cleared { site, key: cleared } = *one else { continue };
            if cleared != key {
                continue;
            }
            for dependent in &dependents {
                let holds = run.state.worth(site, *dependent) != Worth::Stale;
                found.push(Noticed { claim: 0, holds, user: None, key: Some(*dependent), site: Some(site) });
            }
        }
    }
    found
}

fn is_personal(run: &Run<'_, '_>, site: SiteId) -> bool {
    let storage = run.world.sites.get(site.index()).map(|s| s.storage);
    storage.is_some_and(|s| run.world.model.copies(Place::Storage(s)).is_personal())
}
