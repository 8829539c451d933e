//! Somebody's words as HTML: escaped, in their styles, and as ids and links.

use crate::render::svg::escape;
use crate::timeline::{Run, Style, Wording};
use pulldown_cmark_escape::{escape_href, escape_html};
use std::collections::HashSet;

/// Text in which nothing is read as HTML, in an element or between quotes; what no document may hold is replaced.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = escape_html(&mut out, &escape::text(text));
    out
}

/// An address between quotes, if it is `http:`, `https:` or relative.
pub(super) fn address(link: &str) -> Option<String> {
    let link = escape::link(link.trim())?;
    let mut out = String::new();
    let _ = escape_href(&mut out, &link);
    Some(out)
}

/// A link for people: the address without what they need not read.
pub(super) fn source(link: &str) -> String {
    let shown = escaped(link.trim().trim_start_matches("https://").trim_start_matches("http://"));
    match address(link) {
        Some(address) => format!("<a href=\"{address}\">{shown}</a>"),
        None => shown,
    }
}

/// Words in their styles.
pub(super) fn inline(wording: &Wording) -> String {
    let mut out = String::new();
    for run in &wording.runs {
        // A pill stands apart from the words before it.
        let pill = matches!(run.style, Style::Attribute | Style::Lookup | Style::Value);
        if pill && !out.is_empty() && !out.ends_with([' ', '>']) {
            out.push(' ');
        }
        out.push_str(&styled(run));
    }
    out
}

/// One run.
fn styled(run: &Run) -> String {
    let words = escaped(&run.text);
    match run.style {
        Style::Newline => "<br>".into(),
        Style::Bold | Style::Verb => format!("<b>{words}</b>"),
        Style::Code | Style::Key => format!("<code>{words}</code>"),
        Style::Value => format!("<code class=\"value\">{words}</code>"),
        Style::Attribute => format!("<code class=\"pill\">{words}</code>"),
        Style::Plain | Style::Lookup | Style::Status => words,
    }
}

/// What the ids of steps, notes and headings have behind that of their section, and what stands for it elsewhere.
const RESERVED: [(&str, &str); 5] =
    [("-step-", "_step_"), ("-line-", "_line_"), ("-note-", "_note_"), ("-start", "_start"), ("-title", "_title")];

/// The ids of a document: each is given once.
#[derive(Debug, Default)]
pub(super) struct Ids {
    given: HashSet<String>,
}

impl Ids {
    /// An id that nothing else has: the name itself, or with a number behind it.
    pub(super) fn take(&mut self, name: &str) -> String {
        let kept = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
        let name: String = name.chars().map(kept).collect();
        let name = if name.is_empty() { "part".to_owned() } else { name };
        let name = RESERVED.iter().fold(name, |name, (own, other)| name.replace(own, other));
        let numbered = (2..).map(|n| format!("{name}-{n}"));
        let mut wanted = std::iter::once(name.clone()).chain(numbered);
        let free = wanted.find(|id| !self.given.contains(id)).unwrap_or(name);
        self.given.insert(free.clone());
        free
    }
}
