//! Reading files that somebody is about to save: again and again until two readings agree.

use crate::cli::files::{self, Failure, Folder};
use crate::disk;
use crate::pipeline::{self, Parsed, Refusal};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How often a file is read that is another one each time, or that is empty or gone and was not before: for about a tenth of
/// a second, since editors empty a file, or put it aside, before they write it anew.
const TRIES: usize = 30;

/// The time between two readings.
const PAUSE: Duration = Duration::from_millis(3);

/// A file that nobody touched for so long is read once.
const CALM: Duration = Duration::from_secs(2);

/// When a file changed, and its length; nothing if there is none.
pub(super) type Stamp = Option<(SystemTime, u64)>;

/// The present stamp of a file.
pub(super) fn stamp(path: &Path) -> Stamp {
    let about = fs::metadata(path).ok()?;
    Some((about.modified().unwrap_or(SystemTime::UNIX_EPOCH), about.len()))
}

/// A program as it stands on disk.
pub(super) struct Read {
    /// Its trees; or why there is none.
    pub parsed: Result<Parsed, Failure>,
    /// The same for the same texts.
    pub print: u64,
    /// All files that were asked for, there or not, each as it was before it was read.
    pub files: Vec<(PathBuf, Stamp)>,
}

/// A sentence if a path names no file that can be followed.
pub(super) fn followable(path: &Path) -> Result<(), String> {
    let name = path.display();
    match fs::metadata(path) {
        Ok(about) if about.is_file() => Ok(()),
        Ok(_) => Err(format!("cannot follow {name}: it is no plain file")),
        Err(e) => Err(format!("cannot read {name}: {}", files::reason(&e))),
    }
}

/// Reads a program and everything that it imports; `before` are the files as they were the last time.
pub(super) fn read(path: &Path, root: Option<&Path>, before: &[(PathBuf, Stamp)]) -> Read {
    let mut files = vec![(path.to_path_buf(), stamp(path))];
    let mut print = DefaultHasher::new();
    let full = |path: &Path| before.iter().any(|(other, stamp)| other == path && stamp.is_some_and(|(_, l)| l > 0));
    let bytes = settled(
        path,
        &mut || disk::read_bytes(path, crate::limits::SOURCE_BYTES).map_err(|e| files::reason(&e)),
        &|bytes| full(path) && bytes.as_ref().map_or(true, Vec::is_empty),
    );
    bytes.hash(&mut print);
    let parsed = files::source_of(path, bytes).map(|source| {
        let mut folder = Folder::new(root, path);
        let mut load = |path: &str| {
            let file = Path::new(path);
            files.push((file.to_path_buf(), stamp(file)));
            let hollow = |text: &Result<String, Refusal>| match text {
                Ok(text) => text.is_empty() && full(file),
                Err(refusal) => matches!(refusal, Refusal::NotFound(_)) && full(file),
            };
            let text = settled(file, &mut || folder.load(path), &hollow);
            text.as_ref().map_err(|refusal| format!("{refusal:?}")).hash(&mut print);
            text
        };
        pipeline::parse(source, &mut load)
    });
    Read { parsed, print: print.finish(), files }
}

/// What two readings agree on; `hollow` ones are not trusted until there has been time to fill them.
fn settled<T: PartialEq>(path: &Path, read: &mut dyn FnMut() -> T, hollow: &dyn Fn(&T) -> bool) -> T {
    let mut last = read();
    let age = stamp(path).and_then(|(changed, _)| SystemTime::now().duration_since(changed).ok());
    if !hollow(&last) && age.is_some_and(|age| age > CALM) {
        return last;
    }
    for _ in 0..TRIES {
        std::thread::sleep(PAUSE);
        let next = read();
        let agreed = next == last && !hollow(&next);
        last = next;
        if agreed {
            break;
        }
    }
    last
}
