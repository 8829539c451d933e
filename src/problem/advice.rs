//! Advice: warnings with names (lints).

use super::text::short;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Text that looks like an operation but is none.
///
/// `value` is where a value follows the key without `=`.
#[must_use]
pub fn looks_like_operation(word: Span, text: &str, near: &str, key: &str, value: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::LooksLikeOperation,
        word,
        format!("`{text}` is plain text here, though the key `{key}` follows it"),
    )
    .here("no operation");
    if let (true, Some(value)) = (matches!(near, "write" | "store"), value) {
        return problem.fix(format!("put `=` before the value: `{near} {key} = …`"), value, "= ");
    }
    if near == text {
        return problem.help(format!("end the line behind the key to make it an operation: `{near} {key}`"));
    }
    problem.fix(format!("write `{near}`"), word, near)
}

/// Text that would be an operation if the word behind its verb were a resource.
#[must_use]
pub fn looks_like_key(word: Span, text: &str, near: &str, verb: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LooksLikeOperation,
        word,
        format!("`{verb} {text}` is plain text here, since no resource is named `{text}`"),
    )
    .fix(format!("write `{near}`"), word, near)
}

/// Text that would be an operation if its key stood without quotes.
#[must_use]
pub fn quoted_key(quoted: Span, key: &str, verb: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LooksLikeOperation,
        quoted,
        format!("`{verb}` is plain text here, since the key behind it stands in quotes"),
    )
    .here("no key")
    .fix(format!("write `{key}`"), quoted, key)
}

/// `alice: sees @draft`; the gap is the colon with the spaces around it.
#[must_use]
pub fn sees_in_text(word: Span, gap: Span, value: &str) -> Diagnostic {
    Diagnostic::new(Code::LooksLikeOperation, word, "`sees` is plain text behind a colon, so nothing is compared")
        .here("no claim")
        .fix(format!("leave out the colon: `sees {}`", short(value)), gap, " ")
}

/// A method called as in other languages; `keys` stand in parentheses, in a text that spans so much.
#[must_use]
pub fn call_in_parentheses(word: Span, name: &str, keys: Option<(Span, &str)>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::LooksLikeOperation,
        word,
        format!("`{name}` is plain text here, since no key stands right behind it"),
    )
    .here("calls nothing");
    match keys {
        Some((whole, keys)) => problem.fix(format!("write `{name} {keys}`"), whole, format!("{name} {keys}")),
        None => problem.help(format!("name the key behind it: `{name} /nodes/1`")),
    }
}

/// Text in brackets that looks like attributes but is none.
#[must_use]
pub fn looks_like_attribute(name: Span, text: &str, near: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LooksLikeAttribute,
        name,
        format!("the bracket with `{text}` is plain text here, since no attribute has that name"),
    )
    .here("no attribute")
    .fix(format!("write `{near}`"), name, near)
}

/// A private resource whose route passes a shared storage that keeps it.
#[must_use]
pub fn private_in_shared(resource: Span, name: &str, storage: &str, declared: Span) -> Diagnostic {
    Diagnostic::new(
        Code::PrivateShared,
        resource,
        format!("`{name}` is private, yet it is read through `{storage}`, which is shared"),
    )
    .here("private")
    .label(declared, format!("`{storage}` keeps one copy for several users"))
    .help(format!("read it past `{storage}`: `[via=…]`, or answer with `[no-store]`"))
}

/// A path that stands without a slash at its end as well.
#[must_use]
pub fn trailing_slash(span: Span, path: &str, plain: Span) -> Diagnostic {
    let path = short(path);
    Diagnostic::new(
        Code::TrailingSlash,
        span,
        format!("`{path}/` is another key than `{path}`, which stands here as well"),
    )
    .here("with a slash")
    .label(plain, "without")
    .help(format!("write `{path}` in both, unless the two are answered apart"))
}

/// A storage that nothing uses.
#[must_use]
pub fn unused_storage(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::UnusedStorage, span, format!("nothing uses the storage `{name}`"))
        .here("never used")
        .help("mark it `[unused]` if it is here for the table only")
}

/// A participant that is never mentioned.
#[must_use]
pub fn unused_participant(span: Span, kind: &str, name: &str) -> Diagnostic {
    Diagnostic::new(Code::UnusedParticipant, span, format!("the {kind} `{name}` is never mentioned"))
        .here("never mentioned")
        .help("use it in a scenario, or remove it")
}

/// A method that is never called.
#[must_use]
pub fn unused_method(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::UnusedMethod, span, format!("nothing calls the method `{name}`"))
        .here("never called")
        .help("call it in a reaction or a step, or remove it")
}

/// An `allow` for a lint that does not exist.
#[must_use]
pub fn unknown_lint(span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let problem =
        Diagnostic::new(Code::UnknownLint, span, format!("there is no lint `{name}` to allow")).here("no such lint");
    match near {
        Some(near) => problem.fix(format!("write `{near}`"), span, near),
        None => problem.help("remove the comment, or name a lint such as `unused-storage`"),
    }
}
