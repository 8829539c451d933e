//! Reading what the arguments name: files, or standard input.

use crate::disk;
pub(super) use crate::disk::{Folder, folder_of, reason};
use crate::pipeline::{Findings, unreadable};
use crate::source::Source;
use std::path::Path;

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
    source_of(path, read_bytes(path, crate::limits::SOURCE_BYTES).map_err(|e| reason(&e)))
}

/// The program of these bytes, or why it cannot be read.
pub(super) fn source_of(path: &Path, bytes: Result<Vec<u8>, String>) -> Result<Source, Failure> {
    let name = path.to_string_lossy().into_owned();
    let bytes = bytes.map_err(|reason| Failure::File(format!("cannot read {name}: {reason}")))?;
    if bytes.len() > crate::limits::SOURCE_BYTES {
        return Err(Failure::Findings(unreadable::too_large(&name)));
    }
    text_of(bytes, &name).map_err(|(source, at, byte)| Failure::Findings(unreadable::not_text(source, at, byte)))
}

/// Reads a text that is no program: at most so many bytes. Else a sentence that tells why there is none.
pub(super) fn read_text(path: &Path, limit: usize) -> Result<String, String> {
    disk::text_of(&path.display().to_string(), read_bytes(path, limit), limit)
}

/// At most one byte more than the limit.
fn read_bytes(path: &Path, limit: usize) -> std::io::Result<Vec<u8>> {
    if path == Path::new(DASH) {
        disk::read_all(std::io::stdin().lock(), limit, 0)
    } else {
        disk::read_bytes(path, limit)
    }
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
