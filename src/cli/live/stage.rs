//! What browsers are shown at the moment, and how they hear that it has changed.

use crate::pipeline::live::Document;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// What is shown.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Counts what was shown before.
    pub number: u64,
    /// The page; none before the first one.
    pub document: Option<Document>,
}

/// What is shown, for many threads.
#[derive(Debug, Default)]
pub(super) struct Stage {
    shown: Mutex<Arc<Shown>>,
    changed: Condvar,
}

impl Stage {
    /// Shows something else.
    pub fn show(&self, document: Document) {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        *shown = Arc::new(Shown { number: shown.number + 1, document: Some(document) });
        self.changed.notify_all();
    }

    /// What is shown now.
    pub fn now(&self) -> Arc<Shown> {
        Arc::clone(&self.shown.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What is shown once it is no more that of this number, if that happens so soon.
    pub fn after(&self, number: u64, patience: Duration) -> Option<Arc<Shown>> {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(shown, patience, |shown| shown.number == number);
        let (shown, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        (!timeout.timed_out()).then(|| Arc::clone(&shown))
    }
}
