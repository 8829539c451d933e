//! E1xx: ways out for habits of other notations. Each takes the finding that a rule made and adds its mending.

use super::text::short;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::source::Span;

/// Something else belongs here.
#[must_use]
pub fn replace(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    problem.fix(format!("write `{}`", short(text)), span, text)
}

/// A key of two slashes.
#[must_use]
pub fn one_slash(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    problem.help("two slashes behind a space begin a comment, so a key begins with one").fix(
        format!("write `{}`", short(text.trim())),
        span,
        text,
    )
}

/// A path without its first slash.
#[must_use]
pub fn first_slash(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    let title = format!("write `/{}`", short(text));
    let help =
        format!("{title}: a key is a path that begins with a slash, a resource's name, or a member of it, `post:1`");
    problem.help(help).fix(title, span.before(), "/")
}

/// Something is missing before this.
#[must_use]
pub fn insert(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    problem.fix(format!("put `{}` before it", text.trim()), span.before(), text)
}

/// `alice sees latest`
#[must_use]
pub fn claim_instead(problem: Diagnostic, start: Span) -> Diagnostic {
    problem.fix("claim it: put `expect` before the line", start, "expect ")
}

/// `note alice: text`
#[must_use]
pub fn note_over(problem: Diagnostic, span: Span, name: &str) -> Diagnostic {
    problem.fix(format!("say where: `note over {}: …`", short(name)), span.before(), "over ")
}

/// `alice sees draft`
#[must_use]
pub fn bare_value(problem: Diagnostic, span: Span, name: &str) -> Diagnostic {
    problem.fix(format!("write the value as `@{}`", short(name)), span.before(), "@")
}

/// `alice sees "draft"`
#[must_use]
pub fn quoted_value(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    let words: Vec<&str> = text.trim_matches('"').split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let name = words.iter().filter(|w| !w.is_empty()).copied().collect::<Vec<_>>().join("-");
    if name.is_empty() { problem } else { replace(problem, span, &format!("@{name}")) }
}

/// `given "/nodes/1" = @v`; `text` without its quotes.
#[must_use]
pub fn quoted_key(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    let path = text.split_once("://").map_or(text, |(_, rest)| rest.find('/').map_or("/", |at| rest.split_at(at).1));
    let key = if path.contains('/') { format!("/{}", path.trim_start_matches('/')) } else { path.to_owned() };
    let strange = |c: char| c.is_whitespace() || matches!(c, '"' | '[' | ']' | '=' | ',');
    if !key.starts_with(|c: char| c == '/' || c.is_alphabetic()) || key.contains(strange) {
        return problem
            .help("write a key without quotes: a path, `/posts/1`, a resource's name, or a member of it, `post:1`");
    }
    replace(problem, span, &key)
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
    problem.help(format!("put attributes in brackets: `[{}=…]`", short(name)))
}

/// `storage db as "Database"`; `text` with its quotes.
#[must_use]
pub fn no_as(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    problem.fix(format!("leave out `as`: `{}`", short(text)), span, text)
}

/// `storage api server "API server"`
#[must_use]
pub fn one_word(problem: Diagnostic, span: Span, joined: &str) -> Diagnostic {
    problem.fix(format!("join the words of the name: `{}`", short(joined)), span, joined)
}

/// `storage db Database`
#[must_use]
pub fn quote(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    let quoted = format!("\"{text}\"");
    problem.fix(format!("put the display name in quotes: `{}`", short(&quoted)), span, quoted)
}

/// `alice => POST /nodes/1`
#[must_use]
pub fn only_reads(problem: Diagnostic) -> Diagnostic {
    problem.help("send any other method with `->` to a receiver: `alice -> server: POST /path`")
}

/// `storage db (origin)`
#[must_use]
pub fn brackets(problem: Diagnostic, open: Span, close: Span) -> Diagnostic {
    let edits = vec![Edit { span: open, text: "[".into() }, Edit { span: close, text: "]".into() }];
    several(problem, "put attributes in `[` and `]`", edits)
}

/// `alice -> GET /nodes/1`, `alice -> POST /nodes`
#[must_use]
pub fn no_receiver(problem: Diagnostic, arrow: Span, method: Span, name: &str) -> Diagnostic {
    if name == "GET" {
        return problem.fix("let a read find its way: write `=>`", arrow, "=>");
    }
    problem.fix(format!("put the receiver before it: `-> server: {name} …`"), method, "server: ")
}

/// `[Cache-Control: no-cache]`; the span ends where the value begins.
#[must_use]
pub fn header(problem: Diagnostic, span: Span, value: &str) -> Diagnostic {
    problem.fix(format!("write the directive alone: `{}`", short(value)), span, "")
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

/// Some places change together.
fn several(mut problem: Diagnostic, title: &str, edits: Vec<Edit>) -> Diagnostic {
    if problem.help.is_empty() {
        problem.help.push(title.to_owned());
    }
    problem.fixes.push(Fix { title: title.to_owned(), edits });
    problem
}

/// E101: `'Database'`, `“Database”`: both quotes change.
#[must_use]
pub fn straight_quotes(problem: Diagnostic, open: Span, close: Span) -> Diagnostic {
    let edits = [open, close].map(|span| Edit { span, text: "\"".into() });
    several(problem, "write straight double quotes", edits.into())
}

/// E106: `opt text { a -> b }`; `inner` is what stands in the block, `indent` that of the line.
#[must_use]
pub fn block_on_one_line(problem: Diagnostic, brace: Span, inner: Span, close: Span, indent: usize) -> Diagnostic {
    let line = |more: usize| format!("\n{}", " ".repeat(indent + more));
    let edits = vec![
        Edit { span: Span { start: brace.end, end: inner.start, ..brace }, text: line(2) },
        Edit { span: Span { start: inner.end, end: close.start, ..close }, text: line(0) },
    ];
    several(problem, "break the line behind `{` and before `}`", edits)
}

/// E106: a `{` on a line of its own; `end` is that of the line before.
#[must_use]
pub fn brace_on_next_line(end: Span, brace: Span) -> Diagnostic {
    Diagnostic::new(Code::Expected, brace, "a `{` stands at the end of the line whose block it opens")
        .here("one line too low")
        .fix("move it to the end of the line before", Span { end: brace.end, ..end }, " {")
}

/// E101: a comment of another notation.
#[must_use]
pub fn comment(span: Span, sign: &str) -> Diagnostic {
    Diagnostic::new(Code::StrayCharacter, span, format!("`{sign}` starts no comment here")).here("no comment").fix(
        "start a comment with `//`",
        span,
        "//",
    )
}

/// E101: `--- text ---`.
#[must_use]
pub fn divider(line: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::StrayCharacter, line, "a divider is drawn with `==`, not with dashes").here("a divider?").fix(
        format!("write `== {} ==`", short(text)),
        line,
        format!("== {text} =="),
    )
}

/// E101: a semicolon between attributes.
#[must_use]
pub fn semicolon_in_brackets(span: Span) -> Diagnostic {
    Diagnostic::new(Code::StrayCharacter, span, "attributes are separated by `,`, not by `;`").here("a comma?").fix(
        "write `,`",
        span,
        ",",
    )
}

/// E105: a declaration with the word of another notation.
#[must_use]
pub fn foreign_declaration(span: Span, word: &str, ours: &str, name: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownStatement, span, format!("`{}` starts no statement", short(word)))
        .here("no keyword")
        .fix(format!("write `{ours} {}`", short(name)), span, ours)
}

/// E101: `#ff0000` without quotes, or where the name of a tone belongs.
#[must_use]
pub fn colour(span: Span, digits: &str, set: bool) -> Diagnostic {
    if set {
        return Diagnostic::new(Code::StrayCharacter, span, format!("`#{}` is no name of a tone", short(digits)))
            .here("a colour?")
            .help(format!(
                "declare the colour: `tone brand \"#{}\"`, or write a built-in tone such as `accent`",
                short(digits)
            ))
            .fix("write `accent`", span, "accent");
    }
    let quoted = format!("\"#{digits}\"");
    Diagnostic::new(Code::StrayCharacter, span, format!("`#{}` means nothing without quotes", short(digits)))
        .here("a colour?")
        .fix(format!("write `{}`", short(&quoted)), span, quoted)
}

/// `route direct: cdn -> db`
#[must_use]
pub fn route_signs(problem: Diagnostic, arrows: Vec<Span>) -> Diagnostic {
    let edits = arrows.into_iter().map(|span| Edit { span, text: ">".into() }).collect();
    several(problem, "put `>` between the storages of a route", edits)
}

/// `title "Text"`; `text` with its quotes.
#[must_use]
pub fn title(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    let plain = text.trim_matches('"');
    problem.fix(format!("write `: {}`", short(plain)), span, format!(": {plain}"))
}

/// `user alice, bob`; each span from a comma to the next name.
#[must_use]
pub fn one_a_line(problem: Diagnostic, spans: Vec<Span>, keyword: &str) -> Diagnostic {
    let edits = spans.into_iter().map(|span| Edit { span, text: format!("\n{keyword} ") }).collect();
    several(problem, &format!("declare one a line: `{keyword} name`"), edits)
}

/// `import common.cd`
#[must_use]
pub fn quoted_path(problem: Diagnostic, span: Span, path: &str) -> Diagnostic {
    let quoted = format!("\"{path}\"");
    problem.fix(format!("put the path in quotes: `{}`", short(&quoted)), span, quoted)
}

/// `resource node /nodes/{id}`
#[must_use]
pub fn quote_pattern(problem: Diagnostic, span: Span, path: &str) -> Diagnostic {
    let quoted = format!("\"{path}\"");
    problem.fix(format!("put the pattern in quotes: `{}`", short(&quoted)), span, quoted)
}

/// `[clears=reload close]`
#[must_use]
pub fn quoted_list(problem: Diagnostic, span: Span, words: &str) -> Diagnostic {
    let quoted = format!("\"{words}\"");
    problem.fix(format!("put several values in quotes: `{}`", short(&quoted)), span, quoted)
}
