//! E6xx: imports, limits and output.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// E601: `why` ends the sentence, such as `there is no such file`.
#[must_use]
pub fn import_not_found(path: &str, span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(Code::ImportNotFound, span, format!("`{path}` cannot be imported: {why}"))
        .here("imported here")
        .help("write the path as seen from this file: `import \"common.cd\"`")
}

/// How far up the root must lie for a path that leads upwards.
pub(super) fn wider_root(first: &str, path: &str) -> String {
    let up = path.split(['/', '\\']).take_while(|part| *part == "..").count().clamp(1, 8);
    format!("{first}name a folder that holds both: `--root {}`", vec![".."; up].join("/"))
}

/// E602
#[must_use]
pub fn import_outside(path: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::ImportOutside, span, format!("`{path}` lies outside the root folder"))
        .here("imported here")
        .help(wider_root("move the file into the root folder, or ", path))
}

/// E603: `circle` are the names of the files from the imported one back to it.
#[must_use]
pub fn import_circle(path: &str, span: Span, circle: &[&str]) -> Diagnostic {
    let way = circle.iter().map(|f| format!("`{f}`")).collect::<Vec<_>>().join(" → ");
    Diagnostic::new(Code::ImportCircle, span, format!("importing `{path}` goes in a circle: {way}"))
        .here("imported here")
        .help("move what both files need into a third and import that one")
}

/// E604: `what` in the plural.
#[must_use]
pub fn too_many(what: &str, limit: usize, span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, format!("more than {} {what}", grouped(limit)))
        .here("one too many")
        .help("split the program into several files that are compiled one by one")
}

/// E604: reactions that follow from one another, each for another key or place.
#[must_use]
pub fn too_deep_reactions(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, format!("more than {limit} reactions follow from one another"))
        .here("and so on")
        .help("let one of them end the chain: `on … unless done { … }`")
}

/// E604: more copies than are simulated.
#[must_use]
pub fn too_many_copies(limit: usize, span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, format!("more than {} copies", grouped(limit)))
        .here("too many to simulate")
        .help("declare fewer instances or users, or speak of fewer keys")
}

/// E604: more steps than anybody watches.
#[must_use]
pub fn too_many_animated(steps: usize, limit: usize, span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, format!("the picture would draw {} steps one by one", grouped(steps)))
        .here(format!("the limit is {limit}"))
        .help("take a shorter scenario with `--view`, write each to a file of its own with `-o DIR/`, or use `--format svg`")
}

/// E604: more copies, step by step, than a file for programs tells.
#[must_use]
pub fn too_many_told(limit: usize, span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, format!("the steps tell of copies more than {} times", grouped(limit)))
        .help("take some scenarios with `--view`, or declare fewer users")
}

/// E604: more steps, or more states, than a file for other checkers tells.
#[must_use]
pub fn too_many_steps_told(limit: usize, span: Span) -> Diagnostic {
    let message =
        format!("the scenario has more than {} ways to go on, or more states than are looked at", grouped(limit));
    Diagnostic::new(Code::TooLarge, span, message).help("leave out users, statements or `explore=reorder`")
}

/// E604: more than a browser opens in one page; `what` is counted.
#[must_use]
pub fn too_many_on_page(what: &str, limit: usize, span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, format!("a page of more than {} {what}", grouped(limit)))
        .help("take some scenarios with `--view`, or write `.svg` or `.json`")
}

/// E604: a scenario that does not come to its end.
#[must_use]
pub fn too_many_steps(limit: usize, span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, format!("a run of more than {} steps", grouped(limit)))
        .here("it goes on and on")
        .help("repeat less often: `loop 3`")
}

/// E604: a text that nobody could read.
#[must_use]
pub fn too_long(limit: usize, span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, format!("a text of more than {} bytes", grouped(limit)))
        .here("it begins here")
        .help("say it in fewer words")
}

/// E604: more than one Markdown file may ask for; `what` is counted.
#[must_use]
pub fn too_many_for_markdown(what: &str, limit: usize, span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, format!("more than {} {what} for one Markdown file", grouped(limit)))
        .here("one too many")
        .help("split it into several files, or ask for fewer views")
}

/// E604: a number in an attribute.
#[must_use]
pub fn too_great(name: &str, value: &str, limit: usize, span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, format!("`{name}={value}` is more than {}", grouped(limit)))
        .here("too much")
        .fix(format!("write `{name}={limit}` or less"), span, limit.to_string())
}

/// E606
#[must_use]
pub fn import_not_utf8(path: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotUtf8, span, format!("`{path}` is not UTF-8 text"))
        .here("imported here")
        .help("save the file as UTF-8")
}

/// `12,000`
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
