//! `http-cases`, `storage --headers` and `explain profile`.

use super::Folder;

/// Two cases: what is fresh is reused, and a request's `no-cache` reaches the origin.
const CASES: &str = r#"{
  "schema": "http-cache-cases/1",
  "clock": {"epoch": "2026-03-01T00:00:00Z"},
  "cases": [
    {
      "id": "reuse", "kind": "optimal", "tier": "core", "applies": ["private", "shared"], "peers": {"nginx": "pass"},
      "steps": [
        {"at_ms": 0, "method": "GET", "url": "/a", "headers": [],
         "origin": {"status": 200, "headers": [["Cache-Control", "max-age=60"]]}, "expect": []},
        {"at_ms": 1000, "method": "GET", "url": "/a", "headers": [],
         "origin": {"status": 200, "headers": []}, "expect": [{"check": "via", "is": "cache"}]}
      ]
    },
    {
      "id": "refresh", "kind": "check", "tier": "core", "applies": ["shared"], "peers": {"nginx": "no"},
      "steps": [
        {"at_ms": 0, "method": "GET", "url": "/a", "headers": [],
         "origin": {"status": 200, "headers": [["Cache-Control", "max-age=60"]]}, "expect": []},
        {"at_ms": 1000, "method": "GET", "url": "/a", "headers": [["Cache-Control", "no-cache"]],
         "origin": {"status": 200, "headers": []}, "expect": [{"check": "via", "is": "origin"}]}
      ]
    }
  ]
}"#;

#[test]
fn cases_are_replayed_and_compared() {
    let folder = Folder::with("cases.json", CASES);
    let ran = folder.run(&["http-cases", "cases.json", "--mode", "private", "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("\"reuse\"") && ran.out.contains("\"verdict\": \"pass\""), "{}", ran.out);
    assert!(!ran.out.contains("refresh"), "it does not apply: {}", ran.out);
    let ran = folder.run(&["http-cases", "cases.json", "--mode", "shared", "--profile", "nginx"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("2 of 2 verdicts agree with those published of nginx"), "{}", ran.out);
    let ran = folder.run(&["http-cases", "cases.json", "--mode", "shared", "--profile", "nginx", "--json"]);
    assert!(ran.out.contains("\"why\": \"it came from the cache, not from the origin\""), "{}", ran.out);
}

#[test]
fn cases_that_cannot_be_replayed_say_why() {
    let folder = Folder::with("bad.json", "{\"cases\": [{\"id\": 5}]}");
    folder.write("worse.json", b"{\"cases\": [");
    for (file, code, told) in [
        ("bad.json", 2, "cannot replay bad.json: the file, `cases` 1: `id` is not a text"),
        ("worse.json", 2, "cannot replay worse.json: this is no JSON"),
        ("none.json", 3, "cannot read none.json: no such file or directory"),
    ] {
        let ran = folder.run(&["http-cases", file, "--mode", "cdn"]);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{file}");
        assert!(ran.err.contains(told), "{}", ran.err);
    }
    let wrong: [&[&str]; 3] = [
        &["http-cases", "bad.json"],
        &["http-cases", "bad.json", "--mode", "both"],
        &["http-cases", "bad.json", "--mode", "cdn", "--profile", "ngnix"],
    ];
    for arguments in wrong {
        let ran = folder.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (64, ""), "{arguments:?}");
    }
    assert!(folder.run(wrong[2]).err.contains("nginx"), "the nearest name");
}

#[test]
fn headers_become_a_program_that_compiles() {
    let answer =
        "HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\nHTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\noops\r\n\r\n";
    let folder = Folder::with("answer.txt", answer);
    let ran = folder.run(&["storage", "--headers", "answer.txt"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("resource page \"/\" [max-age=1m]"), "{}", ran.out);
    assert_eq!(
        ran.err,
        "warning: there are 2 answers; the last one counts\nwarning: line 6 is no header field: `oops`\n"
    );
    folder.write("page.cd", ran.out.as_bytes());
    assert_eq!(folder.run(&["compile", "page.cd", "-o", "page.svg"]).code, 0);
    folder.write("empty.txt", b"<html>\n");
    let ran = folder.run(&["storage", "--headers", "empty.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("there is no response header"), "{}", ran.err);
    assert_eq!(folder.run(&["storage", "--headers", "none.txt"]).code, 3);
    assert_eq!(folder.run(&["storage"]).code, 64);
}

#[test]
fn profiles_are_explained_with_sources() {
    let folder = Folder::new();
    let ran = folder.run(&["explain", "profile", "nginx"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for part in ["nginx: nginx, 1.28.0", "no   unsafe-methods", "[invalidate-POST]", "cache-tests.fyi", "Unknown"] {
        assert!(ran.out.contains(part), "no `{part}` in {}", ran.out);
    }
    let ran = folder.run(&["explain", "profile", "cloudflare"]);
    assert!(ran.out.contains("https://developers.cloudflare.com/"), "{}", ran.out);
    let ran = folder.run(&["explain", "profile"]);
    assert!(ran.code == 0 && ran.out.contains("varnish") && ran.out.lines().count() == 15, "{}", ran.out);
    let ran = folder.run(&["explain", "profile", "vernish"]);
    assert_eq!((ran.code, ran.out.as_str()), (64, ""));
    assert!(ran.err.contains("did you mean `varnish`?"), "{}", ran.err);
    assert_eq!(folder.run(&["explain", "E201", "more"]).code, 64);
}

#[test]
fn every_property_of_a_profile_has_a_source_or_is_unknown() {
    let folder = Folder::new();
    let ran = folder.run(&["explain", "profile", "nginx"]);
    let known = ran.out.lines().filter(|line| line.starts_with("  yes ") || line.starts_with("  no "));
    let sources: Vec<&str> = known.map(|line| line.rsplit_once("  ").unwrap().1).collect();
    assert!(sources.len() > 30, "{}", ran.out);
    for source in sources {
        let cited = source.starts_with('[') && source.ends_with(']') || source.contains("https://");
        assert!(cited, "`{source}` is no source");
    }
}

/// What a paste of headers gives: exit code, output, error.
fn pasted(text: &[u8]) -> (i32, String, String) {
    let folder = Folder::new();
    let ran = folder.feed(&["storage", "--headers", "-"], text);
    (ran.code, ran.out, ran.err)
}

#[test]
fn pasted_headers_may_look_odd() {
    let expected = pasted(b"HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nAge: 5\r\n\r\n");
    assert!(expected.0 == 0 && expected.1.contains("resource page \"/\" [max-age=1m]"), "{expected:?}");
    for same in [
        "HTTP/1.1 200 OK\nCache-Control: max-age=60\nAge: 5\n",
        "HTTP/2 200 \r\ncache-control: max-age=60\r\nAGE:5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\nAge: 5",
        "Cache-Control:   max-age=60  \nAge: 5\n",
    ] {
        assert_eq!(pasted(same.as_bytes()), expected, "{same:?}");
    }
    let (code, out, _) = pasted(b"HTTP/1.1 200 OK\nDate: Sun, 01 Mar 2026 00:00:00 GMT\n\n");
    assert!(code == 0 && out.contains("nothing says how long it is fresh"), "{out}");
}

#[test]
fn a_paste_that_is_none_says_so() {
    for text in [&b"no header at all\n"[..], b"", b"\n\n", b"<html></html>\n", b": : :\n"] {
        let (code, out, err) = pasted(text);
        assert_eq!((code, out.as_str()), (2, ""), "{text:?}");
        assert!(err.contains("there is no response header"), "{err}");
    }
    let (code, out, err) = pasted(b"\xff\xfe\x00garbage");
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(err.contains("UTF-8"), "{err}");
}

#[test]
fn a_case_that_fails_says_at_which_step() {
    let wrong = CASES.replace(r#"{"check": "via", "is": "origin"}"#, r#"{"check": "via", "is": "cache"}"#);
    let folder = Folder::with("cases.json", &wrong);
    let ran = folder.run(&["http-cases", "cases.json", "--mode", "shared", "--json"]);
    let verdicts: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &verdicts["reuse"]["verdict"]), (0, &"pass".into()), "{}", ran.out);
    assert_eq!((&verdicts["refresh"]["verdict"], &verdicts["refresh"]["step"]), (&"fail".into(), &2.into()));
    assert!(verdicts["refresh"]["why"].as_str().unwrap().contains("origin"), "{verdicts}");
    assert_eq!(verdicts.as_object().unwrap().len(), 2);
    // nginx answers the same request from its copy.
    let ran = folder.run(&["http-cases", "cases.json", "--mode", "shared", "--profile", "nginx", "--json"]);
    let verdicts: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(verdicts["refresh"]["verdict"], "pass", "{verdicts}");
}
