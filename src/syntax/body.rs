//! What no rule reads token by token: the lines of a `text`, and the title and URL of a link.

use crate::diagnostic::Diagnostic;
use crate::problem::{habits, text as problem};
use crate::source::{Source, Span};
use crate::syntax::clause::label::{Quoted, unquote};
use crate::syntax::line::{Label, Row};
use crate::syntax::statement::link::Link;
use crate::syntax::token::{Lexer, Token};
use crate::syntax::tree::Node;
use ecow::EcoString;

/// Puts the raw lines of a `text NAME { … }` into their node.
///
/// # Errors
/// E103 without the closing brace.
pub fn take_raw(node: &mut Node, source: &Source, row: &Row) -> Result<(), Box<Diagnostic>> {
    let (Node::Writing(writing), Some(raw)) = (node, row.raw) else { return Ok(()) };
    if raw.close.is_none() {
        return Err(Box::new(problem::unclosed_text(row.open.unwrap_or(row.span))));
    }
    writing.body = dedent(source.slice(raw.lines));
    writing.body_span = raw.lines;
    Ok(())
}

/// The lines without the white space that all of them start with, and without blank lines around them.
fn dedent(text: &str) -> EcoString {
    let lines: Vec<&str> = text.lines().map(|l| if l.trim().is_empty() { "" } else { l }).collect();
    let full = || lines.iter().filter(|l| !l.is_empty());
    let common = full().map(|l| l.len() - l.trim_start().len()).min().unwrap_or(0);
    let same = full().next().map_or("", |first| &first[..common]);
    let common = if full().all(|l| l.starts_with(same)) { common } else { 0 };
    let first = lines.iter().position(|l| !l.is_empty()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|l| !l.is_empty()).map_or(first, |last| last + 1);
    let mut out = EcoString::new();
    for (i, line) in lines[first..last].iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        out.push_str(line.get(common..).unwrap_or(""));
    }
    out
}

/// Puts the title and the URL into a link.
///
/// # Errors
/// E106 if one is missing, or if the URL holds white space.
pub fn take_link(link: &mut Link, source: &Source, label: &Label) -> Result<(), Box<Diagnostic>> {
    let text = source.slice(label.span);
    let mut lexer = Lexer::new(label.span.file, label.span.start as usize, text);
    let title = match lexer.next() {
        Some(found) => match found.token {
            Token::Quoted(text) => Quoted { text: unquote(text), span: found.span },
            Token::Unclosed(text) => return Err(Box::new(problem::unclosed_string(found.span, text))),
            other => {
                let problem = expected(found.span, "a title in quotes", other.text());
                return Err(Box::new(titled(*problem, label.span, text)));
            }
        },
        None => {
            let problem = problem::expected_at(label.span.after(), "a title in quotes", "the end of the line");
            return Err(Box::new(habits::address(problem)));
        }
    };
    let from = title.span.end;
    let rest = Span { start: from, ..label.span };
    let url = source.slice(rest).trim_start();
    let start = label.span.end - u32::try_from(url.len()).unwrap_or(0);
    let end = start + u32::try_from(url.find(char::is_whitespace).unwrap_or(url.len())).unwrap_or(0);
    link.url_span = Span { start, end, ..label.span };
    link.url = source.slice(link.url_span).into();
    link.title = title;
    if url.is_empty() {
        let problem = problem::expected_at(label.span.after(), "a URL", "the end of the line");
        return Err(Box::new(habits::address(problem)));
    }
    if end < label.span.end {
        let rest = Span { start: end, ..label.span };
        let word = source.slice(rest).trim_start();
        let at = label.span.end - u32::try_from(word.len()).unwrap_or(0);
        let problem = expected(Span { start: at, ..rest }, "the end of the line", word);
        let joined = url.split_whitespace().collect::<Vec<_>>().join("%20");
        return Err(Box::new(habits::spaces(*problem, Span { start, ..label.span }, &joined)));
    }
    Ok(())
}

/// A link whose title is missing, or lacks its quotes: what stands before the address is one, else the address itself.
fn titled(problem: Diagnostic, span: Span, text: &str) -> Diagnostic {
    let (words, url) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    let words = words.trim().trim_end_matches('@').trim();
    let shown = if words.is_empty() {
        url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/')
    } else {
        words
    };
    let quoted = format!("\"{}\"", shown.replace(['"', '\\'], ""));
    let end = span.end - u32::try_from(url.len()).unwrap_or(0);
    habits::title(problem, Span { end, ..span }, &format!("{quoted} "))
}

fn expected(span: Span, wanted: &str, found: &str) -> Box<Diagnostic> {
    Box::new(problem::expected_at(span, wanted, &format!("`{found}`")))
}
