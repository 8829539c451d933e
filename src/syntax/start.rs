//! What a line is: its first words decide which rule reads it.

use crate::diagnostic::Diagnostic;
use crate::problem::near::nearest;
use crate::problem::{slips, text as problem};
use crate::source::Span;
use crate::syntax::complaint::quote_start;
use crate::syntax::habit;
use crate::syntax::keyword::{self, Context, Keyword, Start};
use crate::syntax::line::{Row, is_participant};
use crate::syntax::reader::{Reader, fits};
use crate::syntax::slip;
use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::token::{Lexeme, Token};

/// The keyword that a line starts with, or seems to.
pub(super) fn likely(head: &[Lexeme<'_>]) -> Option<&'static Keyword> {
    let Some(Lexeme { token: Token::Name(word), .. }) = head.first() else { return None };
    let near = || nearest(word, keyword::KEYWORDS.iter().map(|k| k.word)).and_then(keyword::find);
    keyword::find(word).or_else(near)
}

/// The keyword that a line starts with, if its first word is one there.
fn keyword_of(head: &[Lexeme<'_>], row: &Row) -> Option<&'static Keyword> {
    let [Lexeme { token: Token::Name(word), .. }, rest @ ..] = head else { return None };
    let found = keyword::find(word)?;
    let next = rest.first().map(|l| l.token);
    if found.start == Start::Otherwise && next == Some(Token::Through) {
        return Some(found);
    }
    let colon = next.is_none() && row.label.is_some() && !row.fragment;
    let participant = is_participant(next.filter(|t| !(row.fragment && *t == Token::Colon))) || colon;
    (found.start == Start::Title && colon || !participant).then_some(found)
}

/// `otherwise => …` in a policy, where no participant stands before an arrow.
fn otherwise(head: &[Lexeme<'_>], context: Context) -> Option<&'static Keyword> {
    let Some(Lexeme { token: Token::Name(word), .. }) = head.first() else { return None };
    keyword::find(word).filter(|k| context == Context::Policy && k.start == Start::Otherwise)
}

/// Says which rule reads a line.
///
/// # Errors
/// E105 for a line that is no statement, E108 for one that does not belong in its block, E109 for a lone `else`.
pub(super) fn classify<'t>(reader: &mut Reader<'t>, row: &'t Row) -> Result<Start, Box<Diagnostic>> {
    let head = reader.sheet.tokens(row.head);
    let keyword = keyword_of(head, row).or_else(|| otherwise(head, reader.context()));
    if let Some(keyword) = keyword {
        leave(reader, row, keyword, head.first().map_or(row.span, |l| l.span));
    }
    let context = reader.context();
    let Some(first) = head.first() else { return Err(unknown(reader, row, head, context)) };
    let property = context == Context::Storage && head.len() == 1 && row.label.is_some() && !row.fragment;
    if property && matches!(first.token, Token::Name(_)) {
        return Ok(Start::Property);
    }
    if let Some(keyword) = keyword {
        if fits(keyword, context) && !chained(head, context) {
            return Ok(keyword.start);
        }
        if context != Context::Flow {
            return Err(misplaced(first.span, keyword, context));
        }
    }
    if context == Context::Flow {
        return if matches!(first.token, Token::Name(_)) {
            Ok(Start::Chain)
        } else {
            Err(unknown(reader, row, head, context))
        };
    }
    let Some(start) = step(head, row) else { return Err(unknown(reader, row, head, context)) };
    if context.has_steps() {
        return Ok(start);
    }
    if context == Context::Policy && start == Start::Read {
        return Err(unknown(reader, row, head, context));
    }
    Err(Box::new(problem::misplaced_step(row.span, quote_start(reader.source, row), context.human())))
}

/// Whether a line of a flow is a chain though it starts with a keyword.
fn chained(head: &[Lexeme<'_>], context: Context) -> bool {
    context == Context::Flow && head.iter().any(|l| l.token == Token::Arrow)
}

/// The steps that start with no keyword.
fn step(head: &[Lexeme<'_>], row: &Row) -> Option<Start> {
    let first = head.first()?;
    match first.token {
        Token::Divider => return Some(Start::Divider),
        Token::Gap => return Some(Start::Gap),
        Token::Name(_) => {}
        _ if head.iter().any(|l| l.token.is_arrow()) => {}
        _ => return None,
    }
    if row.fragment {
        return None;
    }
    match head.iter().find(|l| l.token.is_arrow()).map(|l| l.token) {
        Some(Token::Through) => return Some(Start::Read),
        Some(_) => return Some(Start::Message),
        None => {}
    }
    if head.iter().skip(1).any(|l| l.token == Token::Name("sees")) {
        return Some(Start::Sees);
    }
    let last = head.last()?;
    let plain = matches!(last.token, Token::Name(_) | Token::Number(_) | Token::Amount(_));
    let quantified = crate::syntax::clause::place::Quantifier::find(first.token.text()).is_some();
    let several = head.windows(2).any(|w| !w[1].glued) && !(quantified && head.len() >= 2);
    (row.label.is_some() && plain && !several).then_some(Start::Action)
}

/// A declaration at or left of the line that opens an unfitting block shows that the block was not closed: closes it.
fn leave(reader: &mut Reader<'_>, row: &Row, keyword: &'static Keyword, here: Span) {
    if fits(keyword, reader.context()) || !fits(keyword, Context::File) && keyword.start != Start::Storage {
        return;
    }
    let outer = reader.stack.iter().rposition(|f| fits(keyword, f.context)).unwrap_or(0);
    let Some(first) = reader.stack.get(outer + 1).filter(|f| row.indent <= f.indent) else { return };
    let brace = first.brace;
    let innermost = reader.stack.last().map_or(brace, |f| f.brace);
    if reader.doubts == 0 {
        reader.report(problem::unclosed_before(innermost, here, keyword.word));
    }
    while reader.stack.len() > outer + 1 {
        reader.lenient += 1;
        reader.pop(Span { end: row.span.start, start: row.span.start, ..row.span });
    }
}

fn misplaced(span: Span, keyword: &Keyword, context: Context) -> Box<Diagnostic> {
    let places: Vec<&str> = keyword.places.iter().map(|c| c.human()).collect();
    Box::new(problem::misplaced(span, keyword.word, context.human(), &places))
}

/// Whether a line is the end of a block in another notation.
pub(super) fn is_end(head: &[Lexeme<'_>]) -> bool {
    match head {
        [Lexeme { token: Token::Name("end" | "endif" | "endloop"), .. }] => true,
        [Lexeme { token: Token::Name("end"), .. }, Lexeme { token: Token::Name(block), .. }] => {
            matches!(*block, "if" | "box" | "rect") || FragmentKind::find(block).is_some()
        }
        _ => false,
    }
}

/// A line that is no statement.
fn unknown<'t>(reader: &Reader<'t>, row: &Row, head: &'t [Lexeme<'t>], context: Context) -> Box<Diagnostic> {
    let Some(first) = head.first() else {
        return Box::new(problem::unknown_sign(row.span, reader.source.slice(row.span)));
    };
    let word = first.token.text();
    if row.fragment && matches!(word, "else" | "and") {
        let owner = if word == "else" { "alt" } else { "par" };
        let inside = reader.stack.last().is_some_and(|f| f.context.has_steps()) && reader.stack.len() > 1;
        return Box::new(problem::lonely_operand(
            first.span,
            word,
            owner,
            row.span.after(),
            row.open.is_some(),
            inside,
        ));
    }
    if let Some(problem) = habit::opening(reader.source, row, head) {
        return Box::new(problem);
    }
    if let Some(problem) = slip::opening(reader.source, row, head) {
        return Box::new(problem);
    }
    for (at, lexeme) in head.iter().enumerate() {
        match lexeme.token {
            Token::Stray(text) => return Box::new(slip::stray(head, at, lexeme.span, text)),
            Token::Unclosed(text) => return Box::new(problem::unclosed_string(lexeme.span, text)),
            Token::Semicolon => return Box::new(problem::semicolon(lexeme.span)),
            _ => {}
        }
    }
    let declaration =
        row.label.is_none() && matches!(head.get(1).map(|l| l.token), Some(Token::Name(_) | Token::Amount(_)));
    if let (true, Some(ours)) = (declaration, keyword::foreign(word)) {
        let keyword = keyword::find(ours).filter(|k| fits(k, context));
        if let (Some(keyword), Some(name)) = (keyword, head.get(1)) {
            return Box::new(slips::foreign_declaration(first.span, word, keyword.word, name.token.text()));
        }
    }
    if is_end(head) {
        return Box::new(problem::foreign_end(row.span, reader.source.slice(row.span), !reader.ends()));
    }
    let allowed = keyword::allowed(context).map(|k| k.word);
    let near = nearest(word, allowed);
    let second = head
        .get(1)
        .filter(|l| context.has_steps() && near.is_none() && row.open.is_none() && matches!(l.token, Token::Name(_)));
    match (first.token, second) {
        (Token::Name(_), Some(second)) if problem::foreign_word(word).is_none() => {
            Box::new(problem::no_step(first.span, word, second.token.text(), row.label.is_some()))
        }
        (Token::Name(_), _) => Box::new(problem::unknown_statement(first.span, row.span, word, near, context.human())),
        _ => Box::new(problem::unknown_sign(first.span, word)),
    }
}
