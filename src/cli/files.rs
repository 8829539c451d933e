//! Reading: the source, and imports that stay inside the root folder.

use crate::pipeline::{Findings, Refusal, unreadable};
use crate::source::Source;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// The name of standard input and output.
pub(super) const DASH: &str = "-";

/// Why there is no source.
pub(super) enum Failure {
    /// It cannot be read; a sentence.
    File(String),
    /// It is no text, or too large.
    Findings(Findings),
}

/// Reads the program.
pub(super) fn read_source(path: &Path) -> Result<Source, Failure> {
    let name = path.to_string_lossy().into_owned();
    let bytes =
        read_bytes(path, Source::LIMIT).map_err(|e| Failure::File(format!("cannot read {name}: {}", reason(&e))))?;
    if bytes.len() > Source::LIMIT {
        return Err(Failure::Findings(unreadable::too_large(&name)));
    }
    text_of(bytes, &name).map_err(|(source, at, byte)| Failure::Findings(unreadable::not_text(source, at, byte)))
}

/// Reads a text that is no program: at most so many bytes. Else a sentence that tells why there is none.
pub(super) fn read_text(path: &Path, limit: usize) -> Result<String, String> {
    let name = path.display();
    let bytes = read_bytes(path, limit).map_err(|e| format!("cannot read {name}: {}", reason(&e)))?;
    if bytes.len() > limit {
        return Err(format!("{name} is larger than {} MB", limit >> 20));
    }
    String::from_utf8(bytes)
        .map_err(|e| format!("{name} is no UTF-8 text from byte {} on", e.utf8_error().valid_up_to()))
}

/// At most one byte more than the limit.
fn read_bytes(path: &Path, limit: usize) -> std::io::Result<Vec<u8>> {
    if path == Path::new(DASH) {
        read_all(std::io::stdin().lock(), limit, 0)
    } else {
        let file = File::open(path)?;
        // One byte more, so that the end is found without making room again. Pipes tell no length.
        let room = file.metadata().map_or(0, |about| about.len().min(limit as u64) as usize + 1);
        read_all(file, limit, room)
    }
}

fn read_all(stream: impl Read, limit: usize, room: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(room);
    stream.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of a file; else the text with wrong bytes replaced, where the first one stands, and the byte.
fn text_of(bytes: Vec<u8>, name: &str) -> Result<Source, (Source, usize, u8)> {
    String::from_utf8(bytes).map(|text| Source::new(name, text)).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(at).copied().unwrap_or(0);
        let text = String::from_utf8_lossy(error.as_bytes());
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        (Source::new(name, text), at - mark, byte)
    })
}

/// The system's sentence without its number: `no such file or directory`.
pub(super) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Reads imports from a folder and below.
pub(super) struct Folder {
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
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        Some(_) | None => Path::new("."),
    }
}

impl Folder {
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
        String::from_utf8(read_bytes(&real, Source::LIMIT).map_err(|e| not_found(&e))?).map_err(|_| Refusal::NotUtf8)
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
fn tidy(path: &Path) -> PathBuf {
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
