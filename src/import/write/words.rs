//! Our texts: what a text of Mermaid would mean by accident is escaped.

use crate::source::{FileId, Span};
use crate::syntax::clause::operation::is_verb;
use crate::syntax::clause::text::Text;
use crate::syntax::tail::scan;
use crate::syntax::token::Lexer;
use crate::syntax::token::Token;
use crate::syntax::tree::Comment;
use std::borrow::Cow;

/// A text behind a colon; `None` for none.
pub(super) fn text(words: &str) -> Option<Text> {
    let raw = uncommented(&unbracketed(&literal(words).replace('\n', "\\n")));
    (!raw.is_empty()).then(|| Text { raw: raw.into(), ..Text::default() })
}

/// A text that must not be empty.
pub(super) fn some_text(words: &str) -> Text {
    text(words).unwrap_or_else(|| Text { raw: "…".into(), ..Text::default() })
}

/// The guard of a fragment: in quotes where it would read as something else, as a number before an empty block does.
pub(super) fn guard(words: &str, empty: bool) -> Option<Text> {
    let mut text = text(words)?;
    let first = Lexer::new(FileId(0), 0, &text.raw).next().map(|lexeme| lexeme.token);
    let quoted = text.raw.starts_with('"');
    let odd = match first {
        Some(Token::Colon | Token::Dot | Token::Question | Token::Name("sees")) => true,
        Some(Token::Number(_) | Token::Amount(_)) if empty => true,
        Some(token) => token.is_arrow() || quoted,
        None => false,
    };
    if odd {
        let raw = text.raw.as_str().replace("->", "→");
        text.raw = if quoted { raw.into() } else { format!("\"{}\"", raw.replace('"', "'")).into() };
    }
    Some(text)
}

/// Signs that would break a line, or be undone, are code.
fn literal(words: &str) -> Cow<'_, str> {
    let bold = words.matches("**").count() > 1;
    let means = |word: &str| word.contains("\\n") || word.contains("\\[") || bold && word.contains("**");
    if !means(words) {
        return Cow::Borrowed(words);
    }
    if words.contains('`') {
        // Code within code cannot be told: they are taken apart.
        return Cow::Owned(words.replace("\\n", "\\ n").replace("\\[", "\\ [").replace("**", "* *"));
    }
    let pieces = words.split_inclusive(char::is_whitespace).map(|piece| {
        let word = piece.trim_end();
        if means(word) { format!("`{word}`{}", piece.get(word.len()..).unwrap_or_default()) } else { piece.to_owned() }
    });
    Cow::Owned(pieces.collect())
}

/// A bracket that would be attributes is text.
fn unbracketed(words: &str) -> String {
    let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let sure = is_verb(first) || first.starts_with(|c: char| c.is_ascii_digit()) || words.starts_with('@');
    if !words.contains('[') || !(words.ends_with(']') || sure) {
        return words.to_owned();
    }
    let mut out = String::with_capacity(words.len() + 2);
    for c in words.chars() {
        if c == '[' && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Two slashes that would start a comment are code.
fn uncommented(words: &str) -> String {
    let mut out = words.to_owned();
    for _ in 0..words.matches("//").count() {
        let scanned = format!(" {out}");
        let end = scan(&scanned).end;
        let Some(at) = (end < scanned.len()).then(|| end - 1) else { break };
        let rest = out.get(at..).unwrap_or_default();
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        let code =
            if word.contains('`') || out.contains('`') { word.replacen("//", "/ /", 1) } else { format!("`{word}`") };
        out.replace_range(at..at + length, &code);
    }
    out
}

/// A comment on a line of its own.
pub(super) fn comment(words: &str) -> Comment {
    Comment { text: words.trim_end().replace(['\n', '\r'], " ").into(), span: Span::default() }
}

/// A comment behind a text: no sign in it may belong to the text.
pub(super) fn remark(words: &str) -> Comment {
    comment(&words.replace(['"', '`'], "'"))
}
