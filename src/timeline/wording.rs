//! Words in styles: a label as it will be drawn, before it is measured.

use ecow::{EcoString, EcoVec};

/// How a run of words is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Ordinary text.
    Plain,
    /// `**bold**`
    Bold,
    /// `` `code` ``
    Code,
    /// A verb or method of an operation: `GET`, `write`, `invalidateQueries`.
    Verb,
    /// A key: `/nodes/1`.
    Key,
    /// A value: `@alice`, as a chip.
    Value,
    /// An attribute: `no-cache`, as a pill.
    Attribute,
    /// A lookup's word (RFC 9211): `hit`, `fwd=stale`, as a small tag.
    Lookup,
    /// A status: `200`.
    Status,
    /// The end of a line that the author asked for (`\n`); its text is empty.
    Newline,
}

/// Words in one style.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    /// The words; white space at the ends counts.
    pub text: EcoString,
    /// How.
    pub style: Style,
}

/// A label.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Wording {
    /// In reading order; a label that is said once more is not copied.
    pub runs: EcoVec<Run>,
}

impl Wording {
    /// A sentence in ordinary words.
    #[must_use]
    pub fn sentence(text: &str) -> Self {
        let mut wording = Self::default();
        wording.push(text, Style::Plain);
        wording
    }

    /// Without words, and with room for so many runs.
    #[must_use]
    pub fn with_room(runs: usize) -> Self {
        Self { runs: EcoVec::with_capacity(runs) }
    }

    /// Ordinary text, with `\n`, `**bold**`, `` `code` `` and `\[` undone.
    #[must_use]
    pub fn marked_up(text: &str) -> Self {
        if !text.bytes().any(|sign| matches!(sign, b'*' | b'`' | b'\\')) {
            return Self::sentence(text);
        }
        let mut wording = Self::default();
        let mut rest = text;
        let mut plain = String::new();
        while let Some(next) = rest.chars().next() {
            let span = [("**", Style::Bold), ("`", Style::Code)].into_iter().find_map(|(mark, style)| {
                let inner = rest.strip_prefix(mark)?;
                let end = inner.find(mark).filter(|end| *end > 0)?;
                Some((inner.get(..end)?, style, inner.get(end + mark.len()..)?))
            });
            if let Some((inner, style, after)) = span {
                wording.push(std::mem::take(&mut plain), Style::Plain);
                wording.push(inner, style);
                rest = after;
            } else if let Some(after) = rest.strip_prefix("\\n") {
                wording.push(std::mem::take(&mut plain), Style::Plain);
                wording.runs.push(Run { text: EcoString::new(), style: Style::Newline });
                rest = after;
            } else if let Some(after) = rest.strip_prefix("\\[") {
                plain.push('[');
                rest = after;
            } else {
                let behind = rest.get(next.len_utf8()..).unwrap_or("");
                let end = behind.find(['*', '`', '\\']).unwrap_or(behind.len());
                let (words, after) = rest.split_at(next.len_utf8() + end);
                plain.push_str(words);
                rest = after;
            }
        }
        wording.push(plain, Style::Plain);
        wording
    }

    /// Adds words; empty ones are left out, and equal neighbouring plain styles join.
    pub fn push(&mut self, text: impl AsRef<str>, style: Style) {
        let text = text.as_ref();
        if text.is_empty() {
            return;
        }
        let joins = style == Style::Plain && self.runs.last().is_some_and(|last| last.style == style);
        if !joins {
            return self.runs.push(Run { text: text.into(), style });
        }
        if let Some(last) = self.runs.make_mut().last_mut() {
            last.text.push_str(text);
        }
    }

    /// Adds what another says.
    pub fn append(&mut self, other: Self) {
        for run in other.runs {
            if run.style == Style::Newline {
                self.end_line();
            } else {
                self.push(run.text, run.style);
            }
        }
    }

    /// Ends the line here.
    pub fn end_line(&mut self) {
        self.runs.push(Run { text: EcoString::new(), style: Style::Newline });
    }

    /// The words alone, with spaces for line ends.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut text = String::with_capacity(self.length());
        self.say(&mut text);
        text
    }

    /// About how many bytes its words are, a space before each.
    #[must_use]
    pub fn length(&self) -> usize {
        self.runs.iter().map(|run| run.text.len() + 1).sum()
    }

    /// Writes the words alone behind a text, as [`Self::plain`].
    pub fn say(&self, into: &mut String) {
        self.say_those(into, |_| true);
    }

    /// Writes some of its words alone behind a text.
    pub fn say_those(&self, into: &mut String, said: impl Fn(&Run) -> bool) {
        let start = into.len();
        for run in self.runs.iter().filter(|run| said(run)) {
            let space = run.style == Style::Newline
                || (matches!(run.style, Style::Attribute | Style::Lookup | Style::Value)
                    && into.len() > start
                    && !into.ends_with(' '));
            if space {
                into.push(' ');
            }
            into.push_str(&run.text);
        }
    }

    /// Whether there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|r| r.text.trim().is_empty())
    }
}

/// Milliseconds as an author would write them: `5m`, `200ms`, `0s`.
#[must_use]
pub fn duration(millis: u64) -> String {
    if millis == 0 {
        return "0s".to_owned();
    }
    let units = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1_000, "s")];
    let unit = units.iter().find(|(size, _)| millis.is_multiple_of(*size));
    unit.map_or_else(|| format!("{millis}ms"), |(size, word)| format!("{}{word}", millis / size))
}
