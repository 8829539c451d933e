//! Every page of `cachediag explain`: its wrong program raises exactly its code, its right one raises nothing.

#![allow(clippy::expect_used, reason = "a page without its parts has failed")]

use cachediag::diagnostic::{Code, Diagnostic, short};
use cachediag::{Findings, Options, Source, compile};

/// All findings of a program, warnings included.
fn findings(text: &str) -> (Vec<Diagnostic>, String) {
    let source = Source::new("page.cd", text);
    let findings = match compile(&source, &Options::default()) {
        Ok(output) => Findings { sources: cachediag::source::Sources::one(source), list: output.warnings },
        Err(findings) => findings,
    };
    let told = findings.list.iter().map(|d| short::spell(d, &findings.sources)).collect();
    (findings.list, told)
}

/// The program below a heading; `None` if the page says that it cannot be tested.
fn program<'p>(page: &'p str, heading: &str) -> Option<&'p str> {
    let (_, below) = page.split_once(&format!("\n## {heading}\n\n```cd")).expect("a heading with a program");
    let (info, below) = below.split_once('\n').expect("a program");
    let (program, _) = below.split_once("```").expect("a closed program");
    (info.trim() != "skip-test").then_some(program)
}

#[test]
fn pages_have_their_form() {
    for code in Code::ALL {
        let page = code.page();
        assert!(page.starts_with(&format!("# {}: {}\n\n", code.id(), code.title())), "{}", code.id());
        let _ = (program(page, "Wrong"), program(page, "Right"));
        assert!(page.lines().all(|line| line.chars().count() <= 130), "{}: a line is too long", code.id());
        assert!(page.ends_with("```\n"), "{}", code.id());
    }
}

#[test]
fn wrong_programs_raise_their_code_and_right_ones_nothing() {
    let mut failures = String::new();
    for code in Code::ALL {
        let page = code.page();
        let (Some(wrong), Some(right)) = (program(page, "Wrong"), program(page, "Right")) else { continue };
        let (found, told) = findings(wrong);
        if found.len() != 1 || found.iter().any(|d| d.code != *code) {
            failures.push_str(&format!("{}, wrong program:\n{told}\n", code.id()));
        }
        let (found, told) = findings(right);
        if !found.is_empty() {
            failures.push_str(&format!("{}, right program:\n{told}\n", code.id()));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
