//! The desk: the open documents, and the files on disk that they do not shadow.

use super::document::{Analysis, Document, unmarked};
use super::follow;
use super::place::{Encoding, Lines};
use super::state::Run;
use super::uri;
use crate::disk::{Folder, folder_of};
use crate::limits::NEIGHBOURS;
use crate::pipeline::{self, Checked, Parsed, Refusal};
use crate::source::{FileId, Source, Span};
use line_index::LineIndex;
use lsp_types::{Location, Uri};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long nothing is typed before a text is run: what nobody waits for would keep the next key waiting.
const REST: Duration = Duration::from_millis(100);

/// The most folders of the workspace that are looked into.
const FOLDERS: usize = 5_000;

/// What is open, and how the client wants to be spoken to.
#[derive(Default)]
pub(super) struct Desk {
    /// By address.
    pub documents: BTreeMap<String, Document>,
    /// What a character is to the client.
    pub encoding: Encoding,
    /// Imports never leave it.
    pub root: Option<PathBuf>,
    /// The folders that the client has open.
    pub folders: Vec<PathBuf>,
    /// The client fills gaps in what it completes.
    pub snippets: bool,
    /// How many runs were begun.
    pub runs: u64,
    /// What was read in older texts; given back once the findings of newer ones are told.
    pub outdated: Vec<Arc<Checked>>,
}

/// Why there is no answer: the protocol's code and a sentence.
#[derive(Debug)]
pub(super) struct Fault {
    /// As in the protocol.
    pub code: lsp_server::ErrorCode,
    /// A sentence.
    pub message: String,
}

impl Fault {
    /// The request makes no sense.
    pub fn wrong(message: impl Into<String>) -> Self {
        Self { code: lsp_server::ErrorCode::InvalidParams, message: message.into() }
    }

    /// The request makes sense and cannot be done.
    pub fn failed(message: impl Into<String>) -> Self {
        Self { code: lsp_server::ErrorCode::RequestFailed, message: message.into() }
    }
}

impl Desk {
    /// An open document.
    pub fn document(&self, uri: &Uri) -> Result<&Document, Fault> {
        self.documents.get(uri.as_str()).ok_or_else(|| Fault::wrong(format!("{} is not open", uri.as_str())))
    }

    /// Opens a document, or opens it anew. It is read later, with all that changed meanwhile.
    pub fn open(&mut self, uri: Uri, version: i32, text: &str) {
        let name = uri::path(&uri).unwrap_or_else(|| uri.as_str().to_owned());
        let text = unmarked(text);
        let lines = LineIndex::new(&text);
        self.runs += 1;
        let run = Run::begin(self.runs);
        let key = uri.as_str().to_owned();
        let document =
            Document { uri, name, version, text, lines, analysis: Analysis::default(), stale: true, typed: false, run };
        if let Some(before) = self.documents.insert(key, document) {
            before.run.cancel();
        }
    }

    /// Reads a document again. Its run begins anew.
    pub fn refresh(&mut self, key: &str) {
        self.runs += 1;
        let Some(document) = self.documents.get_mut(key) else { return };
        let before = std::mem::replace(&mut document.run, Run::begin(self.runs));
        before.cancel();
        let rest = if std::mem::take(&mut document.typed) { REST } else { Duration::ZERO };
        document.run.due = Some(Instant::now() + rest);
        // Other files may have other numbers now.
        document.run.late = before.late;
        document.run.late.retain(follow::is_own);
        document.stale = false;
        let (parsed, checked) = std::mem::take(&mut document.analysis).into_parts();
        self.outdated.extend(checked);
        let Some(document) = self.documents.get(key) else { return };
        let analysis = self.analyse(parsed, &document.name, &document.text);
        if let Some(document) = self.documents.get_mut(key) {
            document.analysis = analysis;
        }
    }

    /// The addresses of the other open documents that import the file of this name, directly or not.
    pub fn importers(&self, name: &str) -> Vec<String> {
        let imports = |d: &Document| d.name != name && d.analysis.file_named(name).is_some();
        self.documents.iter().filter(|(_, d)| imports(d)).map(|(key, _)| key.clone()).collect()
    }

    /// Reads a text and what it imports, where an older one may have been read before; open documents count as what they
    /// are on the screen.
    fn analyse(&self, before: Parsed, name: &str, text: &str) -> Analysis {
        let source = Source::new(name, text);
        if uri::of(name).and_then(|uri| uri::path(&uri)).is_none() {
            return Analysis::new(pipeline::parse_again(before, source, &mut pipeline::no_imports));
        }
        let mut folder = Folder::new(self.root.as_deref(), Path::new(name));
        let mut load = |path: &str| self.load(&mut folder, path);
        Analysis::new(pipeline::parse_again(before, source, &mut load))
    }

    fn load(&self, folder: &mut Folder, path: &str) -> Result<String, Refusal> {
        match self.documents.values().find(|d| d.name == path) {
            Some(open) if folder.admits(Path::new(path)) => Ok(open.text.clone()),
            Some(_) => Err(Refusal::Outside),
            None => folder.load(path),
        }
    }

    /// Where a span stands, in the units of the client.
    pub fn location(&self, document: &Document, span: Span) -> Option<Location> {
        let source = document.analysis.sources().get(usize::from(span.file.0))?;
        if span.file == FileId(0) && !document.stale {
            return Some(Location { uri: document.uri.clone(), range: document.lines(self.encoding).range(span) });
        }
        self.locate(source, span)
    }

    /// Likewise in a source that need not be open.
    pub fn locate(&self, source: &Source, span: Span) -> Option<Location> {
        let index = LineIndex::new(&source.text);
        let range = Lines { text: &source.text, index: &index, encoding: self.encoding }.range(span);
        // An open document is called as its client calls it.
        let open = self.documents.values().find(|d| d.name == source.name).map(|d| d.uri.clone());
        Some(Location { uri: open.or_else(|| uri::of(&source.name))?, range })
    }

    /// The programs of the client's folders and of the folders of open documents, sorted: on disk or open.
    pub fn programs(&self) -> BTreeSet<String> {
        let mut found: BTreeSet<String> = self.documents.values().map(|d| d.name.clone()).collect();
        let mut open: Vec<PathBuf> = self.folders.clone();
        let beside = self.documents.values().filter(|d| uri::path(&d.uri).is_some());
        let beside: BTreeSet<PathBuf> = beside.map(|d| folder_of(Path::new(&d.name)).to_path_buf()).collect();
        let (mut folders, mut deep) = (0, !open.is_empty());
        if open.is_empty() {
            open.extend(beside);
        }
        while let Some(folder) = open.pop() {
            folders += 1;
            let Ok(entries) = std::fs::read_dir(&folder) else { continue };
            for entry in entries.flatten() {
                let (path, name) = (entry.path(), entry.file_name());
                let name = name.to_string_lossy();
                let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                let passed_over = name.starts_with('.') || name == "node_modules" || name == "target";
                if is_folder && deep && !passed_over {
                    open.push(path);
                } else if !is_folder && name.ends_with(".cd") && found.len() < NEIGHBOURS {
                    found.insert(path.to_string_lossy().replace('\\', "/"));
                }
            }
            deep &= folders < FOLDERS;
        }
        found
    }

    /// A program that need not be open.
    pub fn program(&self, name: &str) -> Option<Analysis> {
        if let Some(open) = self.documents.values().find(|d| d.name == name) {
            return Some(self.analyse(Parsed::default(), name, &open.text));
        }
        let text = crate::disk::read_text(Path::new(name), LARGE).ok()?;
        Some(self.analyse(Parsed::default(), name, &text))
    }
}

/// The largest program that is looked through without being open.
const LARGE: usize = 1 << 20;
