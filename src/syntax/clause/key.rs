//! A key: a path `/nodes/{id}`, a resource `posts`, or a member of one `post:1`.

use crate::source::Span;
use crate::syntax::rule::{Rule, Tokens, extent, glued, joined};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::Want;
use chumsky::primitive::choice;
use chumsky::{Parser, select};
use ecow::EcoString;
use std::fmt;

/// How a key is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// `/nodes/1`, to white space, `,` or `[`.
    Path,
    /// `posts`; also the bound `key`.
    Name,
    /// `post:1`, `post:{id}`.
    Member,
}

/// A key where it is used.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// As written.
    pub text: EcoString,
    /// How.
    pub form: KeyForm,
    /// Where.
    pub span: Span,
}

// rule: key = path | placeholder | name, [ ":", identifier ] ;
// rule: identifier = name | number | amount | placeholder ;
// rule: placeholder = "{", name, "}" ;
/// A key; a member and a placeholder hold no white space.
#[must_use]
pub fn rule<'t>() -> Rule<'t, Key> {
    let inner = select! { Lexeme { token: Token::Name(_), glued: true, .. } => () }.labelled(Want::Name);
    let placeholder =
        select! { Lexeme { token: Token::Begin, .. } => () }.then_ignore(inner).then_ignore(glued(Token::End));
    let identifier = choice((
        select! { Lexeme { token: Token::Name(_) | Token::Number(_) | Token::Amount(_), glued: true, .. } => () },
        glued(Token::Begin).ignored().then_ignore(inner).then_ignore(glued(Token::End)),
    ))
    .labelled(Want::Identifier);
    // Printed behind a space, what starts with `//` would be a comment.
    let path = select! { Lexeme { token: Token::Path(text), .. } if !text.starts_with("//") => KeyForm::Path };
    let named = select! { Lexeme { token: Token::Name(_), .. } => () }
        .ignore_then(glued(Token::Colon).ignore_then(identifier).or_not())
        .map(|id| if id.is_some() { KeyForm::Member } else { KeyForm::Name });
    choice((path, named, placeholder.to(KeyForm::Name)))
        .map_with(|form, e| {
            let all: Tokens<'t> = e.slice();
            Key { text: joined(all), form, span: extent(all) }
        })
        .labelled(Want::Key)
        .boxed()
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
