//! A page as one HTML document that needs nothing else: texts, tables and pictures stand in it as they are, and a script
//! only adds what a reader may do with them.
//!
//! Whatever comes from the source is data: `words` escapes it, `markdown` lets no HTML through, and the policy in the
//! head allows no script but the page's own.

mod claims;
mod contents;
mod live;
mod markdown;
mod run;
mod section;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod words;

use super::svg::FontMode;
use crate::page::{Page, Part};
use crate::scene::{Ink, Scene};
use crate::theme::{Inks, Theme};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::io;
use words::Ids;

/// A script of these further parts.
macro_rules! script {
    ($($part:literal),*) => {
        concat!(
            "(() => {\n'use strict';\n",
            include_str!("script/page.js"),
            include_str!("script/holdings.js"),
            include_str!("script/stage.js"),
            include_str!("script/view.js"),
            include_str!("script/search.js"),
            $(include_str!($part),)*
            "})();\n"
        )
    };
}

/// What the reader may do: steps, search, colours.
const SCRIPT: &str = script!();

/// Likewise on a page that changes while it is read.
const LIVE_SCRIPT: &str = script!("script/live.js");

pub use live::{notice, version};

/// What all parts of a document share while it is written.
struct Paper<'p> {
    page: &'p Page,
    inks: Inks,
    fonts: FontMode,
    ids: Ids,
}

/// Writes the document, piece by piece.
///
/// # Errors
/// What is wrong with the place that it is written to.
pub fn write(page: &Page, theme: &Theme, fonts: FontMode, to: &mut dyn io::Write) -> io::Result<()> {
    let inks = theme.inks(&Scene { tones: page.tones.clone(), ..Scene::default() });
    let mut paper = Paper { page, inks, fonts, ids: Ids::default() };
    let names = contents::names(&mut paper);
    head(&paper, to)?;
    to.write_all(contents::spell(page, &names).as_bytes())?;
    for (section, name) in page.sections.iter().zip(&names) {
        section::write(section, name, &paper, to)?;
    }
    let file = words::escaped(&page.file);
    let script = script(page);
    write!(
        to,
        "</main>\n</div>\n<footer>Made by cachediag from <code>{file}</code></footer>\n<script>{script}</script>\n</body>\n</html>\n"
    )
}

/// What a reader may do on this page.
fn script(page: &Page) -> &'static str {
    if page.live.is_some() { LIVE_SCRIPT } else { SCRIPT }
}

/// Everything before the list of contents.
fn head(paper: &Paper<'_>, to: &mut dyn io::Write) -> io::Result<()> {
    let page = paper.page;
    let title = words::escaped(&page.title.plain());
    let hash = STANDARD.encode(Sha256::digest(script(page).as_bytes()));
    let scheme = scheme(&paper.inks);
    let (version, connect) = page.live.as_ref().map_or_else(Default::default, live::head);
    write!(
        to,
        "<!doctype html>\n<html lang=\"en\"{version}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         font-src data:; img-src data:; script-src 'sha256-{hash}';{connect} base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"color-scheme\" content=\"{scheme}\">\n<meta name=\"generator\" content=\"cachediag\">\n"
    )?;
    if let Some(description) = &page.description {
        writeln!(to, "<meta name=\"description\" content=\"{}\">", words::escaped(&description.plain()))?;
    }
    write!(to, "<title>{title}</title>\n<style>")?;
    style::write(paper, to)?;
    write!(
        to,
        "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n\
         <header class=\"bar\" id=\"top\"><a class=\"name\" href=\"#top\">{title}</a></header>\n"
    )?;
    if let Some(live) = &page.live {
        to.write_all(live::notice(&live.notice).as_bytes())?;
    }
    to.write_all(b"<div class=\"frame\">\n")
}

/// The colour schemes of a theme, as a browser names them.
fn scheme(inks: &Inks) -> &'static str {
    let dark = inks.colour(&Ink::Paper).luminance() < inks.colour(&Ink::Text).luminance();
    match (inks.pairs().next(), dark) {
        (Some(_), _) => "light dark",
        (None, false) => "only light",
        (None, true) => "only dark",
    }
}

/// What came of all claims of a page.
fn checked(page: &Page) -> impl Iterator<Item = &crate::verdict::Checked> {
    page.sections.iter().flat_map(|section| &section.parts).filter_map(|part| match part {
        Part::Claims(checked) => Some(&**checked),
        Part::Text(_) | Part::Table(_) | Part::Picture(_) | Part::Run(_) | Part::Entries(_) => None,
    })
}
