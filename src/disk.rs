//! Reading from disk, for the doors: at most so much, and imports that stay inside the root folder.

use crate::pipeline::Refusal;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// Reads a text: at most so many bytes. Else a sentence that tells why there is none.
#[cfg(feature = "lsp")]
pub(crate) fn read_text(path: &Path, limit: usize) -> Result<String, String> {
    let bytes = read_bytes(path, limit);
    text_of(&path.display().to_string(), bytes, limit)
}

/// Bytes as a text, else a sentence.
pub(crate) fn text_of(name: &str, bytes: std::io::Result<Vec<u8>>, limit: usize) -> Result<String, String> {
    let bytes = bytes.map_err(|e| format!("cannot read {name}: {}", reason(&e)))?;
    if bytes.len() > limit {
        return Err(format!("{name} is larger than {} MB", limit >> 20));
    }
    String::from_utf8(bytes)
        .map_err(|e| format!("{name} is no UTF-8 text from byte {} on", e.utf8_error().valid_up_to()))
}

/// At most one byte more than the limit.
pub(crate) fn read_bytes(path: &Path, limit: usize) -> std::io::Result<Vec<u8>> {
    let file = File::open(path)?;
    // One byte more, so that the end is found without making room again. Pipes tell no length.
    let room = file.metadata().map_or(0, |about| about.len().min(limit as u64) as usize + 1);
    read_all(file, limit, room)
}

/// Likewise of a stream.
pub(crate) fn read_all(stream: impl Read, limit: usize, room: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(room);
    stream.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The system's sentence without its number: `no such file or directory`.
pub(crate) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Reads imports from a folder and below.
pub(crate) struct Folder {
    /// As given or derived.
    root: PathBuf,
    /// Without links; found at the first import, so that programs without imports need not look.
    real: Option<PathBuf>,
}

impl Folder {
    /// The folder given, else that of the source.
    pub fn new(root: Option<&Path>, source: &Path) -> Self {
        let beside = || folder_of(source).to_path_buf();
        Self { root: root.map_or_else(beside, Path::to_path_buf), real: None }
    }

    /// The root without links.
    fn real_root(&mut self) -> std::io::Result<&Path> {
        let real = match self.real.take() {
            Some(real) => real,
            None => self.root.canonicalize()?,
        };
        Ok(self.real.insert(real))
    }
}

/// The folder that a file lies in; `.` for a bare name or standard input.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        Some(_) | None => Path::new("."),
    }
}

impl Folder {
    /// Whether a file may be imported, be it on disk or not.
    #[cfg(feature = "lsp")]
    pub fn admits(&mut self, path: &Path) -> bool {
        let Ok(root) = self.real_root().map(Path::to_path_buf) else { return false };
        path.canonicalize().map_or_else(|_| !climbs_out(path, &root), |real| real.starts_with(&root))
    }

    /// Whether a file may be written there: the folder that it lies in, or the nearest one that there is, is inside.
    #[cfg(feature = "cli")]
    pub fn holds(&mut self, path: &Path) -> bool {
        let Ok(root) = self.real_root().map(Path::to_path_buf) else { return false };
        let tidy = tidy(path);
        if matches!(tidy.components().next(), Some(Component::ParentDir)) && climbs_out(&tidy, &root) {
            return false;
        }
        let mut nearest = Some(tidy.as_path());
        while let Some(path) = nearest {
            let here = if path == Path::new("") { Path::new(".") } else { path };
            // A link that leads nowhere yet would be followed by whoever writes.
            if here.is_symlink() && !here.exists() {
                return false;
            }
            if let Ok(real) = here.canonicalize() {
                return real.starts_with(&root);
            }
            nearest = path.parent();
        }
        false
    }

    /// The text of the file at a path; links are followed before its place is judged.
    pub fn load(&mut self, path: &str) -> Result<String, Refusal> {
        let not_found = |e: &std::io::Error| Refusal::NotFound(reason(e));
        let wanted = Path::new(path);
        let root = self.real_root().map_err(|e| not_found(&e))?.to_path_buf();
        let real = match wanted.canonicalize() {
            Ok(real) => real,
            Err(_) if climbs_out(wanted, &root) => return Err(Refusal::Outside),
            Err(e) => return Err(not_found(&e)),
        };
        if !real.starts_with(&root) {
            return Err(Refusal::Outside);
        }
        String::from_utf8(read_bytes(&real, crate::limits::SOURCE_BYTES).map_err(|e| not_found(&e))?)
            .map_err(|_| Refusal::NotUtf8)
    }
}

/// Whether a path that does not exist would lie outside: nothing is told about what is there.
fn climbs_out(path: &Path, root: &Path) -> bool {
    let absolute = std::path::absolute(path).map(|p| tidy(&p));
    let here = std::env::current_dir().and_then(|d| d.canonicalize());
    match (absolute, here) {
        (Ok(absolute), Ok(_)) if absolute.starts_with(root) => false,
        (Ok(_), Ok(here)) => !tidy(&here.join(path)).starts_with(root),
        (Err(_), _) | (_, Err(_)) => true,
    }
}

/// A path without `.` and, where that is possible by its words alone, without `..`.
pub(crate) fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidy.components().next_back(), Some(Component::Normal(_))) => {
                tidy.pop();
            }
            Component::ParentDir | Component::Normal(_) | Component::RootDir | Component::Prefix(_) => tidy.push(part),
        }
    }
    tidy
}
