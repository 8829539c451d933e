//! Laws of the formatter over all examples, templates, cases, generated programs and programs with slips: formatting
//! keeps the tree, formatting twice is formatting once, and no comment is lost. Examples and templates are formatted.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "brute_force/generate.rs"]
#[allow(dead_code, reason = "only the texts are used here")]
mod generate;
mod support;

use cachediag::Source;
use cachediag::pipeline;
use cachediag::source::FileId;
use cachediag::syntax::{parse, tree};
use std::path::PathBuf;
use support::{programs, text_of};

/// Examples, templates and cases.
fn all() -> Vec<(PathBuf, String)> {
    let mut found = programs("examples");
    found.extend(programs("src/cli/templates"));
    found.extend(programs("tests/cases"));
    found.into_iter().map(|path| (path.clone(), text_of(&path))).collect()
}

fn comments(text: &str) -> usize {
    text.matches("//").count()
}

/// What holds for a text; whether it could be formatted.
fn lawful(name: &str, text: &str) -> bool {
    let Ok(tidy) = pipeline::format(Source::new(name, text)) else { return false };
    let (before, after) = (Source::new(name, text), Source::new(name, tidy.as_str()));
    let (before, after) = (parse(&before, FileId(0)), parse(&after, FileId(0)));
    assert!(after.diagnostics.is_empty(), "{name}: formatting makes errors:\n{tidy}");
    let (old, new) = (tree::dump(&before.file), tree::dump(&after.file));
    let differing = old.lines().zip(new.lines()).find(|(a, b)| a != b);
    assert!(old == new, "{name}: formatting changes the tree: {differing:?}\n{text}\n---\n{tidy}");
    let again = pipeline::format(Source::new(name, tidy.as_str())).expect("it has no errors");
    assert_eq!(again, tidy, "{name}: formatting twice changes more");
    assert_eq!(comments(text), comments(&tidy), "{name}: a comment is lost:\n{text}\n---\n{tidy}");
    for line in tidy.lines() {
        assert_eq!(line, line.trim_end(), "{name}: white space at a line's end");
    }
    assert!(!tidy.contains("\n\n\n") && !tidy.starts_with('\n') && !tidy.ends_with("\n\n"), "{name}: {tidy}");
    true
}

#[test]
fn formatting_keeps_every_program() {
    let formatted = all().iter().filter(|(path, text)| lawful(&path.display().to_string(), text)).count();
    assert!(formatted > 200, "only {formatted} programs could be formatted");
}

#[test]
fn formatting_keeps_generated_programs() {
    for seed in 0..150 {
        let text = generate::made(seed).text;
        assert!(lawful(&format!("seed {seed}"), &text), "seed {seed} has errors:\n{text}");
    }
}

#[test]
fn formatting_keeps_what_was_ruffled() {
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    let mut below = |end: u64| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % end
    };
    let mut formatted = 0;
    for (path, text) in all() {
        let mut ruffled = String::new();
        for line in text.lines() {
            // Lines of a `text` are left: their white space is Markdown's.
            let raw = text.contains("\ntext ");
            if !raw {
                ruffled.extend(std::iter::repeat_n([' ', '\t'][below(2) as usize], below(5) as usize));
            }
            let line = if raw { line } else { line.trim_start() };
            match below(4) {
                0 => ruffled.push_str(&line.replace(" -> ", "->").replace(" --> ", "  -->")),
                1 => ruffled.push_str(&line.replace(", ", " ,")),
                2 => ruffled.push_str(&line.replace(" [", "    [")),
                _ => ruffled.push_str(line),
            }
            ruffled.push_str(["\n", "\n", "  \n", "\n\n\n"][below(if raw { 2 } else { 4 }) as usize]);
        }
        formatted += u32::from(lawful(&format!("{} ruffled", path.display()), &ruffled));
    }
    assert!(formatted > 150, "only {formatted} programs could be formatted");
}

#[test]
fn examples_and_templates_are_formatted() {
    let mut wrong = Vec::new();
    for path in programs("examples").into_iter().chain(programs("src/cli/templates")) {
        let text = text_of(&path);
        let tidy = pipeline::format(Source::new("", text.as_str())).ok();
        if tidy.as_deref() != Some(text.as_str()) {
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "run `cargo run -- fmt examples src/cli/templates` for {wrong:?}");
}

#[test]
fn a_deep_or_wide_file_is_formatted_in_bounds() {
    let deep = "group {\n".repeat(120) + &"}\n".repeat(120);
    assert!(lawful("deep", &format!("scenario s {{\n{deep}}}\n")));
    let wide: String = (0..4_000).map(|n| format!("user u{}{n} [isp=a]  // c\n", "x".repeat(n % 60))).collect();
    let tidy = pipeline::format(Source::new("wide", wide.as_str())).expect("no errors");
    assert!(tidy.len() < wide.len() * 2);
    let blank = "\n".repeat(300_000);
    assert_eq!(pipeline::format(Source::new("blank", blank)).expect("no errors"), "");
    let long = format!("user a \"{}\" [isp=a]\nuser b [isp=b]\n", "y".repeat(500_000));
    assert_eq!(pipeline::format(Source::new("long", long.as_str())).expect("no errors"), long);
}
