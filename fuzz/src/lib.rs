//! What must hold for any bytes: nothing panics, nothing hangs, every span lies in its file, and what a stage promises is
//! so. A target of the fuzzer calls each; so may a test with the bytes that once broke it.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "the fuzzer listens for panics")]

mod talk;

use cachediag::Source;
use cachediag::diagnostic::{self, Diagnostic};
use cachediag::http::Profile;
use cachediag::pipeline::{self, CacheMode, Findings, Format, Look};
use cachediag::source::{FileId, Sources};
use cachediag::syntax::{parse as parsed, print, tree};

pub use talk::{Talk, lsp};

/// Longer texts say nothing that shorter ones do not, and take long.
const LONGEST: usize = 1 << 14;

/// The bytes as a program, if they are one by their size and letters.
fn program(data: &[u8]) -> Option<Source> {
    let text = std::str::from_utf8(data).ok().filter(|text| text.len() <= LONGEST)?;
    Some(Source::new("any.cd", text))
}

/// Whatever is said of a text can be spelled in every form, and points into it.
fn told(list: &[Diagnostic], sources: &Sources) {
    for found in list {
        let labels = found.labels.iter().map(|label| label.span);
        let edits = found.fixes.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        for span in std::iter::once(found.span).chain(labels).chain(edits) {
            let text = &sources.get(span.file).expect("a span of a file").text;
            assert!(text.get(span.range()).is_some(), "{span:?} is no piece of the text: {found:?}");
        }
        assert!(!found.message.is_empty(), "{found:?}");
        for spelled in [
            diagnostic::pretty::spell(found, sources, false),
            diagnostic::short::spell(found, sources),
            diagnostic::json::spell(found, sources),
        ] {
            assert!(!spelled.is_empty());
        }
    }
}

/// Whatever is more than comments has tokens.
pub fn lex(data: &[u8]) {
    if let Some(source) = program(data) {
        let plain = |line: &str| line.trim_start_matches('\u{feff}').trim().to_owned();
        let nothing = |line: &str| plain(line).is_empty() || plain(line).starts_with("//");
        assert!(source.text.lines().all(nothing) || !pipeline::tokens(&source).is_empty());
    }
}

/// Reading never fails; what has no errors is printed, read again, and is the same.
pub fn parse(data: &[u8]) {
    let Some(source) = program(data) else { return };
    let found = parsed(&source, FileId(0));
    told(&found.diagnostics, &Sources::one(source));
    if found.diagnostics.iter().any(Diagnostic::is_error) {
        return;
    }
    let printed = Source::new("printed.cd", print(&found.file));
    let again = parsed(&printed, FileId(0));
    assert!(again.diagnostics.is_empty(), "printing makes errors:\n{}", printed.text);
    assert_eq!(tree::dump(&found.file), tree::dump(&again.file), "printing changes the tree:\n{}", printed.text);
}

/// The whole way to every kind of file; the first byte chooses the kind.
pub fn compile(data: &[u8]) {
    let Some((kind, data)) = data.split_first() else { return };
    let Some(source) = program(data) else { return };
    let format = [Format::Svg, Format::Markdown, Format::Json, Format::Html][usize::from(kind % 4)];
    let found = match pipeline::parse(source, &mut pipeline::no_imports).check().simulate() {
        Ok(simulated) => match simulated.render(&[], format, &Look::default()) {
            Ok(rendered) => {
                assert!(std::str::from_utf8(&rendered.bytes).is_ok_and(|text| !text.contains('\0')));
                return;
            }
            Err(found) => found,
        },
        Err(found) => found,
    };
    refused(&found);
}

/// What is refused says why.
fn refused(found: &Findings) {
    assert!(found.has_errors());
    told(&found.list, &found.sources);
}

/// Formatting keeps the tree, and formatting twice is formatting once.
pub fn format(data: &[u8]) {
    let Some(source) = program(data) else { return };
    let before = parsed(&source, FileId(0));
    match pipeline::format(source) {
        Ok(tidy) => {
            let after = parsed(&Source::new("tidy.cd", tidy.as_str()), FileId(0));
            assert_eq!(tree::dump(&before.file), tree::dump(&after.file), "formatting changes the tree:\n{tidy}");
            let again = pipeline::format(Source::new("tidy.cd", tidy.as_str())).expect("it has no errors");
            assert_eq!(again, tidy, "formatting twice changes more");
        }
        Err(found) => refused(&found),
    }
}

/// The rules of HTTP: pasted headers, and cases replayed; the first byte chooses.
pub fn http(data: &[u8]) {
    let Some((kind, data)) = data.split_first() else { return };
    let Some(text) = std::str::from_utf8(data).ok().filter(|text| text.len() <= LONGEST) else { return };
    if kind % 2 == 0 {
        if let Ok(proposal) = pipeline::from_headers(text) {
            let source = Source::new("proposed.cd", proposal.program.as_str());
            let checked = pipeline::parse(source, &mut pipeline::no_imports).check();
            assert!(!checked.findings.has_errors(), "what is proposed has errors:\n{}", proposal.program);
        }
        return;
    }
    let mode = [CacheMode::Private, CacheMode::Shared, CacheMode::Cdn][usize::from(kind / 2 % 3)];
    let profile = if kind % 4 == 1 { None } else { Profile::of("nginx") };
    if let Ok(report) = pipeline::http_cases(text, mode, profile) {
        assert!(!report.json().is_empty() && !report.table().is_empty());
    }
}

/// A diagram of Mermaid, or Markdown with some: what is imported is a program without errors; the first byte chooses.
pub fn import(data: &[u8]) {
    let Some((kind, data)) = data.split_first() else { return };
    let Some(text) = std::str::from_utf8(data).ok().filter(|text| text.len() <= LONGEST) else { return };
    let name = if kind % 2 == 0 { "any.mmd" } else { "any.md" };
    match pipeline::import(Source::new(name, text), kind / 2 % 2 == 1) {
        Ok(imported) => {
            told(&imported.findings.list, &imported.findings.sources);
            let source = Source::new("imported.cd", imported.text.as_str());
            let checked = pipeline::parse(source, &mut pipeline::no_imports).check();
            assert!(!checked.findings.has_errors(), "what is imported has errors:\n{}", imported.text);
        }
        Err(found) => refused(&found),
    }
}
