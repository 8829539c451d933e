//! Excerpts: the few lines of a source that a diagnostic points at, made safe for a terminal.
//!
//! In: byte spans of any quality. Out: a short text and character ranges in it. Lines without a mark are empty, control
//! characters become visible, very long lines are cut around their marks; nothing here grows with the source.

use super::Diagnostic;
use crate::source::{FileId, Source, Sources, Span};

/// Lines longer than this (bytes) are cut around the place.
const LONG: usize = 320;
/// How many characters of a long line are kept before the place, and how many from it on.
const BEFORE: usize = 60;
const AFTER: usize = 140;
/// Marked lines that are further apart than this get excerpts of their own.
const FAR: u32 = 400;

/// A mark in an excerpt.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// Characters of [`Excerpt::text`].
    pub range: std::ops::Range<usize>,
    /// What is said there.
    pub text: String,
    /// Whether it is the finding itself.
    pub primary: bool,
}

/// Some lines of one source.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Excerpt {
    /// The source's name.
    pub name: String,
    /// Its lines, below as many empty ones as stand before them in the source: so their numbers are right.
    pub text: String,
    /// What it shows, in the order of lines.
    pub marks: Vec<Mark>,
    /// The true place, where a cut line makes the excerpt's columns wrong.
    pub cut: Option<String>,
}

/// A place with words, cut to one line of a source that exists.
struct Place {
    file: FileId,
    line: u32,
    start: usize,
    end: usize,
    text: String,
    primary: bool,
}

/// The excerpts of a finding, the one with the finding itself first.
pub(super) fn excerpts(diagnostic: &Diagnostic, sources: &Sources) -> Vec<Excerpt> {
    let others = diagnostic.labels.iter().map(|l| (l.span, l.text.clone(), false));
    let mut places: Vec<Place> = std::iter::once((diagnostic.span, diagnostic.here.clone(), true))
        .chain(others)
        .filter_map(|(span, text, primary)| place(span, text, primary, sources))
        .collect();
    let Some((file, line)) = places.first().map(|p| (p.file, p.line)) else { return Vec::new() };
    places.sort_by_key(|p| (p.file != file, p.file, p.line, p.start));
    let mut groups: Vec<Vec<Place>> = Vec::new();
    for place in places {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|l| l.file == place.file && place.line - l.line < FAR) => {
                group.push(place);
            }
            _ => groups.push(vec![place]),
        }
    }
    groups.sort_by_key(|group| !group.iter().any(|p| p.file == file && p.line == line && p.primary));
    groups.iter().filter_map(|group| excerpt(group, sources)).collect()
}

/// Cuts a span to its first line and to whole characters.
fn place(span: Span, text: String, primary: bool, sources: &Sources) -> Option<Place> {
    let (file, source) = match sources.get(span.file) {
        Some(source) => (span.file, source),
        None if primary => (FileId(0), sources.list.first()?),
        None => return None,
    };
    let start = floor(&source.text, span.start as usize);
    let line = source.position(span.start).line;
    let shown = source.line_text(line);
    let line_end = line_start(source, shown) + shown.len();
    let end = floor(&source.text, span.end as usize).clamp(start, line_end.max(start));
    Some(Place { file, line, start: start.min(line_end), end: end.min(line_end), text, primary })
}

/// The nearest whole character at or before a byte.
fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// Where a line's text (a slice of its source) begins.
fn line_start(source: &Source, line: &str) -> usize {
    (line.as_ptr() as usize).saturating_sub(source.text.as_ptr() as usize).min(source.text.len())
}

/// Puts neighbouring places of one source into one text.
fn excerpt(group: &[Place], sources: &Sources) -> Option<Excerpt> {
    let first = group.first()?;
    let source = sources.get(first.file)?;
    let mut made = Excerpt { name: visible(&source.name), text: String::new(), marks: Vec::new(), cut: None };
    let (mut line, mut length) = (1, 0);
    for same_line in group.chunk_by(|a, b| a.line == b.line) {
        let Some(head) = same_line.first() else { continue };
        while line < head.line {
            made.text.push('\n');
            length += 1;
            line += 1;
        }
        let shown = source.line_text(head.line);
        let begin = line_start(source, shown);
        let (window, lead) = window(shown, same_line, begin);
        if window.len() < shown.len() && made.cut.is_none() {
            let at = source.position(u32::try_from(head.start).unwrap_or(u32::MAX));
            made.cut = Some(format!("line {} is shown shortened; the place is column {}", at.line, at.column));
        }
        let kept = shown.get(window.clone()).unwrap_or("");
        for place in same_line {
            let at = |byte: usize| {
                let inside = byte.saturating_sub(begin).clamp(window.start, window.end) - window.start;
                kept.get(..inside).map_or(0, |t| t.chars().count())
            };
            let range = length + lead.chars().count() + at(place.start)..length + lead.chars().count() + at(place.end);
            made.marks.push(Mark { range, text: visible(&place.text), primary: place.primary });
        }
        let tail = if window.end < shown.len() { "…" } else { "" };
        let words = format!("{lead}{}{tail}", kept.chars().map(seen).collect::<String>());
        length += words.chars().count();
        made.text.push_str(&words);
    }
    Some(made)
}

/// Which bytes of a line are shown, and what stands before them.
fn window(shown: &str, places: &[Place], begin: usize) -> (std::ops::Range<usize>, &'static str) {
    if shown.len() <= LONG {
        return (0..shown.len(), "");
    }
    let chosen = places.iter().find(|p| p.primary).or(places.first());
    let at = floor(shown, chosen.map_or(0, |p| p.start.saturating_sub(begin)));
    let start = shown.get(..at).and_then(|t| t.char_indices().rev().nth(BEFORE - 1)).map_or(0, |(i, _)| i);
    let end = shown.get(at..).and_then(|t| t.char_indices().nth(AFTER)).map_or(shown.len(), |(i, _)| at + i);
    (start..end, if start > 0 { "…" } else { "" })
}

/// A character as it may be shown on a terminal: never one that controls it.
fn seen(c: char) -> char {
    let bidi = matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if (c.is_control() && c != '\t') || bidi { '\u{fffd}' } else { c }
}

/// A message as it may be shown on a terminal; line ends and tabs stay.
pub(super) fn visible(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { c } else { seen(c) }).collect()
}
