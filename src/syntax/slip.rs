//! Slips of people who know other notations: where a rule stopped, the way out that they most likely look for.

use crate::diagnostic::Diagnostic;
use crate::problem::{slips, text};
use crate::source::{Source, Span};
use crate::syntax::clause::label::unquote;
use crate::syntax::clause::operation::METHODS;
use crate::syntax::complaint::Place;
use crate::syntax::habit;
use crate::syntax::keyword::{Part, Start};
use crate::syntax::line::Row;
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::{Fault, Want};

/// Says the way out where it is known.
pub(super) fn advise(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault, found: &Lexeme<'_>) -> Diagnostic {
    if let Some(advised) = habit::advise(place, &problem, fault, found) {
        return advised;
    }
    match found.token {
        Token::Name(name) => word(place, problem, fault, found, name),
        Token::Path(path) => key(place, problem, fault, found, path),
        Token::Comma
            if fault.wants(Want::End) && matches!(place.start, Start::User | Start::Storage | Start::Device) =>
        {
            commas(place, problem, fault)
        }
        Token::Arrow | Token::Through if fault.wants(Want::Greater) => {
            let arrows = place.head.iter().filter(|l| l.token.is_arrow()).map(|l| l.span).collect();
            slips::route_signs(problem, arrows)
        }
        Token::Quoted(text) if place.start == Start::Title => slips::title(problem, found.span, text),
        Token::Quoted(text) if fault.wants(Want::Value) => slips::quoted_value(problem, found.span, text),
        Token::Quoted(text) if fault.wants(Want::Key) => slips::quoted_key(problem, found.span, &unquote(text)),
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

/// A sign of no rule; the quotes of other notations come in pairs.
pub(super) fn stray(head: &[Lexeme<'_>], at: usize, span: Span, sign: &str) -> Diagnostic {
    const QUOTES: [&str; 7] = ["'", "“", "”", "„", "«", "»", "`"];
    let problem = text::stray_character(span, sign);
    let behind = head.get(at + 1).filter(|l| l.glued);
    if let (true, Some(signs)) = (sign == "+", super::habit::activation(head, at)) {
        return signs;
    }
    if let ("#", true, Some(colour)) = (sign, at > 0, behind) {
        let set = at.checked_sub(1).and_then(|at| head.get(at)).is_some_and(|l| l.token == Token::Equals);
        return slips::colour(span.to(colour.span), colour.token.text(), set);
    }
    if !QUOTES.contains(&sign) {
        return problem;
    }
    let end = |l: &&Lexeme<'_>| match l.token {
        Token::Stray(text) => QUOTES.contains(&text),
        Token::Path(text) => QUOTES.iter().any(|q| text.ends_with(q)),
        _ => false,
    };
    match head.iter().skip(at + 1).find(end) {
        Some(close) => {
            let last = close.token.text().chars().next_back().map_or(1, char::len_utf8);
            let last = u32::try_from(last).unwrap_or(1);
            slips::straight_quotes(problem, span, Span { start: close.span.end - last, ..close.span })
        }
        None => problem,
    }
}

/// `opt text { a -> b }`; `start` is how far in its row the `{` stands.
pub(super) fn one_line(source: &Source, row: &Row, start: usize) -> Diagnostic {
    let text = source.slice(row.span);
    let at =
        |offset: usize| Span::new(row.span.file, row.span.start as usize + offset, row.span.start as usize + offset);
    let (brace, close) = (at(start).to(at(start + 1)), at(text.len() - 1).to(at(text.len())));
    let inside = text.get(start + 1..text.len() - 1).unwrap_or_default();
    let left = start + 1 + (inside.len() - inside.trim_start().len());
    let inner = at(left).to(at(left + inside.trim().len()));
    slips::block_on_one_line(text::text_after_brace(brace), brace, inner, close, row.indent as usize)
}

/// A `;` between attributes or at the end of a statement.
pub(super) fn semicolon(head: &[Lexeme<'_>], at: usize, span: Span) -> Diagnostic {
    let count = |token: Token<'_>| head.iter().take(at).filter(|l| l.token == token).count();
    if count(Token::Open) > count(Token::Close) { slips::semicolon_in_brackets(span) } else { text::semicolon(span) }
}

/// A `{` inside a head: attributes in the wrong brackets, or a block on one line.
pub(super) fn inner_brace(source: &Source, row: &Row, head: &[Lexeme<'_>], brace: Span) -> Diagnostic {
    let problem = text::text_after_brace(brace);
    let settings = head.iter().any(|l| l.token == Token::Equals) && !head.iter().any(|l| l.token == Token::Open);
    match head.last().filter(|l| settings && l.token == Token::End) {
        Some(close) => slips::brackets(Diagnostic { help: Vec::new(), ..problem }, brace, close.span),
        None if source.slice(row.span).ends_with('}') => one_line(source, row, (brace.start - row.span.start) as usize),
        None => problem,
    }
}

/// `mem is @v` for `mem holds @v`.
pub(super) fn claim(place: &Place<'_, '_>) -> Option<Span> {
    let is = |l: &&Lexeme<'_>| {
        matches!(l.token, Token::Equals | Token::Divider | Token::Name("is" | "has" | "contains" | "equals" | "keeps"))
    };
    place.head.get(2..)?.iter().find(is).map(|l| l.span).filter(|_| place.start != Start::Claim)
}

/// `nodes/1` for `/nodes/1`: a path that begins with a name.
pub(super) fn slashless(place: &Place<'_, '_>) -> Option<Span> {
    let pairs = place.head.windows(2).map(|pair| pair.first().zip(pair.last()));
    let joined = |(name, path): &(&Lexeme<'_>, &Lexeme<'_>)| {
        matches!((name.token, path.token), (Token::Name(_), Token::Path(_))) && path.glued
    };
    let (name, path) = pairs.flatten().find(joined)?;
    (place.start != Start::Claim).then(|| name.span.to(path.span))
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
fn word(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault, found: &Lexeme<'_>, name: &str) -> Diagnostic {
    match place.start {
        Start::Sees if fault.wants(Want::Sees) => {
            let first =
                place.head.first().filter(|l| matches!(l.token.text(), "assert" | "ensure" | "check" | "verify"));
            return match first {
                Some(first) => slips::replace(problem, first.span, "expect"),
                None => problem,
            };
        }
        Start::Import => {
            let rest = found.span.to(place.head.last().map_or(found.span, |l| l.span));
            return slips::quoted_path(problem, rest, place.source.slice(rest));
        }
        Start::Title => return slips::colon(problem, found.span.before()),
        Start::Sees if matches!(name, "latest" | "stale") => {
            let start = Span { end: place.row.span.start, ..place.row.span };
            return slips::claim_instead(problem, start);
        }
        Start::Note if fault.wants(Want::Over) || fault.wants(Want::Side) => {
            let noun = matches!(place.behind(fault, 1), Some(Lexeme { token: Token::Name(_), .. }));
            return if noun {
                slips::replace(problem, found.span, "over")
            } else {
                slips::note_over(problem, found.span, name)
            };
        }
        Start::Read if fault.wants(Want::Method) => return method(place, problem, fault, found, name),
        _ => {}
    }
    if fault.wants(Want::Content) {
        return match name {
            "fresh" | "current" | "new" | "newest" => slips::replace(problem, found.span, "latest"),
            "old" | "outdated" => slips::replace(problem, found.span, "stale"),
            _ => slips::bare_value(problem, found.span, name),
        };
    }
    if fault.wants(Want::WordOn) {
        return slips::insert(problem, found.span, "on ");
    }
    if fault.wants(Want::At) && matches!(name, "by" | "in" | "on" | "from") {
        return slips::replace(problem, found.span, "at");
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
fn label(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault, found: &Lexeme<'_>, name: &str) -> Diagnostic {
    if fault.wants(Want::Depends) && name.to_lowercase().starts_with("depend") {
        return slips::replace(problem, found.span, "depends on");
    }
    if let (true, Some(before)) = (fault.wants(Want::Colon), place.before(fault)) {
        return slips::colon(problem, before.span.after());
    }
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
fn method(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault, found: &Lexeme<'_>, name: &str) -> Diagnostic {
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
fn key(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault, found: &Lexeme<'_>, path: &str) -> Diagnostic {
    if place.start == Start::Read && fault.wants(Want::Method) {
        return slips::insert(problem, found.span, "GET ");
    }
    if fault.wants(Want::Label) {
        return slips::quote_pattern(problem, found.span, path);
    }
    let before = place.before(fault).filter(|l| l.token != Token::Colon);
    if let (true, Some(before)) = (path.starts_with("//") && fault.wants(Want::Key), before) {
        let space = if found.glued && matches!(before.token, Token::Name(_)) { " " } else { "" };
        return slips::one_slash(problem, found.span, &format!("{space}/{}", path.trim_start_matches('/')));
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

/// Several declarations on one line.
fn commas(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault) -> Diagnostic {
    let Some(keyword) = place.head.first().map(|l| l.token.text()) else { return problem };
    let rest = place.head.get(fault.at..).unwrap_or_default();
    let spans = rest.windows(2).filter_map(|pair| match pair {
        [comma, next] if comma.token == Token::Comma => Some(Span { end: next.span.start, ..comma.span }),
        _ => None,
    });
    slips::one_a_line(problem, spans.collect(), keyword)
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
        let attribute = fault.at.checked_sub(3).and_then(|at| place.head.get(at)).map(|l| l.token.text());
        if matches!(attribute, Some("clears" | "fields" | "ignores" | "honours")) {
            let words = place.head.get(fault.at..).unwrap_or_default().iter();
            let last = words.take_while(|l| matches!(l.token, Token::Name(_))).last().map_or(found.span, |l| l.span);
            let whole = before.span.to(last);
            return slips::quoted_list(problem, whole, place.source.slice(whole));
        }
        return slips::comma(problem, before.span.after());
    }
    let arrow = fault.at.checked_sub(2).and_then(|at| place.head.get(at)).filter(|l| l.token.is_arrow());
    if let (Token::Name(method), Some(arrow)) = (before.token, arrow)
        && METHODS.contains(&method)
    {
        return slips::no_receiver(problem, arrow.span, before.span.before(), method);
    }
    let message = place.start == Start::Message || place.start == Start::Action;
    if message && place.start.text() != Part::Never && fault.wants(Want::End) && place.row.label.is_none() {
        return slips::colon(problem, before.span.after());
    }
    problem
}
