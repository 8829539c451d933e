//! E2xx: names.

use super::near::nearest;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Says that a name means nothing, offers the nearest known one, else tells what there is.
fn unknown(code: Code, noun: &str, name: &str, span: Span, known: &[&str], declare: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(code, span, format!("no {noun} is named `{name}`")).here("not declared");
    match nearest(name, known.iter().copied()) {
        Some(near) => diagnostic.fix(format!("write `{near}`"), span, near),
        None if known.is_empty() => diagnostic.help(declare),
        None => diagnostic.help(format!("{declare}, or use {}", listed(known))),
    }
}

/// Up to six words in backticks: `` `a`, `b` or `c` ``.
#[must_use]
pub fn listed(words: &[&str]) -> String {
    const MOST: usize = 6;
    let quoted: Vec<String> = words.iter().take(MOST).map(|w| format!("`{w}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) if words.len() <= MOST => format!("{} or {last}", rest.join(", ")),
        Some(_) => format!("{} …", quoted.join(", ")),
    }
}

/// E201
#[must_use]
pub fn unknown_participant(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    unknown(Code::UnknownParticipant, "participant", name, span, known, &format!("declare it: `user {name}`"))
}

/// E201: `claim: read-your-writes`; `colon` is the sign with the white space before it.
#[must_use]
pub fn keyword_with_colon(name: &str, span: Span, colon: Span) -> Diagnostic {
    Diagnostic::new(Code::UnknownParticipant, span, format!("no participant is named `{name}`")).here("a keyword?").fix(
        "remove the `:` behind the keyword",
        colon,
        "",
    )
}

/// E202: `every storages`, `in all`; whether `every` or its like stands before it.
#[must_use]
pub fn every_storage(name: &str, span: Span, quantified: bool) -> Diagnostic {
    let ours = if quantified { "storage" } else { "every storage" };
    Diagnostic::new(Code::UnknownStorage, span, format!("no storage is named `{name}`")).here("all of them?").fix(
        format!("write `{ours}`"),
        span,
        ours,
    )
}

/// What an undeclared participant most likely is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// An HTTP cache.
    Cache,
    /// What keeps copies.
    Storage,
    /// What holds the latest values.
    Origin,
    /// What acts and keeps nothing.
    Server,
}

impl Sort {
    /// Its declaration.
    fn declaration(self, name: &str) -> String {
        match self {
            Self::Cache => format!("storage {name} [http=shared]"),
            Self::Storage => format!("storage {name}"),
            Self::Origin => format!("storage {name} [origin]"),
            Self::Server => format!("device {name}"),
        }
    }
}

/// E201: a receiver of a request; `room` is the start of a line before which it can be declared.
#[must_use]
pub fn undeclared(name: &str, span: Span, known: &[&str], sort: Sort, room: Span) -> Diagnostic {
    let other = if sort == Sort::Server { Sort::Cache } else { Sort::Server };
    let (first, second) = (sort.declaration(name), other.declaration(name));
    let declare = format!("declare it: `{first}`, or `{second}`");
    let unknown = unknown(Code::UnknownParticipant, "participant", name, span, known, &declare);
    [first, second].into_iter().fold(unknown, |found, declaration| {
        found.fix(format!("declare it: `{declaration}`"), room, format!("{declaration}\n"))
    })
}

/// E202
#[must_use]
pub fn unknown_storage(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    unknown(Code::UnknownStorage, "storage", name, span, known, &format!("declare it: `storage {name}`"))
}

/// E202: a device stands where a storage belongs.
#[must_use]
pub fn device_for_storage(name: &str, span: Span, storages: &[&str]) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(Code::UnknownStorage, span, format!("`{name}` is a device, not a storage")).here("a device");
    match storages {
        [only] => diagnostic.fix(format!("write its storage `{only}`"), span, *only),
        [] => diagnostic.help(format!("give it a storage: `device {name} {{ storage … }}`")),
        several => diagnostic.help(format!("write one of its storages: {}", listed(several))),
    }
}

/// E203
#[must_use]
pub fn unknown_resource(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    unknown(Code::UnknownResource, "resource", name, span, known, &format!("declare it: `resource {name}`"))
}

/// E204
#[must_use]
pub fn unknown_route(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    unknown(Code::UnknownRoute, "route", name, span, known, &format!("declare it: `route {name}: … > …`"))
}

/// E205
#[must_use]
pub fn unknown_method(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    unknown(Code::UnknownMethod, "method", name, span, known, &format!("declare it: `method {name} {{ … }}`"))
}

/// E206
#[must_use]
pub fn unknown_channel(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    unknown(Code::UnknownChannel, "channel", name, span, known, &format!("declare it: `channel {name}`"))
}

/// E207
#[must_use]
pub fn unknown_policy(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    unknown(Code::UnknownPolicy, "policy", name, span, known, &format!("declare it: `policy {name} {{ … }}`"))
}

/// E208
#[must_use]
pub fn unknown_fact(name: &str, policy: &str, span: Span, known: &[&str]) -> Diagnostic {
    let noun = format!("fact of policy `{policy}`");
    unknown(Code::UnknownFact, &noun, name, span, known, &format!("declare it there: `fact {name} \"…\"`"))
}

/// E209
#[must_use]
pub fn unknown_scenario(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    unknown(Code::UnknownScenario, "scenario", name, span, known, &format!("declare it: `scenario {name} {{ … }}`"))
}

/// E210; `known` holds the built-in tones too.
#[must_use]
pub fn unknown_tone(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let unknown =
        unknown(Code::UnknownTone, "tone", name, span, known, &format!("declare it: `tone {name} \"#2f5fd0\"`"));
    let tone = built_in_tone(name);
    if unknown.fixes.is_empty() { unknown.fix(format!("write `{tone}`"), span, tone) } else { unknown }
}

/// E211
#[must_use]
pub fn unknown_device(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    unknown(Code::UnknownDevice, "device", name, span, known, &format!("declare it: `device {name}`"))
}

/// E212
#[must_use]
pub fn unknown_user(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    unknown(Code::UnknownUser, "user", name, span, known, &format!("declare them: `user {name}`"))
}

/// E213
#[must_use]
pub fn doubled(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::Doubled, span, format!("`{name}` is declared twice"))
        .here("declared again")
        .label(first, "first declared here")
        .help("give one of them another name")
        .fix(format!("call it `{name}-2`"), span, format!("{name}-2"))
}

/// E213: another name for a resource that is a resource's already.
#[must_use]
pub fn doubled_alias(name: &str, span: Span, resource: &str, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Doubled,
        span,
        format!("`alias={name}` makes `{name}` another name for `{resource}`, but it is declared"),
    )
    .here("declared again")
    .label(first, "first declared here")
    .help(format!("leave `{resource}` out and give the other one its name: `[alias={resource}]`"))
}

/// E213: a participant's name that is already another kind of participant.
#[must_use]
pub fn doubled_kind(name: &str, span: Span, kind: &str, first: Span, first_kind: &str) -> Diagnostic {
    if kind == first_kind {
        return doubled(name, span, first);
    }
    Diagnostic::new(Code::Doubled, span, format!("`{name}` is declared twice, as a {first_kind} and as a {kind}"))
        .here("declared again")
        .label(first, format!("first declared here, as a {first_kind}"))
        .help("give one of them another name, for in a scenario both would be participants")
        .fix(format!("call it `{name}-2`"), span, format!("{name}-2"))
}

/// E213: a name that the language uses itself.
#[must_use]
pub fn reserved(name: &str, span: Span, meaning: &str) -> Diagnostic {
    Diagnostic::new(Code::Doubled, span, format!("the name `{name}` is taken: it means {meaning}"))
        .here("taken")
        .help(format!("choose another name, such as `my-{name}`"))
}

/// E205: an HTTP method that is none.
#[must_use]
pub fn unknown_http_method(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    unknown(Code::UnknownMethod, "HTTP method", name, span, known, "write it in capitals")
}

/// The built-in tone that somebody means who writes the name of a colour.
fn built_in_tone(colour: &str) -> &'static str {
    match colour.to_lowercase().as_str() {
        "red" | "error" | "danger" | "failure" => "bad",
        "green" | "ok" | "success" => "good",
        "orange" | "yellow" | "amber" | "warning" => "warn",
        "grey" | "gray" | "silver" | "black" | "white" => "muted",
        _ => "accent",
    }
}
