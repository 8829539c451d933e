//! What goes wrong at the doors: sources that are no text or too large, views, pictures.

use super::near::nearest;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// E604: a limit was reached: `what` is too large, `limit` says how large it may be.
#[must_use]
pub fn too_large(span: Span, what: &str, limit: &str) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, format!("{what} is too large")).here(format!("the limit is {limit}"))
}

/// E604: a picture that is too large to paint; `reason` is a sentence.
#[must_use]
pub fn unpaintable(span: Span, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, reason)
        .help("take some views with `--view`, write each to a file of its own with `-o DIR/`, or lower `--scale`")
}

/// E606: a file with bytes that are no text; the span is on the first of them.
#[must_use]
pub fn not_utf8(span: Span, byte: u8) -> Diagnostic {
    Diagnostic::new(Code::NotUtf8, span, format!("the byte 0x{byte:02X} is not part of any UTF-8 text"))
        .here("first here")
        .help("save the file in the encoding UTF-8")
}

/// E605: a view that the file does not have.
#[must_use]
pub fn unknown_view(span: Span, name: &str, views: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(Code::UnknownView, span, format!("there is no view `{name}` in this file"));
    match nearest(name, views.iter().copied()) {
        Some(near) => finding.help(format!("use `--view {near}`")),
        None if views.is_empty() => finding.help("leave out `--view`: no view of this file has a name"),
        None => finding.help(format!("use one of: {}", views.join(", "))),
    }
}

/// E605: the counterexample of a scenario that has none.
#[must_use]
pub fn no_counterexample(span: Span, scenario: &str, known: bool) -> Diagnostic {
    let message = format!("there is no counterexample `{scenario}!`");
    let finding = Diagnostic::new(Code::UnknownView, span, message);
    if known {
        finding.help("no claim of this scenario was found to fail: leave out the `!`, or look longer with `--budget`")
    } else {
        finding.help("name a scenario of this file before the `!`")
    }
}

/// E605: all combinations of a policy that the file does not have.
#[must_use]
pub fn no_combinations(span: Span, name: &str, policies: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(Code::UnknownView, span, format!("there is no policy `{name}` in this file"));
    match nearest(name, policies.iter().copied()).or_else(|| policies.first().copied()) {
        Some(near) => finding.help(format!("use `--view {near}+`")),
        None => finding.help("leave out the `+`: it shows all combinations of a policy's facts"),
    }
}

/// E605: a view that cannot be written in the format asked for.
#[must_use]
pub fn view_not_in(span: Span, name: &str, format: &str, instead: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownView, span, format!("the view `{name}` cannot be written as {format}")).help(instead)
}

/// E605: several scenarios in a format that has room for one.
#[must_use]
pub fn one_scenario(span: Span, format: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownView, span, format!("a file of the format {format} holds one scenario"))
        .help("name one scenario with `--view`, or write each to a file of its own with `-o DIR/`")
}

/// E605: nothing to write in the format asked for.
#[must_use]
pub fn no_view(span: Span, format: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownView, span, format!("this file has nothing to write as {format}"))
        .help(format!("add {wanted}"))
}

/// E605: several diagrams for a file that holds one.
#[must_use]
pub fn one_diagram(span: Span, count: usize) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownView,
        span,
        format!("a Mermaid file holds one diagram, and there are {count} scenarios"),
    )
    .help("choose one with `--view NAME`, or write each to a file of its own: `--format mmd -o DIR/`")
}

/// missing-glyph
#[must_use]
pub fn missing_glyph(span: Span, character: char) -> Diagnostic {
    let number = u32::from(character);
    Diagnostic::new(Code::MissingGlyph, span, format!("no bundled font has `{character}` (U+{number:04X})"))
        .help("choose another sign, or write the word")
}
