//! Fields as they come over the wire: right, unusual and wrong.

use super::fields::members;
use super::vary::{Selecting, varies_by_anything};
use super::{Fields, date, directive, etag, qualified, request, response, targeted};
use proptest::prelude::{any, prop_assert_eq, proptest};

fn fields(lines: &[(&str, &str)]) -> Fields {
    Fields::new(lines.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn max_age(value: &str) -> Option<u64> {
    directive::of_response(&directive::directives(value)).max_age
}

/// RFC 9111 §4.2.1, §5.2
#[test]
fn cache_control_is_read_as_it_should_be() {
    assert_eq!(max_age("MAX-AGE=60"), Some(60_000));
    assert_eq!(max_age("max-age=\"60\""), Some(60_000));
    assert_eq!(max_age("x=\"max-age=60\", max-age=1"), Some(1000));
    assert_eq!(max_age("x=\"a, \\\" max-age=60\", max-age=1"), Some(1000));
    assert_eq!(max_age("max-age=1, max-age=60"), Some(1000), "the first counts");
    assert_eq!(max_age("max-age=99999999999999999999"), Some((1 << 31) * 1000));
    for malformed in ["max-age", "max-age=", "max-age=-5", "max-age=5.0", "max-age=a5", "max-age= 5"] {
        assert_eq!(max_age(malformed), Some(0), "{malformed}: stale");
    }
    assert_eq!(max_age("max-agent=5, , public"), None);
    let of = |value: &str| directive::of_response(&directive::directives(value));
    assert!(of("No-Store").no_store && of("no-cache").no_cache && of("private").private);
    assert!(!of("no-cache=\"set-cookie\"").no_cache, "it concerns one field");
    let named = fields(&[("Cache-Control", "no-cache=\"a, b\""), ("Cache-Control", "private=c")]);
    assert_eq!(
        (qualified(&named).no_cache, qualified(&named).private),
        (vec!["a".into(), "b".into()], vec!["c".into()])
    );
}

/// RFC 9111 §5.2.1, §5.4
#[test]
fn requests_are_read_as_they_should_be() {
    let asked = request("GET", &fields(&[("cache-control", "max-stale, min-fresh=5")])).directives;
    assert_eq!((asked.max_stale, asked.min_fresh), (Some(u64::MAX), Some(5000)));
    let asked = request("GET", &fields(&[("cache-control", "max-stale=7")])).directives;
    assert_eq!(asked.max_stale, Some(7000));
    assert!(request("GET", &fields(&[("Pragma", "no-cache")])).directives.pragma);
    let both = fields(&[("Pragma", "no-cache"), ("Cache-Control", "max-age=9")]);
    assert!(!request("GET", &both).directives.pragma, "Cache-Control counts");
}

/// RFC 9110 §5.6.7, RFC 9111 §4.2, §5.3
#[test]
fn dates_are_read_as_they_should_be() {
    let moment = Some(784_111_777_000);
    for right in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "sun, 06 NOV 1994 08:49:37 gmt",
    ] {
        assert_eq!(date::parse(right), moment, "{right}");
    }
    for wrong in [
        "",
        "0",
        "Sun 06 Nov 1994 08:49:37 GMT",
        "Sun, 06  Nov  1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08.49.37 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06-Nov-1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:38 GMT",
    ] {
        assert_eq!(date::parse(wrong), None, "{wrong}");
    }
    assert_eq!(date::spell(784_111_777_999), "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_eq!(date::spell_rfc850(784_111_777_000), "Sunday, 06-Nov-94 08:49:37 GMT");
}

/// RFC 9111 §5.1, §5.3
#[test]
fn responses_are_read_as_they_should_be() {
    let age = |lines: &[(&str, &str)]| response(200, &fields(lines), "/", None).age;
    assert_eq!(age(&[("Age", "7")]), 7000);
    assert_eq!(age(&[("Age", "7"), ("Age", "0")]), 7000, "the first member");
    assert_eq!(age(&[("Age", "7, old")]), 7000);
    for ignored in ["-7", "7.5", "7;a=1", "old", ""] {
        assert_eq!(age(&[("Age", ignored)]), 0, "{ignored}");
    }
    let wrong = response(200, &fields(&[("Expires", "0")]), "/", None);
    assert_eq!(wrong.expires, Some(i64::MIN), "in the past");
    let own = fields(&[("Content-Location", "https://a.example/x?y#z")]);
    assert!(response(200, &own, "/x?y", None).content_location);
    assert!(!response(200, &own, "/x", None).content_location);
}

/// RFC 9213 §2
#[test]
fn targeted_fields_are_dictionaries() {
    let read = targeted::parse("max-age=60, no-cache, x;y=1");
    assert_eq!(read.map(|d| (d.max_age, d.no_cache)), Some((Some(60_000), true)));
    assert_eq!(targeted::parse("max-age=60, no-cache=?0").map(|d| d.no_cache), Some(false));
    for ignored in ["", "max-age=60, &&", "MAX-AGE=60", "max-age =60", "max-age=\"60\"", "max-age=1.5", "max-age"] {
        assert_eq!(targeted::parse(ignored), None, "{ignored}");
    }
}

/// RFC 9110 §8.8.3.2, §13.1.2
#[test]
fn entity_tags_are_compared_weakly() {
    assert!(etag::is_listed("\"a\", W/\"b\"", Some("\"b\"")));
    assert!(etag::is_listed("\"x, y\", \"b\"", Some("W/\"b\"")));
    assert!(etag::is_listed("*", Some("\"b\"")));
    assert!(!etag::is_listed("\"a\", \"c\"", Some("\"b\"")) && !etag::is_listed("\"a\"", None));
    assert!(!etag::matches_strongly("W/\"a\"", "W/\"a\"") && etag::matches_strongly("\"a\"", "\"a\""));
}

/// RFC 9111 §4.1
#[test]
fn vary_selects() {
    let stored = |vary: &str, asked: &[(&str, &str)]| Selecting::of(&fields(asked), &fields(&[("Vary", vary)]));
    let one = stored("Foo", &[("foo", "1, 2")]);
    assert!(one.matches(&fields(&[("FOO", "1"), ("Foo", "2"), ("Bar", "3")])));
    assert!(!one.matches(&fields(&[("Foo", "2, 1")])) && !one.matches(&fields(&[])));
    assert!(!stored("Foo", &[]).matches(&fields(&[("Foo", "1")])) && stored("Foo", &[]).matches(&fields(&[])));
    let language = stored("Accept-Language", &[("Accept-Language", "en, de; q=0.5")]);
    assert!(language.matches(&fields(&[("Accept-Language", "DE;q=0.5,en")])));
    assert!(varies_by_anything("Foo, *") && varies_by_anything(" , *") && !varies_by_anything("Foo"));
}

#[test]
fn an_update_replaces_whole_fields() {
    let mut stored = fields(&[("A", "1"), ("B", "2"), ("a", "3")]);
    stored.update(&fields(&[("a", "4")]));
    assert_eq!(stored.get("A"), Some("4".into()));
    assert_eq!(stored.get("b"), Some("2".into()));
}

proptest! {
    /// Whatever comes, it is read, and what is written is read back.
    #[test]
    fn nothing_breaks_the_readers(text in any::<String>(), seconds in 0i64..253_402_300_799) {
        let all = fields(&[("Cache-Control", &text), ("Vary", &text), ("Age", &text), ("Expires", &text),
            ("CDN-Cache-Control", &text), ("Content-Location", &text), ("Pragma", &text)]);
        let _ = (request("GET", &all), response(200, &all, &text, Some(targeted::CDN)), qualified(&all));
        let _ = (etag::is_listed(&text, Some(&text)), members(&text), Selecting::of(&all, &all).matches(&all));
        prop_assert_eq!(date::parse(&date::spell(seconds * 1000)), Some(seconds * 1000));
    }
}
