//! Whatever is given: no panic, no hang, and every span lies in the file; what does not compile says why.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cachediag::Source;
use cachediag::pipeline::{Findings, Format};
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};
use support::{compile, findings, programs, text_of};

/// Checks a text and what is said of it.
fn survives(what: &str, text: &str) -> Findings {
    survives_at(Path::new("bad.cd"), what, text)
}

fn survives_at(path: &Path, what: &str, text: &str) -> Findings {
    let found = findings(path, text);
    for d in &found.list {
        for span in std::iter::once(d.span)
            .chain(d.labels.iter().map(|l| l.span))
            .chain(d.fixes.iter().flat_map(|f| f.edits.iter().map(|e| e.span)))
        {
            let source = found.sources.get(span.file).unwrap_or_else(|| panic!("{what}: a span of no file"));
            let range = span.range();
            assert!(range.start <= range.end && range.end <= source.text.len(), "{what}: {span:?} in {d:?}");
            assert!(
                source.text.is_char_boundary(range.start) && source.text.is_char_boundary(range.end),
                "{what}: {d:?}"
            );
        }
        assert!(!d.message.is_empty() && !d.message.ends_with('.'), "{what}: {}", d.message);
    }
    found
}

/// Runs something that must end in bounded time; the bound is far above what is usual.
fn in_time<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    assert!(start.elapsed() < Duration::from_secs(300), "{what} took {:?}", start.elapsed());
    result
}

#[test]
fn nothing_to_draw_is_said() {
    for text in ["", "\n\n", "// only a comment\n", "\u{feff}", "\r\n\r\n", "   \t  "] {
        let found = survives("nothing", text);
        assert!(found.has_errors(), "{text:?} compiles");
    }
}

#[test]
fn line_ends_marks_and_tabs_do_not_matter() {
    let text = "alice -> bob: hello\nopt maybe {\n  bob --> alice: hello\n}\n";
    let plain = compile(Path::new("a.cd"), text, Format::Svg).expect("it compiles").bytes;
    for other in [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), text.replace("  ", "\t")] {
        assert_eq!(compile(Path::new("a.cd"), &other, Format::Svg).expect("it compiles").bytes, plain, "{other:?}");
    }
}

#[test]
fn control_characters_do_not_break_the_picture() {
    let text = "alice -> bob: a\u{1}b\u{fffe}c\u{0}d\n";
    if let Ok(picture) = compile(Path::new("a.cd"), text, Format::Svg) {
        let text = String::from_utf8(picture.bytes).expect("UTF-8");
        assert!(!text.contains(['\u{0}', '\u{1}', '\u{fffe}']));
    }
}

#[test]
fn control_characters_reach_no_file() {
    let text = "title: a\u{0}b\ntone n\u{0} \"#abc\"\nresource page \"/p\u{1}\"\nstorage db \"D\u{0}B\" [origin]\nuser alice\n\
                text about {\n  *a\u{0}b* `c\u{0}`\n}\nalice -> db: a\u{0}b `c\u{0}d` /p\u{0}\ndb: wri\u{0}\u{1f}te\nnote over db: x\u{0}\n";
    for format in [Format::Svg, Format::Markdown, Format::Json, Format::Html, Format::Text, Format::Mermaid] {
        for text in [text, &text.replace("n\u{0}", "n").replace("p\u{1}", "p").replace("/p\u{0}", "/p")] {
            let Ok(made) = compile(Path::new("a.cd"), text, format) else { continue };
            let made = String::from_utf8(made.bytes).expect("UTF-8");
            assert!(!made.contains(['\u{0}', '\u{1}', '\u{1f}']), "{format:?}: {made:?}");
        }
    }
    let plain = "storage db [origin]\nuser alice\nalice -> db: a\u{0}b\n";
    assert!(compile(Path::new("a.cd"), plain, Format::Html).is_ok(), "the words of a step may be any");
}

#[test]
fn diagrams_in_which_nothing_happens_are_no_programs() {
    for text in [
        "sequenceDiagram\n",
        "sequenceDiagram\n%  A->>B: x\n",
        "---\ntitle: A visit\n---\nsequenceDiagram\n  accTitle: a visit\n%%{init: {}\n",
    ] {
        for storages in [false, true] {
            let found =
                cachediag::pipeline::import(Source::new("a.mmd", text), storages).expect_err("it shows nothing");
            assert!(codes(&found).contains(&"E611"), "{text:?}");
        }
    }
}

#[test]
fn long_lines_end() {
    let long = "x".repeat(10 << 20);
    for text in [
        format!("alice -> bob: {long}\n"),
        long.clone(),
        format!("\"{long}"),
        format!("alice -> bob: a [{long}"),
        "[".repeat(1 << 20),
    ] {
        in_time("a long line", || survives("a long line", &text));
    }
}

#[test]
fn deep_and_unclosed_blocks_end() {
    for n in [200, 100_000] {
        for text in [
            "opt x {\n".repeat(n),
            format!("{}{}", "opt x {\n".repeat(n), "}\n".repeat(n)),
            "}\n".repeat(n),
            "{\n".repeat(n),
        ] {
            let found = in_time("blocks", || survives("blocks", &text));
            assert!(found.has_errors());
            assert!(found.list.len() <= 200, "{} diagnostics", found.list.len());
        }
    }
}

#[test]
fn too_many_participants_are_named() {
    let mut text = String::new();
    for n in 0..1_000_000 {
        let _ = writeln!(text, "p{n} -> q: x");
    }
    let found = in_time("a million participants", || survives("participants", &text));
    assert!(found.list.iter().any(|d| d.code.id() == "E604"), "{:?}", found.list.first());
}

#[test]
fn every_prefix_of_every_example_survives() {
    for path in programs("examples") {
        let text = text_of(&path);
        for end in (0..text.len()).step_by(7).filter(|at| text.is_char_boundary(*at)) {
            survives_at(&path, "a prefix", &text[..end]);
        }
    }
}

#[test]
fn every_example_with_a_word_missing_survives() {
    for path in programs("examples") {
        let text = text_of(&path);
        let mut start = 0;
        let mut words = Vec::new();
        for (at, c) in text.char_indices() {
            if !(c.is_alphanumeric() || c == '_') {
                if at > start {
                    words.push(start..at);
                }
                words.push(at..at + c.len_utf8());
                start = at + c.len_utf8();
            }
        }
        for word in words.into_iter().step_by(3) {
            let mut less = text.clone();
            less.replace_range(word.clone(), "");
            let found = survives_at(&path, "a word less", &less);
            if found.has_errors() {
                assert!(!found.list.is_empty());
            } else {
                assert!(compile(&path, &less, Format::Svg).is_ok() || declares_nothing_to_draw(&less));
            }
        }
    }
}

fn declares_nothing_to_draw(text: &str) -> bool {
    !text.contains("scenario")
}

#[test]
fn markup_in_text_stays_text() {
    let text = concat!(
        "title: </title><script>alert(1)</script>\n",
        "alice -> bob: </text><script>alert(2)</script> ]]> &amp; <!-- x -->\n",
        "note over alice: <img src=x onerror=alert(3)>\n",
    );
    let picture = compile(Path::new("a.cd"), text, Format::Svg).expect("it compiles").bytes;
    let picture = String::from_utf8(picture).expect("UTF-8");
    assert!(!picture.contains("<script") && !picture.contains("<img") && !picture.contains("]]>"), "{picture}");
    assert!(picture.contains("&lt;script&gt;") || picture.contains("&lt;script"), "the text is not there");
}

#[test]
fn links_run_no_scripts() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        " javascript:alert(1)",
        "//evil.example",
        "vbscript:x",
    ] {
        let text = format!("link alice: \"x\" {url}\nalice -> bob: hello\n");
        let found = survives("a link", &text);
        if !found.has_errors() {
            let picture = compile(Path::new("a.cd"), &text, Format::Svg).expect("it compiles").bytes;
            let picture = String::from_utf8(picture).expect("UTF-8").to_lowercase();
            assert!(
                !picture.contains("href=\"javascript")
                    && !picture.contains("href=\"data")
                    && !picture.contains("href=\"vbscript")
            );
        }
    }
}

#[test]
fn a_source_knows_its_lines() {
    let source = Source::new("a.cd", "ä\nb\r\nc");
    assert_eq!(source.position(3).line, 2);
    assert_eq!(source.line_text(2), "b");
    assert_eq!(source.position(999).line, 3);
}

/// A browser with a disk cache before a database.
const SHOP: &str = "resource page \"/pages/{id}\" [max-age=60s]\ndevice browser [per=user] {\n  storage disk [http=private]\n}\n\
                    storage db [origin]\nuser alice\n";

/// A device whose writes reactions may follow.
const SERVER: &str = "device server {\n  storage memory\n}\nstorage db [origin]\n";

fn codes(found: &Findings) -> Vec<&str> {
    found.list.iter().map(|d| d.code.id()).filter(|id| !id.starts_with("unused")).collect()
}

fn limit(what: &str, text: &str) -> String {
    let found = in_time(what, || survives(what, text));
    assert!(found.has_errors() && codes(&found).contains(&"E604"), "{what}: {:?}", codes(&found));
    found.list.iter().find(|d| d.code.id() == "E604").map(|d| d.message.clone()).unwrap_or_default()
}

#[test]
fn a_clock_that_ends_makes_copies_old_not_young() {
    let longest = "106751991167d";
    let waits = format!("wait {longest}\n").repeat(3);
    for start in ["", &format!("given /pages/1 = @old in disk [age={longest}]\n")] {
        let text = format!("{SHOP}{start}alice => GET /pages/1\n{waits}alice => GET /pages/1\n");
        let found = survives("long waits", &text);
        assert_eq!(codes(&found), [""; 0], "{start}");
        let json = compile(Path::new("bad.cd"), &text, Format::Json).expect("it compiles").bytes;
        let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
        let steps = json["scenarios"][0]["steps"].as_array().expect("steps");
        let last: Vec<&str> = steps.iter().filter_map(|s| s["lookup"].as_str()).collect();
        assert!(last.ends_with(&["fwd=stale", "stored"]), "{last:?}");
    }
}

#[test]
fn durations_that_are_none_are_told() {
    for (statement, code) in [
        ("wait -5m", "E101"),
        ("wait 99999999999999999999d", "E111"),
        ("wait 5", "E111"),
        ("given /pages/1 = @a in disk [age=-1h]", "E101"),
        ("alice => GET /pages/1 [max-age=99999999999999999999s]", "E111"),
        ("loop 99999999999999999999 times {\n}", "E111"),
    ] {
        let found = survives(statement, &format!("{SHOP}alice => GET /pages/1\n{statement}\n"));
        assert_eq!(codes(&found), [code], "{statement}");
    }
}

#[test]
fn a_run_without_end_is_named() {
    let many = "a run of more than 400,000 steps";
    let own = "method m [by=user] {\n  caller: m key\n}\nalice: m /pages/1\n";
    assert_eq!(limit("a method that calls itself", &format!("{SHOP}{own}")), many);
    let each =
        "method m [by=user] {\n  caller: n key\n}\nmethod n [by=user] {\n  caller: m key\n}\nalice: m /pages/1\n";
    assert_eq!(limit("methods that call each other", &format!("{SHOP}{each}")), many);
    assert_eq!(limit("a loop", &format!("{SHOP}loop 1000000 times {{\n  alice => GET /pages/1\n}}\n")), many);
    let mut doubled = SHOP.to_owned();
    for n in 0..20 {
        let _ = write!(doubled, "scenario s{n} {{\n  play s{}\n  play s{}\n}}\n", n + 1, n + 1);
    }
    doubled.push_str("scenario s20 {\n  alice => GET /pages/1\n}\n");
    assert_eq!(limit("scenarios that double", &doubled), many);
}

#[test]
fn reactions_without_end_are_named() {
    let further =
        "on write /pages/{id} at server {\n  server -> db: write /pages/{id}x\n}\nserver -> db: write /pages/1\n";
    let text = format!("resource page \"/pages/{{id}}\"\n{SERVER}{further}");
    assert_eq!(limit("ever further keys", &text), "more than 64 reactions follow from one another");
    let mut text = format!("// allow: unused-storage\n{SERVER}");
    for n in 0..30 {
        let next = (n + 1) % 30;
        let _ = writeln!(text, "resource r{n}\non write r{n} at server {{\n  server -> db: write r{next}\n}}");
    }
    text.push_str("server -> db: write r0\n");
    let found = in_time("a circle", || survives("a circle", &text));
    assert_eq!(codes(&found), ["reaction-loop"]);
    assert!(found.list[0].labels.len() > 2, "the circle is shown: {:?}", found.list[0].labels);
}

#[test]
fn many_users_and_keys_end() {
    let mut text = SHOP.replace("user alice\n", "");
    for n in 0..300 {
        let _ = writeln!(text, "user u{n}");
    }
    text.push_str(
        "given /pages/1 = @a in every storage\ndb: write /pages/1 = @b\nevery user => GET /pages/1 [brief]\n",
    );
    assert_eq!(codes(&in_time("users", || survives("users", &text))), [""; 0]);
    let mut text = SHOP.to_owned();
    for n in 0..300 {
        let _ = writeln!(text, "alice => GET /pages/{n} [brief]");
    }
    assert_eq!(codes(&in_time("keys", || survives("keys", &text))), [""; 0]);
    let mut text =
        "// allow: unused-participant\nresource page\nstorage copies [per=tab, sync]\nstorage db [origin]\n".to_owned();
    for n in 0..300 {
        let _ = writeln!(text, "user u{n}");
    }
    text.push_str("given page = @one in db\n");
    text.push_str(&"u0: invalidate page in every copies\n".repeat(20));
    assert_eq!(codes(&in_time("copies in step", || survives("copies in step", &text))), [""; 0]);
    let mut text = "resource page\n".to_owned();
    for n in 0..30 {
        let _ = writeln!(text, "storage s{n} [per=user]");
    }
    text.push_str("storage db [origin]\n");
    for n in 0..4_000 {
        let _ = writeln!(text, "user u{n}");
    }
    text.push_str("u0 => GET page\n");
    assert_eq!(limit("copies", &text), "more than 100,000 copies");
    let instances =
        format!("resource page\n{}alice => GET page\n", SERVER.replace("server {", "server [instances=1000000] {"));
    assert!(limit("instances", &instances.replace("alice", "server.1")).contains("1000000"));
}

/// A program with a reader for each number, who asks for a key of their own.
fn readers(count: usize, replies: impl Iterator<Item = usize>) -> String {
    let mut text = String::from("resource post \"/posts/{id}\"\nstorage db [origin]\nstorage cdn [http=shared]\n");
    (0..count).for_each(|n| writeln!(text, "user u{n}").unwrap());
    text.push_str("route main: cdn > db\nscenario s {\n");
    (0..count).for_each(|n| writeln!(text, "  given /posts/{n} = @v{n} in db, cdn").unwrap());
    (0..count).for_each(|n| writeln!(text, "  u{n} -> cdn: GET /posts/{n}").unwrap());
    replies.for_each(|n| writeln!(text, "  cdn --> u{n}: 200\n  u{n} sees @v{n}").unwrap());
    text + "}\n"
}

#[test]
fn an_answer_finds_its_request_among_many() {
    for count in [5, 150] {
        let orders: [Box<dyn Iterator<Item = usize>>; 3] =
            [Box::new(0..count), Box::new((0..count).rev()), Box::new((0..count).map(|n| n * 7 % count))];
        for order in orders.into_iter().enumerate().filter(|(at, _)| count % 7 > 0 || *at < 2) {
            let text = readers(count, order.1);
            assert!(
                findings(Path::new("many.cd"), &text).list.is_empty(),
                "{:?}",
                codes(&findings(Path::new("many.cd"), &text))
            );
        }
        let wrong = readers(count, 0..count).replace("u3 sees @v3\n", "u3 sees @v4\n");
        assert_eq!(codes(&findings(Path::new("many.cd"), &wrong)), ["claim-fails"]);
    }
}

#[test]
fn what_one_operand_did_is_undone_however_often() {
    let body = |n: usize| {
        format!(
            "  alt one {{\n    db: write /posts/1 = @a{n}\n    alice => GET /posts/{n}\n  }} else other {{\n    db: write /posts/1 = @b{n}\n  }}\n"
        )
    };
    let all: String = (0..300).map(body).collect();
    let text = format!(
        "resource post \"/posts/{{id}}\"\nstorage db [origin]\nstorage cdn [http=shared]\nuser alice\nroute main: cdn > db\n\
         scenario s {{\n  given /posts/1 = @old in db\n  loop 300 again {{\n    opt x {{\n      db: write /posts/1 = @new\n    }}\n  }}\n{all}  \
         expect db holds @a299 of /posts/1\n  expect db holds @b299 of /posts/1\n}}\n"
    );
    assert_eq!(codes(&findings(Path::new("many.cd"), &text)), ["claim-fails"]);
}
