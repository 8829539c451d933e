//! E1xx: ways out for habits of other notations. Each takes the finding that a rule made and adds its mending.

use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::source::Span;

/// The place before a span.
fn before(span: Span) -> Span {
    Span { end: span.start, ..span }
}

/// Something else belongs here.
#[must_use]
pub fn replace(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    problem.fix(format!("write `{text}`"), span, text)
}

/// Something is missing before this.
#[must_use]
pub fn insert(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    problem.fix(format!("put `{}` before it", text.trim()), before(span), text)
}

/// `alice sees latest`
#[must_use]
pub fn claim_instead(problem: Diagnostic, start: Span) -> Diagnostic {
    problem.fix("claim it: put `expect` before the line", start, "expect ")
}

/// `note alice: text`
#[must_use]
pub fn note_over(problem: Diagnostic, span: Span, name: &str) -> Diagnostic {
    problem.fix(format!("say where: `note over {name}: …`"), before(span), "over ")
}

/// `alice sees draft`
#[must_use]
pub fn bare_value(problem: Diagnostic, span: Span, name: &str) -> Diagnostic {
    problem.fix(format!("write the value as `@{name}`"), before(span), "@")
}

/// `alice sees "draft"`
#[must_use]
pub fn quoted_value(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    let words: Vec<&str> = text.trim_matches('"').split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let name = words.iter().filter(|w| !w.is_empty()).copied().collect::<Vec<_>>().join("-");
    if name.is_empty() { problem } else { replace(problem, span, &format!("@{name}")) }
}

/// A display name far from its name.
#[must_use]
pub fn late_label(problem: Diagnostic) -> Diagnostic {
    problem.help("put the display name right behind the name: `storage db \"Database\"`")
}

/// `given /nodes/1 is @v`, `[ttl: 5m]`
#[must_use]
pub fn equals(problem: Diagnostic, span: Span) -> Diagnostic {
    problem.fix("write `=`", span, "=")
}

/// `storage cdn ttl=5m`
#[must_use]
pub fn bare_attribute(problem: Diagnostic, name: &str) -> Diagnostic {
    problem.help(format!("put attributes in brackets: `[{name}=…]`"))
}

/// `storage db as "Database"`; `text` with its quotes.
#[must_use]
pub fn no_as(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    problem.fix(format!("leave out `as`: `{text}`"), span, text)
}

/// `storage api server "API server"`
#[must_use]
pub fn one_word(problem: Diagnostic, span: Span, joined: &str) -> Diagnostic {
    problem.fix(format!("join the words of the name: `{joined}`"), span, joined)
}

/// `storage db Database`
#[must_use]
pub fn quote(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    let quoted = format!("\"{text}\"");
    problem.fix(format!("put the display name in quotes: `{quoted}`"), span, quoted)
}

/// `alice => POST /nodes/1`
#[must_use]
pub fn only_reads(problem: Diagnostic) -> Diagnostic {
    problem.help("send any other method with `->` to a receiver: `alice -> server: POST /path`")
}

/// `storage db (origin)`
#[must_use]
pub fn brackets(mut problem: Diagnostic, open: Span, close: Span) -> Diagnostic {
    let title = "put attributes in `[` and `]`".to_owned();
    problem.help.push(title.clone());
    let edits = vec![Edit { span: open, text: "[".into() }, Edit { span: close, text: "]".into() }];
    problem.fixes.push(Fix { title, edits });
    problem
}

/// `[Cache-Control: no-cache]`; the span ends where the value begins.
#[must_use]
pub fn header(problem: Diagnostic, span: Span, value: &str) -> Diagnostic {
    problem.fix(format!("write the directive alone: `{value}`"), span, "")
}

/// `[http=shared ttl=5m]`
#[must_use]
pub fn comma(problem: Diagnostic, after: Span) -> Diagnostic {
    problem.fix("put a `,` between attributes", after, ",")
}

/// `alice -> cdn GET /nodes/1`
#[must_use]
pub fn colon(problem: Diagnostic, after: Span) -> Diagnostic {
    problem.fix("put a `:` before the text", after, ":")
}

/// E101: a comment of another notation.
#[must_use]
pub fn comment(span: Span, sign: &str) -> Diagnostic {
    Diagnostic::new(Code::StrayCharacter, span, format!("`{sign}` starts no comment here"))
        .here("no comment")
        .fix("start a comment with `//`", span, "//")
}

/// E101: `--- text ---`.
#[must_use]
pub fn divider(line: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::StrayCharacter, line, "a divider is drawn with `==`, not with dashes")
        .here("a divider?")
        .fix(format!("write `== {text} ==`"), line, format!("== {text} =="))
}

/// E101: a semicolon between attributes.
#[must_use]
pub fn semicolon_in_brackets(span: Span) -> Diagnostic {
    Diagnostic::new(Code::StrayCharacter, span, "attributes are separated by `,`, not by `;`")
        .here("a comma?")
        .fix("write `,`", span, ",")
}

/// E105: a declaration with the word of another notation.
#[must_use]
pub fn foreign_declaration(span: Span, word: &str, ours: &str, name: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownStatement, span, format!("`{word}` starts no statement"))
        .here("no keyword")
        .fix(format!("write `{ours} {name}`"), span, ours)
}
