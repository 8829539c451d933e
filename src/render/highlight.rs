//! A program as HTML whose words are coloured, by the classes of highlight.js, for which books have colours already. No
//! script is needed, and the words are those that the compiler reads.

use super::inset::html;
use crate::source::{FileId, Source, Span};
use crate::syntax::keyword;
use crate::syntax::line::{self, Entry, Label, Row, Sheet};
use crate::syntax::token::{Lexeme, Token};

const KEYWORD: &str = "keyword";
const STRING: &str = "string";
const NUMBER: &str = "number";
const COMMENT: &str = "comment";
const VALUE: &str = "literal";
const KEY: &str = "symbol";
const NAME: &str = "title";
const ATTRIBUTE: &str = "attr";
const VERB: &str = "built_in";

/// The program on one line of HTML.
#[must_use]
pub fn highlight(source: &Source) -> String {
    let sheet = line::split(source, FileId(0));
    let mut painter = Painter { source, found: Vec::new() };
    for entry in &sheet.entries {
        match entry {
            Entry::Blank => {}
            Entry::Comment(comment) | Entry::Doc(comment) => painter.found.push((comment.span, COMMENT)),
            Entry::Row(row) => painter.row(&sheet, row),
        }
    }
    painter.spell()
}

struct Painter<'s> {
    source: &'s Source,
    found: Vec<(Span, &'static str)>,
}

impl Painter<'_> {
    fn spell(mut self) -> String {
        self.found.sort_by_key(|(span, _)| (span.start, span.end));
        let text = |start: u32, end: u32| html(self.source.slice(Span { file: FileId(0), start, end }));
        let (mut out, mut at) = (String::new(), 0);
        for (span, class) in &self.found {
            if span.start < at || span.start == span.end {
                continue;
            }
            out.push_str(&text(at, span.start));
            out.push_str(&format!("<span class=\"hljs-{class}\">{}</span>", text(span.start, span.end)));
            at = span.end;
        }
        let end = u32::try_from(self.source.text.trim_end().len()).unwrap_or(u32::MAX);
        out + &text(at, end.max(at))
    }

    fn row(&mut self, sheet: &Sheet<'_>, row: &Row) {
        self.found.extend(row.comment.iter().map(|comment| (comment.span, COMMENT)));
        let head = sheet.tokens(row.head);
        let mut brackets = 0_u32;
        let mut declares = false;
        for (place, lexeme) in head.iter().enumerate() {
            let next = head.get(place + 1).map(|l| l.token);
            let starts = place == 0 && starts(lexeme.token, next, row);
            brackets = depth(brackets, lexeme.token);
            let class = match lexeme.token {
                Token::Name(_) if declares && brackets == 0 && place == 1 => Some(NAME),
                Token::Name(_) if brackets > 0 => {
                    let before = place.checked_sub(1).and_then(|p| head.get(p)).map(|l| l.token);
                    matches!(before, Some(Token::Open | Token::Comma)).then_some(ATTRIBUTE)
                }
                Token::Number(_) | Token::Amount(_) if behind_colon(head, place) => Some(KEY),
                token => class(token, starts, true),
            };
            declares |= starts && class == Some(KEYWORD) && matches!(lexeme.token, Token::Name(word) if names(word));
            self.found.extend(class.map(|class| (lexeme.span, class)));
        }
        if let Some(label) = &row.label {
            self.label(sheet, label);
        }
    }

    /// A text: an operation, if it begins as one does, and the attributes behind it.
    fn label(&mut self, sheet: &Sheet<'_>, label: &Label) {
        let said = sheet.tokens(label.tokens);
        let verb = |lexeme: &Lexeme<'_>| matches!(lexeme.token, Token::Name(word) if is_verb(word));
        let keyed = said.get(1).is_some_and(|l| matches!(l.token, Token::Path(_) | Token::Name(_) | Token::Begin));
        for (place, lexeme) in said.iter().enumerate() {
            let class = match lexeme.token {
                Token::Name(_) if place == 0 && keyed && verb(lexeme) => Some(VERB),
                Token::Number(_) if place == 0 => Some(NUMBER),
                Token::Number(_) | Token::Amount(_) if behind_colon(said, place) => Some(KEY),
                Token::Value(_) => Some(VALUE),
                Token::Path(_) if place > 0 => Some(KEY),
                _other => None,
            };
            self.found.extend(class.map(|class| (lexeme.span, class)));
        }
        let bracket = sheet.tokens(label.bracket);
        for (place, lexeme) in bracket.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|p| bracket.get(p)).map(|l| l.token);
            let class = match lexeme.token {
                Token::Name(_) => matches!(before, None | Some(Token::Open | Token::Comma)).then_some(ATTRIBUTE),
                token => class(token, false, true),
            };
            self.found.extend(class.map(|class| (lexeme.span, class)));
        }
    }
}

/// Whether the first word of a line is a keyword there, if it is one anywhere.
fn starts(token: Token<'_>, next: Option<Token<'_>>, row: &Row) -> bool {
    let title = matches!(token, Token::Name("title" | "description" | "otherwise"));
    let prose = next.is_none() && row.label.is_some() && !row.fragment;
    title || !prose && !line::is_participant(next)
}

/// Whether a token is the last part of a key: `post:1`.
fn behind_colon(tokens: &[Lexeme<'_>], place: usize) -> bool {
    place.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|lexeme| lexeme.token == Token::Colon)
}

/// How many brackets are open behind a token.
fn depth(open: u32, token: Token<'_>) -> u32 {
    match token {
        Token::Open => open + 1,
        Token::Close => open.saturating_sub(1),
        _other => open,
    }
}

/// What a word or sign is.
fn class(token: Token<'_>, starts: bool, sure: bool) -> Option<&'static str> {
    match token {
        Token::Name(word) if starts && keyword::find(word).is_some() => Some(KEYWORD),
        Token::Name(word) if is_verb(word) && word.chars().all(char::is_uppercase) => Some(VERB),
        Token::Name(word) if sure && !starts && keyword::WORDS.contains(&word) => Some(KEYWORD),
        Token::Quoted(_) | Token::Unclosed(_) => Some(STRING),
        Token::Number(_) | Token::Amount(_) => Some(NUMBER),
        Token::Value(_) => Some(VALUE),
        Token::Path(_) => Some(KEY),
        _other => None,
    }
}

fn is_verb(word: &str) -> bool {
    keyword::all().any(|known| known == word) && keyword::find(word).is_none() && !keyword::WORDS.contains(&word)
}

/// Whether a name is declared behind a keyword.
fn names(word: &str) -> bool {
    matches!(
        word,
        "resource"
            | "device"
            | "storage"
            | "user"
            | "route"
            | "method"
            | "channel"
            | "policy"
            | "fact"
            | "flow"
            | "scenario"
            | "tone"
            | "text"
    )
}
