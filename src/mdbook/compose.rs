//! Puts diagrams in their places: what stands in a list or a quote stays in it.

use super::chapter::Spot;
use super::order::Order;
use crate::pipeline::inset::{self, Inset};
use crate::source::Source;

/// What stands in the place of a diagram.
pub(super) fn blocks(order: &Order, program: Option<&Source>, insets: &[Inset], plain: bool) -> Vec<Inset> {
    let shown = program.filter(|_| order.source || !order.picture);
    let source = shown.map(|source| if plain { fenced(source) } else { coloured(source) });
    let insets = if order.picture { insets } else { &[] };
    let beside = order.beside && !plain && source.is_some() && !insets.is_empty();
    let mut blocks: Vec<Inset> = source.into_iter().chain(insets.iter().cloned()).collect();
    if beside {
        let all_html = blocks.iter().all(|block| matches!(block, Inset::Html(_)));
        let (open, close) = ("<div class=\"cachediag-beside\"><div class=\"cachediag-pair\">", "</div></div>");
        if all_html && blocks.len() == 2 {
            let inner: String = blocks.iter().map(text).collect();
            return vec![Inset::Html(format!("{open}{inner}{close}"))];
        }
        // Several pictures share one column.
        blocks.insert(1, Inset::Html("<div>".into()));
        blocks.insert(0, Inset::Html(open.into()));
        blocks.push(Inset::Html(format!("</div>{close}")));
    }
    blocks
}

/// A program as HTML, its words coloured.
fn coloured(source: &Source) -> Inset {
    let words = inset::highlighted(source);
    Inset::Html(format!("<pre><code class=\"nohighlight hljs cachediag-source\">{words}</code></pre>"))
}

/// A program as a fence that nothing in it closes.
fn fenced(source: &Source) -> Inset {
    let text = source.text.trim_end();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    Inset::Markdown(format!("{fence}cachediag\n{text}\n{fence}"))
}

fn text(block: &Inset) -> &str {
    match block {
        Inset::Html(text) | Inset::Markdown(text) => text,
    }
}

/// The chapter with everything in its place; spots and escapes from top to bottom.
pub(super) fn splice(chapter: &str, spots: &[(&Spot, Vec<Inset>)], escapes: &[usize]) -> String {
    let mut out = String::with_capacity(chapter.len() * 2);
    let mut at = 0;
    let mut escapes = escapes.iter().copied().peekable();
    for (spot, blocks) in spots {
        // Two directives on one line were refused; the first one took the line.
        if spot.lines.start < at {
            continue;
        }
        copy(chapter, at..spot.lines.start, &mut escapes, &mut out);
        place(chapter, spot, blocks, &mut out);
        at = spot.lines.end;
    }
    copy(chapter, at..chapter.len(), &mut escapes, &mut out);
    out
}

/// Copies a part, without the backslashes that were escapes.
fn copy(
    chapter: &str,
    range: std::ops::Range<usize>,
    escapes: &mut std::iter::Peekable<impl Iterator<Item = usize>>,
    out: &mut String,
) {
    let mut at = range.start;
    while let Some(escape) = escapes.next_if(|escape| *escape < range.end) {
        if escape >= at {
            out.push_str(chapter.get(at..escape).unwrap_or_default());
            at = escape + 1;
        }
    }
    out.push_str(chapter.get(at..range.end).unwrap_or_default());
}

/// Writes blocks, each line behind what its list or quote needs.
fn place(chapter: &str, spot: &Spot, blocks: &[Inset], out: &mut String) {
    let first = chapter.get(spot.lines.start..spot.start).unwrap_or_default();
    let below: String = first.chars().map(|c| if c == '>' || c.is_whitespace() { c } else { ' ' }).collect();
    let item = below != first;
    let html = matches!(blocks.first(), Some(Inset::Html(_)));
    let mut lead = first;
    if blocks.is_empty() {
        return out.push_str(first.trim_end());
    }
    // Only HTML may follow a paragraph at once; a list's item begins with what it holds.
    if !item && !html && spot.lines.start > 0 {
        out.push_str(below.trim_end());
        out.push('\n');
    }
    for (number, block) in blocks.iter().enumerate() {
        if number > 0 {
            out.push_str(below.trim_end());
            out.push('\n');
        }
        for line in text(block).lines() {
            out.push_str(if line.is_empty() { lead.trim_end() } else { lead });
            out.push_str(line);
            out.push('\n');
            lead = &below;
        }
    }
    let rest = chapter.get(spot.lines.end..).unwrap_or_default();
    let next = rest.trim_start_matches(['\r']).strip_prefix('\n').unwrap_or_default();
    let blank = next.lines().next().is_none_or(|line| line.trim_matches([' ', '\t', '>', '\r']).is_empty());
    if blank {
        // The line end of the spot's last line stays.
        out.truncate(out.trim_end_matches('\n').len());
    } else {
        out.push_str(below.trim_end());
    }
}
