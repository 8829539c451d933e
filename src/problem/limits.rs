//! E6xx: imports, limits and output.

use super::near::nearest;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// An imported file that cannot be read; `reason` is the system's own sentence.
#[must_use]
pub fn import_not_found(span: Span, path: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::ImportNotFound, span, format!("cannot read the import `{path}`"))
        .here(reason)
        .help("give the path relative to the file that imports it")
}

/// An import from outside the root folder.
#[must_use]
pub fn import_outside(span: Span, path: &str) -> Diagnostic {
    Diagnostic::new(Code::ImportOutside, span, format!("the import `{path}` lies outside the root folder"))
        .help("move the file into the root folder, or name a wider one with `--root DIR`")
}

/// A file that imports itself, through others or not.
#[must_use]
pub fn import_circle(span: Span, path: &str) -> Diagnostic {
    Diagnostic::new(Code::ImportCircle, span, format!("the import `{path}` comes back to a file that is being read"))
        .here("closes the circle")
        .help("move what both files need into a third one and import that")
}

/// A limit was reached: `what` is too large, `limit` says how large it may be.
#[must_use]
pub fn too_large(span: Span, what: &str, limit: &str) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, format!("{what} is too large")).here(format!("the limit is {limit}"))
}

/// A file with bytes that are no text; the span is on the first of them.
#[must_use]
pub fn not_utf8(span: Span, byte: u8) -> Diagnostic {
    Diagnostic::new(Code::NotUtf8, span, format!("the byte 0x{byte:02X} is not part of any UTF-8 text"))
        .here("first here")
        .help("save the file in the encoding UTF-8")
}

/// A view that the file does not have.
#[must_use]
pub fn unknown_view(span: Span, name: &str, views: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(Code::UnknownView, span, format!("there is no view `{name}` in this file"));
    match nearest(name, views.iter().copied()) {
        Some(near) => finding.help(format!("use `--view {near}`")),
        None if views.is_empty() => finding,
        None => finding.help(format!("use one of: {}", views.join(", "))),
    }
}

/// A view that cannot be written in the format asked for.
#[must_use]
pub fn view_not_in(span: Span, name: &str, format: &str, instead: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownView, span, format!("the view `{name}` cannot be written as {format}"))
        .help(format!("write it to a file that ends with `{instead}`"))
}

/// Nothing to write in the format asked for.
#[must_use]
pub fn no_view(span: Span, format: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownView, span, format!("this file has nothing to write as {format}"))
        .help(format!("add {wanted}"))
}
