//! E4xx: steps and messages; and the names (E2xx) that stand in statements.

use super::names::listed;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// E214: several copies and nothing that says which.
#[must_use]
pub fn ambiguous(span: Span, name: &str, dimension: &str, candidates: &[String]) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::AmbiguousCopy,
        span,
        format!("`{name}` has one copy per `{dimension}`, and nothing here says which is meant"),
    )
    .here("which copy?");
    let shown: Vec<String> = candidates.iter().take(6).cloned().collect();
    let problem = problem.help(format!("say which: {}", listed(&shown.iter().map(String::as_str).collect::<Vec<_>>())));
    match candidates.first() {
        Some(first) => problem.fix(format!("write `{first}`"), span, first.as_str()),
        None => problem,
    }
}

/// E214: an operation on a device with several storages.
#[must_use]
pub fn which_storage(span: Span, device: &str, verb: &str, candidates: &[String], end: Span) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::AmbiguousCopy,
        span,
        format!("`{device}` has several storages, and `{verb}` does not say which is meant"),
    )
    .here("in which storage?");
    let problem = problem.help(format!(
        "say which: add `in` and {}",
        listed(&candidates.iter().map(String::as_str).collect::<Vec<_>>())
    ));
    match candidates.first() {
        Some(first) => problem.fix(format!("add `in {first}`"), end.after(), format!(" in {first}")),
        None => problem,
    }
}

/// E214: a device with several storages in a claim.
#[must_use]
pub fn several_storages(span: Span, device: &str, candidates: &[String]) -> Diagnostic {
    let problem =
        Diagnostic::new(Code::AmbiguousCopy, span, format!("`{device}` has several storages")).here("which storage?");
    let problem =
        problem.help(format!("say which: {}", listed(&candidates.iter().map(String::as_str).collect::<Vec<_>>())));
    match candidates.first() {
        Some(first) => problem.fix(format!("write `every {first}`"), span, format!("every {first}")),
        None => problem,
    }
}

/// E215: a number beyond those of the instances.
#[must_use]
pub fn no_such_number(span: Span, owner: &str, number: &str, exists: &[String]) -> Diagnostic {
    let problem = Diagnostic::new(Code::NoSuchCopy, span, format!("`{owner}` has no instance `{number}`"))
        .here("no such instance");
    let shown: Vec<&str> = exists.iter().map(String::as_str).collect();
    problem.help(format!("name one that exists: {}", listed(&shown))).fix("write `1`", span, "1")
}

/// E215: an instance that does not exist; `whole` is all of the participant.
#[must_use]
pub fn no_such_copy(span: Span, whole: Span, owner: &str, part: &str, exists: &[String]) -> Diagnostic {
    let problem = Diagnostic::new(Code::NoSuchCopy, span, format!("`{owner}` has no `{part}`")).here("no such copy");
    let shown: Vec<&str> = exists.iter().map(String::as_str).collect();
    let problem = problem.help(format!("name one that exists: {}", listed(&shown)));
    match exists.iter().find(|e| e.ends_with(part)).or(exists.first()) {
        Some(first) => problem.fix(format!("write `{first}`"), whole, first.as_str()),
        None => problem,
    }
}

/// E304: a user who takes part lacks what a storage is multiplied by.
#[must_use]
pub fn user_lacks_dimension(span: Span, user: &str, storage: &str, dimension: &str, declared: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingDimension,
        span,
        format!("`{storage}` has one copy per `{dimension}`, and `{user}` has no `{dimension}`"),
    )
    .here(format!("`{user}` takes part"))
    .label(declared, format!("`{user}` is declared here"))
    .help(format!("say which: `user {user} [{dimension}=a]`"))
}

/// E401: a key that matches no resource.
#[must_use]
pub fn unknown_key(span: Span, key: &str, near: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::new(Code::UnknownKey, span, format!("`{key}` matches no resource")).here("no such key");
    match near {
        Some(near) => problem.fix(format!("write `{near}`"), span, near),
        None if key.starts_with('/') => problem.help(format!("declare it: `resource name \"{key}\"`")),
        None => problem.help(format!("declare it: `resource {}`", key.split(':').next().unwrap_or(key))),
    }
}

/// E401: a path without its first slash, or two keys with nothing between them.
#[must_use]
pub fn joined_key(span: Span, key: &str, near: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::new(Code::UnknownKey, span, format!("`{key}` is no key")).here("no such key");
    match near {
        Some(near) => problem.fix(format!("write `{near}`"), span, near),
        None => problem.help("begin a path with `/`, and put a comma between two keys"),
    }
}

/// E401: a hole that nothing binds.
#[must_use]
pub fn unbound_hole(span: Span, key: &str, hole: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownKey, span, format!("nothing here says what `{{{hole}}}` in `{key}` is"))
        .here("which key?")
        .help(format!("name one key: `{}`", key.replace(&format!("{{{hole}}}"), "1")))
        .fix(
            format!("write `{}`", key.replace(&format!("{{{hole}}}"), "1")),
            span,
            key.replace(&format!("{{{hole}}}"), "1"),
        )
}

/// E402: an HTTP request to a storage that does not speak HTTP.
#[must_use]
pub fn not_http(verb: Span, method: &str, storage: &str, declared: Span, safe: bool) -> Diagnostic {
    let verb_there = if safe { "read" } else { "write" };
    Diagnostic::new(Code::NotHttp, verb, format!("`{storage}` does not speak HTTP, so it cannot be sent `{method}`"))
        .here("speaks HTTP")
        .label(declared, format!("`{storage}` is declared without `http=`"))
        .help(format!("write `{verb_there}`, or send the request to a device"))
        .fix(format!("write `{verb_there}`"), verb, verb_there)
}

/// E403: an operation that its receiver cannot carry out.
#[must_use]
pub fn wrong_receiver(verb: Span, what: &str, receiver: &str, kind: &str) -> Diagnostic {
    Diagnostic::new(Code::WrongReceiver, verb, format!("`{receiver}` is {kind} and cannot carry out `{what}`"))
        .here("not possible there")
        .help("send it to a storage, or to a device that has one")
}

/// E403: a write to a storage that only keeps copies.
#[must_use]
pub fn write_to_copy(verb: Span, storage: &str, declared: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongReceiver,
        verb,
        format!("`{storage}` keeps copies and is no origin, so nothing can be written there"),
    )
    .label(declared, format!("`{storage}` is declared here"))
    .help("write to the origin; a cache is filled with `store`")
    .fix("write `store`", verb, "store")
}

/// E403: an operation on copies at an origin.
#[must_use]
pub fn copy_at_origin(verb: Span, what: &str, storage: &str, declared: Span) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::WrongReceiver,
        verb,
        format!("`{storage}` is an origin, which always holds the latest value, so it cannot `{what}`"),
    )
    .label(declared, format!("`{storage}` is declared here"));
    if what == "store" {
        return problem.fix("write `write`", verb, "write");
    }
    problem.help(format!("`{what}` at a storage that keeps copies, or `write` a new value"))
}

/// E403: a write to a device that has no origin.
#[must_use]
pub fn no_authority(verb: Span, device: &str, origins: &[String], end: Span) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::WrongReceiver,
        verb,
        format!("`{device}` has no origin, so nothing can be written there"),
    );
    match origins {
        [only] => problem.fix(format!("say where it is written: `in {only}`"), end.after(), format!(" in {only}")),
        several => {
            let names: Vec<&str> = several.iter().map(String::as_str).collect();
            problem.help(format!("say where it is written: add `in` and {}", listed(&names)))
        }
    }
}

/// E404: a hop that follows no route.
#[must_use]
pub fn off_route(span: Span, from: &str, to: &str, route: &str) -> Diagnostic {
    let problem =
        Diagnostic::new(Code::OffRoute, span, format!("no route leads from `{from}` to `{to}`")).here("off the route");
    if route.is_empty() { problem } else { problem.help(format!("follow the route: `{route}`")) }
}

/// E405: a response without a request.
#[must_use]
pub fn no_request(arrow: Span, from: &str, to: &str) -> Diagnostic {
    Diagnostic::new(Code::NoRequest, arrow, format!("`{from}` answers `{to}`, which has not asked it anything"))
        .here("an answer to nothing")
        .help(format!("draw the request above: `{to} -> {from}: …`, or write `~>` for a message that nobody asked for"))
        .fix("write `~>` for a message that nobody asked for", arrow, "~>")
}

/// E406: a request answered twice.
#[must_use]
pub fn answered_twice(arrow: Span, from: &str, to: &str, first: Span) -> Diagnostic {
    Diagnostic::new(Code::AnsweredTwice, arrow, format!("`{from}` has already answered `{to}`"))
        .here("answered again")
        .label(first, "the request was answered here")
        .help("remove one of the answers, or write `~>` for a message that nobody waits for")
        .fix("write `~>`", arrow, "~>")
}

/// E407: a method called by the wrong kind of caller.
#[must_use]
pub fn wrong_caller(
    span: Span,
    caller: &str,
    method: &str,
    by: &str,
    declared: Span,
    near: Option<&str>,
) -> Diagnostic {
    let problem =
        Diagnostic::new(Code::WrongCaller, span, format!("`{caller}` calls `{method}`, which only {by} may call"))
            .here("may not call it")
            .label(declared, format!("`{method}` is declared `by` {by}"));
    match near {
        Some(near) => problem.fix(format!("let `{near}` call it"), span, near),
        None => problem.help(format!("let {by} call it")),
    }
}

/// E408: a read written as an action.
#[must_use]
pub fn read_by_action(colon: Span, method: &str, who: &str) -> Diagnostic {
    Diagnostic::new(Code::ReadByAction, colon, format!("`{who}: {method}` is an action, and an action sends nothing"))
        .here("an action")
        .fix(format!("write `{who} => {method}` to read through the whole route"), colon, " => ")
}

/// E408: a request of another kind written as an action.
#[must_use]
pub fn request_by_action(colon: Span, method: &str, who: &str, to: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::ReadByAction,
        colon,
        format!("`{who}: {method}` is an action, and an action sends nothing"),
    )
    .here("an action");
    match to {
        Some(to) => problem.fix(format!("send it: `{who} -> {to}: {method}`"), colon, format!(" -> {to}: ")),
        None => problem.help("say to whom: `a -> b: POST /path`"),
    }
}

/// E409: only users see.
#[must_use]
pub fn not_a_user(span: Span, name: &str, kind: &str, user: Option<&str>) -> Diagnostic {
    let problem =
        Diagnostic::new(Code::NotAUser, span, format!("`{name}` is {kind}, and only users see")).here("not a user");
    match user {
        Some(user) => problem.fix(format!("write `{user}`"), span, user),
        None => problem.help("declare a user: `user alice`"),
    }
}

/// E410: a reply that contradicts the kind of its sender.
#[must_use]
pub fn wrong_reply(span: Span, sender: &str, why: &str) -> Diagnostic {
    Diagnostic::new(Code::WrongReply, span, format!("`{sender}` {why}")).here("not its answer")
}

/// E410: an answer on the arrow of a request.
#[must_use]
pub fn answer_as_request(arrow: Span, from: &str, to: &str) -> Diagnostic {
    Diagnostic::new(Code::WrongReply, arrow, format!("`{from}` answers `{to}` with the arrow of a request"))
        .here("asks")
        .fix("write `-->` for an answer", arrow, "-->")
}

/// E411: used before it begins.
#[must_use]
pub fn used_before_start(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::Lifespan, span, format!("`{name}` is created only further down"))
        .here("not created yet")
        .help(format!("move `create {name}` above this line"))
}

/// E411: used after it has ended.
#[must_use]
pub fn used_after_end(span: Span, name: &str, end: Span) -> Diagnostic {
    Diagnostic::new(Code::Lifespan, span, format!("`{name}` has been destroyed"))
        .here("no longer there")
        .label(end, "destroyed here")
        .help(format!("move `destroy {name}` below this line, or `create {name}` again"))
}

/// E412: a deactivation without activation.
#[must_use]
pub fn not_active(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::NotActive, span, format!("`{name}` is not active here"))
        .here("nothing to end")
        .help(format!("write `activate {name}` above, or remove this line"))
}

/// E413: scenarios that play each other in a circle.
#[must_use]
pub fn circular_play(span: Span, played: &str, name: &str, declared: Span) -> Diagnostic {
    let message = if played == name {
        format!("scenario `{name}` plays itself")
    } else {
        format!("playing `{played}` leads back to `{name}`")
    };
    Diagnostic::new(Code::CircularPlay, span, message)
        .here("goes in a circle")
        .label(declared, format!("`{name}` is declared here"))
        .help("remove one of the `play` lines of the circle")
}

/// E414: `crash … anywhere` that does not stand last.
#[must_use]
pub fn anywhere_not_last(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::AnywhereNotLast, span, format!("`crash {name} anywhere` does not stand last in its scenario"))
        .here("not the end")
        .help("move it to the end of the scenario, outside any fragment")
}

/// E415: a link that is neither http, https nor relative.
#[must_use]
pub fn bad_link(span: Span, url: &str) -> Diagnostic {
    Diagnostic::new(Code::BadLink, span, format!("`{url}` is no http, https or relative address"))
        .here("refused")
        .help("write an address such as `https://example.com/page` or `docs/page.html`")
        .fix("write an address of the web", span, "https://example.com/")
}

/// E416: a starting state that an origin cannot have.
#[must_use]
pub fn given_on_origin(span: Span, storage: &str, state: &str, declared: Span) -> Diagnostic {
    Diagnostic::new(
        Code::GivenOnOrigin,
        span,
        format!("`{storage}` is an origin, which always holds the latest value, so it cannot be `{state}`"),
    )
    .here("not for an origin")
    .label(declared, format!("`{storage}` is declared here"))
    .help("name a storage that keeps copies, or leave this out")
}
