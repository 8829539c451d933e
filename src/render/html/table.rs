//! A table with its footnotes and its legend.

use super::words;
use crate::table::{Align, Cell, Sign, Table};
use crate::timeline::Tone;
use crate::timeline::reach::Mark;

/// The table; `id` is that of its section.
pub(super) fn spell(table: &Table, id: &str) -> String {
    let mut out = format!(
        "<div class=\"sheet\" tabindex=\"0\" role=\"region\" aria-label=\"Table: {}\">\n<table class=\"{}\">\n<thead><tr>",
        words::escaped(&table.title),
        words::escaped(&table.name)
    );
    for (column, head) in table.header.iter().enumerate() {
        out.push_str(&format!("<th scope=\"col\"{}>{}</th>", aligned(table.align(column)), words::inline(head)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            let (start, end) = if column == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
            let align = aligned(table.align(column));
            out.push_str(&format!("<{start}{align}>{}</{end}>", spell_cell(cell, id)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    foot(table, id, &mut out);
    out
}

fn aligned(align: Align) -> &'static str {
    match align {
        Align::Left => "",
        Align::Middle => " class=\"middle\"",
    }
}

/// A cell: its sign, its words, the numbers of its footnotes.
fn spell_cell(cell: &Cell, id: &str) -> String {
    let sign = cell.sign.map(spell_sign).unwrap_or_default();
    let words = words::inline(&cell.words);
    let space = if sign.is_empty() || words.is_empty() { "" } else { " " };
    let words = match cell.tone.as_ref().and_then(tone) {
        Some(tone) => format!("<span class=\"{tone}\">{words}</span>"),
        None => words,
    };
    let note = |number: &usize| format!("<a href=\"#{id}-note-{number}\">{number}</a>");
    let notes: Vec<String> = cell.notes.iter().map(note).collect();
    let notes = if notes.is_empty() { String::new() } else { format!("<sup>{}</sup>", notes.join(" ")) };
    format!("{sign}{space}{words}{notes}")
}

/// The class of a tone; declared ones have none.
fn tone(tone: &Tone) -> Option<&'static str> {
    match tone {
        Tone::Accent => Some("accent"),
        Tone::Good => Some("good"),
        Tone::Warn => Some("warn"),
        Tone::Bad => Some("bad"),
        Tone::Muted => Some("muted"),
        Tone::Named(_) => None,
    }
}

/// A sign in its colour; the legend tells what it means.
fn spell_sign(sign: Sign) -> String {
    let class = match (sign.mark, sign.worse) {
        (_, true) => "bad",
        (Mark::All, false) => "good",
        (Mark::Some, false) => "warn",
        (Mark::Never, false) => "accent",
        (Mark::Nothing, false) => "muted",
    };
    format!("<span class=\"sign {class}\">{}</span>", words::escaped(&sign.text()))
}

/// What stands below.
fn foot(table: &Table, id: &str, out: &mut String) {
    if !table.legend.is_empty() {
        let one = |(sign, words): &(String, crate::timeline::Wording)| {
            format!("<li><b>{}</b> {}</li>", words::escaped(sign), words::inline(words))
        };
        let all: String = table.legend.iter().map(one).collect();
        out.push_str(&format!("<ul class=\"legend\" aria-label=\"Signs\">{all}</ul>\n"));
    }
    if !table.footnotes.is_empty() {
        out.push_str("<ol class=\"notes\" aria-label=\"Footnotes\">\n");
        for (number, note) in (1_usize..).zip(&table.footnotes) {
            out.push_str(&format!("<li id=\"{id}-note-{number}\">{}</li>\n", words::inline(note)));
        }
        out.push_str("</ol>\n");
    }
}
