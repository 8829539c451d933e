//! What is wrong with the options of a diagram in a book's chapter.

use super::near::nearest;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// E609: a word that is no option.
#[must_use]
pub fn unknown_option(span: Span, word: &str, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(Code::BadOption, span, format!("a diagram has no option `{word}`")).here("no option");
    match nearest(word, known.iter().copied()) {
        Some(near) => finding.help(format!("write `{near}`")),
        None => finding.help(format!("use some of: {}", known.join(", "))),
    }
}

/// E609: an option that takes a value stands alone, or one that takes none has one.
#[must_use]
pub fn option_form(span: Span, word: &str, takes: bool) -> Diagnostic {
    let (message, help) = if takes {
        (format!("`{word}` has no value"), format!("write `{word}=…`"))
    } else {
        (format!("`{word}` takes no value"), format!("write `{word}`"))
    };
    Diagnostic::new(Code::BadOption, span, message).help(help)
}

/// E609: a value that an option does not know.
#[must_use]
pub fn option_value(span: Span, option: &str, value: &str, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(Code::BadOption, span, format!("`{option}` cannot be `{value}`"));
    match nearest(value, known.iter().copied()) {
        Some(near) => finding.help(format!("write `{option}={near}`")),
        None => finding.help(format!("use one of: {}", known.join(", "))),
    }
}

/// E609: a view that cannot be shown; `message` and `help` are those of the view.
#[must_use]
pub fn option_view(span: Span, found: &Diagnostic) -> Diagnostic {
    let help = found.help.iter().map(|help| help.replace("--view ", "view=").replace("`--view`", "`view=`"));
    let mut finding = Diagnostic::new(Code::BadOption, span, &found.message);
    finding.help = help.collect();
    finding
}

/// E609: a diagram from a file without the file.
#[must_use]
pub fn no_file(span: Span) -> Diagnostic {
    Diagnostic::new(Code::BadOption, span, "no file is named").help("write `{{#cachediag shop.cd}}`")
}

/// E609: a fence that names a file and has a program as well.
#[must_use]
pub fn file_and_text(span: Span) -> Diagnostic {
    Diagnostic::new(Code::BadOption, span, "this fence names a file and holds a program")
        .help("leave the fence empty, or leave out `file=`")
}

/// E609: a directive within a line.
#[must_use]
pub fn not_alone(span: Span) -> Diagnostic {
    Diagnostic::new(Code::BadOption, span, "a diagram stands on a line of its own")
        .help("write it on a line of its own, or `\\{{#cachediag …}}` to show it as it is")
}

/// E601, E602, E606: a file that a chapter names and that cannot be read; `why` ends a sentence.
#[must_use]
pub fn file_unread(code: Code, span: Span, path: &str, why: &str) -> Diagnostic {
    Diagnostic::new(code, span, format!("`{path}` cannot be shown: {why}"))
        .help("write the path as seen from this chapter, of a file in the book's folder")
}

/// claim-fails: a claim that was to be checked and is not decided.
#[must_use]
pub fn claim_open(span: Span, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::ClaimFails, span, format!("`{text}` is not decided: {reason}"))
        .help("let something in the scenario exercise it, or make the scenario smaller")
}
