//! E106: ways out of lines that lack a sign or a name, or say too much at once. Each takes the finding that a rule made.

use super::text::short;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::source::Span;

/// How a line is written.
#[must_use]
pub fn form(example: &str) -> String {
    format!("write it as `{example}`")
}

/// A bracket behind an operation that holds no attributes.
#[must_use]
pub fn bracket(problem: Diagnostic) -> Diagnostic {
    problem.help("write attributes as `[no-cache]` or `[max-age=60s, etag]`; a bracket that is text as `\\[`")
}

/// `scenario "Title" {`, `method {`: `text` is the name with its spaces.
#[must_use]
pub fn name(problem: Diagnostic, at: Span, text: &str, name: &str) -> Diagnostic {
    problem.fix(format!("give it a name: `{}`", short(name)), at, text)
}

/// `note over a b: text`
#[must_use]
pub fn comma(problem: Diagnostic, after: Span) -> Diagnostic {
    problem.fix("put a `,` between the participants", after, ",")
}

/// `alice sees @a, @b`; each sign, and whether it stands right behind a value.
#[must_use]
pub fn then(problem: Diagnostic, signs: Vec<(Span, bool)>) -> Diagnostic {
    let edits = signs.into_iter().map(|(span, glued)| (span, if glued { " then" } else { "then" }.into()));
    several(problem, "put `then` between values that are seen one after the other", edits.collect())
}

/// `a -> b -> c: text`; each place where a line ends and another begins.
#[must_use]
pub fn hops(problem: Diagnostic, hops: Vec<(Span, String)>) -> Diagnostic {
    several(problem, "write one hop a line: `a -> b: text`, then `b -> c: text`", hops)
}

/// Some places change together.
fn several(mut problem: Diagnostic, title: &str, edits: Vec<(Span, String)>) -> Diagnostic {
    let edits = edits.into_iter().map(|(span, text)| Edit { span, text }).collect();
    problem.fixes.push(Fix { title: title.into(), edits });
    problem.help(title)
}

/// `a -> b -> c: GET key`; from the first arrow to the text.
#[must_use]
pub fn way(problem: Diagnostic, span: Span) -> Diagnostic {
    problem.fix("let the read find its way: `a => GET key`", span, "=> ")
}

/// Something is too much.
#[must_use]
pub fn leave_out(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    problem.fix(format!("leave out `{}`", short(text)), span, "")
}

/// `a -> b "text"`
#[must_use]
pub fn text(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    problem.fix("put the text behind a `:`, without quotes", span, format!(": {text}"))
}

/// `a -> "Some Body"`
#[must_use]
pub fn participant(problem: Diagnostic, span: Span, name: &str) -> Diagnostic {
    let name = short(name);
    problem.help(format!("write one name: `{name}`; its words stand where it is declared: `device {name} \"…\"`")).fix(
        format!("write `{name}`"),
        span,
        name,
    )
}

/// `user alice: Alice Smith`; `brace` is what follows the display name.
#[must_use]
pub fn label(problem: Diagnostic, span: Span, text: &str, brace: &str) -> Diagnostic {
    let quoted = format!("\"{text}\"");
    problem.fix(format!("put the display name in quotes: `{}`", short(&quoted)), span, format!(" {quoted}{brace}"))
}

/// All of a line is written otherwise.
#[must_use]
pub fn line(problem: Diagnostic, span: Span, text: String) -> Diagnostic {
    problem.fix(format!("write `{}`", short(&text)), span, text)
}

/// `a -> b++: text`
#[must_use]
pub fn activation(span: Span) -> Diagnostic {
    Diagnostic::new(Code::StrayCharacter, span, "an arrow carries no sign of activation here").here("not needed").fix(
        "leave it out: who is asked is active until the answer",
        span,
        "",
    )
}

/// `server[1]`
#[must_use]
pub fn instance(problem: Diagnostic, span: Span, number: &str) -> Diagnostic {
    problem.fix(
        format!("write the number of an instance behind a dot: `.{}`", short(number)),
        span,
        format!(".{number}"),
    )
}

/// E101: `/* text */`, `<!-- text -->`
#[must_use]
pub fn comment(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::StrayCharacter, span, "a comment runs from `//` to the end of its line")
        .here("a comment?")
        .fix(format!("write `// {}`", short(text)), span, format!("// {text}"))
}

/// `create a, b`; what comes instead of each comma.
#[must_use]
pub fn lines(problem: Diagnostic, keyword: &str, edits: Vec<(Span, String)>) -> Diagnostic {
    several(problem, &format!("write one a line: `{keyword} name`"), edits)
}

/// `a -> b, c: text`
#[must_use]
pub fn messages(problem: Diagnostic, span: Span, text: String) -> Diagnostic {
    problem.fix("write one message a line", span, text)
}

/// `(a) -> (b)`
#[must_use]
pub fn bare(problem: Diagnostic, signs: Vec<Span>) -> Diagnostic {
    let edits = signs.into_iter().map(|span| (span, String::new())).collect();
    several(problem, "write participants without brackets: `a -> b`", edits)
}

/// `route r cdn db`
#[must_use]
pub fn route(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    let title = format!("put `>` between the storages of a route: `{}`", short(text.trim_start_matches([':', ' '])));
    problem.fix(title, span, text)
}

/// `resource /nodes/{id}`
#[must_use]
pub fn pattern(problem: Diagnostic, span: Span, name: &str, path: &str) -> Diagnostic {
    let text = format!("{name} \"{path}\"");
    problem.fix(format!("give it a name, and the pattern in quotes: `{}`", short(&text)), span, text)
}

/// `alice => GET /nodes/1: text`; from the colon to the text.
#[must_use]
pub fn remark(problem: Diagnostic, span: Span) -> Diagnostic {
    problem.fix("a read has no text: write it as a comment, or as a `note`", span, "  // ")
}

/// `in all storages`
#[must_use]
pub fn every(problem: Diagnostic, span: Span, one: &str) -> Diagnostic {
    problem.fix(format!("write `every {}`", short(one)), span, format!("every {one}"))
}

/// `link a: https://example.org`, `link a: Words https://example.org`; `span` is to be the title, which may be empty.
#[must_use]
pub fn title(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    problem.fix(format!("put a title in quotes before the address: `{}`", short(text.trim())), span, text)
}

/// `link a: "Title"`
#[must_use]
pub fn address(problem: Diagnostic) -> Diagnostic {
    problem.help("write a title and an address: `link a: \"Title\" https://example.org`")
}

/// `link a: "Title" /one two`; `span` from the address on.
#[must_use]
pub fn spaces(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    problem.fix("write a space in an address as `%20`", span, text)
}
