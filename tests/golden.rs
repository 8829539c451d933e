//! Golden cases: every `tests/cases/**/*.cd` is one test of its name. See CONTRIBUTING.md for how to add one.
//!
//! `CACHEDIAG_BLESS=1 cargo test --test golden` rewrites the expectations that exist beside the cases.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cachediag::Source;
use cachediag::pipeline;
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::Path;
use support::{annotations, bless, cases, compile, files_below, text_of};

fn main() {
    let arguments = Arguments::from_args();
    let trials = cases()
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(files_below("tests/cases")).unwrap_or(&path).with_extension("");
            let name = name.to_string_lossy().replace('\\', "/");
            Trial::test(name, move || check_case(&path))
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn check_case(path: &Path) -> Result<(), Failed> {
    let text = text_of(path);
    always(path, &text)?;
    diagnostics(path, &text)?;
    if path.components().any(|c| c.as_os_str() == "mistakes") {
        first_fix_compiles(path, &text)?;
    }
    expectations(path, &text)
}

/// What holds for every program: parsing does not panic, printing keeps the tree, printing twice changes nothing, and
/// compiling twice gives the same bytes.
fn always(path: &Path, text: &str) -> Result<(), Failed> {
    let first = support::parse(path, text);
    if !first.findings.has_errors() {
        let printed = cachediag::syntax::print::print(&first.files[0]);
        let again = support::parse(path, &printed);
        same("the tree after printing", &again.dump(), &first.dump())?;
        same("printing twice", &cachediag::syntax::print::print(&again.files[0]), &printed)?;
    }
    if let (Ok(a), Ok(b)) = (compile(path, text, pipeline::Format::Svg), compile(path, text, pipeline::Format::Svg))
        && a.bytes != b.bytes
    {
        return Err("compiling twice gives different pictures".into());
    }
    Ok(())
}

/// Expected diagnostics stand in the source; there are no others.
fn diagnostics(path: &Path, text: &str) -> Result<(), Failed> {
    let expected = annotations(text);
    let found = support::findings(path, text);
    let source = Source::new("", text);
    let seen: Vec<(u32, u32, u32, String)> = found
        .list
        .iter()
        .map(|d| {
            let (from, to) = (source.position(d.span.start), source.position(d.span.end));
            let end = if to.line == from.line { to.column } else { from.column + 1 };
            (from.line, from.column, end.max(from.column + 1) - 1, d.code.id().to_owned())
        })
        .collect();
    if seen != expected {
        let short: String = found.list.iter().map(|d| cachediag::diagnostic::short::spell(d, &found.sources)).collect();
        return Err(format!("expected {expected:?}\n   found {seen:?}\n{short}").into());
    }
    Ok(())
}

/// Applying the first fix of the one diagnostic gives a program without errors and warnings.
fn first_fix_compiles(path: &Path, text: &str) -> Result<(), Failed> {
    let found = support::findings(path, text);
    let [diagnostic] = found.list.as_slice() else {
        return Err(format!("{} diagnostics instead of one", found.list.len()).into());
    };
    let Some(fix) = diagnostic.fixes.first() else {
        return Err(format!("`{}` has no fix", diagnostic.message).into());
    };
    let mut mended = text.to_owned();
    for edit in fix.edits.iter().rev() {
        mended.replace_range(edit.span.range(), &edit.text);
    }
    let left = support::findings(path, &mended);
    let short: String = left.list.iter().map(|d| cachediag::diagnostic::short::spell(d, &left.sources)).collect();
    if left.list.is_empty() { Ok(()) } else { Err(format!("after “{}”:\n{short}{mended}", fix.title).into()) }
}

/// Files beside the case.
fn expectations(path: &Path, text: &str) -> Result<(), Failed> {
    for ending in
        ["tree", "model", "timeline", "scene", "md", "svg", "json", "mmd", "puml", "txt", "text-ascii", "page", "err"]
    {
        let beside = path.with_extension(ending);
        if !beside.exists() {
            continue;
        }
        let found = support::render(path, text, ending)?;
        if bless() {
            std::fs::write(&beside, found)?;
        } else {
            same(ending, &found, &text_of(&beside))?;
        }
    }
    Ok(())
}

fn same(what: &str, found: &str, expected: &str) -> Result<(), Failed> {
    if found == expected {
        return Ok(());
    }
    let line = found.lines().zip(expected.lines()).take_while(|(a, b)| a == b).count();
    let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
    Err(format!("{what}: line {}\n  found    {}\n  expected {}", line + 1, at(found), at(expected)).into())
}
