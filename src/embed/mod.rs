//! Markdown with markers: where generated blocks stand in a text, and the text with new ones in their place.
//!
//! Comes in: a Markdown text. Goes out: its [`Block`]s, with what each marker says ([`marker`]), and the programs that
//! stand in the text itself ([`fence`]). What is between two markers is nobody's but ours; all other bytes stay.
//!
//! ```text
//! <!-- cachediag shop.cd view=matrix -->   the start: a program and options
//! …                                        replaced
//! <!-- /cachediag -->                      the end
//! ```

pub mod fence;
pub mod marker;
mod splice;
#[cfg(test)]
mod tests;

pub use marker::{Marker, Word};
pub use splice::{Content, splice};

use crate::diagnostic::Diagnostic;
use crate::problem::markers;
use crate::source::{FileId, Source, Span};
use fence::Fence;
use marker::Half;
use pulldown_cmark::{Event, Options, Parser};
use std::ops::Range;

/// What is to be generated, and where.
#[derive(Clone, Debug)]
pub struct Block {
    /// What the marker at its start says.
    pub marker: Marker,
    /// The start marker.
    pub span: Span,
    /// Whether it stands within a line.
    pub inline: bool,
    /// Which of the text's own programs stands nearest above it.
    pub above: Option<usize>,
    /// What each line of it begins with: the indentation of a list, the signs of a quotation.
    prefix: String,
    /// What is replaced.
    inner: Range<usize>,
}

/// What was found in a text.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The blocks, from top to bottom.
    pub blocks: Vec<Block>,
    /// The programs that stand in the text, from top to bottom.
    pub fences: Vec<Fence>,
    /// What is wrong with the markers.
    pub diagnostics: Vec<Diagnostic>,
}

/// Looks for markers and programs. A marker in a code block is none.
#[must_use]
pub fn find(source: &Source) -> Found {
    let mut found = Found::default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut html: Vec<Range<usize>> = Vec::new();
    let mut fences = fence::Reader::default();
    for (event, range) in Parser::new_ext(&source.text, options).into_offset_iter() {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => match html.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                Some(_) | None => html.push(range),
            },
            event => fences.take(&event, range),
        }
    }
    found.fences = fences.done(source);
    let mut halves = Vec::new();
    for range in html {
        marker::halves(source, range, &mut halves, &mut found.diagnostics);
    }
    pair(source, halves, &mut found);
    found
}

/// Makes blocks of starts and ends.
fn pair(source: &Source, halves: Vec<(Half, Range<usize>)>, found: &mut Found) {
    let span = |range: &Range<usize>| Span::new(FileId(0), range.start, range.end);
    let mut open: Option<(Box<Marker>, Range<usize>)> = None;
    for (half, range) in halves {
        match (half, open.take()) {
            (Half::Start(marker), None) => open = Some((marker, range)),
            (Half::Start(marker), Some((_, first))) => {
                found.diagnostics.push(markers::nested(span(&range), span(&first)));
                open = Some((marker, range));
            }
            (Half::End, Some((marker, start))) => {
                let block = block(source, *marker, &start, &range, &found.fences);
                found.blocks.push(block);
            }
            (Half::End, None) => found.diagnostics.push(markers::unbegun(span(&range))),
        }
    }
    if let Some((_, start)) = open {
        found.diagnostics.push(markers::unended(span(&start)));
    }
    found.diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
}

/// The block between two markers.
fn block(source: &Source, marker: Marker, start: &Range<usize>, end: &Range<usize>, fences: &[Fence]) -> Block {
    let text = |range: Range<usize>| source.text.get(range).unwrap_or("");
    let line = text(0..start.start).rfind('\n').map_or(0, |at| at + 1);
    let head = text(line..start.start);
    let tail = text(end.end..source.text.len()).split('\n').next().unwrap_or("");
    let alone = only_containers(head) && tail.trim().is_empty();
    let above = fences.iter().rposition(|fence| fence.end <= start.start);
    Block {
        marker,
        span: Span::new(FileId(0), start.start, start.end),
        inline: !alone,
        above,
        prefix: head.chars().map(|c| if c == '>' || c.is_whitespace() { c } else { ' ' }).collect(),
        inner: start.end..end.start,
    }
}

/// Whether what stands before a marker only says in which list or quotation it is.
fn only_containers(head: &str) -> bool {
    head.split(|c: char| c == '>' || c.is_whitespace()).filter(|word| !word.is_empty()).all(|word| {
        let number = word.trim_end_matches(['.', ')']);
        let ordered = number.len() + 1 == word.len() && number.len() <= 9 && number.bytes().all(|b| b.is_ascii_digit());
        matches!(word, "-" | "+" | "*") || (ordered && !number.is_empty())
    })
}
