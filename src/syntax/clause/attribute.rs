//! Attributes: `[name, name=value, …]`.

use crate::source::Span;
use crate::syntax::clause::duration::millis;
use crate::syntax::clause::label::{Quoted, quote};
use crate::syntax::clause::name::Name;
use crate::syntax::clause::value::Value;
use crate::syntax::rule::{Rule, Tokens, extent, glued, joined, sign};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::{Fault, Special, Want};
use chumsky::primitive::choice;
use chumsky::span::SimpleSpan;
use chumsky::{IterParser, Parser, select};
use ecow::EcoString;
use std::fmt;

/// How an attribute's value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `user`, also `post:1`-like words and paths
    Word,
    /// `12`
    Number,
    /// `5m`
    Duration,
    /// `"reload close"`, without its quotes
    Quoted,
    /// `@alice`
    Value,
    /// `/nodes/1`
    Path,
}

/// What stands behind `=`.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// As written, a quoted text without its quotes.
    pub text: EcoString,
    /// How.
    pub form: Form,
    /// Where, with quotes.
    pub span: Span,
}

/// One attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// Its value, if any.
    pub value: Option<Given>,
    /// All of it.
    pub span: Span,
}

/// A bracket of attributes.
#[derive(Clone, Debug, PartialEq)]
pub struct Attributes {
    /// In written order.
    pub list: Vec<Attribute>,
    /// With its brackets.
    pub span: Span,
}

impl Attributes {
    /// The first attribute of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Attribute> {
        self.list.iter().find(|a| a.name.text == name)
    }
}

/// An amount behind `=` is a duration if it has a unit of time, else a word; one that overflows is an error.
fn amount((text, span): (&str, Span), at: usize) -> Result<Given, Fault> {
    let form = match millis(text) {
        Ok(_) => Form::Duration,
        Err(Special::Large) => return Err(Fault::special(at, Special::Large)),
        Err(Special::Duration) => Form::Word,
    };
    Ok(Given { text: text.into(), form, span })
}

// rule: setting = quoted | value | path | number | duration | word, [ ":", identifier ] | "*" ;
fn setting<'t>(quoted: &Rule<'t, Quoted>, value: &Rule<'t, Value>) -> Rule<'t, Given> {
    let text = quoted.clone().map(|q| Given { text: q.text, form: Form::Quoted, span: q.span });
    let value = value.clone().map(|v| Given { text: v.text, form: Form::Value, span: v.span });
    let plain = select! {
        Lexeme { token: Token::Path(text), span, .. } => Given { text: text.into(), form: Form::Path, span },
        Lexeme { token: Token::Number(text), span, .. } => Given { text: text.into(), form: Form::Number, span },
        Lexeme { token: Token::Star, span, .. } => Given { text: "*".into(), form: Form::Word, span },
    };
    let amount = select! { Lexeme { token: Token::Amount(text), span, .. } => (text, span) }
        .try_map(|found, at: SimpleSpan| amount(found, at.start));
    let behind =
        select! { Lexeme { token: Token::Name(_) | Token::Number(_) | Token::Amount(_), glued: true, .. } => () };
    let name = select! { Lexeme { token: Token::Name(_), .. } => () }
        .then(choice((glued(Token::Colon), glued(Token::Dot))).then(behind.labelled(Want::Identifier)).repeated())
        .map_with(|_, e| {
            let all: Tokens<'t> = e.slice();
            Given { text: joined(all), form: Form::Word, span: extent(all) }
        });
    choice((name, text, value, plain, amount)).labelled(Want::Setting).boxed()
}

// rule: attribute = name, [ "=", setting ] ;
/// One attribute.
#[must_use]
pub fn one<'t>(name: &Rule<'t, Name>, quoted: &Rule<'t, Quoted>, value: &Rule<'t, Value>) -> Rule<'t, Attribute> {
    name.clone()
        .then(sign(Token::Equals, Want::Equals).ignore_then(setting(quoted, value)).or_not())
        .map(|(name, value)| {
            let span = value.as_ref().map_or(name.span, |v| name.span.to(v.span));
            Attribute { name, value, span }
        })
        .labelled(Want::Attribute)
        .boxed()
}

// rule: attributes = "[", attribute, { ",", attribute }, "]" ;
/// A bracket of attributes.
#[must_use]
pub fn rule<'t>(one: &Rule<'t, Attribute>) -> Rule<'t, Attributes> {
    sign(Token::Open, Want::Attributes)
        .then(one.clone().separated_by(sign(Token::Comma, Want::Comma)).at_least(1).collect())
        .then(sign(Token::Close, Want::Close))
        .map(|((open, list), close)| Attributes { list, span: open.to(close) })
        .boxed()
}

impl fmt::Display for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.name)?;
        let Some(value) = &self.value else { return Ok(()) };
        f.write_str("=")?;
        match value.form {
            Form::Quoted => quote(f, &value.text),
            Form::Word | Form::Number | Form::Duration | Form::Value | Form::Path => f.write_str(&value.text),
        }
    }
}

impl fmt::Display for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, attribute) in self.list.iter().enumerate() {
            write!(f, "{}{attribute}", if i == 0 { "[" } else { ", " })?;
        }
        f.write_str("]")
    }
}
