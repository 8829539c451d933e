//! Semantic tokens: what each word is, for colours.

use super::desk::Desk;
use super::document::Document;
use super::index::{Mention, Sort};
use super::place::Lines;
use super::route::Answer;
use crate::source::{FileId, Source, Span};
use crate::syntax::keyword;
use crate::syntax::line::{self, Entry, Row, Sheet};
use crate::syntax::token::{Lexeme, Token};
use lsp_types::{SemanticToken, SemanticTokens, SemanticTokensParams};
use serde_json::json;
use std::collections::HashMap;

/// The kinds, by their number.
pub(super) const TYPES: &[&str] = &[
    "keyword",
    "variable",
    "type",
    "function",
    "property",
    "enumMember",
    "string",
    "number",
    "comment",
    "operator",
    "namespace",
];

/// The modifiers, by their bit.
pub(super) const MODIFIERS: &[&str] = &["declaration", "documentation"];

const KEYWORD: u32 = 0;
const VARIABLE: u32 = 1;
const TYPE: u32 = 2;
const FUNCTION: u32 = 3;
const PROPERTY: u32 = 4;
const MEMBER: u32 = 5;
const STRING: u32 = 6;
const NUMBER: u32 = 7;
const COMMENT: u32 = 8;
const OPERATOR: u32 = 9;
const NAMESPACE: u32 = 10;

const DECLARATION: u32 = 1;
const DOCUMENTATION: u32 = 2;

/// All tokens of a document.
pub(super) fn tokens(desk: &Desk, params: &SemanticTokensParams) -> Answer {
    let document = desk.document(&params.text_document.uri)?;
    let source = Source::new(document.name.as_str(), document.text.as_str());
    let sheet = line::split(&source, FileId(0));
    let mut painter = Painter::new(document);
    for entry in &sheet.entries {
        painter.entry(&sheet, entry);
    }
    painter.found.sort_by_key(|(span, ..)| (span.start, span.end));
    let lines = document.lines(desk.encoding);
    Ok(json!(SemanticTokens { result_id: None, data: spell(&lines, &painter.found) }))
}

/// As the protocol writes them: each by its distance to the one before. Overlapping ones are left out.
fn spell(lines: &Lines<'_>, found: &[(Span, u32, u32)]) -> Vec<SemanticToken> {
    let mut told = Vec::with_capacity(found.len());
    let (mut line, mut start, mut end) = (0, 0, 0);
    for (span, kind, modifiers) in found {
        let range = lines.range(*span);
        if span.start < end || span.start == span.end || range.start.line != range.end.line {
            continue;
        }
        let delta_line = range.start.line - line;
        let delta_start = if delta_line == 0 { range.start.character - start } else { range.start.character };
        told.push(SemanticToken {
            delta_line,
            delta_start,
            length: range.end.character - range.start.character,
            token_type: *kind,
            token_modifiers_bitset: *modifiers,
        });
        (line, start, end) = (range.start.line, range.start.character, span.end);
    }
    told
}

struct Painter<'d> {
    /// The names by where they start.
    names: HashMap<u32, &'d Mention>,
    found: Vec<(Span, u32, u32)>,
}

impl<'d> Painter<'d> {
    fn new(document: &'d Document) -> Self {
        let names = document.analysis.index().file(FileId(0)).iter().map(|m| (m.span.start, m)).collect();
        Self { names, found: Vec::new() }
    }

    fn entry(&mut self, sheet: &Sheet<'_>, entry: &Entry) {
        match entry {
            Entry::Blank => {}
            Entry::Comment(comment) => self.found.push((comment.span, COMMENT, 0)),
            Entry::Doc(comment) => self.found.push((comment.span, COMMENT, DOCUMENTATION)),
            Entry::Row(row) => self.row(sheet, row),
        }
    }

    fn row(&mut self, sheet: &Sheet<'_>, row: &Row) {
        if let Some(comment) = &row.comment {
            self.found.push((comment.span, COMMENT, 0));
        }
        let head = sheet.tokens(row.head);
        for (place, lexeme) in head.iter().enumerate() {
            let next = head.get(place + 1).map(|l| l.token);
            // A name and a text: somebody's action, a title, or the prose of a storage.
            let name = matches!(lexeme.token, Token::Name(_));
            let lonely = name && next.is_none() && row.label.is_some() && !row.fragment;
            // An arrow makes no participant of `otherwise`.
            let otherwise = lexeme.token == Token::Name("otherwise");
            let starts = place == 0 && (otherwise || !lonely && !line::is_participant(next));
            if place == 0 && lonely && !self.names.contains_key(&lexeme.span.start) {
                let title = matches!(lexeme.token, Token::Name("title" | "description"));
                self.found.push((lexeme.span, if title { KEYWORD } else { PROPERTY }, 0));
            } else {
                self.lexeme(lexeme, starts, true);
            }
        }
        let Some(label) = &row.label else { return };
        for lexeme in sheet.tokens(label.bracket) {
            self.lexeme(lexeme, false, true);
        }
        // A text is an operation if something is named in it.
        let said = sheet.tokens(label.tokens);
        if said.iter().any(|lexeme| self.names.contains_key(&lexeme.span.start)) {
            for (place, lexeme) in said.iter().enumerate() {
                self.lexeme(lexeme, place == 0, false);
            }
        }
    }

    /// A word or sign; `sure` where it is no word of a text.
    fn lexeme(&mut self, lexeme: &Lexeme<'_>, starts: bool, sure: bool) {
        if let Some(mention) = self.names.get(&lexeme.span.start) {
            let modifiers = if mention.about.is_some() { DECLARATION } else { 0 };
            return self.found.push((mention.span, kind(mention.sort), modifiers));
        }
        let kind = match lexeme.token {
            Token::Name(word) if is_keyword(word, starts, sure) => KEYWORD,
            Token::Quoted(_) | Token::Unclosed(_) if sure => STRING,
            Token::Number(_) | Token::Amount(_) if sure || starts => NUMBER,
            Token::Value(_) => MEMBER,
            Token::Path(_) if sure => TYPE,
            sign if sure && (sign.is_arrow() || matches!(sign, Token::Divider | Token::Gap)) => OPERATOR,
            _other => return,
        };
        self.found.push((lexeme.span, kind, 0));
    }
}

/// Whether a word that names nothing is one of the language.
fn is_keyword(word: &str, starts: bool, sure: bool) -> bool {
    starts && keyword::all().any(|known| known == word) || sure && keyword::WORDS.contains(&word)
}

fn kind(sort: Sort) -> u32 {
    match sort {
        Sort::Participant => VARIABLE,
        Sort::Resource | Sort::Path => TYPE,
        Sort::Method => FUNCTION,
        Sort::Attribute | Sort::Fact => PROPERTY,
        Sort::Value | Sort::Tone => MEMBER,
        Sort::Route | Sort::Policy | Sort::Flow | Sort::Stop | Sort::Scenario => NAMESPACE,
    }
}
