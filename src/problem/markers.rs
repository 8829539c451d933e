//! What goes wrong with markers in Markdown.

use super::near::nearest;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// The marker that ends a block.
const END: &str = "<!-- /cachediag -->";

/// E607: a block that nothing ends.
#[must_use]
pub fn unended(span: Span) -> Diagnostic {
    Diagnostic::new(Code::UnmatchedMarker, span, "the block that begins here does not end")
        .here("begins here")
        .help(format!("write `{END}` below it, where the generated text ends"))
}

/// E607: an end of nothing.
#[must_use]
pub fn unbegun(span: Span) -> Diagnostic {
    Diagnostic::new(Code::UnmatchedMarker, span, "this marker ends a block that has not begun")
        .here("ends nothing")
        .help("write `<!-- cachediag FILE.cd -->` above it, or delete it")
}

/// E607: a block that begins inside another one.
#[must_use]
pub fn nested(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::UnmatchedMarker, span, "a block begins before the last one has ended")
        .here("begins here")
        .label(first, "has not ended")
        .help(format!("write `{END}` before it"))
}

/// E607: a comment that is not closed.
#[must_use]
pub fn unclosed(span: Span) -> Diagnostic {
    Diagnostic::new(Code::UnmatchedMarker, span, "the comment of this marker is not closed")
        .here("opened here")
        .help("end it with ` -->`")
}

/// E608: an option that markers do not have.
#[must_use]
pub fn unknown_option(span: Span, name: &str, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(Code::BadMarker, span, format!("a marker has no option `{name}`")).here("not known");
    match nearest(name, known.iter().copied()) {
        Some(near) => finding.fix(format!("write `{near}=`"), span, near),
        None => finding.help(format!("use one of: {}", known.join(", "))),
    }
}

/// E608: a value that an option cannot have.
#[must_use]
pub fn bad_value(span: Span, name: &str, value: &str, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(Code::BadMarker, span, format!("`{name}` cannot be `{value}`")).here("no such value");
    match nearest(value, known.iter().copied()) {
        Some(near) => finding.help(format!("write `{name}={near}`")),
        None => finding.help(format!("use one of: {}", known.join(", "))),
    }
}

/// E608: an option without a value, or given twice; a quote that is not closed: `what` is wrong with it.
#[must_use]
pub fn malformed(span: Span, what: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::BadMarker, span, what).help(help)
}

/// E608: a marker without a program.
#[must_use]
pub fn no_program(span: Span) -> Diagnostic {
    Diagnostic::new(Code::BadMarker, span, "this marker names no program, and none stands above it")
        .help("name a file, as in `<!-- cachediag shop.cd -->`, or write a block ```` ```cachediag ```` above it")
}

/// E608: a table within a line.
#[must_use]
pub fn within_a_line(span: Span) -> Diagnostic {
    Diagnostic::new(Code::BadMarker, span, "a table needs lines of its own")
        .here("stands within a line")
        .help("put both markers on lines of their own")
}

/// E608: two pictures in one file.
#[must_use]
pub fn same_file(span: Span, path: &str, other: Span) -> Diagnostic {
    Diagnostic::new(Code::BadMarker, span, format!("`{path}` would be written twice"))
        .here("another picture")
        .label(other, "written here")
        .help("name another file with `to=`")
}

/// E601: the program of a marker cannot be read; `why` ends the sentence.
#[must_use]
pub fn not_found(path: &str, span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(Code::ImportNotFound, span, format!("`{path}` cannot be read: {why}"))
        .here("named here")
        .help("write the path as seen from this file")
}

/// E602: a program or a picture outside the root folder.
#[must_use]
pub fn outside(path: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::ImportOutside, span, format!("`{path}` lies outside the root folder"))
        .here("named here")
        .help(super::limits::wider_root("", path))
}

/// E606: the program of a marker is no text.
#[must_use]
pub fn not_utf8(path: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotUtf8, span, format!("`{path}` is not UTF-8 text"))
        .here("named here")
        .help("save the file as UTF-8")
}

/// E608: a view that the program of a marker does not have, or not in this format; `message` says which.
#[must_use]
pub fn view(span: Span, message: &str, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(Code::BadMarker, span, message).here("asked for here");
    match known {
        [] => finding.help("leave out `view=`: no view of this program has a name"),
        [_, ..] => finding.help(format!("use one of: {}", known.join(", "))),
    }
}
