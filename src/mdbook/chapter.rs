//! The diagrams of a chapter: fences and directives, wherever they stand, in lists and quotes too.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The word that marks a diagram.
const WORD: &str = "cachediag";

/// A diagram where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// The lines that it takes, from the start of the first one, without the last line's end.
    pub lines: Range<usize>,
    /// Where the fence or the directive itself begins.
    pub start: usize,
    /// Its options.
    pub words: Range<usize>,
    /// The lines of a fence; `None` for a directive.
    pub pieces: Option<Vec<Piece>>,
    /// Something else stands on the lines of a directive.
    pub crowded: bool,
}

/// A part of a fence's program, in the chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it says.
    pub text: String,
}

/// What is found in a chapter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// From top to bottom.
    pub spots: Vec<Spot>,
    /// Backslashes before directives that are to be shown as they are.
    pub escapes: Vec<usize>,
}

/// Finds them.
pub(super) fn find(text: &str) -> Found {
    // Most chapters have none.
    if !text.contains(WORD) {
        return Found::default();
    }
    let (mut spots, code) = fences(text);
    let mut escapes = Vec::new();
    for (start, end) in directives(text) {
        if code.iter().any(|range| range.contains(&start)) {
            continue;
        }
        if text.get(..start).is_some_and(|before| before.ends_with('\\')) {
            escapes.push(start - 1);
        } else {
            spots.push(directive(text, start, end));
        }
    }
    spots.sort_by_key(|spot| spot.start);
    Found { spots, escapes }
}

/// What mdBook reads.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// All fences with diagrams, and where code and comments stand.
fn fences(text: &str) -> (Vec<Spot>, Vec<Range<usize>>) {
    let mut spots = Vec::new();
    let mut code = Vec::new();
    let mut open: Option<Spot> = None;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let fenced = matches!(&kind, CodeBlockKind::Fenced(info) if is_ours(info));
                open = fenced.then(|| fence(text, &range));
                code.push(range);
            }
            Event::Text(said) => {
                if let Some(pieces) = open.as_mut().and_then(|spot| spot.pieces.as_mut()) {
                    pieces.push(Piece { range, text: said.into_string() });
                }
            }
            Event::End(TagEnd::CodeBlock) => spots.extend(open.take()),
            Event::Code(_) | Event::InlineHtml(_) => code.push(range),
            Event::Start(Tag::HtmlBlock) if text.get(range.clone()).is_some_and(|t| t.starts_with("<!--")) => {
                code.push(range);
            }
            _other => {}
        }
    }
    (spots, code)
}

/// Whether the words behind a fence mark a diagram.
fn is_ours(info: &str) -> bool {
    info.split(|c: char| c == ',' || c.is_whitespace()).next() == Some(WORD)
}

/// A fence from its range, its program still unread.
fn fence(text: &str, range: &Range<usize>) -> Spot {
    let first = line_end(text, range.start);
    let info = text.get(range.start..first).and_then(|line| line.find(WORD)).map_or(first, |at| range.start + at);
    let whole = text.get(range.clone()).unwrap_or_default();
    let end = range.start + whole.trim_end_matches(['\n', '\r']).len();
    Spot {
        lines: line_start(text, range.start)..end,
        start: range.start,
        words: (info + WORD.len()).min(first)..first,
        pieces: Some(Vec::new()),
        crowded: false,
    }
}

/// Where directives begin and end.
fn directives(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    text.match_indices("{{#cachediag").filter_map(|(start, head)| {
        let line = text.get(start..line_end(text, start))?;
        let rest = line.get(head.len()..)?;
        let whole = rest.starts_with([' ', '\t', '}']);
        let end = line.find("}}")? + 2;
        whole.then_some((start, start + end))
    })
}

fn directive(text: &str, start: usize, end: usize) -> Spot {
    let lines = line_start(text, start)..line_end(text, start);
    let before = text.get(lines.start..start).unwrap_or_default();
    let behind = text.get(end..lines.end).unwrap_or_default();
    let crowded = !(before.split_whitespace().all(is_marker) && behind.trim().is_empty());
    let words = start + "{{#cachediag".len()..end - 2;
    Spot { lines, start, words, pieces: None, crowded }
}

/// Whether a word begins a quote or an item of a list.
fn is_marker(word: &str) -> bool {
    let numbered =
        word.strip_suffix(['.', ')']).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    numbered || matches!(word, "-" | "*" | "+" | ":") || word.bytes().all(|b| b == b'>')
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// The end of a line, without its line end.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find('\n').map_or(rest.len(), |end| rest.get(..end).unwrap_or_default().trim_end_matches('\r').len())
}
