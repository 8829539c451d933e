//! `title: …` and `description: …`.

use crate::source::Span;
use crate::syntax::clause::text::Text;
use crate::syntax::rule::{Rule, write_text};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::tree::Node;
use chumsky::{Parser, select};
use std::fmt;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleKind {
    /// `title:`
    Title,
    /// `description:`
    Description,
}

/// A heading of a file or scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    /// Which.
    pub kind: TitleKind,
    /// Where its word stands.
    pub keyword: Span,
    /// What it says.
    pub text: Text,
}

// rule: title = ( "title" | "description" ), ":", text ;
/// The head of a title.
#[must_use]
pub fn rule<'t>() -> Rule<'t, Node> {
    select! { Lexeme { token: Token::Name(word), span, .. } => (word, span) }
        .map(|(word, keyword)| {
            let kind = if word == "description" { TitleKind::Description } else { TitleKind::Title };
            Node::Title(Title { kind, keyword, text: Text::default() })
        })
        .boxed()
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TitleKind::Title => "title",
            TitleKind::Description => "description",
        })?;
        write_text(f, Some(&self.text))
    }
}
