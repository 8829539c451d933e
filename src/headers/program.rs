//! The program: a resource that answers as pasted, the storages that may hold it, and two visits.

use super::explain::{duration, explain};
use super::paste::{Answer, short};
use crate::http::header::{Fields, date, fields::members, response};
use crate::http::{Lifetime, Property, Request, Response, Rules};
use std::fmt::Write;

/// Writes it.
pub(super) fn write(answer: &Answer) -> String {
    let read = received(answer);
    let mut text = format!("// What an answer with status {} says about caching.\n", answer.status);
    for line in explain(&answer.fields) {
        let _ = writeln!(text, "// {line}");
    }
    for line in apart(&read) {
        let _ = writeln!(text, "// {line}");
    }
    let _ = writeln!(text, "resource page \"/\"{}\n", listed(&attributes(&read, &answer.fields)));
    let _ = writeln!(text, "// Private caches: {}.", verdict(&read, false));
    text.push_str("storage browser-cache \"Browser cache\" [per=user, http=private]\n\n");
    let _ = writeln!(text, "// Shared caches: {}.", verdict(&read, true));
    let product = product(&answer.fields);
    if let Some((like, field)) = &product {
        let _ = writeln!(text, "// Its field {field} tells that {like} handled it.");
    }
    let like = product.map_or_else(String::new, |(like, _)| format!(", like={like}"));
    let _ = writeln!(text, "storage shared-cache \"Shared cache\" [http=shared{like}]\n");
    text.push_str("storage origin \"Origin\" [origin]\n\nuser visitor \"Visitor\"\n\n");
    text.push_str("scenario visits \"Two visits\" {\n  visitor => GET /\n  visitor => GET /\n}\n");
    text
}

/// The answer as the rules see it. When it came is not known: without `Date`, `Expires` tells no span.
fn received(answer: &Answer) -> Response {
    let read = response(answer.status, &answer.fields, "/", None);
    let until = answer.fields.get("Expires").as_deref().and_then(date::parse);
    Response { expires: read.expires.filter(|_| read.date.is_some() || until.is_none()), ..read }
}

/// Whether a cache that follows the standard may store it.
fn is_storable(read: &Response, shared: bool) -> bool {
    let by_rfc = |property: Property| property.by_rfc();
    Rules { shared, has: &by_rfc }.stores(&Request::default(), read)
}

/// What the declaration says otherwise than the answer, and why.
fn apart(read: &Response) -> Vec<String> {
    let mut lines = Vec::new();
    match (read.directives.no_store, is_storable(read, false)) {
        (false, false) => lines.push(format!(
            "In the declaration no-store stands for the status: the language has no attribute for {}.",
            read.status
        )),
        (true, true) => lines.push(String::from(
            "In the declaration no-store is left out: beside must-understand, caches that know the status ignore it.",
        )),
        (true, false) | (false, true) => {}
    }
    if read.age > 0 {
        lines.push(format!("The picture begins at the origin, where Age is 0: it has {} more.", duration(read.age)));
    }
    lines
}

/// What the language can say of the answer, as attributes of its resource.
fn attributes(read: &Response, fields: &Fields) -> Vec<String> {
    let said = &read.directives;
    let scope = match (said.private, said.public) {
        (true, _) => Some("private"),
        (false, true) => Some("public"),
        (false, false) => None,
    };
    let flag = |set: bool, name: &str| set.then(|| name.to_owned());
    let lasting = |value: Option<u64>, name: &str| value.map(|millis| format!("{name}={}", duration(millis)));
    let all = [
        scope.map(str::to_owned),
        flag(!is_storable(read, false), "no-store"),
        flag(said.no_cache, "no-cache"),
        lasting(said.max_age.or_else(|| until_expiry(read)), "max-age"),
        lasting(said.s_maxage, "s-maxage"),
        flag(said.must_revalidate, "must-revalidate"),
        lasting(said.stale_while_revalidate, "stale-while-revalidate"),
        lasting(said.stale_if_error, "stale-if-error"),
        flag(said.immutable, "immutable"),
        flag(read.etag, "etag"),
        varied(fields),
    ];
    all.into_iter().flatten().collect()
}

/// `Expires` as a number of milliseconds after `Date`: the language knows spans, not dates.
fn until_expiry(read: &Response) -> Option<u64> {
    let expires = read.expires?;
    let span = read.date.map_or(0, |date| expires.saturating_sub(date));
    Some(u64::try_from(span).unwrap_or(0) / 1000 * 1000)
}

/// The request fields that it varies by.
fn varied(fields: &Fields) -> Option<String> {
    let vary = fields.get("Vary")?;
    if members(&vary).contains(&"*") {
        return Some("vary=*".to_owned());
    }
    let plain = |name: &&str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let names: Vec<String> = members(&vary).into_iter().filter(plain).map(str::to_ascii_lowercase).collect();
    if names.is_empty() { None } else { Some(format!("vary=\"{}\"", names.join(" "))) }
}

fn listed(attributes: &[String]) -> String {
    if attributes.is_empty() { String::new() } else { format!(" [{}]", attributes.join(", ")) }
}

/// What a cache that follows the standard does with it.
fn verdict(read: &Response, shared: bool) -> String {
    let by_rfc = |property: Property| property.by_rfc();
    let rules = Rules { shared, has: &by_rfc };
    if !rules.stores(&Request::default(), read) {
        return String::from("do not store it");
    }
    if read.vary_any {
        return String::from("may store it, but never answer with it");
    }
    if read.directives.no_cache {
        return String::from("store it and validate it before each use");
    }
    match rules.lifetime(read) {
        Lifetime::For(0) => String::from("may store it; it is stale from the start"),
        Lifetime::For(lifetime) if lifetime <= read.age => {
            format!("may store it; of the {} that it is fresh for, none is left by its Age", duration(lifetime))
        }
        Lifetime::For(lifetime) if rules_say_so(&rules, read) => {
            format!("store it; it is fresh for {}{}", duration(lifetime), over(read))
        }
        Lifetime::For(lifetime) => {
            format!("may store it; by a usual guess it is fresh for {}{}", duration(lifetime), over(read))
        }
        Lifetime::Open => String::from("may store it; nothing says how long it is fresh"),
    }
}

/// What of its lifetime is over.
fn over(read: &Response) -> String {
    if read.age == 0 { String::new() } else { format!(", of which {} are over by its Age", duration(read.age)) }
}

/// Whether the answer itself says how long it is fresh.
fn rules_say_so(rules: &Rules<'_>, read: &Response) -> bool {
    let unguessed = Response { last_modified: None, ..*read };
    rules.lifetime(&unguessed) != Lifetime::Open
}

/// Fields by which caches show themselves: the field, a word in its value, the profile.
const SIGNS: [(&str, &str, &str); 12] = [
    ("CF-Cache-Status", "", "cloudflare"),
    ("CF-Ray", "", "cloudflare"),
    ("X-Served-By", "cache-", "fastly"),
    ("X-Varnish", "", "varnish"),
    ("Via", "varnish", "varnish"),
    ("Via", "squid", "squid"),
    ("X-Cache", "squid", "squid"),
    ("Via", "trafficserver", "ats"),
    ("Via", "caddy", "caddy"),
    ("Cache-Status", "souin", "caddy"),
    ("Server", "google frontend", "google-frontend"),
    ("Via", "1.1 google", "cloud-cdn"),
];

/// The product that handled the answer, and the field that shows it.
fn product(fields: &Fields) -> Option<(&'static str, String)> {
    let shows = |(field, word, _): &&(&str, &str, &str)| {
        fields.get(field).is_some_and(|value| value.to_ascii_lowercase().contains(word))
    };
    let (field, _, like) = SIGNS.iter().find(shows)?;
    let value = fields.get(field).unwrap_or_default();
    Some((like, short(&format!("{field}: {value}"))))
}
