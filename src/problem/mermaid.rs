//! E610 to E613, no-counterpart: Mermaid diagrams that cannot be imported, and what the language has no counterpart for.

use super::near::nearest;
use super::text::short;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// How many places of one kind are pointed at.
const MOST_PLACES: usize = 4;

/// no-counterpart: `what` in the plural; `became` says what was made of it.
#[must_use]
pub fn no_counterpart(what: &str, became: &str, spans: &[Span]) -> Diagnostic {
    let first = spans.first().copied().unwrap_or_default();
    let more = spans.len().saturating_sub(1);
    let here = if more > MOST_PLACES { format!("here, and {more} times more") } else { String::new() };
    let found = Diagnostic::new(Code::NoCounterpart, first, format!("the language has no {what}: {became}")).here(here);
    spans.iter().skip(1).take(MOST_PLACES).fold(found, |found, span| found.label(*span, ""))
}

/// E610: something else should stand here; `wanted` names it, `help` is an imperative.
#[must_use]
pub fn expected(span: Span, found: &str, wanted: &str, help: &str) -> Diagnostic {
    let message = match found.trim() {
        "" => format!("{wanted} is missing here"),
        found => format!("`{}` stands where {wanted} should be", short(found)),
    };
    Diagnostic::new(Code::MermaidLine, span, message).help(help)
}

/// The word that a line most likely means by its first one.
#[must_use]
pub fn meant<'w>(line: &str, words: &[&'w str]) -> Option<&'w str> {
    let first = line.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default().to_ascii_lowercase();
    Some(match first.as_str() {
        "if" | "switch" => "alt",
        "elseif" | "elif" | "case" | "default" => "else",
        "while" | "for" | "foreach" | "repeat" => "loop",
        "parallel" => "par",
        "group" => "rect",
        "endif" | "endloop" | "endalt" | "endopt" | "endpar" | "endwhile" | "endbox" => "end",
        _ => return nearest(&first, words.iter().copied()),
    })
}

/// E610: a line that is neither a statement nor a message; `meant` is the word that it may start with, `after` whether a `;` before
/// it ended a text.
#[must_use]
pub fn no_statement(span: Span, line: &str, meant: Option<&str>, after: bool) -> Diagnostic {
    let found = Diagnostic::new(Code::MermaidLine, span, format!("`{}` is no line of a diagram", short(line.trim())));
    match meant {
        _ if after => found.help("a `;` ends a line in Mermaid: write it as `#59;` in a text"),
        Some(word) => found.help(format!("write `{word}`")),
        None => found.help("write a message as `sender->>receiver: text`"),
    }
}

/// E611: nothing to import; `kind` is what the file draws instead.
#[must_use]
pub fn no_diagram(span: Span, kind: Option<&str>) -> Diagnostic {
    match kind {
        Some(kind) => {
            let message = format!("`{}` is no sequence diagram", short(kind));
            Diagnostic::new(Code::NoDiagram, span, message).help("name a file that starts with `sequenceDiagram`")
        }
        None => Diagnostic::new(Code::NoDiagram, span, "there is no Mermaid sequence diagram in this file").help(
            "name a file that starts with `sequenceDiagram`, or one with such a diagram behind ```` ```mermaid ````",
        ),
    }
}

/// E611: a diagram in which nothing happens.
#[must_use]
pub fn empty_diagram(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NoDiagram, span, "nothing happens in this diagram")
        .help("write a message: `alice->>bob: hello`")
}

/// E612: a block that is still open where the diagram ends.
#[must_use]
pub fn open_block(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::MermaidBlock, span, format!("this `{word}` has no `end`"))
        .help("write `end` on a line of its own below its last line")
}

/// E612: `end loop`, which ends a block and starts another.
#[must_use]
pub fn word_behind_end(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::MermaidBlock, span, format!("`{word}` behind `end` starts another block"))
        .help("write `end` alone on its line")
}

/// E612: `end` without a block.
#[must_use]
pub fn stray_end(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MermaidBlock, span, "this `end` closes nothing")
        .help("remove it; a participant of this name is written as `(end)`")
}

/// E612: `else`, `and` or `option` in the wrong block.
#[must_use]
pub fn stray_part(span: Span, word: &str, block: &str) -> Diagnostic {
    Diagnostic::new(Code::MermaidBlock, span, format!("`{word}` stands outside of a block that starts with `{block}`"))
        .help(format!("start a block above with `{block}`"))
}

/// E612: `else`, `and` or `option` in a block that has no such part, within one that has.
#[must_use]
pub fn open_inside(span: Span, part: &str, block: &str, (inner, word): (Span, &str)) -> Diagnostic {
    Diagnostic::new(Code::MermaidBlock, span, format!("`{part}` stands in a block that starts with `{word}`"))
        .label(inner, "this block has no `end` above")
        .help(format!("write `end` above it, if it goes on with the `{block}` around that block"))
}

/// E612: something else than participants in a box.
#[must_use]
pub fn not_in_box(span: Span, outer: Span) -> Diagnostic {
    Diagnostic::new(Code::MermaidBlock, span, "only participants stand in a `box`")
        .label(outer, "this box has no `end` yet")
        .help("write `end` above this line")
}

/// E612: a participant in two boxes.
#[must_use]
pub fn two_boxes(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::MermaidBlock, span, format!("`{}` stands in another box already", short(name)))
        .help("leave it in one of them")
}

/// E613: a lifeline that is not busy stops being so.
#[must_use]
pub fn not_active(span: Span, name: &str) -> Diagnostic {
    let name = short(name);
    Diagnostic::new(Code::MermaidLifeline, span, format!("`{name}` is not active here"))
        .help(format!("put `activate {name}` before it, or `+` before `{name}` in the message that starts it"))
}

/// E613: a participant that was created, but gets no message.
#[must_use]
pub fn not_created(span: Span, name: &str) -> Diagnostic {
    let name = short(name);
    Diagnostic::new(Code::MermaidLifeline, span, format!("the message after the creation of `{name}` goes elsewhere"))
        .help(format!("let the next message go to `{name}`"))
}

/// E613: a participant that was destroyed, but has no part in the message.
#[must_use]
pub fn not_destroyed(span: Span, name: &str) -> Diagnostic {
    let name = short(name);
    Diagnostic::new(Code::MermaidLifeline, span, format!("the message after the end of `{name}` is not its own"))
        .help(format!("let the next message come from `{name}` or go to it"))
}

/// E613: a name that is created, but there already.
#[must_use]
pub fn created_twice(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::MermaidLifeline, span, format!("`{}` is there already", short(name)))
        .help("create a participant of another name: `create participant other as Label`")
}

/// E612: too many blocks in each other.
#[must_use]
pub fn too_deep(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::MermaidBlock, span, format!("this block is nested more than {limit} deep"))
        .help("take inner blocks into a diagram of their own")
}
