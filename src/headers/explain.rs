//! What each field and directive of an answer means to caches, as a sentence.

use super::paste::short;
use crate::http::Time;
use crate::http::header::directive::{Directive, delta_seconds};
use crate::http::header::{Fields, date, directive::directives, fields::members};

/// Everything that the answer says about caching, one sentence a line.
pub(super) fn explain(fields: &Fields) -> Vec<String> {
    let mut lines = Vec::new();
    for (field, whose) in TARGETED {
        let value = fields.get(field).unwrap_or_default();
        let told =
            |d: Directive| format!("{field}: {} (for {whose} only, which then ignores Cache-Control)", spelt(&d));
        lines.extend(directives(&value).into_iter().map(told));
    }
    let value = fields.get("Cache-Control").unwrap_or_default();
    lines.extend(directives(&value).iter().map(|d| format!("{}: {}", spelt(d), meaning(d))));
    lines.extend(times(fields));
    lines.extend(others(fields));
    lines
}

/// Fields for one class of caches (RFC 9213).
const TARGETED: [(&str, &str); 4] = [
    ("CDN-Cache-Control", "content delivery networks"),
    ("Cloudflare-CDN-Cache-Control", "Cloudflare"),
    ("Vercel-CDN-Cache-Control", "Vercel"),
    ("Surrogate-Control", "surrogates"),
];

/// A directive as it was written.
fn spelt(directive: &Directive) -> String {
    match &directive.argument {
        Some(argument) => short(&format!("{}={argument}", directive.name)),
        None => short(&directive.name),
    }
}

/// What a response directive means (RFC 9111 §5.2.2, RFC 5861, RFC 8246).
fn meaning(directive: &Directive) -> String {
    let seconds = directive.argument.as_deref().and_then(delta_seconds).map(duration);
    let for_seconds = |before: &str, after: &str| match &seconds {
        Some(seconds) => format!("{before} {seconds}{after}"),
        None => String::from("no number of seconds, so it counts as stale"),
    };
    let text = match directive.name.as_str() {
        "max-age" => return for_seconds("fresh for", ""),
        "s-maxage" => return for_seconds("fresh for", " in shared caches, which never serve it stale"),
        "stale-while-revalidate" => {
            return for_seconds("once stale, it is still served for", " while it is revalidated behind the answer");
        }
        "stale-if-error" => return for_seconds("once stale, it is still served for", " if the origin fails"),
        "no-store" => "no cache may store it",
        "no-cache" if directive.argument.is_some() => "these fields are not reused without validation",
        "no-cache" => "stored, but validated before each use",
        "private" if directive.argument.is_some() => "shared caches do not store these fields",
        "private" => "only private caches, such as a browser's, may store it",
        "public" => "any cache may store it, even an answer to Authorization",
        "must-revalidate" => "never served stale, not even while the origin is out of reach",
        "proxy-revalidate" => "shared caches never serve it stale; the language has no attribute for it",
        "must-understand" => "stored only by caches that know the status; these ignore no-store",
        "immutable" => "not validated at a reload while it is fresh",
        "no-transform" => "proxies leave the content as it is; freshness is not concerned",
        _ => "not a directive of any standard; caches ignore it",
    };
    text.to_owned()
}

/// Expires, Age and Last-Modified.
fn times(fields: &Fields) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(value) = fields.get("Date").filter(|value| date::parse(value).is_none()) {
        lines.push(format!("Date {}: no HTTP date (a weekday must fit its day), so it is ignored", short(&value)));
    }
    if let Some(value) = fields.get("Expires") {
        let told = match (date::parse(&value), at(fields, "Date")) {
            _ if is_overruled(fields) => String::from("ignored, since Cache-Control says how long it is fresh"),
            (Some(expires), Some(date)) if expires > date => {
                format!("fresh for {}, counted from Date", duration(between(date, expires)))
            }
            (Some(_), Some(_)) => String::from("not after Date, so it is stale from the start"),
            (Some(_), None) => String::from("fresh until then; without Date, the time of receipt counts"),
            (None, _) => String::from("no HTTP date, so it is stale from the start"),
        };
        lines.push(format!("Expires {}: {told}", short(&value)));
    }
    if let Some(age) = fields.get("Age") {
        let told = match members(&age).first().and_then(|first| delta_seconds(first)) {
            Some(age) => format!("it lay in caches for {} already, which counts against its freshness", duration(age)),
            None => String::from("no number of seconds, so it is ignored"),
        };
        lines.push(format!("Age {}: {told}", short(&age)));
    }
    if let (Some(modified), Some(date)) = (at(fields, "Last-Modified"), at(fields, "Date")) {
        let told = if is_overruled(fields) || fields.has("Expires") {
            String::from("what is stale is validated by it")
        } else {
            let guess = duration(between(modified, date) / 10);
            format!("nothing says how long it is fresh, so caches may guess, usually a tenth of its age: {guess}")
        };
        lines.push(format!("Last-Modified: {told}"));
    }
    lines
}

/// Whether directives say how long it is fresh.
fn is_overruled(fields: &Fields) -> bool {
    let list = directives(&fields.get("Cache-Control").unwrap_or_default());
    list.iter().any(|d| d.name == "max-age" || d.name == "s-maxage")
}

/// `ETag`, `Vary`, `Set-Cookie`, `Pragma`.
fn others(fields: &Fields) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(tag) = fields.get("ETag") {
        lines.push(format!("ETag {}: a copy that went stale is validated, not fetched anew", short(&tag)));
    }
    if let Some(vary) = fields.get("Vary") {
        let told = if members(&vary).contains(&"*") {
            "no later request is ever answered with it"
        } else {
            "a copy answers only requests that bear the same of these"
        };
        lines.push(format!("Vary {}: {told}", short(&vary)));
    }
    if fields.has("Set-Cookie") {
        lines.push(String::from(
            "Set-Cookie: not said to forbid storing, but nginx, Varnish and most CDNs do not store it",
        ));
    }
    if fields.has("Pragma") {
        lines.push(String::from("Pragma: means nothing in an answer"));
    }
    lines
}

fn at(fields: &Fields, name: &str) -> Option<Time> {
    fields.get(name).as_deref().and_then(date::parse)
}

fn between(start: Time, end: Time) -> u64 {
    u64::try_from(end.saturating_sub(start)).unwrap_or(0)
}

/// Milliseconds as a duration of the language, in the largest unit that fits.
pub(super) fn duration(millis: u64) -> String {
    const UNITS: [(u64, &str); 4] = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s")];
    if millis == 0 {
        return String::from("0s");
    }
    let fits = UNITS.into_iter().find(|(unit, _)| millis.is_multiple_of(*unit));
    fits.map_or_else(|| format!("{millis}ms"), |(unit, name)| format!("{}{name}", millis / unit))
}
