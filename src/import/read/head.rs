//! Above a diagram: front matter between lines of `---`, directives `%%{ … }%%`, and `sequenceDiagram`.

use super::{Reader, Thing, text};
use crate::import::token::{self, Word};
use crate::problem::mermaid as problem;

/// How the names of Mermaid's other diagrams begin (mermaid.js.org, "Diagram Syntax").
const OTHERS: [&str; 22] = [
    "flowchart",
    "graph",
    "gantt",
    "pie",
    "journey",
    "gitgraph",
    "mindmap",
    "timeline",
    "quadrantchart",
    "c4",
    "sankey",
    "xychart",
    "block",
    "packet",
    "kanban",
    "architecture",
    "radar",
    "treemap",
    "zenuml",
    "venn",
    "ishikawa",
    "info",
];

/// Whether a word names a kind of diagram, rather than beginning a sentence.
fn is_kind(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let name = word.split(['-', ':', ';']).next().unwrap_or_default();
    name.contains("diag") || OTHERS.contains(&name) || name.starts_with("c4")
}

impl Reader<'_> {
    /// Reads it; `None` if no sequence diagram follows, which is told.
    pub(super) fn head(&mut self) -> Option<()> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        if self.here_is_rule() {
            self.front_matter();
        }
        self.skip();
        let (word, length) = token::word(self.rest());
        if word == Word::SequenceDiagram {
            self.at += length;
            return Some(());
        }
        let span = self.here();
        let kind = self.text.get(span.range()).and_then(|line| line.split_whitespace().next());
        let end = kind.map_or(span.start, |kind| span.start + u32::try_from(kind.len()).unwrap_or(0));
        let kind = kind.filter(|kind| is_kind(kind));
        self.error(problem::no_diagram(crate::source::Span { end, ..span }, kind))
    }

    /// Whether a line of `---` starts here.
    fn here_is_rule(&self) -> bool {
        self.rest().lines().next().is_some_and(|line| line.trim_end() == "---")
    }

    /// Takes the title; everything else is settings. Without a closing line it is none.
    fn front_matter(&mut self) {
        let start = self.at;
        let mut title = None;
        let mut settings = None;
        let mut at = start;
        for (number, line) in self.rest().split_inclusive('\n').enumerate() {
            let words = line.trim();
            let here = self.span(at, at + line.trim_end().len());
            at += line.len();
            if number == 0 {
                continue;
            }
            if words == "---" {
                self.at = at;
                self.diagram.title = title;
                if let Some(span) = settings {
                    self.keep(Thing::Settings, span);
                }
                return;
            }
            match line.trim_start().strip_prefix("title:") {
                Some(words) if line.trim_start().len() == line.len() => title = Some(text::decoded(unquoted(words))),
                Some(_) | None if words.is_empty() => {}
                Some(_) | None => settings = Some(settings.map_or(here, |all: crate::source::Span| all.to(here))),
            }
        }
    }

    /// `%%{ init: … }%%`, over several lines if need be.
    pub(super) fn directive(&mut self) {
        let start = self.at;
        let rest = self.rest();
        // Where one is not closed none below it is, and nobody need look again.
        let end = if self.unclosed_directive { None } else { rest.find("}%%") };
        self.unclosed_directive = end.is_none();
        let length = end.map_or_else(|| rest.find('\n').unwrap_or(rest.len()), |end| end + 3);
        self.at += length;
        self.keep(Thing::Settings, self.span(start, self.at));
    }
}

/// A word of YAML without its quotes.
pub(super) fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inner = |sign: char| text.strip_prefix(sign).and_then(|t| t.strip_suffix(sign));
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}
