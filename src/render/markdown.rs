//! Markdown: headings, tables and the author's texts. The document itself is put together by [`document`].
//!
//! Cells and headings are data: whatever could be read as Markdown or HTML in them is escaped.

#[cfg(test)]
mod tests;

use super::svg::escape as allowed;
use crate::model::Model;
use crate::table::{Align, Cell, Table};
use crate::timeline::{Run, Style, Timeline, Wording};

/// Title, description, tables and texts, blank lines between.
#[must_use]
pub fn document(model: &Model, tables: &[Table], texts: bool) -> String {
    let mut parts = Vec::new();
    if texts {
        parts.extend(model.title.as_ref().map(|title| format!("# {}\n", inline(title, false))));
        parts.extend(model.description.as_ref().map(|text| format!("{}\n", inline(text, false))));
    }
    let mut tables: Vec<(u32, String)> = tables.iter().map(|t| (table_line(model), spell(t))).collect();
    if texts {
        let body = |body: &str| format!("{}\n", allowed::text(body.trim_matches('\n')));
        tables.extend(model.texts.iter().map(|t| (t.span.start, body(&t.body))));
    }
    tables.sort_by_key(|(at, _)| *at);
    parts.extend(tables.into_iter().map(|(_, text)| text));
    parts.join("\n")
}

/// Where the storages table stands among the texts: at the first storage.
fn table_line(model: &Model) -> u32 {
    model.storages.first().map_or(0, |s| s.declared.span.start)
}

/// A table below its heading; footnotes and legend below it.
#[must_use]
pub fn spell(table: &Table) -> String {
    format!("## {}\n\n{}", escape(&table.title, false), body(table))
}

/// Tables for somebody else's document, which has headings of its own: several have their names above them.
#[must_use]
pub fn part(tables: &[Table]) -> String {
    match tables {
        [table] => body(table),
        several => {
            let named = |table: &Table| format!("**{}**\n\n{}", escape(&table.title, false), body(table));
            several.iter().map(named).collect::<Vec<_>>().join("\n")
        }
    }
}

/// A picture; `description` is for those who do not see it.
#[must_use]
pub fn picture(path: &str, description: &str) -> String {
    let path = if path.contains([' ', '(', ')', '<', '>']) {
        format!("<{}>", path.replace('<', "\\<").replace('>', "\\>"))
    } else {
        path.to_owned()
    };
    format!("![{}]({path})", escape(description, false))
}

/// A picture for light and one for dark readers, on one line.
#[must_use]
pub fn pictures(light: &str, dark: &str, description: &str) -> String {
    let [light, dark, description] = [light, dark, description].map(escape_html);
    format!(
        "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"{dark}\"><img alt=\"{description}\" src=\"{light}\"></picture>"
    )
}

/// An attribute of HTML on one line.
fn escape_html(text: &str) -> String {
    let one_line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    one_line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A table by itself; footnotes and legend below it.
fn body(table: &Table) -> String {
    let mut out = String::new();
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&line(table.header.iter().map(|head| inline(head, true)).collect()));
    let rule = |column: usize| match table.align(column) {
        Align::Left => "---".to_owned(),
        Align::Middle => ":-:".to_owned(),
    };
    out.push_str(&line((0..table.header.len()).map(rule).collect()));
    for row in &table.rows {
        out.push_str(&line(row.iter().map(cell).collect()));
    }
    if !table.footnotes.is_empty() {
        out.push('\n');
    }
    for (number, note) in (1_usize..).zip(&table.footnotes) {
        out.push_str(&format!("{number}. {}\n", inline(note, false)));
    }
    if !table.legend.is_empty() {
        let meaning = |(sign, words): &(String, Wording)| format!("{} {}", escape(sign, false), inline(words, false));
        out.push_str(&format!("\n{}\n", table.legend.iter().map(meaning).collect::<Vec<_>>().join(" · ")));
    }
    out
}

/// What happens, as a numbered list, below what it is called.
#[must_use]
pub fn words(timeline: &Timeline) -> String {
    let mut out = timeline.title.as_ref().map_or_else(String::new, |title| format!("**{}**\n\n", inline(title, false)));
    let told = timeline.moments.iter().filter(|moment| !moment.said.is_empty());
    for (number, moment) in (1_usize..).zip(told) {
        out.push_str(&format!("{number}. {}\n", guard_start(escape(&moment.said, false).trim())));
    }
    out
}

/// A cell: its sign, its words, the numbers of its footnotes.
fn cell(cell: &Cell) -> String {
    let sign = cell.sign.map(|sign| escape(&sign.text(), true)).unwrap_or_default();
    let words = inline(&cell.words, true);
    let numbers: Vec<String> = cell.notes.iter().map(usize::to_string).collect();
    let notes = if numbers.is_empty() { String::new() } else { format!("<sup>{}</sup>", numbers.join(" ")) };
    let space = if sign.is_empty() || words.is_empty() { "" } else { " " };
    format!("{sign}{space}{words}{notes}")
}

/// Words in styles as Markdown on one line.
fn inline(wording: &Wording, cell: bool) -> String {
    let text: String = wording.runs.iter().map(|run| styled(run, cell)).collect();
    guard_start(text.trim())
}

/// One run.
fn styled(run: &Run, cell: bool) -> String {
    match run.style {
        Style::Newline => "<br>".into(),
        Style::Bold => bold(&run.text, cell),
        Style::Code | Style::Key | Style::Value | Style::Attribute => code(&run.text, cell),
        Style::Plain | Style::Verb | Style::Lookup | Style::Status => escape(&run.text, cell),
    }
}

/// Strong emphasis; its signs must touch the words.
fn bold(text: &str, cell: bool) -> String {
    let words = text.trim();
    let (Some(start), false) = (text.find(words), words.is_empty()) else { return escape(text, cell) };
    let (before, behind) = (text.get(..start).unwrap_or_default(), text.get(start + words.len()..).unwrap_or_default());
    format!("{before}**{}**{behind}", escape(words, cell))
}

/// A code span whose fence is longer than any run of backticks in it. A bar would end the cell even there.
fn code(text: &str, cell: bool) -> String {
    if text.is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    let text = text.replace(char::is_control, " ");
    let text = if cell { text.replace('|', "\\|") } else { text };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Text in which nothing is read as Markdown or HTML.
fn escape(text: &str, cell: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' => out.extend(['\\', c]),
            '|' if cell => out.push_str("\\|"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Escapes what would make a heading, list or rule at the start of a line.
fn guard_start(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let numbered = digits > 0 && matches!(text.get(digits..digits + 1), Some("." | ")"));
    if numbered {
        let (number, rest) = text.split_at(digits);
        return format!("{number}\\{rest}");
    }
    if text.starts_with(['#', '+', '-', '=']) { format!("\\{text}") } else { text.to_owned() }
}
