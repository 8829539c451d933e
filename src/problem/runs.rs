//! What a run finds: answers that their sender could not give, storages that would have acted otherwise.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use ecow::EcoString;

fn put_there(problem: Diagnostic, value: &str, put: Option<Span>) -> Diagnostic {
    match put {
        Some(span) if span.to(problem.span) != span => {
            let value = if value.is_empty() { "its copy".to_owned() } else { format!("`{value}`") };
            problem.label(span, format!("{value} came there here"))
        }
        Some(_) | None => problem,
    }
}

/// E417: an answer with another value than its sender holds.
#[must_use]
pub fn other_value(
    span: Span,
    speaker: &str,
    said: &str,
    would: &str,
    holder: Option<&str>,
    key: &str,
    put: Option<Span>,
) -> Diagnostic {
    let truth = match holder {
        Some(holder) if would.is_empty() => format!("`{holder}` holds another value of `{key}`"),
        Some(holder) => format!("`{holder}` holds `{would}` of `{key}`"),
        None => format!("it was told `{would}`"),
    };
    let problem =
        Diagnostic::new(Code::ImpossibleAnswer, span, format!("`{speaker}` cannot answer `{said}`, since {truth}"))
            .here("not what is there");
    let problem = put_there(problem, would, put);
    let instead = if would.is_empty() { "what it holds".to_owned() } else { format!("`{would}`") };
    problem.help(format!("answer {instead}, or tell it as you saw it: `[as-told]`"))
}

/// Why a place has nothing to answer with.
#[derive(Clone, Debug)]
pub enum Lack {
    /// It asked, and was given nothing.
    Missed,
    /// It holds nothing.
    Nothing,
    /// It holds nothing that `only-if-cached` lets it answer with.
    OnlyIfCached,
    /// It holds a copy that it may not use.
    Unused {
        /// The copy's value.
        value: EcoString,
        /// Why not.
        why: Unused,
    },
}

/// Why a copy may not be used.
#[derive(Clone, Copy, Debug)]
pub enum Unused {
    /// It is no longer fresh.
    Stale,
    /// It is marked.
    Marked,
    /// The response says `no-cache`.
    NoCache,
    /// It is for requests with other fields.
    OtherFields,
    /// The request refuses it, by this attribute.
    Refused(&'static str),
}

/// E417: an answer from nothing.
#[must_use]
pub fn from_nothing(span: Span, speaker: &str, said: &str, key: &str, asked: Span, lack: &Lack) -> Diagnostic {
    let why = match lack {
        Lack::Missed => format!("it was given nothing of `{key}` and has nothing that it may show"),
        Lack::Nothing => format!("it holds nothing of `{key}` and has asked nobody"),
        Lack::OnlyIfCached => {
            format!("it holds nothing of `{key}` that it may use, and `only-if-cached` forbids to ask")
        }
        Lack::Unused { value, why } => {
            let copy = if value.is_empty() { "its copy".to_owned() } else { format!("its copy `{value}`") };
            unused(&format!("{copy} of `{key}`"), *why)
        }
    };
    let here = match lack {
        Lack::Unused { .. } => "not without asking",
        Lack::Missed | Lack::Nothing | Lack::OnlyIfCached => "from nothing",
    };
    let problem =
        Diagnostic::new(Code::ImpossibleAnswer, span, format!("`{speaker}` cannot answer `{said}`, since {why}"))
            .here(here)
            .label(asked, "it was asked here");
    problem.help(match lack {
        Lack::Missed => "answer as it was answered, or tell it as you saw it: `[as-told]`".to_owned(),
        Lack::Nothing => format!("let it ask first, or give it a copy: `given {key} = @value in {speaker}`"),
        Lack::OnlyIfCached => "answer `504`, or ask without `only-if-cached`".to_owned(),
        Lack::Unused { why: Unused::Refused(attribute), .. } => {
            format!("let it ask first, or take `{attribute}` off the request")
        }
        Lack::Unused { .. } => "let it ask first, or tell it as you saw it: `[as-told]`".to_owned(),
    })
}

/// What is wrong with a copy.
fn unused(copy: &str, why: Unused) -> String {
    match why {
        Unused::Stale => format!("{copy} is no longer fresh and it has asked nobody"),
        Unused::Marked => format!("{copy} is marked: it must be validated first"),
        Unused::NoCache => format!("{copy} bears `no-cache`: it must be validated first"),
        Unused::OtherFields => format!("{copy} is for requests with other fields (`Vary`)"),
        Unused::Refused(attribute) => format!("the request refuses {copy} by `{attribute}`"),
    }
}

/// E417: a `304` about no copy, or about one with another value than there is: where that copy lies, and its value.
#[must_use]
pub fn confirms_nothing(
    span: Span,
    speaker: &str,
    key: &str,
    now: &str,
    other: Option<(&str, &str)>,
    asked: Span,
) -> Diagnostic {
    let what = if now.is_empty() { "another value".to_owned() } else { format!("`{now}`") };
    let why = match other {
        Some((holder, "")) => format!("`{key}` is {what}, which is not what `{holder}` holds"),
        Some((holder, old)) => format!("`{key}` is {what}, and `{holder}` asked about `{old}`"),
        None => format!("nobody who asked holds a copy of `{key}`"),
    };
    let answer = if now.is_empty() { "`200`".to_owned() } else { format!("`200 {now}`") };
    Diagnostic::new(Code::ImpossibleAnswer, span, format!("`{speaker}` cannot answer `304`, since {why}"))
        .here("confirms nothing")
        .label(asked, "it was asked here")
        .help(format!("answer {answer}: a `304` only says that the copy asked about is still so"))
}

/// E417: a miss of something that is there.
#[must_use]
pub fn no_miss(span: Span, holder: &str, value: &str, key: &str, put: Option<Span>) -> Diagnostic {
    let what = if value.is_empty() { "a copy".to_owned() } else { format!("`{value}`") };
    let problem = Diagnostic::new(
        Code::ImpossibleAnswer,
        span,
        format!("this is no miss, since `{holder}` holds {what} of `{key}`"),
    )
    .here("it would answer");
    let answer = if value.is_empty() { "`200`".to_owned() } else { format!("`{value}`") };
    put_there(problem, value, put).help(format!("answer {answer}, or empty it first: `given {key} empty in {holder}`"))
}

/// E418: a cache is filled with what it may not store.
#[must_use]
pub fn against_rules(span: Span, site: &str, key: &str, why: &str) -> Diagnostic {
    Diagnostic::new(Code::AgainstRules, span, format!("`{site}` may not store `{key}`: the response says `{why}`"))
        .here("no HTTP cache does this")
        .help(format!("take `{why}` off the resource, or mark the step `[as-told]`"))
}

/// How a storage that is gone past would have answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// With a fresh copy; it may know nothing of what the request says of freshness.
    Fresh {
        /// The request asks for something fresh.
        renewing: bool,
    },
    /// With a stale copy, to ask behind that (`stale-while-revalidate`).
    Behind,
}

/// A storage that would have answered by itself.
#[must_use]
pub fn would_have_answered(
    span: Span,
    site: &str,
    value: &str,
    key: &str,
    (put, how): (Option<Span>, Passed),
) -> Diagnostic {
    let with = if value.is_empty() { String::new() } else { format!(" with `{value}`") };
    let why = match how {
        Passed::Fresh { .. } => format!("for it holds a fresh copy of `{key}`"),
        Passed::Behind => format!("and asked behind that: its copy of `{key}` may be used while it is revalidated"),
    };
    let message = format!("`{site}` would have answered{with} by itself, {why}");
    let problem = Diagnostic::new(Code::WouldHaveAnswered, span, message).here("goes past it");
    let instead = match how {
        Passed::Fresh { renewing: false } => "ask with `[no-cache]`".to_owned(),
        Passed::Fresh { renewing: true } | Passed::Behind => format!("ask `{site}` itself"),
    };
    put_there(problem, value, put).help(format!("{instead}, or let the copy be `[expired]` at the start"))
}

/// Reactions that set each other off without end.
#[must_use]
pub fn reaction_loop(reaction: Span, circle: &[Span], step: Span) -> Diagnostic {
    let mut problem = Diagnostic::new(
        Code::ReactionLoop,
        reaction,
        "this reaction sets itself off again, for the same key at the same place, without end".to_owned(),
    )
    .here("goes in a circle");
    for span in circle.iter().filter(|s| **s != reaction).take(5) {
        problem = problem.label(*span, "by way of this one");
    }
    if step != reaction {
        problem = problem.label(step, "set off here");
    }
    problem.help("break the circle with an attribute that the reaction tests: `on … unless mirrored { … }`")
}

/// A claim that is marked `[fails]`, and holds.
#[must_use]
pub fn claim_holds(span: Span, claim: &str) -> Diagnostic {
    Diagnostic::new(Code::ClaimHolds, span, format!("`{claim}` holds in every run"))
        .here("marked as failing")
        .help("remove `[fails]`")
}

/// A claim that some run breaks; `why` is the sentence of the picture.
#[must_use]
pub fn claim_fails(span: Span, claim: &str, why: &str) -> Diagnostic {
    let why = if why.is_empty() { String::new() } else { format!(": {why}") };
    Diagnostic::new(Code::ClaimFails, span, format!("`{claim}` fails{why}"))
        .here("fails")
        .help("mend what happens, or mark it as known: `[fails]`")
}
