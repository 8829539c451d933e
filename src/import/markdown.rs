//! Where diagrams stand: a file of one, or the fences of a Markdown file.

/// A diagram's text in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The heading above it.
    pub heading: Option<String>,
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// The Mermaid fences of a Markdown file, and the file with everything else blanked out, so that places stay.
pub(super) fn fences(text: &str) -> (String, Vec<Place>) {
    let mut masked = String::with_capacity(text.len());
    let mut found: Vec<Place> = Vec::new();
    let mut open: Option<Fence> = None;
    let mut heading = None;
    for line in text.split_inclusive('\n') {
        let at = masked.len();
        let (prefix, words) = quoted(line, open.as_ref());
        match &mut open {
            None => {
                blank(&mut masked, line);
                open = Fence::opens(words);
                heading = heading_of(words).or(heading);
                if open.as_ref().is_some_and(|fence| fence.mermaid) {
                    let start = masked.len();
                    found.push(Place { heading: heading.clone(), start, end: start });
                }
            }
            Some(fence) if fence.closes(words) => {
                blank(&mut masked, line);
                open = None;
            }
            Some(fence) if fence.mermaid => {
                blank(&mut masked, line.get(..prefix).unwrap_or_default());
                masked.push_str(line.get(prefix..).unwrap_or_default());
                if let Some(place) = found.last_mut() {
                    place.end = at + line.len();
                }
            }
            Some(_) => blank(&mut masked, line),
        }
    }
    (masked, found)
}

/// The signs that a fence opened with.
struct Fence {
    sign: char,
    length: usize,
    mermaid: bool,
}

impl Fence {
    fn opens(line: &str) -> Option<Self> {
        let words = line.trim_start();
        let marker = words.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['-', '*', '+', '.', ')']);
        let words = marker.filter(|rest| rest.starts_with(' ')).map_or(words, str::trim_start);
        let sign = words.chars().next().filter(|c| matches!(c, '`' | '~' | ':'))?;
        let info = words.trim_start_matches(sign);
        let length = words.len() - info.len();
        let info = info.trim();
        if length < 3 || sign == '`' && info.contains('`') {
            return None;
        }
        let name = info.trim_start_matches(['{', '.', ' ']);
        let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
        let mermaid = name.eq_ignore_ascii_case("mermaid");
        (sign != ':' || mermaid).then_some(Self { sign, length, mermaid })
    }

    fn closes(&self, line: &str) -> bool {
        let words = line.trim();
        words.len() >= self.length && words.chars().all(|c| c == self.sign)
    }
}

/// How many bytes of a line are the signs of a quotation, and the rest.
fn quoted<'t>(line: &'t str, open: Option<&Fence>) -> (usize, &'t str) {
    let mut rest = line;
    if open.is_none_or(|fence| fence.mermaid) {
        while let Some(inner) = rest.trim_start_matches([' ', '\t']).strip_prefix('>') {
            rest = inner;
        }
    }
    (line.len() - rest.len(), rest)
}

/// The words of a heading: `## Words`.
fn heading_of(line: &str) -> Option<String> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let fits = (1..=6).contains(&level) && words.starts_with([' ', '\t']);
    let words = words.trim().trim_end_matches('#').trim();
    let plain: String = words.chars().filter(|c| !matches!(c, '*' | '`')).collect();
    (fits && !plain.is_empty()).then_some(plain)
}

/// White space of the same length; lines stay.
fn blank(masked: &mut String, text: &str) {
    masked.extend(text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
}
