//! The user guide tells the whole language: every keyword, word, attribute and pattern.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use cachediag::pipeline;
use cachediag::syntax::keyword;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn book() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/book/src")
}

fn chapter(name: &str) -> String {
    fs::read_to_string(book().join(name)).unwrap_or_else(|problem| panic!("{name}: {problem}"))
}

/// The chapters on the language.
fn language() -> Vec<String> {
    let summary = chapter("SUMMARY.md");
    let names = summary.split(['(', ')']).filter(|part| part.starts_with("language/"));
    names.map(chapter).collect()
}

/// The words of text between backticks, in headings or anywhere.
fn words<'t>(lines: impl Iterator<Item = &'t str>) -> BTreeSet<String> {
    let quoted = lines.flat_map(|line| line.split('`').skip(1).step_by(2));
    let word = |c: char| !(c.is_alphanumeric() || c == '-' || c == '_');
    quoted.flat_map(|code| code.split(word)).map(str::to_owned).collect()
}

#[test]
fn every_statement_and_declaration_has_a_heading_and_a_program() {
    let chapters = language();
    let headings = words(chapters.iter().flat_map(|c| c.lines()).filter(|line| line.starts_with("## ")));
    let programs: BTreeSet<&str> = chapters
        .iter()
        .flat_map(|c| c.split("\n```cachediag").skip(1).filter_map(|rest| rest.split("\n```").next()))
        .flat_map(|program| {
            program.lines().filter_map(|line| line.trim_start_matches([' ', '}']).split([' ', ':']).next())
        })
        .collect();
    for known in keyword::KEYWORDS {
        assert!(headings.contains(known.word), "no heading of the language reference names `{}`", known.word);
        assert!(programs.contains(known.word), "no program of the language reference has a line with `{}`", known.word);
    }
}

#[test]
fn every_word_of_the_language_is_told() {
    let all = language().join("\n");
    let word = |c: char| !(c.is_alphanumeric() || c == '-' || c == '_');
    let there: BTreeSet<&str> = all.split(word).collect();
    for known in keyword::all() {
        assert!(there.contains(known), "the language reference does not tell `{known}`");
    }
}

#[test]
fn every_attribute_is_told() {
    let told = words(chapter("language/attributes.md").lines());
    for thing in pipeline::attributes::THINGS {
        for row in pipeline::attributes::rows(*thing) {
            assert!(told.contains(row.name), "the page on attributes does not tell `{}`", row.name);
        }
    }
}

#[test]
fn the_cookbook_has_every_pattern() {
    let cookbook = chapter("cookbook.md");
    let patterns = fs::read_dir(book().join("../../patterns")).expect("the patterns");
    for path in patterns.flatten().map(|entry| entry.path()) {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.extension().is_some_and(|ending| ending == "cd") && !name.ends_with("-mended.cd") {
            assert!(cookbook.contains(&format!("/{name} ")), "the cookbook does not show {name}");
        }
    }
}

#[test]
fn every_chapter_stands_in_the_summary() {
    let summary = chapter("SUMMARY.md");
    for folder in ["", "language/"] {
        for path in fs::read_dir(book().join(folder)).expect("chapters").flatten().map(|entry| entry.path()) {
            let name = format!("{folder}{}", path.file_name().expect("a name").to_string_lossy());
            if name.ends_with(".md") && name != "SUMMARY.md" {
                assert!(summary.contains(&format!("({name})")), "{name}");
            }
        }
    }
}
