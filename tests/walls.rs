//! Walls: which room may import which, and which dependency comes in through which door.
//!
//! Nouns import nouns, verbs import nouns and never other verbs; only `pipeline` calls verbs. The tables below are the
//! whole truth: a line missing here is an import that must not be.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Nouns: what each may import.
const NOUNS: &[(&str, &[&str])] = &[
    ("automaton", &[]),
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("font", &[]),
    // Bounds, which every room may name.
    ("limits", &[]),
    // The rules of HTTP caches over messages: pure, and used by the simulation, the replay and the check of `like=`.
    ("http", &[]),
    // What statements do: run once by the simulation, in every way by the exploration.
    ("machine", &["source", "diagnostic", "problem", "syntax", "model", "timeline", "http"]),
    // A Mermaid diagram as it was read.
    ("mermaid", &["source"]),
    ("page", &["scene", "table", "timeline", "verdict"]),
    ("table", &["timeline"]),
    ("graph", &["timeline"]),
    ("theme", &["scene", "timeline"]),
    ("scene", &["font", "timeline"]),
    ("syntax", &["source", "diagnostic", "problem"]),
    ("problem", &["source", "diagnostic", "syntax", "model"]),
    ("timeline", &["source", "syntax"]),
    ("verdict", &["source", "timeline"]),
    ("model", &["source", "syntax", "timeline"]),
];

/// Verbs: what each may import; never another verb.
const VERBS: &[(&str, &[&str])] = &[
    ("headers", &["http"]),
    ("embed", &["source", "diagnostic", "problem"]),
    ("format", &["syntax"]),
    ("import", &["source", "diagnostic", "problem", "syntax", "mermaid"]),
    ("check", &["source", "diagnostic", "problem", "syntax", "model", "timeline", "http"]),
    ("lint", &["source", "diagnostic", "problem", "syntax", "model", "timeline"]),
    ("simulate", &["source", "diagnostic", "problem", "syntax", "model", "timeline", "machine"]),
    ("explore", &["automaton", "source", "syntax", "model", "timeline", "verdict", "machine"]),
    ("bounds", &["model", "timeline", "syntax", "http"]),
    ("contrast", &["diagnostic", "problem", "model", "timeline"]),
    ("replay", &["http", "table"]),
    ("chart", &["model", "graph", "timeline", "syntax"]),
    ("layout", &["syntax", "timeline", "scene", "font", "theme", "table", "graph"]),
    ("tabulate", &["model", "table", "timeline", "syntax"]),
    (
        "render",
        &["automaton", "verdict", "scene", "theme", "font", "table", "model", "page", "timeline", "source", "syntax"],
    ),
];

/// Doors, what they share to read files, and the hallway: they may import everything but each other.
const DOORS: &[&str] = &["pipeline", "cli", "disk", "lsp", "mdbook"];

/// Which files may name a dependency.
const DEPENDENCIES: &[(&str, &[&str])] = &[
    ("ariadne", &["diagnostic/pretty"]),
    ("base64", &["render/html"]),
    ("chumsky", &["syntax/"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("clap_mangen", &["cli/"]),
    ("codespan_reporting", &["diagnostic/short"]),
    ("crossbeam_channel", &["lsp/stream"]),
    ("ctrlc", &["cli/live/"]),
    ("fdeflate", &["render/png"]),
    ("flate2", &["render/pdf"]),
    ("harfrust", &["font/"]),
    ("hashbrown", &["explore/search"]),
    ("html_escape", &["import/text"]),
    ("httparse", &["cli/live/request"]),
    ("httpdate", &["http/header/date"]),
    ("jiff", &["cli/live/line"]),
    ("line_index", &["lsp/"]),
    ("logos", &["syntax/token", "import/token"]),
    ("lsp_server", &["lsp/"]),
    ("lsp_types", &["lsp/"]),
    ("mdbook_preprocessor", &["mdbook/"]),
    ("notify", &["cli/live/lookout"]),
    ("pdf_writer", &["render/pdf"]),
    ("percent_encoding", &["lsp/uri", "render/pdf"]),
    ("png", &["render/png"]),
    ("pulldown_cmark", &["embed/", "mdbook/chapter", "render/html"]),
    ("pulldown_cmark_escape", &["render/html"]),
    ("resvg", &["render/png"]),
    ("serde_json", &["diagnostic/json", "render/json", "render/verdicts", "replay/", "lsp/", "import/", "mdbook/"]),
    ("sfv", &["http/header/targeted"]),
    ("imara_diff", &["cli/", "mdbook/place"]),
    ("sha2", &["mdbook/keep", "render/html"]),
    ("skrifa", &["font/"]),
    ("strsim", &["problem/near"]),
    ("subsetter", &["render/pdf"]),
    ("svg", &["render/svg"]),
    ("tempfile", &["cli/", "mdbook/"]),
    ("toml_edit", &["mdbook/install"]),
];

/// Which files may name what reaches outside: the network, processes, files, the environment. Nothing starts a process.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("std::net", &["cli/live/request", "cli/live/server"]),
    ("std::process", &["main", "bin/", "cli/exit", "cli/mod", "cli/live/lookout"]),
    ("std::process::Command", &[]),
    ("std::fs", &["disk", "cli/", "lsp/desk", "lsp/complete/offer", "mdbook/install", "mdbook/keep"]),
    ("std::env", &["main", "bin/", "disk", "cli/mod", "cli/report", "mdbook/keep"]),
    ("std::os", &["cli/output", "cli/renewal", "mdbook/install"]),
    // One `use` of several would hide what it names.
    ("std::{", &[]),
    ("core::{", &[]),
    ("use std as", &[]),
    // There it is clap's: nobody names that of `std::process`.
    ("Command::new", &["cli/arguments/late"]),
    // What a path tells of the disk without `std::fs`.
    (".canonicalize()", &["disk", "cli/", "mdbook/"]),
    (".exists()", &["disk", "cli/", "mdbook/"]),
    (".read_dir()", &["cli/", "mdbook/"]),
    (".read_link()", &[]),
];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the sources").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).expect("UTF-8 text")));
            }
        }
    }
    found.sort();
    assert!(found.len() > 50, "the sources were not found");
    found
}

fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// Code without comments, strings and test modules' files.
fn code(text: &str) -> String {
    text.lines().map(|l| l.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// The rooms that a file names by `crate::room`.
fn imports(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let list = list.split('}').next().unwrap_or("");
            found.extend(list.split(',').map(|w| w.trim().split("::").next().unwrap_or("").to_owned()));
        } else {
            found.insert(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found.remove("");
    found
}

#[test]
fn no_import_goes_through_a_wall() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let from = room(&file);
        if ["lib", "main", "bin"].contains(&from)
            || DOORS.contains(&from)
            || file.ends_with("tests.rs")
            || file.contains("/tests/")
        {
            continue;
        }
        let Some((_, allowed)) = NOUNS.iter().chain(VERBS).find(|(name, _)| *name == from) else {
            wrong.push(format!("{file}: the room `{from}` stands in no table of tests/walls.rs"));
            continue;
        };
        for to in imports(&text) {
            if to != from
                && to != "limits"
                && !allowed.contains(&to.as_str())
                && to.chars().next().is_some_and(char::is_lowercase)
            {
                wrong.push(format!("{file} imports `{to}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_dependency_has_one_door() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        if file.ends_with("tests.rs") || file.contains("/tests/") {
            continue;
        }
        let code = code(&text);
        for (dependency, doors) in DEPENDENCIES {
            let path = format!("{dependency}::");
            let named = code.match_indices(&path).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
            });
            if named && !doors.iter().any(|door| file.starts_with(door)) {
                wrong.push(format!("{file} names `{dependency}`, whose door is {doors:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_but_the_doors_reaches_outside() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        if file.ends_with("tests.rs") || file.contains("/tests/") {
            continue;
        }
        let code = code(&text);
        for (name, doors) in OUTSIDE {
            if code.contains(name) && !doors.iter().any(|door| file.starts_with(door)) {
                wrong.push(format!("{file} names `{name}`, whose doors are {doors:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn verbs_do_not_know_each_other() {
    for (verb, allowed) in VERBS {
        let others: Vec<_> = VERBS.iter().filter(|(name, _)| name != verb && allowed.contains(name)).collect();
        assert!(others.is_empty(), "{verb} may import {others:?}");
    }
}
