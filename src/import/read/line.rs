//! Statements of one line: titles, notes, numbers, links and properties.

use super::{Reader, Thing, text};
use crate::import::token;
use crate::mermaid::{ItemKind, Side};
use crate::problem::mermaid as problem;
use crate::source::Span;
use crate::syntax::statement::link::is_safe;

/// What no name starts with.
const NO_NAME: [char; 11] = ['/', '\\', '+', '(', ')', '<', '>', ':', ',', ';', '-'];

impl Reader<'_> {
    /// `title Words`, `title: Words`
    pub(super) fn title(&mut self) -> Option<()> {
        let rest = self.rest();
        self.at += usize::from(rest.starts_with(':'));
        let (line, _) = self.line();
        self.diagram.title = Some(text::decoded(line)).filter(|title| !title.is_empty());
        Some(())
    }

    /// The whole rest of a line behind a `:`.
    fn whole_line(&mut self) -> Option<String> {
        self.space();
        if !self.rest().starts_with(':') {
            let problem = problem::expected(self.here(), "", "`:`", "put `:` behind the word");
            self.error(problem)?;
        }
        self.at += 1;
        let line = self.here();
        self.next_line();
        Some(text::decoded(self.text.get(line.range()).unwrap_or_default()))
    }

    /// `accTitle: Words`
    pub(super) fn accessible_title(&mut self) -> Option<()> {
        let words = self.whole_line()?;
        if self.diagram.title.is_none() && !words.is_empty() {
            self.diagram.title = Some(words);
        }
        Some(())
    }

    /// `accDescr: Words`, `accDescr { lines }`
    pub(super) fn accessible_description(&mut self) -> Option<()> {
        let start = self.at;
        let rest = self.rest();
        let words = match rest.trim_start().strip_prefix('{') {
            Some(inner) => {
                let Some(length) = inner.find('}') else {
                    let problem = problem::open_block(self.span(start, start), "accDescr");
                    self.at = self.text.len();
                    self.error(problem)?;
                    return None;
                };
                self.at = start + (rest.len() - inner.len()) + length + 1;
                let lines: Vec<&str> = inner.get(..length).unwrap_or_default().split_whitespace().collect();
                text::decoded(&lines.join(" "))
            }
            None => self.whole_line()?,
        };
        self.diagram.description = Some(words).filter(|words| !words.is_empty());
        Some(())
    }

    /// `autonumber`, `autonumber 10 5`, `autonumber off`
    pub(super) fn numbers(&mut self, keyword: Span) -> Option<()> {
        let (line, span) = self.line();
        let known = line.eq_ignore_ascii_case("off") || line.split_whitespace().all(|word| word.parse::<f64>().is_ok());
        if !known || line.split_whitespace().count() > 2 {
            let help = "write `autonumber`, `autonumber 10 5` or `autonumber off`";
            self.error(problem::expected(span, line, "a number", help))?;
        }
        let plain = line.split_whitespace().all(|word| word.parse::<f64>() == Ok(1.0));
        if !plain {
            self.keep(Thing::Numbers, keyword.to(span));
        }
        Some(())
    }

    /// A participant's name as messages and notes have it.
    pub(super) fn name(&mut self, wanted: &str) -> Option<(usize, Span)> {
        self.space();
        let rest = self.rest();
        let length = token::name(rest);
        let written = rest.get(..length).unwrap_or_default();
        let span = self.span(self.at, self.at + written.trim_end().len());
        if written.trim().is_empty() {
            let found = self.text.get(self.here().range()).unwrap_or_default();
            let problem = problem::expected(self.here(), found, wanted, "write the name of a participant");
            self.error(problem)?;
        }
        self.at += length;
        Some((self.known(written.trim(), span), span))
    }

    /// `note over a, b: text`, `note left of a: text`
    pub(super) fn note(&mut self, keyword: Span) -> Option<()> {
        self.space();
        let rest = self.rest();
        let sides = [("left of", Side::Left), ("right of", Side::Right), ("over", Side::Over)];
        let starts = |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        let Some((word, side)) = sides.into_iter().find(|(word, _)| starts(word)) else {
            let found = rest.split_whitespace().next().unwrap_or_default();
            let span = self.span(self.at, self.at + found.len());
            let help = "write `note over a: text`, `note left of a: text` or `note right of a: text`";
            return self.error(problem::expected(span, found, "the side of a note", help));
        };
        self.at += word.len();
        let mut at = vec![self.name("who the note is about")?.0];
        while side == Side::Over && self.rest().starts_with(',') {
            self.at += 1;
            at.push(self.name("who the note is about")?.0);
        }
        at.truncate(2);
        let text = self.label()?;
        self.push(keyword, ItemKind::Note { side, at, text });
        Some(())
    }

    /// Whether a name follows a word such as `link`: else the word is a name itself.
    pub(super) fn is_link(&self) -> bool {
        let rest = self.rest();
        let words = rest.trim_start_matches([' ', '\t']);
        words.len() < rest.len() && words.starts_with(|c: char| !c.is_whitespace() && !NO_NAME.contains(&c))
    }

    /// `link a: Words @ url`, `links a: { "words": "url" }`; `read` finds the links in the text.
    pub(super) fn link(&mut self, read: fn(&str) -> Vec<(String, String)>, keyword: Span) -> Option<()> {
        let (at, name, line, span) = self.about()?;
        let links = read(&line);
        let (good, bad): (Vec<_>, Vec<_>) =
            links.into_iter().partition(|(title, url)| !title.is_empty() && is_safe(url));
        if good.is_empty() || !bad.is_empty() {
            self.keep(Thing::Links, keyword.to(span));
        }
        for (title, url) in good {
            self.push(name, ItemKind::Link { at, title, url });
        }
        Some(())
    }

    /// `properties a: { … }`, `details a: id`
    pub(super) fn properties(&mut self, keyword: Span) -> Option<()> {
        let (_, _, _, span) = self.about()?;
        self.keep(Thing::Properties, keyword.to(span));
        Some(())
    }

    /// `a: text`: the participant, where it stands, the text, where that stands.
    fn about(&mut self) -> Option<(usize, Span, String, Span)> {
        let (at, name) = self.name("a participant")?;
        self.space();
        if !self.rest().starts_with(':') {
            let help = "put `:` behind the participant";
            self.error(problem::expected(self.here(), "", "the `:` of a text", help))?;
        }
        self.at += 1;
        let (line, span) = self.line();
        Some((at, name, text::decoded(line), span))
    }
}

/// `Words @ url`
pub(super) fn one_link(text: &str) -> Vec<(String, String)> {
    text.split_once('@').map(|(title, url)| (title.trim().to_owned(), url.trim().to_owned())).into_iter().collect()
}

/// The words of a JSON object; none if it is none.
pub(super) fn many_links(text: &str) -> Vec<(String, String)> {
    let Ok(serde_json::Value::Object(map)) = serde_json::from_str(text) else { return Vec::new() };
    map.into_iter().map(|(key, value)| (key, value.as_str().unwrap_or_default().to_owned())).collect()
}
