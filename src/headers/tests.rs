//! Pastes, from tidy to broken; whatever is written compiles.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use super::propose;
use crate::{Options, Source, compile};
use proptest::prelude::proptest;

/// The program, which must compile.
fn program(paste: &str) -> String {
    let program = propose(paste).expect("there are headers").program;
    let compiled = compile(&Source::new("page.cd", program.clone()), &Options::default());
    assert!(compiled.is_ok(), "{program}\n{:?}", compiled.err().map(|f| f.list));
    program
}

fn has(program: &str, lines: &[&str]) {
    for line in lines {
        assert!(program.contains(line), "no `{line}` in\n{program}");
    }
}

#[test]
fn a_paste_of_curl_becomes_declarations() {
    let text = program(
        "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nCache-Control: public, max-age=3600, s-maxage=60\r\n\
         ETag: \"abc\"\r\nVary: Accept, Accept-Encoding\r\nAge: 30\r\nCF-Cache-Status: HIT\r\n\r\n",
    );
    has(
        &text,
        &[
            "resource page \"/\" [public, max-age=1h, s-maxage=1m, etag, vary=\"accept accept-encoding\"]",
            "// max-age=3600: fresh for 1h",
            "// Age 30: it lay in caches for 30s already",
            "// Private caches: store it; it is fresh for 1h, of which 30s are over by its Age.",
            "// Shared caches: store it; it is fresh for 1m, of which 30s are over by its Age.",
            "// The picture begins at the origin, where Age is 0: it has 30s more.",
            "[http=shared, like=cloudflare]",
        ],
    );
}

#[test]
fn the_last_of_several_answers_counts() {
    let paste = "HTTP/2 301\nlocation: https://b.example/\ncache-control: max-age=9\n\n\
                 HTTP/2 200\ncache-control: private, no-store\n\n";
    has(&program(paste), &["status 200", "[private, no-store]", "Shared caches: do not store it."]);
    assert_eq!(propose(paste).expect("headers").remarks, ["there are 2 answers; the last one counts"]);
}

#[test]
fn lines_that_are_no_fields_are_told() {
    let paste = "HTTP/1.1 200 OK\nwhat is this\nCache-Control: max-age=5\n  , public\n\n<html>\n";
    let proposal = propose(paste).expect("headers");
    has(&proposal.program, &["[public, max-age=5s]"]);
    assert_eq!(proposal.remarks, ["line 2 is no header field: `what is this`", "line 6 is no header field: `<html>`"]);
    assert!(propose("").is_err() && propose("<html>\nno: \u{7f}").is_ok_and(|p| p.remarks.len() == 1));
    has(&program("* Connected\n> GET / HTTP/2\n>\n< HTTP/2 404\n< cache-control: max-age=5\n<\n"), &["status 404"]);
}

#[test]
fn what_is_malformed_is_explained() {
    has(
        &program("Cache-Control: max-age=soon, stray\nExpires: 0"),
        &["max-age=0s", "counts as stale", "// stray: not a"],
    );
    has(&program("Date: Sun, 06 Nov 1994 08:49:37 GMT\nExpires: Sun, 06 Nov 1994 08:49:47 GMT"), &["max-age=10s"]);
    has(&program("Vary: *"), &["never answer with it"]);
    has(&program("Cache-Control: public, private, max-age=99999999999"), &["[private, max-age="]);
    let guess = "Date: Sun, 06 Nov 1994 08:49:37 GMT\nLast-Modified: Sat, 05 Nov 1994 08:49:37 GMT";
    has(&program(guess), &["by a usual guess it is fresh for"]);
}

#[test]
fn the_declarations_say_what_the_comments_say() {
    has(&program("Cache-Control: max-age=60\nVary: Accept, *"), &["[max-age=1m, vary=*]", "never answer with it"]);
    let partial = program("HTTP/1.1 206 Partial Content\nCache-Control: max-age=60");
    has(
        &partial,
        &["[no-store, max-age=1m]", "no-store stands for the status", "no attribute for 206", "do not store it"],
    );
    let lifted = program("Cache-Control: must-understand, no-store, max-age=60");
    has(&lifted, &["resource page \"/\" [max-age=1m]", "no-store is left out", "store it; it is fresh for 1m."]);
    let old = program("Cache-Control: max-age=60\nAge: 100");
    has(&old, &["of the 1m that it is fresh for, none is left by its Age", "where Age is 0: it has 100s more."]);
}

#[test]
fn a_date_that_is_none_tells_no_span() {
    let modified = "Date: Mon, 06 Nov 1994 08:49:37 GMT\nLast-Modified: Sat, 05 Nov 1994 08:49:37 GMT";
    has(&program(modified), &["no HTTP date (a weekday must fit its day)", "nothing says how long it is fresh"]);
    let expires = program("Expires: Sun, 06 Nov 1994 08:49:47 GMT");
    has(&expires, &["resource page \"/\"\n", "the time of receipt counts", "nothing says how long it is fresh"]);
    has(&program("Expires: never"), &["[max-age=0s]", "stale from the start"]);
}

proptest! {
    /// Whatever is pasted, what comes out compiles.
    #[test]
    fn every_program_compiles(cache in "\\PC{0,40}", vary in ".{0,20}", age in ".{0,9}", rest in "(?s).{0,60}") {
        let paste = format!("HTTP/2 200\nCache-Control: {cache}\nVary: {vary}\nAge: {age}\nETag: {vary}\n{rest}");
        program(&paste);
    }
}
