//! What every rule is made of: the parser type (chumsky over the tokens of one head), single tokens, and [`Clauses`],
//! the shared pieces, each built once and boxed.

use crate::source::Span;
use crate::syntax::clause::attribute::{self, Attribute, Attributes};
use crate::syntax::clause::duration::{self, Duration};
use crate::syntax::clause::event::{self, Event};
use crate::syntax::clause::key::{self, Key};
use crate::syntax::clause::label::{self, Quoted};
use crate::syntax::clause::name::{self, Name, Number};
use crate::syntax::clause::place::{self, Place};
use crate::syntax::clause::predicate::{self, Predicate};
use crate::syntax::clause::text::Text;
use crate::syntax::clause::value::{self, Value};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::{Fault, Want};
use chumsky::{Boxed, IterParser, Parser, extra, select};
use ecow::EcoString;
use std::fmt;

/// The tokens of one head.
pub type Tokens<'t> = &'t [Lexeme<'t>];
/// What a rule keeps besides its result.
pub type Extra = extra::Err<Fault>;
/// A rule.
pub type Rule<'t, O> = Boxed<'t, 't, Tokens<'t>, O, Extra>;

/// That very token.
pub fn sign<'t>(token: Token<'static>, want: Want) -> impl Parser<'t, Tokens<'t>, Span, Extra> + Clone {
    select! { Lexeme { token: found, span, .. } if found == token => span }.labelled(want)
}

/// That very token, without white space before it.
pub fn glued<'t>(token: Token<'static>) -> impl Parser<'t, Tokens<'t>, Span, Extra> + Clone {
    select! { Lexeme { token: found, span, glued: true } if found == token => span }
}

/// That very word.
pub fn word<'t>(text: &'static str, want: Want) -> impl Parser<'t, Tokens<'t>, Span, Extra> + Clone {
    select! { Lexeme { token: Token::Name(found), span, .. } if found == text => span }.labelled(want)
}

/// The keyword that starts a line; the table of keywords has already seen it.
pub fn keyword<'t>() -> impl Parser<'t, Tokens<'t>, Span, Extra> + Clone {
    select! { Lexeme { token: Token::Name(_), span, .. } => span }
}

/// One or more, with commas between.
pub fn listed<'t, O: 't>(item: &Rule<'t, O>) -> Rule<'t, Vec<O>> {
    item.clone().separated_by(sign(Token::Comma, Want::Comma)).at_least(1).collect().boxed()
}

/// The span of all tokens of a slice; the default span of none.
#[must_use]
pub fn extent(tokens: &[Lexeme<'_>]) -> Span {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::default(),
    }
}

/// The tokens of a slice as written, if no white space stands between them.
#[must_use]
pub fn joined(tokens: &[Lexeme<'_>]) -> EcoString {
    match tokens {
        [one] => one.token.text().into(),
        _ => tokens.iter().map(|t| t.token.text()).collect(),
    }
}

/// What most declarations begin with.
pub struct Headed {
    /// The keyword.
    pub keyword: Span,
    /// The name.
    pub name: Name,
    /// The display name.
    pub label: Option<Quoted>,
    /// The attributes.
    pub attributes: Option<Attributes>,
}

/// `storage db "Database" [origin]`
#[must_use]
pub fn headed<'t>(c: &Clauses<'t>) -> Rule<'t, Headed> {
    keyword()
        .then(c.name.clone())
        .then(c.display.clone())
        .then(c.trailing.clone())
        .map(|(((keyword, name), label), attributes)| Headed { keyword, name, label, attributes })
        .boxed()
}

/// Writes what [`headed`] reads.
///
/// # Errors
/// Those of the formatter.
pub fn write_head(
    f: &mut fmt::Formatter<'_>,
    word: &str,
    name: &Name,
    label: Option<&Quoted>,
    attributes: Option<&Attributes>,
) -> fmt::Result {
    write!(f, "{word} {name}")?;
    if let Some(label) = label {
        write!(f, " {label}")?;
    }
    write_attributes(f, attributes)
}

/// Writes ` [a, b]`, if there are any.
///
/// # Errors
/// Those of the formatter.
pub fn write_attributes(f: &mut fmt::Formatter<'_>, attributes: Option<&Attributes>) -> fmt::Result {
    attributes.map_or(Ok(()), |a| write!(f, " {a}"))
}

/// Writes items with `, ` between.
///
/// # Errors
/// Those of the formatter.
pub fn write_list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, items: &[T]) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        write!(f, "{}{item}", if i == 0 { "" } else { ", " })?;
    }
    Ok(())
}

/// Writes `: text`, if there is one.
///
/// # Errors
/// Those of the formatter.
pub fn write_text(f: &mut fmt::Formatter<'_>, text: Option<&Text>) -> fmt::Result {
    let Some(text) = text else { return Ok(()) };
    // Behind a space `//` would start a comment.
    let space = if text.raw.is_empty() || text.raw.starts_with("//") { "" } else { " " };
    write!(f, ":{space}{}", text.raw)
}

/// The pieces that several constructs share.
pub struct Clauses<'t> {
    /// `alice`
    pub name: Rule<'t, Name>,
    /// `alice, bob`
    pub names: Rule<'t, Vec<Name>>,
    /// `12`
    pub number: Rule<'t, Number>,
    /// `@alice`
    pub value: Rule<'t, Value>,
    /// `5m`
    pub duration: Rule<'t, Duration>,
    /// `"Database"`
    pub quoted: Rule<'t, Quoted>,
    /// `"Database"`, or nothing
    pub display: Rule<'t, Option<Quoted>>,
    /// `/nodes/1`
    pub key: Rule<'t, Key>,
    /// `/nodes/1, posts`
    pub keys: Rule<'t, Vec<Key>>,
    /// `every server.2`
    pub place: Rule<'t, Place>,
    /// `alice, bob`
    pub places: Rule<'t, Vec<Place>>,
    /// `max-age=60s`
    pub attribute: Rule<'t, Attribute>,
    /// `[no-cache]`
    pub attributes: Rule<'t, Attributes>,
    /// `[no-cache]`, or nothing
    pub trailing: Rule<'t, Option<Attributes>>,
    /// `post:1 update`
    pub event: Rule<'t, Event>,
    /// `proxy holds @v of key`
    pub holds: Rule<'t, Predicate>,
    /// Any claim at a point.
    pub predicate: Rule<'t, Predicate>,
}

impl<'t> Clauses<'t> {
    /// All of them.
    #[must_use]
    pub fn new() -> Self {
        let name = name::rule();
        let number = name::number();
        let value = value::rule();
        let duration = duration::rule();
        let quoted = label::rule();
        let key = key::rule();
        let place = place::rule();
        let attribute = attribute::one(&name, &quoted, &value);
        let attributes = attribute::rule(&attribute);
        let event = event::rule();
        let parts = predicate::Parts {
            name: &name,
            number: &number,
            value: &value,
            duration: &duration,
            key: &key,
            place: &place,
            event: &event,
        };
        let holds = predicate::holds(&parts);
        let predicate = predicate::rule(&parts, &holds);
        Self {
            names: listed(&name),
            keys: listed(&key),
            places: listed(&place),
            display: quoted.clone().labelled(Want::Label).or_not().boxed(),
            trailing: attributes.clone().or_not().boxed(),
            name,
            number,
            value,
            duration,
            quoted,
            key,
            place,
            attribute,
            attributes,
            event,
            holds,
            predicate,
        }
    }
}

impl Default for Clauses<'_> {
    fn default() -> Self {
        Self::new()
    }
}
