//! What is kept from one build to the next, so that `mdbook serve` makes only what has changed: one file a diagram, named
//! by a hash of all that it depends on, but for its imports, which are compared. Whatever is wrong with a kept file, the
//! diagram is made anew; whatever had findings is not kept, so that they are told each time.

use super::draw::Job;
use super::settings::Cache;
use crate::pipeline::Refusal;
use crate::pipeline::inset::Inset;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

/// So many bytes are kept; then the least recently used files go until three quarters are left.
const MOST: u64 = 64 << 20;

/// A larger diagram is not kept.
const LARGEST: usize = 8 << 20;

/// Where finished diagrams are kept.
pub(super) struct Keep {
    folder: Option<PathBuf>,
    /// Which program this is.
    program: String,
    /// Whether something was put there.
    grown: AtomicBool,
}

impl Keep {
    pub fn new(cache: &Cache) -> Self {
        let folder = match cache {
            Cache::Own => own(),
            Cache::Folder(folder) => Some(folder.clone()),
            Cache::None => None,
        };
        let folder = folder.filter(|folder| fs::create_dir_all(folder).is_ok());
        Self { folder, program: program(), grown: AtomicBool::new(false) }
    }

    /// The name of a diagram's file; imports are seen from the program's folder, which therefore counts.
    pub fn key(&self, job: &Job) -> String {
        let parts = json!([
            self.program,
            job.name,
            job.text,
            job.views,
            format!("{:?}", job.shape),
            job.theme,
            job.check,
            job.fonts,
            job.plain
        ]);
        hash(&parts.to_string())
    }

    /// What is kept of a diagram, if its imports still say the same.
    pub fn find(&self, key: &str, load: &mut dyn FnMut(&str) -> Result<String, Refusal>) -> Option<Vec<Inset>> {
        let path = self.folder.as_ref()?.join(format!("{key}.json"));
        let kept: Value = serde_json::from_slice(&crate::disk::read_bytes(&path, LARGEST).ok()?).ok()?;
        for import in kept.get("imports")?.as_array()? {
            let (path, wanted) = (import.get(0)?.as_str()?, import.get(1)?.as_str()?);
            if hash(&load(path).ok()?) != wanted {
                return None;
            }
        }
        let inset = |value: &Value| {
            let text = value.get(1)?.as_str()?.to_owned();
            match value.get(0)?.as_str()? {
                "html" => Some(Inset::Html(text)),
                "markdown" => Some(Inset::Markdown(text)),
                _ => None,
            }
        };
        let insets = kept.get("insets")?.as_array()?.iter().map(inset).collect::<Option<Vec<_>>>()?;
        // It was used now; if that cannot be noted, it goes a little earlier.
        let _ = File::options().append(true).open(&path).and_then(|file| file.set_modified(SystemTime::now()));
        Some(insets)
    }

    /// Keeps a diagram. If that fails, it is made again next time.
    pub fn put(&self, key: &str, insets: &[Inset], imports: &[(String, String)]) {
        let Some(folder) = &self.folder else { return };
        let insets: Vec<Value> = insets
            .iter()
            .map(|inset| match inset {
                Inset::Html(text) => json!(["html", text]),
                Inset::Markdown(text) => json!(["markdown", text]),
            })
            .collect();
        let imports: Vec<Value> = imports.iter().map(|(path, text)| json!([path, hash(text)])).collect();
        let text = json!({ "imports": imports, "insets": insets }).to_string();
        if text.len() <= LARGEST && write(folder, &format!("{key}.json"), text.as_bytes()).is_ok() {
            self.grown.store(true, Ordering::Relaxed);
        }
    }

    /// Throws away what was not used for the longest time, if too much is kept.
    pub fn tidy(&self) {
        let Some(folder) = self.folder.as_ref().filter(|_| self.grown.load(Ordering::Relaxed)) else { return };
        let Ok(entries) = fs::read_dir(folder) else { return };
        let ours = |path: &Path| path.extension().is_some_and(|ending| ending == "json");
        let mut files: Vec<(SystemTime, u64, PathBuf)> = entries
            .flatten()
            .filter(|entry| ours(&entry.path()))
            .filter_map(|entry| {
                let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
                Some((about.modified().ok()?, about.len(), entry.path()))
            })
            .collect();
        let mut bytes: u64 = files.iter().map(|(_, bytes, _)| bytes).sum();
        if bytes <= MOST {
            return;
        }
        files.sort();
        for (_, size, path) in files {
            if bytes <= MOST / 4 * 3 {
                break;
            }
            if fs::remove_file(path).is_ok() {
                bytes -= size;
            }
        }
    }
}

/// Writes a file whole.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".cachediag-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(folder.join(name)).map_err(|problem| problem.error)?;
    Ok(())
}

/// The user's folder for what can be made again.
fn own() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")))
    };
    base.map(|base| base.join("cachediag").join("book"))
}

/// Its version, and the size and time of its file, since a program that is being written keeps its version.
fn program() -> String {
    let about = std::env::current_exe().and_then(fs::metadata);
    let build = about.map_or_else(|_| String::new(), |about| format!("{} {:?}", about.len(), about.modified().ok()));
    format!("{} {build}", env!("CARGO_PKG_VERSION"))
}

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
