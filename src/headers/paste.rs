//! The last answer in a paste: status lines, fields, and lines that are neither.

use crate::http::header::Fields;
use crate::limits::PASTE_LINES;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// 200 if the paste has no status line.
    pub status: u16,
    pub fields: Fields,
}

/// What was found in a paste.
pub(super) struct Paste {
    pub answer: Answer,
    /// What was passed over, as sentences.
    pub remarks: Vec<String>,
}

/// So many lines that are no fields are told one by one.
const MOST_TOLD: usize = 5;

/// A line of a paste.
enum Line<'t> {
    Empty,
    Status(u16),
    Field(&'t str, &'t str),
    /// Goes on with the field above (RFC 9112 §5.2).
    Fold(&'t str),
    /// What `curl -v` says of itself or sends.
    Aside,
    Other,
}

/// Finds the last answer.
pub(super) fn read(text: &str) -> Result<Paste, String> {
    let mut answers: Vec<Answer> = Vec::new();
    let (mut garbage, mut is_open) = (Vec::new(), false);
    for (number, raw) in text.lines().take(PASTE_LINES).enumerate() {
        match line(raw) {
            Line::Empty => is_open = false,
            Line::Aside => {}
            Line::Status(status) => {
                answers.push(Answer { status, fields: Fields::default() });
                is_open = true;
            }
            Line::Field(name, value) if is_open || answers.is_empty() => {
                let mut answer = answers.pop().unwrap_or(Answer { status: 200, fields: Fields::default() });
                answer.fields.add(name, value);
                answers.push(answer);
                is_open = true;
            }
            Line::Fold(value) if is_open => {
                if let Some(answer) = answers.last_mut() {
                    answer.fields.extend_last(value);
                }
            }
            Line::Field(..) | Line::Fold(_) | Line::Other => garbage.push((number + 1, raw)),
        }
    }
    let found = answers.len();
    let Some(answer) = answers.into_iter().rev().find(|answer| answer.fields.iter().next().is_some()) else {
        return Err(String::from("there is no response header: paste what `curl -sI URL` prints"));
    };
    Ok(Paste { answer, remarks: remarks(found, &garbage) })
}

fn line(raw: &str) -> Line<'_> {
    let text = raw.strip_prefix("< ").unwrap_or(raw).trim_end();
    if raw.starts_with("* ") || raw.starts_with("> ") || raw.starts_with("{ [") || raw.trim() == ">" {
        return Line::Aside;
    }
    if text.is_empty() || text == "<" {
        return Line::Empty;
    }
    if text.starts_with([' ', '\t']) {
        return Line::Fold(text.trim());
    }
    if let Some(status) = status(text) {
        return Line::Status(status);
    }
    match text.split_once(':') {
        Some((name, value)) if is_token(name) => Line::Field(name, value.trim()),
        Some(_) | None => Line::Other,
    }
}

/// `HTTP/1.1 200 OK`, `HTTP/2 200`
fn status(text: &str) -> Option<u16> {
    let mut words = text.strip_prefix("HTTP/")?.split_ascii_whitespace();
    words.next()?;
    words.next()?.parse().ok().filter(|status| (100..=999).contains(status))
}

/// Whether a name consists of the characters of names (RFC 9110 §5.6.2).
fn is_token(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// What was passed over.
fn remarks(answers: usize, garbage: &[(usize, &str)]) -> Vec<String> {
    let mut remarks = Vec::new();
    if answers > 1 {
        remarks.push(format!("there are {answers} answers; the last one counts"));
    }
    let shown = |(number, text): &(usize, &str)| format!("line {number} is no header field: `{}`", short(text));
    remarks.extend(garbage.iter().take(MOST_TOLD).map(shown));
    if garbage.len() > MOST_TOLD {
        remarks.push(format!("{} more lines are no header fields", garbage.len() - MOST_TOLD));
    }
    remarks
}

/// A text that fits in a line and has no control characters.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let mut start: String = text.trim().chars().take(LONGEST).map(plain).collect();
    if text.trim().chars().nth(LONGEST).is_some() {
        start.push('…');
    }
    start
}
