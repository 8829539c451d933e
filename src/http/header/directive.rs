//! Cache directives (RFC 9111 §5.2).

use super::super::freshness::LONGEST;
use super::super::message::{RequestDirectives, ResponseDirectives};
use super::fields::members;

/// A directive: a name, and what stands behind its `=`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Lower-case.
    pub name: String,
    /// Without the quotes of a quoted string.
    pub argument: Option<String>,
}

/// The directives of a field value, in order.
#[must_use]
pub fn directives(value: &str) -> Vec<Directive> {
    members(value).into_iter().map(directive).collect()
}

fn directive(member: &str) -> Directive {
    match member.split_once('=') {
        None => Directive { name: member.to_ascii_lowercase(), argument: None },
        // Whitespace beside the `=` is not allowed (§5.2): a name that ends with it is another name.
        Some((name, argument)) => Directive { name: name.to_ascii_lowercase(), argument: Some(unquoted(argument)) },
    }
}

/// The text of a quoted string (RFC 9110 §5.6.4), or the text itself.
fn unquoted(text: &str) -> String {
    let Some(inner) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return text.to_owned();
    };
    let mut escaped = false;
    inner
        .chars()
        .filter(|&c| {
            let kept = escaped || c != '\\';
            escaped = !escaped && c == '\\';
            kept
        })
        .collect()
}

/// Seconds as milliseconds, saturating (§1.2.2); nothing else than digits is a number of seconds.
#[must_use]
pub fn delta_seconds(text: &str) -> Option<u64> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds = text.parse::<u64>().unwrap_or(u64::MAX);
    Some(seconds.saturating_mul(1000).min(LONGEST))
}

/// Of a directive that stands there several times, the first counts (§4.2.1).
fn first<'d>(list: &'d [Directive], name: &str) -> Option<&'d Directive> {
    list.iter().find(|directive| directive.name == name)
}

/// A number of seconds that says how long something is fresh; a malformed one makes it stale (§4.2.1).
fn strict(list: &[Directive], name: &str) -> Option<u64> {
    let found = first(list, name)?;
    Some(found.argument.as_deref().and_then(delta_seconds).unwrap_or(0))
}

/// A number of seconds that allows something; a malformed one allows nothing.
fn lenient(list: &[Directive], name: &str) -> Option<u64> {
    first(list, name)?.argument.as_deref().and_then(delta_seconds)
}

/// Whether it stands there without naming header fields.
fn unqualified(list: &[Directive], name: &str) -> bool {
    list.iter().any(|d| d.name == name && d.argument.as_deref().is_none_or(|fields| members(fields).is_empty()))
}

/// What the directives of a response say; `no-cache` and `private` that name header fields concern those only (§5.2.2.4).
#[must_use]
pub fn of_response(list: &[Directive]) -> ResponseDirectives {
    let has = |name| first(list, name).is_some();
    ResponseDirectives {
        no_store: has("no-store"),
        no_cache: unqualified(list, "no-cache"),
        private: unqualified(list, "private"),
        public: has("public"),
        must_revalidate: has("must-revalidate"),
        proxy_revalidate: has("proxy-revalidate"),
        must_understand: has("must-understand"),
        immutable: has("immutable"),
        max_age: strict(list, "max-age"),
        s_maxage: strict(list, "s-maxage"),
        stale_while_revalidate: lenient(list, "stale-while-revalidate"),
        stale_if_error: lenient(list, "stale-if-error"),
    }
}

/// What the directives of a request say.
#[must_use]
pub fn of_request(list: &[Directive]) -> RequestDirectives {
    let has = |name| first(list, name).is_some();
    let any = |directive: &Directive| directive.argument.is_none();
    RequestDirectives {
        no_cache: has("no-cache"),
        pragma: false,
        no_store: has("no-store"),
        only_if_cached: has("only-if-cached"),
        max_age: lenient(list, "max-age"),
        max_stale: if first(list, "max-stale").is_some_and(any) { Some(u64::MAX) } else { lenient(list, "max-stale") },
        min_fresh: lenient(list, "min-fresh"),
        stale_if_error: lenient(list, "stale-if-error"),
    }
}
