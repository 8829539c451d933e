//! Imports: from a program's own file to all files that it needs, each once, imported ones before those that import them.
//!
//! Comes in: the own source, how to parse, and how to load a file (the doors read; they also know the root folder).
//! Goes out: a [`Program`]; what cannot be imported is told (E601 E602 E603 E604 E606) and left out.

use crate::diagnostic::Diagnostic;
use crate::limits::{FILES, LINES, SOURCE_BYTES};
use crate::problem::limits;
use crate::source::{FileId, Source, Sources, Span};
use crate::syntax::declaration::import::Import;
use crate::syntax::tree::{File, Node};
use std::collections::HashMap;

/// Why a file was not loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be read; the reason ends a sentence: `there is no such file`.
    NotFound(String),
    /// It lies outside the root folder.
    Outside,
    /// It is not UTF-8 text.
    NotUtf8,
}

/// All files of a program.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The sources by id, the own one first.
    pub sources: Sources,
    /// The trees by id.
    pub files: Vec<File>,
    /// The ids in import order: imported files first, the own one last.
    pub order: Vec<FileId>,
    /// What parsing and importing found.
    pub diagnostics: Vec<Diagnostic>,
}

impl Program {
    /// The trees in import order, as [`super::check`] takes them.
    #[must_use]
    pub fn ordered(&self) -> Vec<&File> {
        self.order.iter().filter_map(|id| self.files.get(id.0 as usize)).collect()
    }
}

/// Parses a source.
pub type Parse<'f> = &'f mut dyn FnMut(&Source, FileId) -> (File, Vec<Diagnostic>);

/// Loads a file by its path, as seen from where the own file's name is seen.
pub type Load<'f> = &'f mut dyn FnMut(&str) -> Result<String, Refusal>;

/// A file whose imports are being followed.
struct Standing {
    id: FileId,
    imports: Vec<Import>,
    next: usize,
}

/// Gathers the files of a program.
pub fn gather(own: Source, parse: Parse<'_>, load: Load<'_>) -> Program {
    let mut program = Program::default();
    let mut known = HashMap::new();
    known.insert(normal("", &own.name), FileId(0));
    let mut way = vec![take(&mut program, own, parse)];
    while let Some(top) = way.last_mut() {
        let Some(import) = top.imports.get(top.next).cloned() else {
            program.order.push(top.id);
            way.pop();
            continue;
        };
        top.next += 1;
        let from = program.sources.get(top.id).map_or("", |s| s.name.as_str());
        let path = normal(folder(from), &import.path.text);
        match known.get(&path) {
            Some(id) if way.iter().any(|f| f.id == *id) => circle(&mut program, &way, *id, &import),
            Some(_) => {}
            None => match fetch(&program, &import, &path, load) {
                Ok(source) => {
                    known.insert(path, FileId(u16::try_from(program.files.len()).unwrap_or(u16::MAX)));
                    way.push(take(&mut program, source, parse));
                }
                Err(diagnostic) => program.diagnostics.push(*diagnostic),
            },
        }
    }
    program
}

/// Parses a source and adds it.
fn take(program: &mut Program, source: Source, parse: Parse<'_>) -> Standing {
    let id = FileId(u16::try_from(program.files.len()).unwrap_or(u16::MAX));
    let (file, diagnostics) = parse(&source, id);
    let imports = file.body.lines.iter().filter_map(|line| match_import(&line.node)).collect();
    program.sources.list.push(source);
    program.files.push(file);
    program.diagnostics.extend(diagnostics);
    Standing { id, imports, next: 0 }
}

fn match_import(node: &Node) -> Option<Import> {
    if let Node::Import(import) = node { Some(import.clone()) } else { None }
}

/// An imported file.
fn fetch(program: &Program, import: &Import, path: &str, load: Load<'_>) -> Result<Source, Box<Diagnostic>> {
    let (text, span): (&str, Span) = (&import.path.text, import.path.span);
    if program.files.len() > FILES {
        return Err(Box::new(limits::too_many("imports", FILES, span)));
    }
    if text.trim().is_empty() {
        return Err(Box::new(limits::import_not_found(text, span, "the path is empty")));
    }
    if text.starts_with(['/', '\\']) || text.contains("://") || text.get(1..2) == Some(":") {
        return Err(Box::new(limits::import_outside(text, span)));
    }
    let loaded = load(path).map_err(|refusal| match refusal {
        Refusal::NotFound(why) => limits::import_not_found(text, span, &why),
        Refusal::Outside => limits::import_outside(text, span),
        Refusal::NotUtf8 => limits::import_not_utf8(text, span),
    });
    let source = Source::new(path, loaded.map_err(Box::new)?);
    let sources = || program.sources.list.iter().chain([&source]);
    if sources().map(|source| source.text.len()).sum::<usize>() > SOURCE_BYTES {
        return Err(Box::new(limits::too_many("bytes in all files together", SOURCE_BYTES, span)));
    }
    if sources().map(|source| source.lines().saturating_sub(1)).sum::<usize>() > LINES {
        return Err(Box::new(limits::too_many("lines in all files together", LINES, span)));
    }
    Ok(source)
}

/// Tells a circle (E603).
fn circle(program: &mut Program, way: &[Standing], to: FileId, import: &Import) {
    let names = way.iter().skip_while(|f| f.id != to).filter_map(|f| program.sources.get(f.id));
    let mut circle: Vec<&str> = names.map(|s| s.name.as_str()).collect();
    circle.extend(circle.first().copied());
    let diagnostic = limits::import_circle(&import.path.text, import.path.span, &circle);
    program.diagnostics.push(diagnostic);
}

/// The folder of a file's name, with its slash; nothing for one without.
fn folder(name: &str) -> &str {
    name.rfind(['/', '\\']).and_then(|at| name.get(..=at)).unwrap_or("")
}

/// A path below a folder without `.` and, where possible, without `..`.
fn normal(folder: &str, path: &str) -> String {
    let joined = format!("{folder}{path}").replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    for part in joined.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|p| *p != "..") => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    let root = if joined.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}
