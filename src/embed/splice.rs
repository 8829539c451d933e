//! The text with new blocks in their places; everything else stays byte for byte.

use super::Block;

/// What stands between two markers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Lines of Markdown.
    Lines(String),
    /// One piece, which may stand within a line.
    Piece(String),
}

/// Puts contents between the markers of blocks; both are in the order of the text.
#[must_use]
pub fn splice(text: &str, blocks: &[(&Block, Content)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (block, content) in blocks {
        out.push_str(text.get(at..block.inner.start).unwrap_or(""));
        let words = match content {
            Content::Lines(words) | Content::Piece(words) => words,
        };
        if block.inline {
            out.push_str(words.trim());
        } else {
            lines(words, block, line_end(text, block.inner.start), &mut out);
        }
        at = block.inner.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// Writes lines, an empty one before and after them, and what the end marker's line begins with.
fn lines(words: &str, block: &Block, end: &str, out: &mut String) {
    let bare = block.prefix.trim_end();
    out.push_str(end);
    for line in std::iter::once("").chain(words.trim_matches('\n').lines()).chain([""]) {
        if line.is_empty() {
            out.push_str(bare);
        } else {
            out.push_str(&block.prefix);
            out.push_str(line);
        }
        out.push_str(end);
    }
    out.push_str(&block.prefix);
}

/// How the line of a place ends, or, where it is the last one, the first line.
fn line_end<'t>(text: &'t str, at: usize) -> &'static str {
    let line = |text: &'t str| text.split_inclusive('\n').next().filter(|line| line.ends_with('\n'));
    let here = text.get(at..).and_then(line).or_else(|| line(text));
    if here.is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" }
}
