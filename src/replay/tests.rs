//! Tests of the replay: a case of each kind of check, and files that are none.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use super::judge::Verdict;
use super::{Mode, replay};
use crate::http::Profile;
use proptest::prelude::{any, proptest};

/// A file with one case of these steps.
fn file(steps: &str) -> String {
    format!(
        r#"{{"schema": "http-cache-cases/1", "clock": {{"epoch": "2026-03-01T00:00:00Z"}}, "cases": [{{
            "id": "one", "kind": "required", "tier": "core", "applies": ["private", "shared", "cdn"],
            "peers": {{"nginx": "fail"}}, "steps": [{steps}]}}]}}"#
    )
}

/// A step: when, request, answer, expectations.
fn step(at: u32, request: &str, answer: &str, expect: &str) -> String {
    format!(r#"{{"at_ms": {at}, "url": "/x", {request}, "origin": {{{answer}}}, "expect": [{expect}]}}"#)
}

const GET: &str = r#""method": "GET", "headers": []"#;

fn verdict(mode: Mode, steps: &[String]) -> (Verdict, usize, String) {
    let report = replay(&file(&steps.join(",")), mode, None).expect("a file of cases");
    let outcome = report.outcomes.first().expect("one case").1.clone();
    (outcome.verdict, outcome.step, outcome.why)
}

fn passes(mode: Mode, steps: &[String]) {
    let (verdict, step, why) = verdict(mode, steps);
    assert_eq!(verdict, Verdict::Pass, "step {step}: {why}");
}

#[test]
fn what_is_fresh_comes_from_the_cache_with_its_age() {
    let fresh = r#""headers": [["Cache-Control", "max-age=60"], ["Date", {"t": 0}], ["X", "1"]], "body": "old""#;
    let steps = [
        step(0, GET, fresh, r#"{"check": "via", "is": "origin"}, {"check": "pass-through", "names": ["x"]}"#),
        step(
            59_000,
            GET,
            "",
            r#"{"check": "via", "is": "cache"}, {"check": "exchange", "is": 1},
            {"check": "body", "is": "old"}, {"check": "header", "name": "Age", "op": "eq", "value": "59"},
            {"check": "header", "name": "date", "op": "eq", "value": {"t": 0}},
            {"check": "header", "name": "X", "op": "present"}, {"check": "header", "name": "Y", "op": "absent"},
            {"check": "header", "name": "age", "op": "gt", "value": 58}"#,
        ),
        step(60_000, GET, "", r#"{"check": "via", "is": "origin"}, {"check": "origin-method", "is": "GET"}"#),
    ];
    Mode::ALL.iter().for_each(|mode| passes(*mode, &steps));
}

#[test]
fn what_is_stale_is_validated_and_fresh_again() {
    let first = r#""headers": [["Cache-Control", "max-age=2"], ["ETag", "\"a\""], ["X", "1"]]"#;
    let second = r#""headers": [["Cache-Control", "max-age=2"], ["X", "2"]], "must_be_conditional": true"#;
    let steps = [
        step(0, GET, first, r#"{"check": "status", "is": 200}"#),
        step(
            3000,
            GET,
            second,
            r#"{"check": "via", "is": "revalidated-etag"}, {"check": "status", "is": 200},
            {"check": "origin-header", "name": "If-None-Match", "op": "eq", "value": "\"a\""}"#,
        ),
        step(
            4000,
            GET,
            "",
            r#"{"check": "via", "is": "cache"}, {"check": "header", "name": "X", "op": "eq", "value": "2"}"#,
        ),
    ];
    Mode::ALL.iter().for_each(|mode| passes(*mode, &steps));
}

#[test]
fn ranges_conditions_and_failures_are_answered_from_the_cache() {
    let whole =
        r#""headers": [["Cache-Control", "max-age=9, must-revalidate"], ["ETag", "\"a\""]], "body": "0123456789""#;
    let asks = |field: &str| format!(r#""method": "GET", "headers": [{field}]"#);
    let cut = |range: &str, body: &str| {
        let expect = format!(r#"{{"check": "status", "is": 206}}, {{"check": "body", "is": "{body}"}}"#);
        step(1000, &asks(&format!(r#"["Range", "bytes={range}"]"#)), "", &expect)
    };
    passes(
        Mode::Shared,
        &[
            step(0, GET, whole, r#"{"check": "status", "is": 200}"#),
            cut("2-4", "234"),
            cut("7-", "789"),
            cut("-2", "89"),
            step(1000, &asks(r#"["Range", "bytes=99-"]"#), "", r#"{"check": "status", "is": 416}"#),
            step(1000, &asks(r#"["If-None-Match", "W/\"a\""]"#), "", r#"{"check": "status", "is": 304}"#),
            step(
                9000,
                GET,
                r#""fail": "disconnect""#,
                r#"{"check": "via", "is": "error"}, {"check": "status", "is": 504}"#,
            ),
        ],
    );
}

#[test]
fn a_setup_that_fails_is_no_failure() {
    let fails = step(0, GET, "", r#"{"check": "status", "is": 404, "setup": true}"#);
    assert_eq!(verdict(Mode::Shared, &[fails]), (Verdict::Setup, 1, "its status is 200, not 404".into()));
    let fails = step(0, GET, "", r#"{"check": "via", "is": "cache"}"#);
    assert_eq!(verdict(Mode::Shared, &[fails]).0, Verdict::Fail);
}

#[test]
fn a_profile_is_compared_with_what_was_published() {
    let asks = r#""method": "GET", "headers": [["Cache-Control", "no-cache"]]"#;
    let steps = [
        step(0, GET, r#""headers": [["Cache-Control", "max-age=60"]]"#, ""),
        step(9, asks, "", r#"{"check": "via", "is": "origin"}"#),
    ];
    let report = replay(&file(&steps.join(",")), Mode::Shared, Profile::of("nginx")).expect("cases");
    assert_eq!(report.agreement("nginx").same, 1);
    assert!(report.table().contains("1 of 1 verdicts agree with those published of nginx"), "{}", report.table());
    assert!(report.json().contains("\"verdict\": \"fail\""), "{}", report.json());
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    for (text, told) in [
        ("", "no JSON"),
        ("[]", "the file is no object"),
        ("{}", "`cases` is missing; it would be a list"),
        (r#"{"schema": "x/2", "cases": []}"#, "not `http-cache-cases/1`"),
        (r#"{"cases": [{"id": "a", "kind": "odd"}]}"#, "case `a`: `kind`: `odd` is none of"),
        (&file(r#"{"at_ms": 1.5}"#), "case `one`, `steps` 1: `at_ms` is not a whole number"),
        (&file(&step(0, GET, "", r#"{"check": "smell"}"#)), "`smell` is no check"),
        (&file(&step(0, GET, r#""status": 99"#, "")), "`status` is not a status from 100 to 999"),
        (&file(&step(0, r#""method": "GET", "headers": [["a"]]"#, "", "")), "is no pair of a name and a value"),
    ] {
        let fault = replay(text, Mode::Shared, None).expect_err(text).to_string();
        assert!(fault.contains(told), "{fault}");
    }
}

proptest! {
    /// Any values, however odd, are replayed without a panic.
    #[test]
    fn nothing_breaks_the_replay(value in any::<String>(), at in -9_007_199_254_740_992i64..9_007_199_254_740_992,
                                 method in "GET|HEAD|POST|PUT|odd") {
        let value = serde_json::Value::from(value);
        let fields: Vec<String> = ["Cache-Control", "Range", "If-None-Match", "Vary", "Date", "ETag", "Connection"]
            .iter().map(|name| format!(r#"["{name}", {value}]"#)).collect();
        let fields = format!(r#"{}, ["Expires", {{"t": {at}}}]"#, fields.join(","));
        let step = format!(r#"{{"at_ms": {at}, "url": {value}, "method": "{method}", "headers": [{fields}],
            "origin": {{"headers": [{fields}], "body": {value}}}, "expect": []}}"#);
        for mode in Mode::ALL {
            let _ = replay(&file(&format!("{step},{step}")), mode, None);
        }
    }
}
