//! The profile `rfc` and the crate http-cache-semantics answer alike where both speak; where they do not, `SETTLED` says why.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use cachediag::http::header::{Fields, date, request, response};
use cachediag::http::{Kept, Lifetime, Lookup, Property, Rules, Time};
use http_cache_semantics::{CacheOptions, CachePolicy};
use std::time::{Duration, UNIX_EPOCH};

/// 2026-03-01T00:00:00Z
const NOW: Time = 1_772_323_200_000;

/// Fields of answers, `D` for a date so many seconds after now.
const ANSWERS: &[(u16, &[(&str, &str)])] = &[
    (200, &[]),
    (200, &[("cache-control", "max-age=60")]),
    (200, &[("cache-control", "max-age=60"), ("age", "40")]),
    (200, &[("cache-control", "max-age=60"), ("date", "D-40")]),
    (200, &[("cache-control", "max-age=10, s-maxage=60")]),
    (200, &[("cache-control", "max-age=60, s-maxage=10")]),
    (200, &[("cache-control", "private, max-age=60")]),
    (200, &[("cache-control", "public, max-age=60")]),
    (200, &[("cache-control", "no-store, max-age=60")]),
    (200, &[("cache-control", "no-cache, max-age=60")]),
    (200, &[("cache-control", "max-age=60, must-revalidate")]),
    (200, &[("cache-control", "max-age=60, proxy-revalidate")]),
    (200, &[("expires", "D60")]),
    (200, &[("expires", "0")]),
    (200, &[("expires", "D600"), ("cache-control", "max-age=10")]),
    (200, &[("last-modified", "D-600")]),
    (200, &[("last-modified", "D-600"), ("cache-control", "max-age=10")]),
    (200, &[("vary", "*"), ("cache-control", "max-age=60")]),
    (200, &[("etag", "\"a\""), ("cache-control", "max-age=60")]),
    (201, &[("last-modified", "D-600")]),
    (301, &[("cache-control", "max-age=60")]),
    (404, &[("cache-control", "max-age=60")]),
    (404, &[("last-modified", "D-600")]),
    (403, &[("cache-control", "max-age=60")]),
    (500, &[("cache-control", "max-age=60")]),
    (599, &[("cache-control", "max-age=60")]),
];

/// Fields of requests.
const REQUESTS: &[&[(&str, &str)]] = &[
    &[],
    &[("cache-control", "no-cache")],
    &[("cache-control", "max-age=0")],
    &[("cache-control", "max-age=30")],
    &[("cache-control", "min-fresh=30")],
    &[("cache-control", "max-stale=20")],
    &[("cache-control", "max-stale")],
    &[("cache-control", "no-store")],
    &[("pragma", "no-cache")],
    &[("authorization", "x")],
];

/// Where the crate answers otherwise: a status, a word of the answer's fields, a word of the request's, and why that
/// does not count against the rules. Empty words stand for any.
const SETTLED: &[(u16, &str, &str, &str)] = &[
    (
        0,
        "",
        "max-age=0",
        "at age 0 the crate reuses; who asks so wants a validation (RFC 9111 §5.2.1.1 leaves it open)",
    ),
    (0, "\"date\"", "", "the crate leaves Date out of the age; §4.2.3 counts it as apparent_age"),
    (0, "no-cache", "max-stale", "the crate reuses; §5.2.2.4 forbids reuse without validation"),
    (0, "s-maxage", "max-stale", "the crate reuses stale; by §5.2.2.10 a shared cache must not"),
    (0, "proxy-revalidate", "", "the crate never reuses; §5.2.2.8 demands validation only of what is stale"),
    (403, "", "", "the crate stores only statuses of a list; §3 lets explicit freshness do"),
    (500, "", "", "likewise"),
    (599, "", "", "likewise"),
];

fn fields(list: &[(&str, &str)]) -> Vec<(String, String)> {
    let spelt = |value: &str| match value.strip_prefix('D') {
        Some(seconds) => date::spell(NOW + seconds.parse::<Time>().unwrap() * 1000),
        None => value.to_owned(),
    };
    let mut all: Vec<_> = list.iter().map(|(name, value)| ((*name).to_owned(), spelt(value))).collect();
    if !list.is_empty() && !list.iter().any(|(name, _)| *name == "date") {
        all.push(("date".to_owned(), date::spell(NOW)));
    }
    all
}

/// What the rules say: stored, and reused after so many seconds.
fn ours(shared: bool, asked: &[(&str, &str)], status: u16, answered: &[(&str, &str)], waited: u64) -> (bool, bool) {
    let has = |property: Property| property.by_rfc();
    let rules = Rules { shared, has: &has };
    let asked = request("GET", &Fields::new(fields(asked).into_iter().filter(|(n, _)| n != "date").collect()));
    let read = response(status, &Fields::new(fields(answered)), "/", None).dated(NOW);
    let lifetime = match rules.lifetime(&read) {
        Lifetime::For(lifetime) => lifetime,
        Lifetime::Open => 0,
    };
    let kept = Kept { response: read, request_time: NOW, response_time: NOW, lifetime, invalid: false };
    let then = NOW.saturating_add_unsigned(waited * 1000);
    let reused = matches!(rules.lookup(Some(&kept), &asked, then), Lookup::Hit { .. });
    (rules.stores(&asked, &read), reused)
}

/// What the crate says.
fn theirs(shared: bool, asked: &[(&str, &str)], status: u16, answered: &[(&str, &str)], waited: u64) -> (bool, bool) {
    let mut asks = http::Request::get("/");
    for (name, value) in asked {
        asks = asks.header(*name, *value);
    }
    let mut answers = http::Response::builder().status(status);
    for (name, value) in fields(answered) {
        answers = answers.header(name, value);
    }
    let (asks, answers) = (asks.body(()).unwrap(), answers.body(()).unwrap());
    let now = UNIX_EPOCH + Duration::from_millis(NOW.unsigned_abs());
    let policy = CachePolicy::new_options(&asks, &answers, now, CacheOptions { shared, ..CacheOptions::default() });
    let reused = policy.before_request(&asks, now + Duration::from_secs(waited)).satisfies_without_revalidation();
    (policy.is_storable(), reused)
}

/// Whether a difference stands in the list.
fn is_settled(status: u16, answered: &str, asked: &str) -> bool {
    SETTLED.iter().any(|(of, answer, request, _)| {
        (*of == 0 || *of == status) && answered.contains(answer) && asked.contains(request)
    })
}

#[test]
fn the_rules_and_the_crate_agree() {
    let mut different = Vec::new();
    for (status, answered) in ANSWERS {
        for asked in REQUESTS {
            for shared in [false, true] {
                for waited in [0, 9, 11, 25, 59, 61, 75, 100] {
                    let (one, other) = (
                        ours(shared, asked, *status, answered, waited),
                        theirs(shared, asked, *status, answered, waited),
                    );
                    // What is not stored is not reused either: there the second half says nothing.
                    let same = one.0 == other.0 && (!one.0 || one.1 == other.1);
                    if !same && !is_settled(*status, &format!("{answered:?}"), &format!("{asked:?}")) {
                        different.push(format!(
                            "{status} {answered:?} to {asked:?}, shared {shared}, after {waited} s: {one:?}, {other:?}"
                        ));
                    }
                }
            }
        }
    }
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
}
