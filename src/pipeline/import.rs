//! Imports: a source, what it imports, what that imports; each file is read once, a circle is an error.

use super::{Findings, Parsed};
use crate::problem::limits;
use crate::source::{FileId, Source, Sources, Span};
use super::waiting::syntax;
use crate::syntax::clause::label::Quoted;
use crate::syntax::tree::{File, Node};

/// Most files of one compilation.
const MOST_FILES: usize = 256;

/// Why an import was not brought.
#[derive(Clone, Debug)]
pub enum Refusal {
    /// It cannot be read; the system's own sentence.
    Unreadable(String),
    /// It lies outside the root folder.
    Outside,
    /// It is larger than [`Source::LIMIT`].
    TooLarge,
    /// It is not UTF-8 text: the text with its wrong bytes replaced, where the first one stands, and the byte.
    NotUtf8(Source, usize, u8),
}

/// Brings imported files; the doors have one that reads a folder.
pub trait Loader {
    /// The source at `path`, relative to the file named `from`. Two paths to one file give the same name.
    ///
    /// # Errors
    /// Why there is none.
    fn load(&mut self, path: &str, from: &str) -> Result<Source, Refusal>;
}

/// A loader that has no files.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoImports;

impl Loader for NoImports {
    fn load(&mut self, _path: &str, _from: &str) -> Result<Source, Refusal> {
        Err(Refusal::Unreadable("no files can be imported here".into()))
    }
}

/// Reads a source and its imports, depth first; findings come in the order of reading.
pub(super) fn read_all(main: Source, loader: &mut dyn Loader) -> Parsed {
    let mut reading = Reading { files: Vec::new(), findings: Findings::default(), loader };
    reading.read(main, &mut Vec::new());
    Parsed { files: reading.files, findings: reading.findings }
}

/// What has been read so far.
struct Reading<'a> {
    files: Vec<File>,
    findings: Findings,
    loader: &'a mut dyn Loader,
}

impl Reading<'_> {
    /// Reads one source, then what it imports; `open` names the files on the way here.
    fn read(&mut self, source: Source, open: &mut Vec<String>) {
        let id = FileId(u16::try_from(self.findings.sources.list.len()).unwrap_or(u16::MAX));
        let parsed = syntax::parse(&source, id);
        open.push(source.name.clone());
        self.findings.list.extend(parsed.diagnostics);
        self.findings.sources.list.push(source);
        let imports: Vec<Quoted> = imports(&parsed.file).cloned().collect();
        self.files.push(parsed.file);
        for path in imports {
            self.follow(&path, open);
        }
        open.pop();
    }

    /// Reads one import, unless it was read already.
    fn follow(&mut self, path: &Quoted, open: &mut Vec<String>) {
        let from = open.last().map_or("", String::as_str);
        let problem = match self.loader.load(&path.text, from) {
            Ok(source) if open.contains(&source.name) => limits::import_circle(path.span, &path.text),
            Ok(source) if self.findings.sources.list.iter().any(|s| s.name == source.name) => return,
            Ok(_) if self.files.len() >= MOST_FILES => {
                limits::too_large(path.span, "the number of imported files", &MOST_FILES.to_string())
            }
            Ok(source) => return self.read(source, open),
            Err(Refusal::Unreadable(reason)) => limits::import_not_found(path.span, &path.text, &reason),
            Err(Refusal::Outside) => limits::import_outside(path.span, &path.text),
            Err(Refusal::TooLarge) => limits::too_large(path.span, "the imported file", "64 MiB"),
            Err(Refusal::NotUtf8(source, at, byte)) => self.not_utf8(source, at, byte),
        };
        self.findings.list.push(problem);
    }

    /// Takes down a file that is no text, so that its place can be shown.
    fn not_utf8(&mut self, source: Source, at: usize, byte: u8) -> crate::diagnostic::Diagnostic {
        let id = FileId(u16::try_from(self.findings.sources.list.len()).unwrap_or(u16::MAX));
        self.findings.sources.list.push(source);
        self.files.push(File::default());
        limits::not_utf8(Span::new(id, at, at + '\u{fffd}'.len_utf8()), byte)
    }
}

/// The paths that a file imports, in order.
fn imports(file: &File) -> impl Iterator<Item = &Quoted> {
    file.body.lines.iter().filter_map(|line| match &line.node {
        Node::Import(import) => Some(&import.path),
        _other_construct => None,
    })
}

/// A main source that is not UTF-8 text: nothing but that finding.
#[must_use]
pub fn not_text(source: Source, at: usize, byte: u8) -> Findings {
    let span = Span::new(FileId(0), at, at + '\u{fffd}'.len_utf8());
    Findings { sources: Sources::one(source), list: vec![limits::not_utf8(span, byte)] }
}

/// A main source that is larger than [`Source::LIMIT`]: nothing but that finding.
#[must_use]
pub fn too_large(name: &str) -> Findings {
    let finding = limits::too_large(Span::new(FileId(0), 0, 0), "the file", "64 MiB");
    Findings { sources: Sources::one(Source::new(name, "")), list: vec![finding] }
}
