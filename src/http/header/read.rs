//! Header fields read as the messages that the rules look at.

use super::super::message::{Method, Request, RequestDirectives, Response};
use super::date;
use super::directive::{self, Directive};
use super::fields::{Fields, members};
use super::targeted;
use super::vary::varies_by_anything;

/// A request of these fields.
#[must_use]
pub fn request(method: &str, fields: &Fields) -> Request {
    let directives = match fields.get("Cache-Control") {
        Some(value) => directive::of_request(&directive::directives(&value)),
        None => RequestDirectives { pragma: says_no_cache(fields), ..RequestDirectives::default() },
    };
    Request {
        method: Method::of(method),
        directives,
        authorization: fields.has("Authorization"),
        cookie: fields.has("Cookie"),
        range: fields.has("Range"),
        conditional: CONDITIONS.iter().any(|name| fields.has(name)),
    }
}

/// The fields that make a request conditional (RFC 9110 §13.1).
pub const CONDITIONS: [&str; 5] = ["If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range"];

/// `Pragma: no-cache`
fn says_no_cache(fields: &Fields) -> bool {
    fields.get("Pragma").is_some_and(|value| members(&value).iter().any(|m| m.eq_ignore_ascii_case("no-cache")))
}

/// A response of these fields to a request for `uri`; `targeted` names the targeted field that the cache obeys, if it
/// obeys one.
#[must_use]
pub fn response(status: u16, fields: &Fields, uri: &str, targeted: Option<&str>) -> Response {
    let vary = fields.get("Vary");
    let date_of = |name| fields.get(name).as_deref().and_then(date::parse);
    Response {
        status,
        directives: directive::of_response(&cache_control(fields)),
        targeted: targeted.and_then(|name| fields.get(name)).as_deref().and_then(targeted::parse),
        date: date_of("Date"),
        age: age(fields),
        // A malformed date is one that has passed (RFC 9111 §5.3).
        expires: fields.get("Expires").map(|value| date::parse(&value).unwrap_or(i64::MIN)),
        last_modified: date_of("Last-Modified"),
        etag: fields.has("ETag"),
        vary: vary.is_some(),
        vary_any: vary.is_some_and(|value| varies_by_anything(&value)),
        set_cookie: fields.has("Set-Cookie"),
        content_location: fields.get("Content-Location").is_some_and(|named| path_of(&named) == path_of(uri)),
        pragma: !fields.has("Cache-Control") && says_no_cache(fields),
    }
}

fn cache_control(fields: &Fields) -> Vec<Directive> {
    fields.get("Cache-Control").map_or_else(Vec::new, |value| directive::directives(&value))
}

/// The first member of `Age`; none if it is no number of seconds (RFC 9111 §5.1). Milliseconds.
fn age(fields: &Fields) -> u64 {
    let value = fields.get("Age").unwrap_or_default();
    members(&value).first().and_then(|first| directive::delta_seconds(first)).unwrap_or(0)
}

/// The path and query of a URI reference.
#[must_use]
pub fn path_of(uri: &str) -> &str {
    let uri = uri.split('#').next().unwrap_or(uri);
    match uri.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
        None => uri,
    }
}

/// Fields that a directive names.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Qualified {
    /// Those of `no-cache="…"`: not to be reused without validation (RFC 9111 §5.2.2.4).
    pub no_cache: Vec<String>,
    /// Those of `private="…"`: not to be stored by a shared cache (§5.2.2.7).
    pub private: Vec<String>,
}

/// The fields that the response's directives name.
#[must_use]
pub fn qualified(fields: &Fields) -> Qualified {
    let list = cache_control(fields);
    let of = |name: &str| {
        let named = list.iter().filter(|d| d.name == name).filter_map(|d| d.argument.as_deref());
        named.flat_map(members).map(str::to_owned).collect()
    };
    Qualified { no_cache: of("no-cache"), private: of("private") }
}
