//! Words in styles: a label as it will be drawn, before it is measured.

use ecow::EcoString;

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
    /// In reading order.
    pub runs: Vec<Run>,
}

impl Wording {
    /// A sentence in ordinary words.
    #[must_use]
    pub fn sentence(text: &str) -> Self {
        let mut wording = Self::default();
        wording.push(text, Style::Plain);
        wording
    }

    /// Ordinary text, with `\n`, `**bold**`, `` `code` `` and `\[` undone.
    #[must_use]
    pub fn marked_up(text: &str) -> Self {
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
            } else {
                let after = rest.strip_prefix("\\[").map(|after| ('[', after));
                let (c, after) = after.unwrap_or((next, rest.get(next.len_utf8()..).unwrap_or("")));
                plain.push(c);
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
        match self.runs.last_mut() {
            Some(last) if last.style == style && style == Style::Plain => last.text.push_str(text),
            _ => self.runs.push(Run { text: text.into(), style }),
        }
    }

    /// Ends the line here.
    pub fn end_line(&mut self) {
        self.runs.push(Run { text: EcoString::new(), style: Style::Newline });
    }

    /// The words alone, with spaces for line ends.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut text = String::new();
        for run in &self.runs {
            let space = run.style == Style::Newline
                || (matches!(run.style, Style::Attribute | Style::Lookup | Style::Value)
                    && !text.is_empty()
                    && !text.ends_with(' '));
            if space {
                text.push(' ');
            }
            text.push_str(&run.text);
        }
        text
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
