//! The syntax: printing then reading gives the same tree, every error has its sentence, and nothing panics or hangs.

#![allow(clippy::expect_used, clippy::panic)]

use cachediag::source::{FileId, Source, Span};
use cachediag::syntax::{Parsed, parse, print, tokens, tree::dump};
use proptest::prelude::{ProptestConfig, Strategy, prop, proptest};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn read(text: &str) -> (Source, Parsed) {
    let source = Source::new("test.cd", text);
    let parsed = parse(&source, FileId(0));
    (source, parsed)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/syntax")
}

/// All sample programs: those of the tests and the examples.
fn programs() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in [folder(), Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")] {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for path in entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "cd")) {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).expect("a program")));
        }
    }
    found.sort();
    assert!(!found.is_empty());
    found
}

/// What must hold for any text at all.
fn sound(text: &str) {
    let (source, parsed) = read(text);
    assert!(parsed.diagnostics.len() <= 100);
    let inside = |span: Span| {
        let range = span.range();
        assert!(range.start <= range.end && range.end <= source.text.len(), "{range:?} lies outside {text:?}");
        assert!(
            source.text.is_char_boundary(range.start) && source.text.is_char_boundary(range.end),
            "{range:?} in {text:?}"
        );
    };
    for problem in &parsed.diagnostics {
        inside(problem.span);
        problem.labels.iter().for_each(|l| inside(l.span));
        problem.fixes.iter().flat_map(|f| &f.edits).for_each(|e| inside(e.span));
    }
    let debug = format!("{:?}", parsed.file);
    for (at, _) in debug.match_indices("..") {
        let before = debug[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let after = debug[at + 2..].bytes().take_while(u8::is_ascii_digit).count();
        let bounds = (debug[at - before..at].parse(), debug[at + 2..at + 2 + after].parse());
        if let (Ok(start), Ok(end), true) = (bounds.0, bounds.1, debug[..at - before].ends_with([' ', '(']))
            && !debug[..at - before].ends_with(": \"")
            && !quoted(&debug, at)
        {
            inside(Span { file: FileId(0), start, end });
        }
    }
    let once = print(&parsed.file);
    let (_, again) = read(&once);
    if parsed.diagnostics.is_empty() {
        assert_eq!(again.diagnostics, Vec::new(), "{once}");
        assert_eq!(dump(&parsed.file), dump(&again.file), "{once}");
        assert_eq!(once, print(&again.file));
    }
}

/// Whether a place in `Debug` text is inside quotes; those there are escaped.
fn quoted(debug: &str, at: usize) -> bool {
    let from = debug[..at].rfind(": ").map_or(0, |start| start + 2);
    debug[from..at].starts_with('"')
}

#[test]
fn printing_then_reading_gives_the_same_tree() {
    for (name, text) in programs() {
        let (_, parsed) = read(&text);
        assert_eq!(parsed.diagnostics, Vec::new(), "{name}");
        sound(&text);
    }
}

#[test]
fn line_ends_of_any_kind_and_tabs_change_nothing() {
    for (name, text) in programs() {
        let plain = dump(&read(&text).1.file);
        assert_eq!(plain, dump(&read(&text.replace('\n', "\r\n")).1.file), "{name}");
        assert_eq!(plain, dump(&read(&format!("\u{feff}{text}")).1.file), "{name}");
    }
    let spaces = read("scenario a {\n  alice -> bob: hi\n}").1.file;
    let tabs = read("scenario\ta\t{\n\talice\t->\tbob:\thi\n}").1.file;
    assert_eq!(dump(&spaces), dump(&tabs));
}

#[test]
fn the_reference_program_prints_as_written() {
    let text = std::fs::read_to_string(folder().join("canonical.cd")).expect("the program");
    assert_eq!(print(&read(&text).1.file), text);
}

#[test]
fn the_outline_and_the_tokens_are_stable() {
    let text = std::fs::read_to_string(folder().join("outline.cd")).expect("the program");
    let (source, parsed) = read(&text);
    golden("outline.txt", &format!("{}\n{}", tokens(&source), dump(&parsed.file)));
}

/// Compares with a file; `CACHEDIAG_BLESS=1` writes it.
fn golden(name: &str, found: &str) {
    let path = folder().join(name);
    if std::env::var_os("CACHEDIAG_BLESS").is_some() {
        std::fs::write(&path, found).expect("the file is written");
    }
    assert_eq!(
        std::fs::read_to_string(&path).unwrap_or_default(),
        found,
        "run with CACHEDIAG_BLESS=1 if that is right"
    );
}

#[test]
fn every_wrong_line_is_told_in_its_own_words() {
    let text = std::fs::read_to_string(folder().join("errors.txt")).expect("the list");
    let mut out = String::new();
    for case in text.split("--- source\n").skip(1) {
        let (program, _) = case.split_once("\n--- said\n").expect("a program and what is said");
        let _ = write!(out, "--- source\n{program}\n--- said\n");
        let (source, parsed) = read(&program.replace("\\0", "\0"));
        for d in &parsed.diagnostics {
            let (start, end) = (source.position(d.span.start), source.position(d.span.end));
            let _ = writeln!(out, "{}:{}-{} {} {}", start.line, start.column, end.column, d.code.id(), d.message);
            for help in &d.help {
                let _ = writeln!(out, "    {help}");
            }
        }
    }
    golden("errors.txt", &out);
}

/// A fix of one edit mends its line.
#[test]
fn every_fix_helps() {
    let text = std::fs::read_to_string(folder().join("errors.txt")).expect("the list");
    for case in text.split("--- source\n").skip(1) {
        let (program, _) = case.split_once("\n--- said\n").expect("a program and what is said");
        let (source, parsed) = read(program);
        let [problem] = &parsed.diagnostics[..] else { continue };
        if program == "}}" {
            continue; // the second brace is as wrong as the first
        }
        for fix in &problem.fixes {
            let mut mended = source.text.clone();
            for edit in fix.edits.iter().rev() {
                mended.replace_range(edit.span.range(), &edit.text);
            }
            let left = read(&mended).1.diagnostics;
            assert!(!left.contains(problem), "{program:?} with {:?} is {mended:?}", fix.title);
        }
    }
}

#[test]
fn every_prefix_is_read() {
    for (_, text) in programs() {
        for end in (0..=text.len()).filter(|e| text.is_char_boundary(*e)).step_by(7) {
            sound(&text[..end]);
        }
    }
}

#[test]
fn every_line_and_every_word_may_be_missing() {
    for (_, text) in programs() {
        let words: Vec<&str> = text.split_inclusive([' ', '\n']).collect();
        for gone in (0..words.len()).step_by(5) {
            let left: String = words.iter().enumerate().filter(|(i, _)| *i != gone).map(|(_, w)| *w).collect();
            sound(&left);
        }
    }
}

const PIECES: &[&str] = &[
    "alice",
    "bob",
    "storage",
    "device",
    "scenario",
    "alt",
    "else",
    "and",
    "par",
    "loop",
    "3",
    "5m",
    "5x",
    "on",
    "write",
    "at",
    "given",
    "expect",
    "claim",
    "text",
    "q",
    "policy",
    "when",
    "not",
    "flow",
    "->",
    "-->",
    "~>",
    "-/>",
    "=>",
    "GET",
    "/x/{id}",
    "post:1",
    "@v",
    "[",
    "]",
    "[fails]",
    "{",
    "}",
    "{ }",
    "(",
    ")",
    ":",
    ": ",
    ",",
    ".",
    "=",
    "<=",
    "==",
    "...",
    "\"a\"",
    "\"",
    "sees",
    "in",
    "every",
    "no",
    "holds",
    "latest",
    "of",
    "//",
    "///",
    "// c",
    "\n",
    "\n",
    "\n",
    "\n  ",
    "\r\n",
    "\t",
    "é",
    "\u{0}",
    "\\",
    "`",
    ";",
    "§",
    "title:",
    "note over",
    "crash a anywhere {",
    "?",
    "*",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_row_of_tokens_is_read(text in prop::collection::vec((prop::sample::select(PIECES), prop::bool::ANY), 0..60)
        .prop_map(|list| list.into_iter().map(|(p, space)| if space { format!("{p} ") } else { p.to_owned() }).collect::<String>()))
    {
        sound(&text);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        sound(&text);
    }
}

/// Reads a text within a time that only quadratic work would exceed.
fn soon(text: &str) -> Parsed {
    let start = Instant::now();
    let (_, parsed) = read(text);
    let _ = print(&parsed.file);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?} for {} bytes", text.len());
    parsed
}

fn codes(parsed: &Parsed) -> Vec<&'static str> {
    parsed.diagnostics.iter().map(|d| d.code.id()).collect()
}

#[test]
fn deep_and_unclosed_blocks_are_told_once() {
    let deep = "opt a {\n".repeat(100_000);
    assert_eq!(codes(&soon(&deep)), ["E110", "E103"]);
    assert_eq!(codes(&soon(&format!("{deep}{}", "}\n".repeat(100_000)))), ["E110"]);
    assert_eq!(codes(&soon(&"opt a {\n".repeat(100))), ["E103"]);
    assert_eq!(codes(&soon(&format!("{}{}", "opt a {\n".repeat(128), "}\n".repeat(128)))), [""; 0]);
    assert_eq!(soon(&"}\n".repeat(100_000)).diagnostics.len(), 100);
    assert_eq!(soon(&"alt a {\n} else {\n".repeat(50_000)).diagnostics.len(), 2);
}

#[test]
fn huge_lines_are_read_in_time() {
    let long = "x".repeat(10 << 20);
    assert_eq!(codes(&soon(&format!("alice -> bob: {long}"))), ["E604"]);
    soon(&format!("alice -> bob: {}", "\" ` [ // ".repeat(1 << 17)));
    soon(&long);
    soon(&"[".repeat(1 << 17));
    soon(&format!("a -> b [{}", "x, ".repeat(1 << 17)));
    soon(&format!("show {}a", "a, ".repeat(1 << 17)));
    soon(&"\0".repeat(1 << 17));
    soon(&"\"\n".repeat(1 << 17));
    soon(&"} ".repeat(1 << 17));
    assert_eq!(codes(&soon(&format!("policy p {{\nwhen {}a => x\n}}", "not ".repeat(1 << 17)))), ["E110"]);
    assert_eq!(codes(&soon(&format!("policy p {{\nwhen {}a => x\n}}", "(".repeat(1 << 17)))), ["E110"]);
    soon(&"text a {\n".repeat(100_000));
}
