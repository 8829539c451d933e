//! The lookout: says when a file of the program has changed, and when somebody wants to end.
//!
//! Folders are watched, not files, since editors put a new file in the place of the old one. Many changes in a row are told
//! once, and after a rebuild there is a rest as long as it took, so that a thousand saves a minute cost half a core at most.
//! Where a folder cannot be watched, and in case that the system forgets to tell, files are looked at once a second.

use super::reading::{Stamp, stamp};
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A change is told when nothing more has happened for so long,
const QUIET: Duration = Duration::from_millis(15);

/// and at the latest after so long.
const LATEST: Duration = Duration::from_millis(45);

/// How often files are looked at, whatever is told.
const LOOK: Duration = Duration::from_secs(1);

/// The longest rest after a rebuild.
const REST: Duration = Duration::from_secs(1);

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Files may be others than before.
    Change,
    /// Somebody pressed Ctrl-C, or the system asks to end.
    End,
}

/// Says when files change.
pub(super) struct Lookout {
    watcher: Option<RecommendedWatcher>,
    bell: Receiver<()>,
    ended: Arc<AtomicBool>,
    /// The files that count, as they are named and without links.
    wanted: Arc<Mutex<BTreeSet<PathBuf>>>,
    /// The folders that are watched.
    folders: BTreeSet<PathBuf>,
    /// The files as they were when they were read.
    seen: Vec<(PathBuf, Stamp)>,
}

impl Lookout {
    /// A lookout that hears Ctrl-C and watches nothing yet. There is one in a process.
    pub fn new() -> Result<Self, String> {
        // One ring is enough, however much happens before it is heard.
        let (ring, bell) = sync_channel(1);
        let ended = Arc::new(AtomicBool::new(false));
        let wanted = Arc::new(Mutex::new(BTreeSet::new()));
        listen_for_the_end(Arc::clone(&ended), ring.clone())?;
        let counts = Arc::clone(&wanted);
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let all = counts.lock().unwrap_or_else(PoisonError::into_inner);
            if event.map_or(true, |event| concerns(&event, &all)) {
                // A full channel rings already.
                let _ = ring.try_send(());
            }
        });
        Ok(Self { watcher: watcher.ok(), bell, ended, wanted, folders: BTreeSet::new(), seen: Vec::new() })
    }

    /// Watches these files from now on.
    pub fn follow(&mut self, files: &[(PathBuf, Stamp)]) {
        let mut wanted = BTreeSet::new();
        for (path, _) in files {
            wanted.extend(std::path::absolute(path).map(|path| crate::disk::tidy(&path)));
            wanted.extend(path.canonicalize());
        }
        let folders: BTreeSet<PathBuf> = wanted.iter().filter_map(|path| nearest_folder(path)).collect();
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = wanted;
        self.watch(&folders);
        self.seen = files.to_vec();
    }

    /// Watches these folders and no others.
    fn watch(&mut self, folders: &BTreeSet<PathBuf>) {
        let Some(watcher) = &mut self.watcher else { return };
        for gone in self.folders.difference(folders) {
            let _ = watcher.unwatch(gone);
        }
        let mut watched: BTreeSet<PathBuf> = self.folders.intersection(folders).cloned().collect();
        for new in folders.difference(&self.folders) {
            // One that cannot be watched is looked at once a second.
            if watcher.watch(new, RecursiveMode::NonRecursive).is_ok() {
                watched.insert(new.clone());
            }
        }
        self.folders = watched;
    }

    /// Waits until something happens, and rests as long as the last rebuild took.
    pub fn wait(&mut self, took: Duration) -> Heard {
        let rested = Instant::now() + took.min(REST);
        if !self.moved() {
            loop {
                if self.ended.load(Ordering::SeqCst) {
                    return Heard::End;
                }
                match self.bell.recv_timeout(LOOK) {
                    Ok(()) => break,
                    Err(RecvTimeoutError::Timeout) if self.moved() => {
                        // It was not told: a folder may be another one than it was.
                        let folders = self.folders.clone();
                        self.watch(&BTreeSet::new());
                        self.watch(&folders);
                        break;
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return Heard::End,
                }
            }
        }
        self.calm_down(rested);
        if self.ended.load(Ordering::SeqCst) { Heard::End } else { Heard::Change }
    }

    /// Waits until a burst of changes is over and the rest has been taken.
    fn calm_down(&self, rested: Instant) {
        let first = Instant::now();
        let ended = || self.ended.load(Ordering::SeqCst);
        while first.elapsed() < LATEST && !ended() && self.bell.recv_timeout(QUIET).is_ok() {}
        while !ended() && Instant::now() < rested {
            let left = rested.saturating_duration_since(Instant::now());
            let _ = self.bell.recv_timeout(left);
        }
    }

    /// Whether a file is another one than it was when it was read.
    fn moved(&self) -> bool {
        self.seen.iter().any(|(path, before)| stamp(path) != *before)
    }
}

/// Rings when somebody wants to end; who says so twice does not want to wait.
fn listen_for_the_end(ended: Arc<AtomicBool>, ring: SyncSender<()>) -> Result<(), String> {
    ctrlc::set_handler(move || {
        if ended.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
        let _ = ring.try_send(());
    })
    .map_err(|e| format!("cannot listen for Ctrl-C: {e}"))
}

/// Whether an event is about one of these files, or about a folder above one. Reading a file is none.
fn concerns(event: &Event, wanted: &BTreeSet<PathBuf>) -> bool {
    let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
    if event.kind.is_access() && event.kind != written {
        return false;
    }
    event.need_rescan() || event.paths.iter().any(|path| wanted.iter().any(|file| file.starts_with(path)))
}

/// The folder of a file, or the nearest one above it that there is.
fn nearest_folder(path: &Path) -> Option<PathBuf> {
    path.ancestors().skip(1).find(|folder| folder.is_dir()).map(Path::to_path_buf)
}
