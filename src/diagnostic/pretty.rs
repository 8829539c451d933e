//! For people: a finding with the lines it points at, drawn by `ariadne`.
//!
//! In: one [`Diagnostic`], or several, and the sources. Out: some lines of text that end with a line end.

use super::alike::{Told, places, shorten};
use super::excerpt::{Excerpt, excerpts, visible};
use super::{Code, Diagnostic, Severity};
use crate::source::Sources;
use ariadne::{Color, Config, Fmt, IndexType, Label, Report, ReportKind};
use std::collections::HashMap;

/// Where a label stands: which excerpt, which characters of it.
type Place = (usize, std::ops::Range<usize>);

/// Spells findings with an empty line between them: at most so many, and of a kind that comes often only the first ones.
#[must_use]
pub fn spell_all(findings: &[&Diagnostic], sources: &Sources, colour: bool, most: usize) -> String {
    let told = shorten(findings.iter().copied());
    let mut text: Vec<String> = told
        .iter()
        .take(most)
        .map(|told| match told {
            Told::Whole(diagnostic) => spell(diagnostic, sources, colour),
            Told::Others(others) => spell_others(others, sources, colour),
        })
        .collect();
    let left: usize = told.iter().skip(most).map(Told::count).sum();
    if left > 0 {
        text.push(format!("… and {left} more\n"));
    }
    text.join("\n")
}

/// Spells in a line that there are more of a kind.
fn spell_others(others: &[&Diagnostic], sources: &Sources, colour: bool) -> String {
    let Some(first) = others.first() else { return String::new() };
    format!("{}: {} more like these, {}\n", kind(first, colour), others.len(), places(others, sources))
}

/// How grave a finding is, and its code.
fn kind(diagnostic: &Diagnostic, colour: bool) -> String {
    let (word, hue) = word(diagnostic);
    let kind = format!("{word}[{}]", diagnostic.code.id());
    if colour { kind.fg(hue).to_string() } else { kind }
}

/// How grave a finding is, and its colour.
fn word(diagnostic: &Diagnostic) -> (&'static str, Color) {
    match diagnostic.severity {
        Severity::Error => ("error", Color::Red),
        Severity::Warning => ("warning", Color::Yellow),
    }
}

/// Spells a finding, in colour or not. Excerpts count characters themselves, so that no span can cut one.
#[must_use]
pub fn spell(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let excerpts = excerpts(diagnostic, sources);
    let hue = word(diagnostic).1;
    let message = visible(&diagnostic.message).replace('\n', " ");
    let head = format!("{}: {message}\n", kind(diagnostic, colour));
    if excerpts.is_empty() || diagnostic.code == Code::UnknownView {
        return without_lines(diagnostic, head);
    }
    let primary = excerpts.iter().flat_map(|e| &e.marks).find(|m| m.primary).map_or(0..0, |m| m.range.clone());
    let mut report = Report::build(ReportKind::Error, (0, primary))
        .with_config(Config::default().with_color(colour).with_index_type(IndexType::Char))
        .with_labels(labels(&excerpts, hue));
    report.with_helps(diagnostic.help.iter().map(|help| visible(help)));
    report.with_notes(excerpts.iter().filter_map(|e| e.cut.clone()));
    let mut out = Vec::new();
    if report.finish().write(Cache::new(&excerpts), &mut out).is_err() {
        return head;
    }
    // its own first line is the head in other words
    let below = String::from_utf8_lossy(&out);
    std::iter::once(head.trim_end()).chain(below.lines().skip(1)).flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// A finding that no line is to blame for, such as a view that the command asks for.
fn without_lines(diagnostic: &Diagnostic, head: String) -> String {
    let helps = diagnostic.help.iter().map(|help| format!("  Help: {}\n", visible(help)));
    std::iter::once(head).chain(helps).collect()
}

/// All marks of all excerpts. A mark without words is said to be `here`, since `ariadne` underlines marks with words only.
fn labels(excerpts: &[Excerpt], hue: Color) -> Vec<Label<Place>> {
    let mut labels = Vec::new();
    for (id, excerpt) in excerpts.iter().enumerate() {
        for mark in &excerpt.marks {
            let label = Label::new((id, mark.range.clone())).with_color(if mark.primary { hue } else { Color::Blue });
            labels.push(label.with_message(if mark.text.is_empty() { "here" } else { mark.text.as_str() }));
        }
    }
    labels
}

/// The excerpts as `ariadne` asks for them.
struct Cache<'a> {
    names: Vec<&'a str>,
    sources: HashMap<usize, ariadne::Source<&'a str>>,
}

impl<'a> Cache<'a> {
    fn new(excerpts: &'a [Excerpt]) -> Self {
        let source = |e: &'a Excerpt| ariadne::Source::from(e.text.as_str());
        Self {
            names: excerpts.iter().map(|e| e.name.as_str()).collect(),
            sources: excerpts.iter().map(source).enumerate().collect(),
        }
    }
}

impl<'a> ariadne::Cache<usize> for Cache<'a> {
    type Storage = &'a str;

    fn fetch(&mut self, id: &usize) -> Result<&ariadne::Source<&'a str>, impl std::fmt::Debug> {
        self.sources.get(id).ok_or("no such excerpt")
    }

    fn display<'b>(&self, id: &'b usize) -> Option<impl std::fmt::Display + 'b> {
        self.names.get(*id).map(ToString::to_string)
    }
}
