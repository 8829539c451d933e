//! Tokens: the words and signs of a line's head, and of a label that may be an operation (logos).

use crate::source::{FileId, Span};
use logos::Logos;

/// A word or a sign. What no rule knows is a token too ([`Token::Stray`]), so that reading never stops.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
#[logos(skip r"[ \t\r\u{a0}\u{c}\u{b}]+")]
pub enum Token<'s> {
    /// `alice`, `proxy-isp`, also every keyword.
    #[regex(r"[\p{L}_][\p{L}\p{M}\p{Nd}_]*(-[\p{L}\p{M}\p{Nd}_]+)*")]
    Name(&'s str),
    /// `12`
    #[regex(r"[0-9]+", priority = 5)]
    Number(&'s str),
    /// Digits with letters behind: `5m`, or a part of a key such as `3f-9a`.
    #[regex(r"[0-9]+(-[\p{L}\p{M}\p{Nd}_]+|[\p{L}_][\p{L}\p{M}\p{Nd}_]*(-[\p{L}\p{M}\p{Nd}_]+)*)", priority = 4)]
    Amount(&'s str),
    /// `@alice`
    #[regex(r"@[\p{L}\p{M}\p{Nd}_]+(-[\p{L}\p{M}\p{Nd}_]+)*")]
    Value(&'s str),
    /// `/nodes/{id}`, to white space, `,` or a square bracket.
    #[regex(r"/[^\s,\[\]]*", priority = 2)]
    Path(&'s str),
    /// `"Database"` with its quotes.
    #[regex(r#""([^"\\\n]|\\[^\n])*""#)]
    Quoted(&'s str),
    /// `"Database` without its closing quote.
    #[regex(r#""([^"\\\n]|\\[^\n])*\\?"#, priority = 1)]
    Unclosed(&'s str),
    /// `->`
    #[token("->")]
    Arrow,
    /// `-->`
    #[token("-->")]
    Back,
    /// `~>`
    #[token("~>")]
    Wave,
    /// `-/>`
    #[token("-/>")]
    Lost,
    /// `=>`
    #[token("=>")]
    Through,
    /// An arrow of another notation.
    #[regex(r"->>|-->>|<-|<--|<->|<-->|<<->>|--?x|--?\)|--?>>?[+-]|→|⟶|⇒|=>>|--|~~>|-\.->|==>")]
    Foreign(&'s str),
    /// `:`
    #[token(":")]
    Colon,
    /// `,`
    #[token(",")]
    Comma,
    /// `.`
    #[token(".")]
    Dot,
    /// `=`
    #[token("=")]
    Equals,
    /// `[`
    #[token("[")]
    Open,
    /// `]`
    #[token("]")]
    Close,
    /// `{`
    #[token("{")]
    Begin,
    /// `}`
    #[token("}")]
    End,
    /// `(`
    #[token("(")]
    Left,
    /// `)`
    #[token(")")]
    Right,
    /// `>`
    #[token(">")]
    Greater,
    /// `<=`
    #[token("<=")]
    AtMost,
    /// `?`
    #[token("?")]
    Question,
    /// `*`
    #[token("*")]
    Star,
    /// `==`
    #[token("==")]
    Divider,
    /// `...`
    #[token("...")]
    Gap,
    /// `;`
    #[token(";")]
    Semicolon,
    /// Anything else.
    Stray(&'s str),
}

impl Token<'_> {
    /// What people call it: the first word of a line of `--emit tokens`, and the name in messages.
    #[must_use]
    pub fn human(self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Number(_) => "number",
            Self::Amount(_) => "amount",
            Self::Value(_) => "value",
            Self::Path(_) => "path",
            Self::Quoted(_) => "quoted text",
            Self::Unclosed(_) => "unclosed text",
            Self::Arrow | Self::Back | Self::Wave | Self::Lost | Self::Through => "arrow",
            Self::Foreign(_) => "foreign arrow",
            Self::Colon => "colon",
            Self::Comma => "comma",
            Self::Dot => "dot",
            Self::Equals => "equals sign",
            Self::Open | Self::Close => "bracket",
            Self::Begin | Self::End => "brace",
            Self::Left | Self::Right => "parenthesis",
            Self::Greater | Self::AtMost => "comparison",
            Self::Question => "question mark",
            Self::Star => "star",
            Self::Divider => "divider",
            Self::Gap => "gap",
            Self::Semicolon => "semicolon",
            Self::Stray(_) => "stray character",
        }
    }

    /// As written.
    #[must_use]
    #[expect(clippy::match_same_arms, reason = "one arm would be one name a line")]
    pub fn text(&self) -> &str {
        match self {
            Self::Name(text) | Self::Number(text) | Self::Amount(text) | Self::Value(text) | Self::Path(text) => text,
            Self::Quoted(text) | Self::Unclosed(text) | Self::Foreign(text) | Self::Stray(text) => text,
            Self::Arrow => "->",
            Self::Back => "-->",
            Self::Wave => "~>",
            Self::Lost => "-/>",
            Self::Through => "=>",
            Self::Colon => ":",
            Self::Comma => ",",
            Self::Dot => ".",
            Self::Equals => "=",
            Self::Open => "[",
            Self::Close => "]",
            Self::Begin => "{",
            Self::End => "}",
            Self::Left => "(",
            Self::Right => ")",
            Self::Greater => ">",
            Self::AtMost => "<=",
            Self::Question => "?",
            Self::Star => "*",
            Self::Divider => "==",
            Self::Gap => "...",
            Self::Semicolon => ";",
        }
    }

    /// Whether it is one of the five arrows, or one of another notation.
    #[must_use]
    pub fn is_arrow(self) -> bool {
        matches!(self, Self::Arrow | Self::Back | Self::Wave | Self::Lost | Self::Through | Self::Foreign(_))
    }
}

/// A token with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexeme<'s> {
    /// What it is.
    pub token: Token<'s>,
    /// Where.
    pub span: Span,
    /// Whether no white space precedes it.
    pub glued: bool,
}

/// The tokens of one line (or a part of it), one by one.
pub struct Lexer<'s> {
    inner: logos::Lexer<'s, Token<'s>>,
    file: FileId,
    base: usize,
    last: usize,
}

impl<'s> Lexer<'s> {
    /// The tokens of `text`, which stands at byte `base` of its file.
    #[must_use]
    pub fn new(file: FileId, base: usize, text: &'s str) -> Self {
        Self { inner: Token::lexer(text), file, base, last: usize::MAX }
    }

    /// Where the next token is looked for, as a byte of the file.
    #[must_use]
    pub fn at(&self) -> usize {
        self.base + self.inner.span().end
    }

    /// The next token without taking it.
    #[must_use]
    pub fn peek(&self) -> Option<Token<'s>> {
        let mut ahead = self.inner.clone();
        ahead.next().map(|t| t.unwrap_or(Token::Stray(ahead.slice())))
    }
}

impl<'s> Iterator for Lexer<'s> {
    type Item = Lexeme<'s>;

    fn next(&mut self) -> Option<Lexeme<'s>> {
        let token = self.inner.next()?.unwrap_or(Token::Stray(self.inner.slice()));
        let range = self.inner.span();
        let glued = range.start == self.last;
        self.last = range.end;
        let span = Span::new(self.file, self.base + range.start, self.base + range.end);
        Some(Lexeme { token, span, glued })
    }
}
