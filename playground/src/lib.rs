//! The compiler for a page: a program's text goes in, its picture and its findings come out, as JSON.
//!
//! The page asks for `room` of so many bytes, writes its question there, calls `answer`, which tells how long the answer is,
//! and reads that many bytes from `answer_at`. Both are UTF-8. There is one question at a time.
//!
//! Question: `{"source","view","theme"}`; `view` and `theme` may be missing. Answer: `{"picture","views","findings"}`;
//! `picture` is an SVG, or `null` if the program has errors; `views` are the names of everything that can be drawn, and
//! `findings` are as `--diagnostics json` tells them.

use cachediag::diagnostic::{Diagnostic, json};
use cachediag::pipeline::{self, Findings, FontMode, Format, Look, view};
use cachediag::{Source, explore, source, theme};
use serde_json::Value;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many states of each scenario are looked at to decide its claims. A page has no clock to stop by.
const STATES: u64 = 20_000;

static QUESTION: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static ANSWER: Mutex<Vec<u8>> = Mutex::new(Vec::new());

fn open(text: &Mutex<Vec<u8>>) -> MutexGuard<'_, Vec<u8>> {
    text.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes room for a question of that many bytes, and tells where it is.
#[allow(unsafe_code, reason = "the page calls it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    let mut question = open(&QUESTION);
    question.clear();
    question.resize(length, b' ');
    question.as_mut_ptr()
}

/// Answers the question, and tells how many bytes the answer has.
#[allow(unsafe_code, reason = "the page calls it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> usize {
    let question = std::mem::take(&mut *open(&QUESTION));
    let told = respond(&String::from_utf8_lossy(&question)).into_bytes();
    let length = told.len();
    *open(&ANSWER) = told;
    length
}

/// Where the answer is, until the next question.
#[allow(unsafe_code, reason = "the page calls it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn answer_at() -> *const u8 {
    open(&ANSWER).as_ptr()
}

/// What comes of a question.
fn respond(question: &str) -> String {
    let asked: Value = serde_json::from_str(question).unwrap_or_default();
    let word = |name: &str| asked.get(name).and_then(Value::as_str).unwrap_or_default();
    let names: Vec<String> =
        Some(word("view")).filter(|name| !name.is_empty()).map(str::to_owned).into_iter().collect();

    let look = Look { theme: theme::find(word("theme")).unwrap_or_default(), font: FontMode::Embed, ..Look::default() };
    match draw(word("source"), &names, &look) {
        Ok((picture, views, told)) => {
            serde_json::json!({ "picture": picture, "views": views, "findings": told }).to_string()
        }
        Err(findings) => {
            let told = told(&findings.list, &findings.sources);
            serde_json::json!({ "picture": null, "views": [], "findings": told }).to_string()
        }
    }
}

/// The picture, what else could be drawn, and what was found.
fn draw(source: &str, names: &[String], look: &Look) -> Result<(String, Vec<String>, Vec<Value>), Findings> {
    let source = Source::new("program.cd", source);
    let mut simulated = pipeline::parse(source, &mut pipeline::no_imports).check().simulate()?;
    let limits = explore::Limits { states: STATES, repair: false, ..explore::Limits::default() };
    let checked = simulated.check(&limits, &mut |_, _| true);
    simulated.decide(checked);
    let rendered = simulated.render(names, Format::Svg, look)?;
    let mut views: Vec<String> = view::all(&simulated).into_iter().map(|(name, _)| name).collect();
    let broken = views.iter().map(|name| format!("{name}!"));
    let broken = broken.filter(|name| view::choose(std::slice::from_ref(name), Format::Svg, &simulated).is_ok());
    views.extend(broken.collect::<Vec<_>>());
    let mut told = told(&simulated.findings.list, &simulated.findings.sources);
    told.extend(self::told(&rendered.advice, &simulated.findings.sources));
    Ok((String::from_utf8(rendered.bytes).unwrap_or_default(), views, told))
}

/// Findings as values.
fn told(findings: &[Diagnostic], sources: &source::Sources) -> Vec<Value> {
    findings.iter().filter_map(|finding| serde_json::from_str(&json::spell(finding, sources)).ok()).collect()
}
