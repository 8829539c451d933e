//! E3xx: declarations; and E112, a file that draws nothing.

use super::names::listed;
use super::near::nearest;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::source::Span;

/// E112
#[must_use]
pub fn empty_file(span: Span, comments: bool) -> Diagnostic {
    let message = if comments { "the file holds only comments" } else { "the file is empty" };
    Diagnostic::new(Code::EmptyFile, span, message).help("write a first message: `browser -> server: GET /`")
}

/// E301: `thing` with its article; `has` are its attributes, `elsewhere` another thing that has this one.
#[must_use]
pub fn unknown_attribute(name: &str, span: Span, thing: &str, has: &[&str], elsewhere: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UnknownAttribute, span, format!("{thing} has no attribute `{name}`"));
    let list = has.iter().map(|h| format!("`{h}`")).collect::<Vec<_>>().join(", ");
    let help = if has.is_empty() { format!("leave it out: {thing} has none") } else { format!("{thing} has {list}") };
    let near = nearest(name, has.iter().copied()).or_else(|| meant(name).filter(|meant| has.contains(meant)));
    match (near, elsewhere) {
        (Some(near), _) => diagnostic.here("unknown here").fix(format!("write `{near}`"), span, near).help(help),
        (None, Some(other)) => diagnostic.here(format!("{other} has it")).help(help),
        (None, None) => diagnostic.here("unknown here").help(help),
    }
}

/// Our attribute for one of other notations.
fn meant(name: &str) -> Option<&'static str> {
    match name.to_lowercase().replace('_', "-").as_str() {
        "max-age" | "maxage" | "expires" | "expiry" | "expiration" | "lifetime" | "timeout" => Some("ttl"),
        "stale" | "staletime" => Some("stale-time"),
        "color" | "colour" | "style" | "fill" => Some("tone"),
        "delay" | "rtt" => Some("latency"),
        "max" | "limit" | "capacity" | "max-entries" => Some("size"),
        "count" | "replicas" | "number" => Some("instances"),
        "authority" | "source-of-truth" | "primary" => Some("origin"),
        _ => None,
    }
}

/// E302: `expected` such as `a duration such as 5m`; `example` is the whole attribute.
#[must_use]
pub fn attribute_type(name: &str, value: &str, span: Span, expected: &str, example: &str) -> Diagnostic {
    Diagnostic::new(Code::AttributeType, span, format!("`{name}` takes {expected}, not `{value}`"))
        .here("of the wrong type")
        .help(format!("write `{example}`"))
}

/// E302: a value that can be mended.
#[must_use]
pub fn attribute_type_fix(name: &str, value: &str, span: Span, expected: &str, right: &str) -> Diagnostic {
    Diagnostic::new(Code::AttributeType, span, format!("`{name}` takes {expected}, not `{value}`"))
        .here("of the wrong type")
        .fix(format!("write `{name}={right}`"), span, right)
}

/// E302: a word that is not on the attribute's list; `right` is the nearest one and the whole value with it.
#[must_use]
pub fn not_listed(name: &str, word: &str, span: Span, words: &[&str], right: Option<(&str, String)>) -> Diagnostic {
    let list = words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ");
    let help = match words {
        [only] => format!("`{name}` can only be `{only}`"),
        _ => format!("`{name}` knows {list}"),
    };
    let diagnostic =
        Diagnostic::new(Code::AttributeType, span, format!("`{name}` knows no `{word}`")).here("unknown here");
    match right {
        Some((near, whole)) => diagnostic.fix(format!("write `{near}`"), span, whole).help(help),
        None => diagnostic.help(help),
    }
}

/// E302: an attribute without the value that it needs.
#[must_use]
pub fn value_missing(name: &str, span: Span, expected: &str, example: &str) -> Diagnostic {
    Diagnostic::new(Code::AttributeType, span, format!("`{name}` needs {expected}")).here("without a value").fix(
        format!("write `{example}`"),
        span,
        example,
    )
}

/// E302: an attribute with a value that it does not take; `value` spans from `=` on.
#[must_use]
pub fn value_idle(name: &str, span: Span, value: Span) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Code::AttributeType, span, format!("`{name}` takes no value"))
        .here("a value")
        .help(format!("write `{name}` alone"));
    diagnostic
        .fixes
        .push(Fix { title: format!("write `{name}` alone"), edits: vec![Edit { span: value, text: String::new() }] });
    diagnostic
}

/// E303
#[must_use]
pub fn attribute_twice(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::AttributeTwice, span, format!("`{name}` is given twice"))
        .here("given again")
        .label(first, "first given here")
        .help(format!("keep one `{name}`; several values are one quoted text: `{name}=\"a b\"`"))
}

/// E304: `carried` are the dimensions that there are.
#[must_use]
pub fn missing_dimension(dimension: &str, span: Span, known: &[&str], user: Option<&str>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(Code::MissingDimension, span, format!("no user carries `{dimension}`")).here("nobody has one");
    let help = match user {
        Some(user) => format!("give each user one: `user {user} [{dimension}=a]`"),
        None => format!("declare a user who carries it: `user alice [{dimension}=a]`"),
    };
    match nearest(dimension, known.iter().copied()) {
        Some(near) => diagnostic.fix(format!("write `per={near}`"), span, near).help(help),
        None => diagnostic.help(help).fix("write `per=user`, if each user has their own", span, "user"),
    }
}

/// E304: `per=instance` outside a device.
#[must_use]
pub fn instance_of_nothing(storage: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingDimension,
        span,
        format!("`{storage}` stands in no device that it could have instances of"),
    )
    .here("of which device?")
    .help(format!("put it into one: `device server [instances=2] {{ storage {storage} [per=instance] }}`"))
}

/// E305: `at` is where ` [origin=…]` or `, origin=…` would go.
#[must_use]
pub fn several_origins(resource: &str, span: Span, origins: &[&str], at: Span, insert: &str) -> Diagnostic {
    Diagnostic::new(
        Code::SeveralOrigins,
        span,
        format!("`{resource}` could come from any of {} origins: {}", origins.len(), listed(origins)),
    )
    .here("from which origin?")
    .fix(format!("say which: `{}`", insert.trim_start_matches([',', ' '])), at, insert)
}

/// E305: `origin=` names a storage that is none; `at` is where the attribute would go.
#[must_use]
pub fn not_an_origin(storage: &str, span: Span, declared: Span, origins: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::SeveralOrigins, span, format!("`{storage}` is no origin"))
        .here("no origin")
        .label(declared, "declared here, without `origin`");
    match origins {
        [only] => diagnostic.fix(format!("write `origin={only}`"), span, *only),
        [] => diagnostic.help(format!("declare it as one: `storage {storage} [origin]`")),
        several => diagnostic.help(format!("name an origin: {}", listed(several))),
    }
}

/// E306 at the last storage; `insert` goes `at` and mends it.
#[must_use]
pub fn no_origin(span: Span, title: &str, at: Span, insert: &str) -> Diagnostic {
    Diagnostic::new(Code::NoOrigin, span, "no storage is the origin of the resources")
        .here("the last storage")
        .fix(title, at, insert)
}

/// E307: `circle` from a resource back to it; `whole` is what goes when the dependency at `span` goes.
#[must_use]
pub fn circular_dependency(circle: &[&str], span: Span, others: &[(Span, String)], whole: Span) -> Diagnostic {
    let way = circle.iter().map(|f| format!("`{f}`")).collect::<Vec<_>>().join(" → ");
    let message = match circle {
        [one, other] if one == other => format!("`{one}` depends on itself"),
        _ => format!("resources depend on each other in a circle: {way}"),
    };
    let mut diagnostic = Diagnostic::new(Code::CircularDependency, span, message).here("closes the circle");
    for (span, text) in others {
        diagnostic = diagnostic.label(*span, text.clone());
    }
    diagnostic.help("leave out one `depends on` of the circle").fix("leave this one out", whole, "")
}

/// E308: a storage named twice.
#[must_use]
pub fn route_twice(route: &str, storage: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::RouteOrder, span, format!("route `{route}` passes `{storage}` twice"))
        .here("passed again")
        .label(first, "first passed here")
        .help(format!("name `{storage}` once"))
}

/// E308: a route that ends nowhere; `end` is the last hop, `origins` are those that it could go on to, `passed` is one
/// that it passes before.
#[must_use]
pub fn route_end(route: &str, last: &str, end: Span, origins: &[&str], passed: Option<&str>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(Code::RouteOrder, end, format!("route `{route}` ends at `{last}`, which is no origin"))
            .here("no origin");
    if let Some(passed) = passed {
        return diagnostic.help(format!("name `{passed}` last: `{last} > {passed}`"));
    }
    match origins.first() {
        Some(origin) => {
            diagnostic.fix(format!("go on to the origin: `{last} > {origin}`"), end.after(), format!(" > {origin}"))
        }
        None => diagnostic.help(format!("declare its end as the origin: `storage {last} [origin]`")),
    }
}

/// E309: `why` says what is wrong with it.
#[must_use]
pub fn bad_pattern(pattern: &str, span: Span, why: &str, right: Option<&str>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(Code::BadPattern, span, format!("`{pattern}` is no key pattern: {why}")).here("no pattern");
    match right {
        Some(right) => diagnostic.fix(format!("write `\"{right}\"`"), span, format!("\"{right}\"")),
        None => diagnostic.help("write words and holes between slashes: `\"/nodes/{id}\"`"),
    }
}

/// E309: two resources with the same pattern.
#[must_use]
pub fn same_pattern(pattern: &str, span: Span, other: &str, first: Span) -> Diagnostic {
    Diagnostic::new(Code::BadPattern, span, format!("`{pattern}` already belongs to resource `{other}`"))
        .here("the same keys")
        .label(first, "declared here")
        .help("give one of them another pattern, or make one resource of both")
}

/// E310: two attributes that cannot both be.
#[must_use]
pub fn contradiction(first: &str, first_span: Span, second: &str, span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(Code::Contradiction, span, format!("`{second}` contradicts `{first}`: {why}"))
        .here("contradicts it")
        .label(first_span, format!("`{first}` is given here"))
        .help(format!("keep either `{first}` or `{second}`"))
}

/// E310: an attribute that means nothing without another one, which `insert` adds behind it.
#[must_use]
pub fn needs(attribute: &str, span: Span, needed: &str, why: &str) -> Diagnostic {
    Diagnostic::new(Code::Contradiction, span, format!("`{attribute}` means nothing without `http`: {why}"))
        .here("but it speaks no HTTP")
        .fix(format!("add `{needed}`"), span.after(), format!(", {needed}"))
}

/// E311
#[must_use]
pub fn bad_colour(text: &str, span: Span, right: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::BadColour, span, format!("`{text}` is no colour")).here("no colour");
    match right {
        Some(right) => diagnostic.fix(format!("write `\"{right}\"`"), span, format!("\"{right}\"")),
        None => diagnostic.help("write `#` and six hexadecimal digits: `\"#2f5fd0\"`"),
    }
}

/// E312
#[must_use]
pub fn rule_after_otherwise(span: Span, otherwise: Span, again: bool) -> Diagnostic {
    let message = if again { "`otherwise` stands twice" } else { "the rule behind `otherwise` can never fire" };
    let help = if again { "keep one `otherwise`" } else { "move it above `otherwise`" };
    Diagnostic::new(Code::RuleAfterOtherwise, span, message)
        .here("never reached")
        .label(otherwise, "this one always fires")
        .help(help)
}

/// E313
#[must_use]
pub fn matrix_width(method: &str, span: Span, marks: usize, storages: &[&str]) -> Diagnostic {
    let columns = storages.iter().map(|s| format!("`{s}`")).collect::<Vec<_>>().join(", ");
    let plural = |n: usize, noun: &str| if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") };
    let message =
        format!("the row of `{method}` has {} for {}", plural(marks, "mark"), plural(storages.len(), "storage"));
    Diagnostic::new(Code::MatrixWidth, span, message).here("one mark for each storage").help(format!(
        "write one mark (`★`, `✓` or `✓*`, `!` if it makes things worse, or `.` for no change) for each of {columns}"
    ))
}

/// E314: `storage` is the first one that differs, and `notes` tell of its copies.
#[must_use]
pub fn matrix_differs(
    span: Span,
    (method, believed): (&str, &str),
    derived: &str,
    storage: &str,
    notes: &[&str],
) -> Diagnostic {
    let message = format!("`{method}` is believed to do `{believed}`, but the declarations give `{derived}`");
    let why = if notes.is_empty() { String::new() } else { format!(": {}", notes.join("; ")) };
    Diagnostic::new(Code::MatrixDiffers, span, message)
        .here(format!("it differs at `{storage}`{why}"))
        .help(format!("write `matrix=\"{derived}\"`, or change what the method or the reactions do"))
}
