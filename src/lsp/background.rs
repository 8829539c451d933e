//! The background: one thread runs and decides what was read, the newest text of a document only.

use super::state::Stage;
use crate::diagnostic::Diagnostic;
use crate::explore::Limits;
use crate::limits::CHECK;
use crate::pipeline::{Checked, Simulated};
use crate::verdict;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};
use std::time::Instant;

/// The most states of a scenario: what an editor's memory can spare.
const STATES: u64 = 60_000;

/// A text to run.
pub(super) struct Job {
    /// The document's address.
    pub uri: String,
    /// Which run of it.
    pub generation: u64,
    /// What was read in it.
    pub checked: Arc<Checked>,
    /// Nobody waits for it any more.
    pub cancelled: Arc<AtomicBool>,
}

/// What came of it, up to a stage.
pub(super) struct News {
    /// The document's address.
    pub uri: String,
    /// Which run of it.
    pub generation: u64,
    /// How far it came.
    pub stage: Stage,
    /// What happens, if nothing is wrong.
    pub simulated: Option<Arc<Simulated>>,
    /// All that was found.
    pub findings: Vec<Diagnostic>,
    /// By scenario.
    pub verdicts: Vec<verdict::Checked>,
}

/// Starts the thread; it ends when nobody can send jobs any more.
pub(super) fn start<E: Send + 'static>(tell: SyncSender<E>, wrap: fn(News) -> E) -> Sender<Job> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || work(&receiver, &mut |news| tell.send(wrap(news)).is_ok()));
    sender
}

fn work(jobs: &Receiver<Job>, tell: &mut dyn FnMut(News) -> bool) {
    while let Ok(job) = jobs.recv() {
        if !job.cancelled.load(Ordering::Relaxed) && !run(&job, tell) {
            return;
        }
    }
}

/// Runs and decides; whether anybody listens.
fn run(job: &Job, tell: &mut dyn FnMut(News) -> bool) -> bool {
    let news = |stage, simulated, findings, verdicts| News {
        uri: job.uri.clone(),
        generation: job.generation,
        stage,
        simulated,
        findings,
        verdicts,
    };
    let mut simulated = match Checked::clone(&job.checked).simulate() {
        Ok(simulated) => simulated,
        Err(findings) => return tell(news(Stage::Decided, None, findings.list, Vec::new())),
    };
    let shown = Arc::new(simulated.clone());
    if !tell(news(Stage::Simulated, Some(shown), simulated.findings.list.clone(), Vec::new())) {
        return false;
    }
    let start = Instant::now();
    let limits = Limits { states: STATES, repair: false, ..Limits::default() };
    let goes_on = || !job.cancelled.load(Ordering::Relaxed) && start.elapsed() < CHECK;
    let verdicts = simulated.check(&limits, &mut |_, _| goes_on());
    if job.cancelled.load(Ordering::Relaxed) {
        return true;
    }
    simulated.decide(verdicts.clone());
    let findings = simulated.findings.list.clone();
    tell(news(Stage::Decided, Some(Arc::new(simulated)), findings, verdicts))
}
