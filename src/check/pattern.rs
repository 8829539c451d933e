//! Key patterns: `/nodes/{id}` as segments.

use crate::diagnostic::Diagnostic;
use crate::model::resource::Segment;
use crate::problem::declarations::bad_pattern;
use crate::syntax::clause::label::Quoted;

/// The segments of a pattern, or what is wrong with it (E309).
///
/// # Errors
/// When it is no path, has an empty piece, or a hole that is none or doubled.
pub fn parse(pattern: &Quoted) -> Result<Vec<Segment>, Box<Diagnostic>> {
    let text = pattern.text.as_str();
    let wrong = |why: &str, right: Option<String>| {
        let right = right.filter(|r| read(r).is_ok());
        Box::new(bad_pattern(text, pattern.span, why, right.as_deref()))
    };
    let trimmed = text.trim();
    read(text).map_err(|fault| match fault {
        Fault::NoSlash => wrong("it does not start with `/`", Some(format!("/{trimmed}"))),
        Fault::Empty => wrong("two slashes leave an empty piece", Some(squeezed(trimmed))),
        Fault::Space => wrong("it holds white space", Some(text.split_whitespace().collect::<String>())),
        Fault::Colon(name) => {
            wrong("a hole stands in braces", Some(trimmed.replace(&format!(":{name}"), &format!("{{{name}}}"))))
        }
        Fault::Hole(piece) => wrong(&format!("`{piece}` is no hole such as `{{id}}`"), None),
        Fault::Twice(name) => wrong(&format!("the hole `{{{name}}}` stands twice"), None),
    })
}

/// The names of the holes in a path or event id, in order.
#[must_use]
pub fn holes(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

enum Fault<'t> {
    NoSlash,
    Empty,
    Space,
    Colon(&'t str),
    Hole(&'t str),
    Twice(&'t str),
}

fn read(text: &str) -> Result<Vec<Segment>, Fault<'_>> {
    if text.trim().chars().any(char::is_whitespace) || text.trim() != text {
        return Err(Fault::Space);
    }
    let rest = text.strip_prefix('/').ok_or(Fault::NoSlash)?;
    if rest.is_empty() {
        return Ok(Vec::new());
    }
    let mut segments: Vec<Segment> = Vec::new();
    for piece in rest.split('/') {
        let segment = piece_of(piece)?;
        if let Segment::Hole(name) = &segment {
            let again = segments.iter().any(|s| matches!(s, Segment::Hole(other) if other == name));
            if again {
                return Err(Fault::Twice(piece.trim_matches(['{', '}'])));
            }
        }
        segments.push(segment);
    }
    Ok(segments)
}

fn piece_of(piece: &str) -> Result<Segment, Fault<'_>> {
    if piece.is_empty() {
        return Err(Fault::Empty);
    }
    if let Some(name) = piece.strip_prefix(':') {
        return Err(Fault::Colon(name));
    }
    if !piece.contains(['{', '}', '*', '[', ']', ',']) {
        return Ok(Segment::Word(piece.into()));
    }
    let name = piece.strip_prefix('{').and_then(|p| p.strip_suffix('}')).ok_or(Fault::Hole(piece))?;
    let fine = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    if fine { Ok(Segment::Hole(name.into())) } else { Err(Fault::Hole(piece)) }
}

/// Without doubled slashes and a last one.
fn squeezed(text: &str) -> String {
    let pieces: Vec<&str> = text.split('/').filter(|p| !p.is_empty()).collect();
    format!("/{}", pieces.join("/"))
}
