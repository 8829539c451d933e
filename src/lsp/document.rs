//! An open document: its text as the client left it, what was read in it, and how far its run has come.

use super::follow::Swap;
use super::index::Index;
use super::place::{Encoding, Lines};
use super::state::Run;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{Checked, Parsed};
use crate::source::{FileId, Source};
use crate::syntax::tree::{Block, File};
use line_index::LineIndex;
use lsp_types::{TextDocumentContentChangeEvent, Uri};
use std::cell::OnceCell;
use std::sync::Arc;

/// A document.
pub(super) struct Document {
    /// Its address.
    pub uri: Uri,
    /// The path of its file, else its address.
    pub name: String,
    /// As the client counts.
    pub version: i32,
    /// Its text.
    pub text: String,
    /// Where its lines start.
    pub lines: LineIndex,
    /// What was read in it; of an older text while `stale`.
    pub analysis: Analysis,
    /// The text changed since it was read.
    pub stale: bool,
    /// It was typed in since it was opened or run.
    pub typed: bool,
    /// What came of running it.
    pub run: Run,
}

/// What was read in a text and in what it imports.
#[derive(Default)]
pub(super) struct Analysis {
    /// The trees.
    pub parsed: Parsed,
    checked: OnceCell<Arc<Checked>>,
    index: OnceCell<Index>,
}

impl Analysis {
    /// Of parsed files.
    pub fn new(parsed: Parsed) -> Self {
        Self { parsed, checked: OnceCell::new(), index: OnceCell::new() }
    }

    /// The trees, and what was made of them.
    pub fn into_parts(self) -> (Parsed, Option<Arc<Checked>>) {
        (self.parsed, self.checked.into_inner())
    }

    /// The model, and what is wrong.
    pub fn checked(&self) -> &Arc<Checked> {
        self.checked.get_or_init(|| Arc::new(self.parsed.checked()))
    }

    /// All names in all files.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.parsed.files))
    }

    /// The sources, the document's first.
    pub fn sources(&self) -> &[Source] {
        &self.parsed.findings.sources.list
    }

    /// What was found before anything ran.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.checked().findings.list
    }

    /// The tree of the document.
    pub fn file(&self) -> Option<&File> {
        self.parsed.files.first()
    }

    /// The lines of the document.
    pub fn body(&self) -> Option<&Block> {
        self.file().map(|file| &file.body)
    }

    /// The file of a source by its name.
    pub fn file_named(&self, name: &str) -> Option<FileId> {
        let at = self.sources().iter().position(|source| source.name == name)?;
        Some(FileId(u16::try_from(at).ok()?))
    }
}

/// A mark at the start of a text is no part of a program: white space of the same size in every encoding takes its place.
pub(super) fn unmarked(text: &str) -> String {
    text.strip_prefix('\u{feff}').map_or_else(|| text.to_owned(), |rest| format!("\u{3000}{rest}"))
}

impl Document {
    /// The text with its lines.
    pub fn lines(&self, encoding: Encoding) -> Lines<'_> {
        Lines { text: &self.text, index: &self.lines, encoding }
    }

    /// Applies what the client changed, one change after the other.
    pub fn change(&mut self, changes: &[TextDocumentContentChangeEvent], encoding: Encoding) {
        for change in changes {
            match change.range {
                None => {
                    self.text = unmarked(&change.text);
                    self.run.late.clear();
                }
                Some(range) => {
                    let bytes = self.lines(encoding).bytes(range);
                    let swap = Swap { start: bytes.start, end: bytes.end, put: change.text.len() };
                    self.run.late.retain_mut(|finding| swap.moves(finding));
                    self.text.replace_range(bytes, &change.text);
                }
            }
            self.lines = LineIndex::new(&self.text);
        }
        self.stale = true;
        self.typed = true;
        self.run.cancel();
    }

    /// All that is known to be wrong: from reading this text, and from the last run.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.analysis.findings().iter().chain(&self.run.late)
    }
}
