//! The author's Markdown as HTML. HTML in it is shown, not followed; links lead to `http:`, `https:` or relative places;
//! pictures become links, since a page brings everything that it shows.

use super::words;
use crate::render::svg::escape;
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

/// What is read besides `CommonMark`.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

/// A text as HTML; its headings are below the second level where no other stands above them.
pub(super) fn spell(text: &str) -> String {
    let mut level = Level { above: 1, open: Vec::new() };
    let mut out = String::with_capacity(text.len() * 3 / 2);
    let text = escape::text(text);
    html::push_html(&mut out, Parser::new_ext(&text, options()).map(|event| level.harmless(event)));
    out
}

/// What the first heading of a text says.
pub(super) fn title(text: &str) -> Option<String> {
    let mut said: Option<String> = None;
    for event in Parser::new_ext(text, options()) {
        match (event, &mut said) {
            (Event::Start(Tag::Heading { .. }), _) => said = Some(String::new()),
            (Event::Text(text) | Event::Code(text), Some(said)) => said.push_str(&text),
            (Event::End(TagEnd::Heading(_)), Some(_)) => break,
            (_other, _) => {}
        }
    }
    said.filter(|said| !said.trim().is_empty())
}

/// What is open while a text is read.
struct Level {
    /// The level of the heading before.
    above: usize,
    /// Whether each link or picture that is open leads somewhere.
    open: Vec<bool>,
}

impl Level {
    /// An event that can do no harm.
    fn harmless<'e>(&mut self, event: Event<'e>) -> Event<'e> {
        match event {
            Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            Event::Start(Tag::Heading { level, .. }) => {
                let level = (level as usize).max(2).min(self.above + 1);
                self.above = level;
                Event::Start(Tag::Heading { level: heading(level), id: None, classes: Vec::new(), attrs: Vec::new() })
            }
            Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(heading(self.above))),
            Event::Start(Tag::Link { dest_url, title, link_type, .. }) => self.link(dest_url, title, link_type),
            Event::Start(Tag::Image { dest_url, title, .. }) => self.link(dest_url, title, LinkType::Inline),
            Event::End(TagEnd::Link | TagEnd::Image) => match self.open.pop() {
                Some(true) => Event::End(TagEnd::Link),
                Some(false) | None => Event::Text(CowStr::Borrowed("")),
            },
            Event::Start(Tag::Table(_)) | Event::End(TagEnd::Table) => event,
            other => other,
        }
    }

    /// A link, or just its words.
    fn link<'e>(&mut self, to: CowStr<'e>, title: CowStr<'e>, kind: LinkType) -> Event<'e> {
        // Within a link there is none.
        let leads = !self.open.contains(&true) && kind != LinkType::Email && words::address(&to).is_some();
        self.open.push(leads);
        if leads {
            Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url: to, title, id: CowStr::Borrowed("") })
        } else {
            Event::Text(CowStr::Borrowed(""))
        }
    }
}

/// The level of that number.
fn heading(level: usize) -> HeadingLevel {
    match level {
        0..=2 => HeadingLevel::H2,
        3 => HeadingLevel::H3,
        4 => HeadingLevel::H4,
        5 => HeadingLevel::H5,
        6.. => HeadingLevel::H6,
    }
}
