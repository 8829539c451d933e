//! What a marker says: a program and options, with their places.

use crate::diagnostic::Diagnostic;
use crate::problem::markers;
use crate::source::{FileId, Source, Span};
use std::ops::Range;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Without quotes.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// What a marker at the start of a block says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marker {
    /// The file of the program; that above it in the text if it names none.
    pub file: Option<Word>,
    /// The views, in the order in which they are asked for.
    pub views: Vec<Word>,
    /// A picture or a table.
    pub format: Option<Word>,
    /// Where the picture goes.
    pub to: Option<Word>,
    /// The theme, or two with a comma between.
    pub theme: Option<Word>,
    /// What the picture shows, for those who do not see it.
    pub alt: Option<Word>,
}

/// The names of all options.
const OPTIONS: [&str; 5] = ["view", "format", "to", "theme", "alt"];

/// A marker: that of a start or that of an end.
#[derive(Clone, Debug)]
pub(super) enum Half {
    Start(Box<Marker>),
    End,
}

/// Adds the markers of a stretch of HTML.
pub(super) fn halves(
    source: &Source,
    html: Range<usize>,
    found: &mut Vec<(Half, Range<usize>)>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut at = html.start;
    while let Some(open) = source.text.get(at..html.end).and_then(|text| text.find("<!--")) {
        let start = at + open;
        let inner = start + "<!--".len();
        let rest = source.text.get(inner..html.end).unwrap_or("");
        let close = rest.find("-->");
        let words = rest.get(..close.unwrap_or(rest.len())).unwrap_or("");
        let name = words.split_whitespace().next().unwrap_or("");
        let Some(close) = close else {
            if matches!(name, "cachediag" | "/cachediag") {
                let line = words.lines().next().unwrap_or("").len();
                problems.push(markers::unclosed(Span::new(FileId(0), start, inner + line)));
            }
            return;
        };
        at = inner + close + "-->".len();
        match name {
            "cachediag" => {
                let from = words.find(name).unwrap_or(0) + name.len();
                let words = words.get(from..).unwrap_or("");
                found.push((Half::Start(Box::new(read(words, inner + from, problems))), start..at));
            }
            "/cachediag" => found.push((Half::End, start..at)),
            _foreign => {}
        }
    }
}

/// Reads what stands behind the name of a marker, which begins at a byte of the text.
fn read(text: &str, offset: usize, problems: &mut Vec<Diagnostic>) -> Marker {
    let mut marker = Marker::default();
    let mut at = 0;
    while let Some(skip) = text.get(at..).and_then(|rest| rest.find(|c: char| !c.is_whitespace())) {
        let start = at + skip;
        let (length, closed) = word(text.get(start..).unwrap_or(""));
        at = start + length;
        let span = Span::new(FileId(0), offset + start, offset + at);
        let written = text.get(start..at).unwrap_or("");
        if closed {
            take(written, span, &mut marker, problems);
        } else {
            problems.push(markers::malformed(span, "this value has no closing quote", "close it with `\"`"));
        }
    }
    marker
}

/// How long the first word is, and whether its quotes are closed.
fn word(text: &str) -> (usize, bool) {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => return (at, true),
            _letter => {}
        }
    }
    (text.trim_end().len(), !quoted)
}

/// Takes one word: a path, or an option with its value.
fn take(written: &str, span: Span, marker: &mut Marker, problems: &mut Vec<Diagnostic>) {
    let name = written.split(['=', '"']).next().unwrap_or("");
    let path = name.is_empty() || name.len() == written.len() || name.contains(['.', '/']);
    if path {
        let word = Word { text: written.replace('"', ""), span };
        if marker.file.is_some() {
            let what = format!("`{}` is a second program", word.text);
            problems.push(markers::malformed(
                span,
                &what,
                "write a marker for each program; an option is `NAME=VALUE`",
            ));
        } else {
            marker.file = Some(word);
        }
        return;
    }
    let value = written.get(name.len()..).unwrap_or("").trim_start_matches('=').replace('"', "");
    let at = Span { end: span.start + u32::try_from(name.len()).unwrap_or(0), ..span };
    if value.is_empty() {
        let help = format!("write `{name}=VALUE`");
        problems.push(markers::malformed(span, &format!("`{name}` has no value"), &help));
        return;
    }
    let word = Word { text: value, span };
    let place = match name {
        "view" => return marker.views.push(word),
        "format" => &mut marker.format,
        "to" => &mut marker.to,
        "theme" => &mut marker.theme,
        "alt" => &mut marker.alt,
        _unknown => return problems.push(markers::unknown_option(at, name, &OPTIONS)),
    };
    if place.replace(word).is_some() {
        problems.push(markers::malformed(span, &format!("`{name}` is given twice"), "keep one of them"));
    }
}
