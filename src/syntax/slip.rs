//! Slips of people who know other notations: where a rule stopped, the way out that they most likely look for.

use crate::diagnostic::Diagnostic;
use crate::problem::{slips, text};
use crate::source::{Source, Span};
use crate::syntax::clause::operation::METHODS;
use crate::syntax::complaint::Place;
use crate::syntax::keyword::{Part, Start};
use crate::syntax::line::Row;
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::{Fault, Want};

/// Says the way out where it is known.
pub(super) fn advise(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault, found: &Lexeme<'_>) -> Diagnostic {
    match found.token {
        Token::Name(name) => word(place, problem, fault, found, name),
        Token::Path(path) => key(place, problem, fault, found, path),
        Token::Quoted(text) if fault.wants(Want::Value) => slips::quoted_value(problem, found.span, text),
        Token::Quoted(_) if fault.wants(Want::End) && !fault.wants(Want::Label) => slips::late_label(problem),
        Token::Left | Token::Begin if fault.wants(Want::Attributes) => brackets(place, problem, fault),
        Token::Colon if fault.wants(Want::Equals) => setting(place, problem, fault, found),
        _ => separated(place, problem, fault, found),
    }
}

/// A line that is a comment or a divider elsewhere.
pub(super) fn opening(source: &Source, row: &Row, head: &[Lexeme<'_>]) -> Option<Diagnostic> {
    let first = head.first()?;
    let text = source.slice(row.span);
    let sign = |length: u32| Span { end: row.span.start + length, ..row.span };
    match first.token {
        Token::Stray("%") if text.starts_with("%%") => Some(slips::comment(sign(2), "%%")),
        Token::Stray("'") => Some(slips::comment(sign(1), "'")),
        Token::Foreign("--") => {
            let inner = text.trim_matches('-').trim();
            let divider = text.ends_with("--") && !inner.is_empty();
            Some(if divider { slips::divider(row.span, inner) } else { slips::comment(sign(2), "--") })
        }
        _ => None,
    }
}

/// A `;` between attributes or at the end of a statement.
pub(super) fn semicolon(head: &[Lexeme<'_>], at: usize, span: Span) -> Diagnostic {
    let count = |token: Token<'_>| head.iter().take(at).filter(|l| l.token == token).count();
    if count(Token::Open) > count(Token::Close) { slips::semicolon_in_brackets(span) } else { text::semicolon(span) }
}

/// A `{` inside a head: attributes in the wrong brackets, or a block on one line.
pub(super) fn inner_brace(head: &[Lexeme<'_>], brace: Span) -> Diagnostic {
    let problem = text::text_after_brace(brace);
    let settings = head.iter().any(|l| l.token == Token::Equals) && !head.iter().any(|l| l.token == Token::Open);
    match head.last().filter(|l| settings && l.token == Token::End) {
        Some(close) => slips::brackets(Diagnostic { help: Vec::new(), ..problem }, brace, close.span),
        None => problem,
    }
}

impl<'t> Place<'_, 't> {
    /// The token so many places behind the one that stopped a rule.
    fn behind(&self, fault: &Fault, places: usize) -> Option<&Lexeme<'t>> {
        self.head.get(fault.at + places)
    }

    /// The token before the one that stopped a rule.
    fn before(&self, fault: &Fault) -> Option<&Lexeme<'t>> {
        fault.at.checked_sub(1).and_then(|at| self.head.get(at))
    }
}

/// A word too many, or one where something else belongs.
fn word(
    place: &Place<'_, '_>,
    problem: Diagnostic,
    fault: &Fault,
    found: &Lexeme<'_>,
    name: &str,
) -> Diagnostic {
    match place.start {
        Start::Sees if matches!(name, "latest" | "stale") => {
            let start = Span { end: place.row.span.start, ..place.row.span };
            return slips::claim_instead(problem, start);
        }
        Start::Note if fault.wants(Want::Over) || fault.wants(Want::Side) => {
            return slips::note_over(problem, found.span, name);
        }
        Start::Read if fault.wants(Want::Method) => return method(place, problem, fault, found, name),
        _ => {}
    }
    if fault.wants(Want::Value) && !fault.wants(Want::Content) {
        return slips::bare_value(problem, found.span, name);
    }
    if fault.wants(Want::Equals) && fault.wants(Want::Empty) && matches!(name, "is" | "as" | "to") {
        return slips::equals(problem, found.span);
    }
    let next = place.behind(fault, 1).map(|l| l.token);
    if fault.wants(Want::Attributes) && next == Some(Token::Equals) {
        return slips::bare_attribute(problem, name);
    }
    if fault.wants(Want::Label) {
        return label(place, problem, fault, found, name);
    }
    separated(place, problem, fault, found)
}

/// A display name behind `as`, or without quotes, or the second word of a name.
fn label(
    place: &Place<'_, '_>,
    problem: Diagnostic,
    fault: &Fault,
    found: &Lexeme<'_>,
    name: &str,
) -> Diagnostic {
    if let (true, Some(next)) = (name == "as", place.behind(fault, 1)) {
        return match next.token {
            Token::Quoted(text) => slips::no_as(problem, found.span.to(next.span), text),
            Token::Name(text) => slips::no_as(problem, found.span.to(next.span), &format!("\"{text}\"")),
            _ => problem,
        };
    }
    let words = place.head.get(fault.at..).unwrap_or_default();
    let words = words.split(|l| !matches!(l.token, Token::Name(_) | Token::Number(_))).next().unwrap_or_default();
    let quoted = matches!(place.behind(fault, words.len()), Some(Lexeme { token: Token::Quoted(_), .. }));
    match (quoted, place.before(fault), words.last()) {
        (true, Some(first), Some(last)) => {
            let whole = first.span.to(last.span);
            let joined = place.source.slice(whole).split_whitespace().collect::<Vec<_>>().join("-");
            slips::one_word(problem, whole, &joined)
        }
        (false, _, Some(last)) => {
            let whole = found.span.to(last.span);
            slips::quote(problem, whole, place.source.slice(whole))
        }
        (true | false, _, None) | (true, None, Some(_)) => problem,
    }
}

/// Something else than `GET` behind `=>`.
fn method(
    place: &Place<'_, '_>,
    problem: Diagnostic,
    fault: &Fault,
    found: &Lexeme<'_>,
    name: &str,
) -> Diagnostic {
    let upper = name.to_uppercase();
    if METHODS.contains(&upper.as_str()) && upper != "GET" {
        return slips::only_reads(problem);
    }
    match place.behind(fault, 1) {
        Some(Lexeme { token: Token::Path(_) | Token::Name(_), .. }) => slips::replace(problem, found.span, "GET"),
        None if upper != "GET" => slips::insert(problem, found.span, "GET "),
        _ => problem,
    }
}

/// A path that stands alone, lacks its first `/`, or has a host before it.
fn key(
    place: &Place<'_, '_>,
    problem: Diagnostic,
    fault: &Fault,
    found: &Lexeme<'_>,
    path: &str,
) -> Diagnostic {
    if place.start == Start::Read && fault.wants(Want::Method) {
        return slips::insert(problem, found.span, "GET ");
    }
    let name = place.before(fault).filter(|l| matches!(l.token, Token::Name(_)));
    if let (true, Some(name)) = (found.glued, name) {
        return slips::replace(problem, name.span.to(found.span), &format!("/{}{path}", name.token.text()));
    }
    let scheme = fault.at.checked_sub(2).and_then(|at| place.head.get(at));
    if let (Some(rest), Some(scheme)) = (path.strip_prefix("//"), scheme) {
        let local = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
        return slips::replace(problem, scheme.span.to(found.span), local);
    }
    separated(place, problem, fault, found)
}

/// Attributes in `( )` or `{ }`.
fn brackets(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault) -> Diagnostic {
    let close = place.head.last().filter(|l| matches!(l.token, Token::Right | Token::End));
    match (place.behind(fault, 0), close) {
        (Some(open), Some(close)) if open.span != close.span => slips::brackets(problem, open.span, close.span),
        _ => problem,
    }
}

/// `name: value` where `name=value` belongs; `Cache-Control: no-cache` is just `no-cache`.
fn setting(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault, found: &Lexeme<'_>) -> Diagnostic {
    let name = place.before(fault).filter(|l| l.token.text().eq_ignore_ascii_case("cache-control"));
    match (name, place.behind(fault, 1)) {
        (Some(name), Some(value)) => {
            slips::header(problem, Span { end: value.span.start, ..name.span }, value.token.text())
        }
        (_, Some(value)) => slips::equals(problem, Span { end: value.span.start, ..found.span }),
        (_, None) => problem,
    }
}

/// A sign that is missing between two things: the `,` of a list, the `:` of a text.
fn separated(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault, found: &Lexeme<'_>) -> Diagnostic {
    let Some(before) = place.before(fault) else { return problem };
    if fault.wants(Want::Comma) && fault.wants(Want::Close) && matches!(found.token, Token::Name(_)) {
        return slips::comma(problem, before.span.after());
    }
    let message = place.start == Start::Message || place.start == Start::Action;
    if message && place.start.text() != Part::Never && fault.wants(Want::End) && place.row.label.is_none() {
        return slips::colon(problem, before.span.after());
    }
    problem
}
