//! How far the run of a document has come.

use crate::diagnostic::Diagnostic;
use crate::pipeline::Simulated;
use crate::verdict::Checked;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

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
    /// What running and deciding found. It moves with the text that is typed until a newer text has run.
    pub late: Vec<Diagnostic>,
    /// By scenario.
    pub verdicts: Vec<Checked>,
    /// When it is handed to whoever works on it: not before typing rests.
    pub due: Option<Instant>,
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
