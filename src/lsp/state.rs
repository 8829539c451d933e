//! How far the run of a document has come.

use crate::diagnostic::Diagnostic;
use crate::pipeline::Simulated;
use crate::verdict::Checked;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How much is known of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// What it says.
    #[default]
    Read,
    /// What happens in it.
    Simulated,
    /// Which claims hold.
    Decided,
}

/// What came of running a text.
#[derive(Default)]
pub(super) struct Run {
    /// Which run; each change begins another.
    pub generation: u64,
    /// How far it has come.
    pub stage: Stage,
    /// What happens, if nothing is wrong; with the verdicts in it once decided.
    pub simulated: Option<Arc<Simulated>>,
    /// What was found, everything up to this stage, if there is more than from reading alone.
    pub findings: Option<Vec<Diagnostic>>,
    /// By scenario.
    pub verdicts: Vec<Checked>,
    /// What was read is not told yet: the run before found more, and this one soon will.
    pub owed: bool,
    /// Told to whoever works on it.
    pub cancelled: Arc<AtomicBool>,
}

impl Run {
    /// A run that begins.
    pub fn begin(generation: u64) -> Self {
        Self { generation, ..Self::default() }
    }

    /// Tells whoever works on it that nobody waits for it any more.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}
