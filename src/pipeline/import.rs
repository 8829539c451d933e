//! Import from Mermaid: `cachediag import`.

use super::{Findings, no_imports, parse};
use crate::diagnostic::Diagnostic;
use crate::import::{self, Storages};
use crate::source::{FileId, Source, Sources};
use crate::{format, import::Imported as Tree, syntax};

/// A program that was imported.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Its text, formatted.
    pub text: String,
    /// What the language has no counterpart for; places in the imported source.
    pub findings: Findings,
}

/// Imports the sequence diagrams of a source, which is Mermaid or Markdown. With `storages`, participants that are plainly
/// storages are declared so; where the program then contradicts itself, a comment proposes that instead.
///
/// # Errors
/// What cannot be read in it.
pub fn import(source: Source, storages: bool) -> Result<Imported, Findings> {
    if let Some(found) = syntax::excess(&source, FileId(0)) {
        return Err(Findings { sources: Sources::one(source), list: vec![found] });
    }
    let plain = if storages { Storages::Declared } else { Storages::Unsaid };
    let Tree { file, diagnostics } = import::import(&source, plain);
    let mut found = diagnostics;
    if found.iter().any(Diagnostic::is_error) {
        return Err(Findings { sources: Sources::one(source), list: found });
    }
    let mut text = format::format(&file);
    let runs = |text: &str| parse(Source::new("-", text), &mut no_imports).check().simulate().is_ok();
    if storages && !runs(&text) {
        let Tree { file, diagnostics } = import::import(&source, Storages::Remarked);
        text = format::format(&file);
        found = diagnostics;
    }
    Ok(Imported { text, findings: Findings { sources: Sources::one(source), list: found } })
}
