//! A section: its heading, what is said of it, and its parts.

use super::contents::Names;
use super::{Paper, claims, markdown, run, table, words};
use crate::page::{Entry, Part, Section};
use crate::render::svg::write_inline;
use std::io;

/// Writes a section.
pub(super) fn write(section: &Section, name: &Names, paper: &Paper<'_>, to: &mut dyn io::Write) -> io::Result<()> {
    let id = &name.id;
    if section.title.is_empty() {
        writeln!(to, "<section id=\"{id}\" aria-label=\"{}\">", words::escaped(&section.name))?;
    } else {
        let title = words::inline(&section.title);
        writeln!(
            to,
            "<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\"><a href=\"#{id}\">{title}</a></h2>"
        )?;
    }
    if let Some(description) = &section.description {
        writeln!(to, "<p class=\"lead\">{}</p>", words::inline(description))?;
    }
    write!(to, "{}", said(&section.docs, section.source.as_deref()))?;
    for (part, own) in section.parts.iter().zip(&name.parts) {
        match part {
            Part::Text(text) => writeln!(to, "<div class=\"prose\">\n{}</div>", markdown::spell(text))?,
            Part::Table(table) => to.write_all(table::spell(table, id).as_bytes())?,
            Part::Picture(scene) => {
                let label = words::escaped(&section.title.plain());
                run::open_view(&label, to)?;
                write_inline(scene, &paper.inks, paper.fonts, &mut *to)?;
                run::close_view(to)?;
            }
            Part::Run(one) => run::write(one, own, paper, to)?,
            Part::Claims(checked) => to.write_all(claims::spell(checked, own, section, name).as_bytes())?,
            Part::Entries(entries) => to.write_all(spell_entries(entries).as_bytes())?,
        }
    }
    writeln!(to, "</section>")
}

/// Documentation, and where more is told.
fn said(docs: &str, source: Option<&str>) -> String {
    let mut out = String::new();
    if !docs.trim().is_empty() {
        out.push_str(&format!("<div class=\"prose\">\n{}</div>\n", markdown::spell(docs)));
    }
    if let Some(source) = source {
        out.push_str(&format!("<p class=\"source\">Source: {}</p>\n", words::source(source)));
    }
    out
}

/// Declarations with what they say about themselves.
fn spell_entries(entries: &[Entry]) -> String {
    let mut out = String::from("<dl class=\"entries\">\n");
    for entry in entries {
        let name = words::escaped(&entry.name);
        let label =
            if entry.label == entry.name { String::new() } else { format!(" {}", words::escaped(&entry.label)) };
        out.push_str(&format!(
            "<dt><span class=\"keyword\">{}</span> <code>{name}</code>{label}</dt>\n<dd>{}</dd>\n",
            entry.keyword,
            said(&entry.docs, entry.source.as_deref())
        ));
    }
    out.push_str("</dl>\n");
    out
}
