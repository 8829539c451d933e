//! The first pass: a source becomes rows, one a line, with the tokens of their heads. It is linear and has no grammar
//! beyond the four signs: it finds the `}` at a line's start, the head, the `: text`, the `{` at the end, the comment,
//! and the raw bodies of `text NAME { … }`.

use crate::source::{FileId, Source, Span};
use crate::syntax::keyword;
use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::statement::read;
use crate::syntax::tail::scan;
use crate::syntax::token::{Lexeme, Lexer, Token};
use crate::syntax::tree::Comment;
use std::ops::Range;

/// The text of a line, behind a colon or a keyword.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    /// The sign before it: a colon; empty behind a keyword.
    pub sign: Span,
    /// Without outer white space.
    pub span: Span,
    /// Without the trailing bracket either.
    pub plain: Span,
    /// The tokens of `plain`, if it may be an operation, an event or a guard; else none.
    pub tokens: (u32, u32),
    /// The tokens of the bracket.
    pub bracket: (u32, u32),
}

/// The body of a `text NAME { … }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawBody {
    /// The lines between the braces.
    pub lines: Span,
    /// The closing brace, if there is one.
    pub close: Option<Span>,
}

/// One line with something on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// How many characters of white space precede it.
    pub indent: u32,
    /// What it says, a `}` at its start and its comment excluded.
    pub span: Span,
    /// A `}` at its start.
    pub close: Option<Span>,
    /// The tokens of its head.
    pub head: (u32, u32),
    /// Its text.
    pub label: Option<Label>,
    /// Whether its text stands behind a fragment's keyword.
    pub fragment: bool,
    /// A `{` at its end.
    pub open: Option<Span>,
    /// The `}` of `{ }` at its end.
    pub shut: Option<Span>,
    /// An opening bracket without its closing one.
    pub unclosed: Option<Span>,
    /// Its comment.
    pub comment: Option<Comment>,
    /// The lines of a `text NAME { … }`.
    pub raw: Option<RawBody>,
    /// Where the next line starts.
    pub next: u32,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// White space.
    Blank,
    /// `// …`
    Comment(Comment),
    /// `/// …`
    Doc(Comment),
    /// Anything else.
    Row(Box<Row>),
}

/// All lines with all tokens.
pub struct Sheet<'s> {
    /// The tokens of all heads and texts.
    pub lexemes: Vec<Lexeme<'s>>,
    /// The lines.
    pub entries: Vec<Entry>,
}

impl<'s> Sheet<'s> {
    /// The tokens of a range.
    #[must_use]
    pub fn tokens(&self, range: (u32, u32)) -> &[Lexeme<'s>] {
        self.lexemes.get(range.0 as usize..range.1 as usize).unwrap_or(&[])
    }
}

/// Splits a source.
#[must_use]
pub fn split(source: &Source, file: FileId) -> Sheet<'_> {
    split_part(source, file, 0..source.text.len())
}

/// Splits the lines of a range, which starts where a line starts.
#[must_use]
pub fn split_part(source: &Source, file: FileId, range: Range<usize>) -> Sheet<'_> {
    let text = source.text.get(..range.end).unwrap_or_default();
    let mut splitter = Splitter { text, file, at: range.start, lexemes: Vec::with_capacity(range.len() / 8) };
    let mut entries = Vec::with_capacity(range.len() / 40);
    while let Some((base, line)) = splitter.line() {
        entries.push(splitter.entry(base, line));
    }
    Sheet { lexemes: splitter.lexemes, entries }
}

/// White space inside a line.
fn is_space(c: char) -> bool {
    c != '\n' && c.is_whitespace()
}

/// Most tokens of a plain text that are looked at before a comma shows that it may be a list of keys.
const CURIOSITY: usize = 12;

struct Splitter<'s> {
    text: &'s str,
    file: FileId,
    at: usize,
    lexemes: Vec<Lexeme<'s>>,
}

impl<'s> Splitter<'s> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    fn count(&self) -> u32 {
        u32::try_from(self.lexemes.len()).unwrap_or(u32::MAX)
    }

    /// The next line without its end, and where it starts.
    fn line(&mut self) -> Option<(usize, &'s str)> {
        let base = self.at;
        let rest = self.text.get(base..).filter(|r| !r.is_empty())?;
        let end = rest.find('\n').unwrap_or(rest.len());
        self.at = base + end + 1;
        Some((base, &rest[..end]))
    }

    /// A comment that starts at a byte and runs to the end of its line.
    fn comment(&self, base: usize, text: &str, slashes: usize) -> Comment {
        let text = text.trim_end();
        let rest = &text[slashes..];
        let words = rest.trim_start();
        // `// / x` keeps its space, or it would be printed as the documentation `/// x`. What is set in farther, as the
        // items of a list are, stays so.
        let words = if words.starts_with('/') && rest.starts_with(char::is_whitespace) {
            ecow::eco_format!(" {words}")
        } else {
            rest.strip_prefix(' ').unwrap_or(words).into()
        };
        Comment { text: words, span: self.span(base, base + text.len()) }
    }

    fn entry(&mut self, base: usize, line: &'s str) -> Entry {
        let text = line.trim_start_matches(is_space);
        let start = base + line.len() - text.len();
        if text.is_empty() {
            return Entry::Blank;
        }
        if text.starts_with("///") && !text.starts_with("////") {
            return Entry::Doc(self.comment(start, text, 3));
        }
        if text.starts_with("//") {
            return Entry::Comment(self.comment(start, text, 2));
        }
        let head = self.count();
        let indent = u32::try_from(line[..line.len() - text.len()].chars().count()).unwrap_or(u32::MAX);
        let mut row = Box::new(Row { indent, head: (head, head), ..Row::default() });
        let (start, text) = self.closing(&mut row, start, text);
        if text.starts_with("//") {
            row.comment = Some(self.comment(start, text, 2));
        } else if !text.is_empty() {
            self.content(&mut row, start, text);
            self.raw_body(&mut row);
        } else {
            row.span = self.span(start, start);
        }
        row.next = self.span(self.at, self.at).start;
        Entry::Row(row)
    }

    /// Takes a `}` off the line's start.
    fn closing(&self, row: &mut Row, start: usize, text: &'s str) -> (usize, &'s str) {
        let Some(rest) = text.strip_prefix('}') else { return (start, text) };
        row.close = Some(self.span(start, start + 1));
        let trimmed = rest.trim_start_matches(is_space);
        (start + 1 + rest.len() - trimmed.len(), trimmed)
    }

    /// Reads what a line says.
    fn content(&mut self, row: &mut Row, base: usize, text: &'s str) {
        let mut lexer = Lexer::new(self.file, base, text);
        let Some(first) = lexer.next() else { return };
        self.lexemes.push(first);
        let end = match first.token {
            Token::Divider => self.between(row, lexer.at(), &text[lexer.at() - base..], "=="),
            Token::Gap => self.between(row, lexer.at(), &text[lexer.at() - base..], "..."),
            Token::Name(word) if starts_fragment(word, lexer.peek(), text) => {
                self.fragment(row, &mut lexer, base, text, word)
            }
            _ => self.head(row, lexer, base, text),
        };
        row.span = self.span(base, end);
    }

    /// Finds the comment behind a raw text, keeps it, and returns the text without outer white space.
    fn raw(&self, row: &mut Row, base: usize, text: &'s str) -> (usize, &'s str, Option<usize>) {
        let tail = scan(text);
        if tail.end < text.len() {
            row.comment = Some(self.comment(base + tail.end, &text[tail.end..], 2));
        }
        let kept = text[..tail.end].trim_end();
        let trimmed = kept.trim_start();
        let skipped = kept.len() - trimmed.len();
        (base + skipped, trimmed, tail.bracket.and_then(|b| b.checked_sub(skipped)))
    }

    /// `== text ==`, `... text ...`
    fn between(&mut self, row: &mut Row, base: usize, text: &'s str, sign: &str) -> usize {
        row.head.1 = self.count();
        let (start, mut kept, _) = self.raw(row, base, text);
        let end = start + kept.len();
        let closing = kept.strip_suffix(sign);
        if let Some(inner) = closing {
            kept = inner.trim_end();
        }
        if !kept.is_empty() || closing.is_some() {
            let sign = closing.map_or(self.span(end, end), |_| self.span(end - sign.len(), end));
            let span = self.span(start, start + kept.len());
            row.label = Some(Label { sign, span, plain: span, ..Label::default() });
        }
        end.max(base)
    }

    /// `alt text {`
    fn fragment(&mut self, row: &mut Row, lexer: &mut Lexer<'s>, base: usize, text: &'s str, word: &str) -> usize {
        row.fragment = true;
        let mut from = lexer.at();
        match lexer.peek() {
            Some(Token::Colon) => from = lexer.next().map_or(from, |t| t.span.end as usize),
            Some(Token::Number(_)) if word == FragmentKind::Loop.word() => {
                self.lexemes.extend(lexer.next());
                from = lexer.at();
            }
            _ => {}
        }
        row.head.1 = self.count();
        let (start, mut kept, bracket) = self.raw(row, from, &text[from - base..]);
        let end = (start + kept.len()).max(base);
        if let Some(inner) = kept.strip_suffix('}').and_then(|t| t.trim_end().strip_suffix('{')) {
            row.open = Some(self.span(start + inner.len(), start + inner.len() + 1));
            row.shut = Some(self.span(end - 1, end));
            kept = inner.trim_end();
        } else if let Some(inner) = kept.strip_suffix('{') {
            row.open = Some(self.span(end - 1, end));
            kept = inner.trim_end();
        }
        if !kept.is_empty() {
            let sign = self.span(from, from);
            row.label = Some(self.label(sign, start, kept, bracket));
        }
        if start + kept.len() < from { from } else { end }
    }

    /// The head of any other line, with its text.
    fn head(&mut self, row: &mut Row, lexer: Lexer<'s>, base: usize, text: &'s str) -> usize {
        let first = row.head.0 as usize;
        let keys = self.keeps_colons(first, lexer.peek());
        let mut reads = false;
        let mut depth: Vec<Span> = Vec::new();
        for lexeme in lexer {
            match lexeme.token {
                Token::Path(path) if path.starts_with("//") && !lexeme.glued => {
                    let start = lexeme.span.start as usize;
                    row.comment = Some(self.comment(start, &text[start - base..], 2));
                    break;
                }
                Token::Colon if depth.is_empty() && !keys && !reads => {
                    row.head.1 = self.count();
                    row.unclosed = depth.pop();
                    return self.text(row, lexeme.span, base, text);
                }
                Token::Open => depth.push(lexeme.span),
                Token::Close => {
                    depth.pop();
                }
                Token::Name(word) if read::WORDS.contains(&word) => {
                    reads |= self.lexemes.last().is_some_and(|l| l.token == Token::Through);
                }
                _ => {}
            }
            self.lexemes.push(lexeme);
        }
        row.unclosed = depth.first().copied();
        let end = self.lexemes[first..].last().map_or(base, |l| l.span.end as usize);
        self.block(row, first);
        row.head.1 = self.count();
        end
    }

    /// Whether the colons of a line belong to keys.
    fn keeps_colons(&self, first: usize, next: Option<Token<'s>>) -> bool {
        let Some(Lexeme { token: Token::Name(word), .. }) = self.lexemes.get(first) else { return false };
        let chained = matches!(next, Some(Token::Quoted(_) | Token::Question));
        keyword::find(word).is_some_and(|k| k.start.has_keys()) && !is_participant(next) && !chained
    }

    /// Takes `{` or `{ }` off the end of a head; `{id}` is no block.
    fn block(&mut self, row: &mut Row, first: usize) {
        match self.lexemes[first..] {
            [.., Lexeme { token: Token::Begin, span: open, .. }, Lexeme { token: Token::End, span: shut, .. }] => {
                row.open = Some(open);
                row.shut = Some(shut);
                self.lexemes.truncate(self.lexemes.len() - 2);
            }
            [.., Lexeme { token: Token::Begin, span, .. }] => {
                row.open = Some(span);
                self.lexemes.pop();
            }
            _ => {}
        }
    }

    /// The text behind a colon.
    fn text(&mut self, row: &mut Row, colon: Span, base: usize, text: &'s str) -> usize {
        let from = colon.end as usize;
        let (start, kept, bracket) = self.raw(row, from, &text[from - base..]);
        row.label = Some(self.label(colon, start, kept, bracket));
        if kept.is_empty() { from } else { start + kept.len() }
    }

    /// A label with the tokens of what may be its attributes and its operation.
    fn label(&mut self, sign: Span, start: usize, kept: &'s str, bracket: Option<usize>) -> Label {
        let mut label = Label { sign, span: self.span(start, start + kept.len()), ..Label::default() };
        let mut plain = kept;
        if let Some(open) = bracket.filter(|open| *open < kept.len() && kept.ends_with(']')) {
            plain = kept[..open].trim_end();
            let first = self.count();
            self.lexemes.extend(Lexer::new(self.file, start + open, &kept[open..]));
            label.bracket = (first, self.count());
        }
        label.plain = self.span(start, start + plain.len());
        let first = self.count();
        self.candidate(start, plain);
        label.tokens = (first, self.count());
        label
    }

    /// Takes the tokens of a text that may be an operation, an event or a guard.
    fn candidate(&mut self, base: usize, plain: &'s str) {
        let first = self.lexemes.len();
        let mut lexer = Lexer::new(self.file, base, plain);
        let Some(start) = lexer.next() else { return };
        let patient = match start.token {
            Token::Name(word) => crate::syntax::clause::operation::is_verb(word),
            Token::Number(_) | Token::Value(_) => true,
            _ => return,
        };
        self.lexemes.push(start);
        let mut commas = patient;
        for lexeme in lexer {
            commas |= lexeme.token == Token::Comma;
            self.lexemes.push(lexeme);
            if !commas && self.lexemes.len() - first > CURIOSITY {
                self.lexemes.truncate(first);
                return;
            }
        }
    }

    /// Takes the lines of `text NAME {` up to the first that is only `}` at its indentation.
    fn raw_body(&mut self, row: &mut Row) {
        let head = &self.lexemes[row.head.0 as usize..row.head.1 as usize];
        let opens = matches!(head, [Lexeme { token: Token::Name("text"), .. }, Lexeme { token: Token::Name(_), .. }]);
        if !opens || row.open.is_none() || row.shut.is_some() || row.label.is_some() {
            return;
        }
        let start = self.at.min(self.text.len());
        let mut body = RawBody { lines: self.span(start, self.text.len()), close: None };
        while let Some((base, line)) = self.line() {
            let text = line.trim_start_matches(is_space);
            let indent = line.len() - text.len();
            if text.trim_end() == "}" && line[..indent].chars().count() == row.indent as usize {
                body.lines = self.span(start, base);
                body.close = Some(self.span(base + indent, base + indent + 1));
                break;
            }
        }
        row.raw = Some(body);
    }
}

/// Whether the token behind a word makes the word a participant.
#[must_use]
pub fn is_participant(next: Option<Token<'_>>) -> bool {
    next.is_some_and(|t| t.is_arrow() || matches!(t, Token::Dot | Token::Colon | Token::Name("sees")))
}

/// Whether a line starts a fragment or one of its further operands. `alt: text {` is one too.
fn starts_fragment(word: &str, next: Option<Token<'_>>, text: &str) -> bool {
    let known = FragmentKind::find(word).is_some() || matches!(word, "else" | "and");
    known
        && match next {
            Some(Token::Colon) => text.trim_end().ends_with('{'),
            Some(Token::Quoted(_)) => !text.contains("->"),
            Some(Token::Question) => false,
            next => !is_participant(next),
        }
}
