//! What several test programs share: finding cases, compiling texts, reading expected diagnostics.

#![allow(dead_code, reason = "each test program uses a part")]

use cachediag::Source;
use cachediag::pipeline::{self, Findings, Format, Parsed, Rendered};
use std::path::{Path, PathBuf};

/// A path of the repository.
pub fn files_below(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// All `.cd` files below a folder, sorted.
pub fn programs(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![files_below(folder)];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of cases").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "cd") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// All golden cases; a file whose name begins with `_` is there to be imported.
pub fn cases() -> Vec<PathBuf> {
    let mut found = programs("tests/cases");
    found.retain(|p| !p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('_')));
    assert!(found.len() > 40, "the cases were not found");
    found
}

/// Whether expectations are rewritten.
pub fn bless() -> bool {
    std::env::var_os("CACHEDIAG_BLESS").is_some()
}

/// A file's text.
pub fn text_of(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Parses a text that stands at a path.
pub fn parse(path: &Path, text: &str) -> Parsed {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut load = |path: &str| {
        std::fs::read_to_string(folder.join(path)).map_err(|reason| pipeline::Refusal::NotFound(reason.to_string()))
    };
    pipeline::parse(Source::new(name, text), &mut load)
}

/// Everything that is found in a text, advice included.
pub fn findings(path: &Path, text: &str) -> Findings {
    match parse(path, text).check().simulate() {
        Ok(simulated) => simulated.findings,
        Err(findings) => findings,
    }
}

/// How pictures look in tests.
pub fn look() -> pipeline::Look {
    pipeline::Look::default()
}

/// Compiles a text to one file.
pub fn compile(path: &Path, text: &str, format: Format) -> Result<Rendered, Findings> {
    parse(path, text).check().simulate()?.render(&[], format, &look())
}

/// One expectation beside a case, by its ending.
pub fn render(path: &Path, text: &str, ending: &str) -> Result<String, String> {
    let told = |findings: Findings| {
        findings.list.iter().map(|d| cachediag::diagnostic::short::spell(d, &findings.sources)).collect::<String>()
    };
    let simulated = || parse(path, text).check().simulate().map_err(told);
    match ending {
        "tree" => Ok(parse(path, text).dump()),
        "model" => Ok(parse(path, text).check().dump()),
        "timeline" => simulated()?.dump(&[]).map_err(told),
        "scene" => Ok(simulated()?.draw_views(&[]).map_err(told)?.dump()),
        "err" => {
            let found = findings(path, text);
            Ok(found.list.iter().map(|d| cachediag::diagnostic::pretty::spell(d, &found.sources, false)).collect())
        }
        "page" => {
            let rendered = compile(path, text, Format::Html).map_err(told)?;
            Ok(structure(&String::from_utf8(rendered.bytes).map_err(|e| e.to_string())?))
        }
        other => {
            let format = Format::of(other).ok_or_else(|| format!("no format ends in .{other}"))?;
            let rendered = compile(path, text, format).map_err(told)?;
            String::from_utf8(rendered.bytes).map_err(|e| e.to_string())
        }
    }
}

/// A page without what stands in its style, its script and its pictures.
fn structure(page: &str) -> String {
    let mut out = page.to_owned();
    for (start, end) in [("<style>", "</style>"), ("<script>", "</script>"), ("<svg ", "</svg>"), ("'sha256-", "'")] {
        let mut kept = String::new();
        let mut rest = out.as_str();
        while let Some((before, after)) = rest.split_once(start) {
            kept.push_str(&format!("{before}{start}…{end}"));
            rest = after.split_once(end).map_or("", |(_, behind)| behind);
        }
        kept.push_str(rest);
        out = kept;
    }
    out
}

/// The diagnostics expected in a source: line, first and last column, code. `//   ^^^^ E201` stands on the line below,
/// its carets below the span; `// ^1-6 E201` names the columns.
pub fn annotations(text: &str) -> Vec<(u32, u32, u32, String)> {
    let mut found = Vec::new();
    let mut about = 0;
    for (number, line) in (1u32..).zip(text.lines()) {
        match annotation(line) {
            Some((from, to, code)) => found.push((about, from, to, code)),
            None => about = number,
        }
    }
    found
}

fn annotation(line: &str) -> Option<(u32, u32, String)> {
    let body = line.strip_prefix("//")?;
    let start = body.find('^').filter(|at| body[..*at].trim().is_empty())?;
    let carets = body[start..].chars().take_while(|c| *c == '^').count();
    let mut words = body[start + carets..].split_whitespace();
    let first = words.next()?;
    let column = |text: &str| text.parse::<u32>().ok();
    if let Some((from, to)) = first.split_once('-').and_then(|(a, b)| Some((column(a)?, column(b)?))) {
        return Some((from, to, words.next()?.to_owned()));
    }
    let from = u32::try_from(start).ok()? + 3;
    Some((from, from + u32::try_from(carets).ok()? - 1, first.to_owned()))
}
