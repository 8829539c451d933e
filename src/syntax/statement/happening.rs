//! `crash a`, `reload a`, `close a`, `reboot a`, `deploy a`, `crash a anywhere { … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::text::Text;
use crate::syntax::rule::{Clauses, Rule, word, write_attributes, write_text};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::tree::{Block, Node};
use crate::syntax::want::Want;
use chumsky::{Parser, select};
use std::fmt;

/// What happens to a place; a stronger one clears what a weaker one clears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HappeningKind {
    /// A page is loaded anew.
    Reload,
    /// A page is closed.
    Close,
    /// A program stops.
    Crash,
    /// A machine starts anew.
    Reboot,
    /// A new version is installed.
    Deploy,
}

/// Something happens to a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// Where its word stands.
    pub keyword: Span,
    /// What.
    pub kind: HappeningKind,
    /// To whom.
    pub place: Place,
    /// What it says.
    pub text: Option<Text>,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// `anywhere { … }`
    pub anywhere: Option<Block>,
}

impl HappeningKind {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Reload, Self::Close, Self::Crash, Self::Reboot, Self::Deploy];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Reload => "reload",
            Self::Close => "close",
            Self::Crash => "crash",
            Self::Reboot => "reboot",
            Self::Deploy => "deploy",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.word() == word)
    }
}

// rule: happening = ( "crash" | "reload" | "close" | "reboot" | "deploy" ), place, [ attributes ], [ ":", text ] ;
// rule: anywhere = "crash", place, "anywhere", [ attributes ], block ;
/// The head of what happens to a place.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    let kind = select! {
        Lexeme { token: Token::Name(text), span, .. } if HappeningKind::find(text).is_some() => (HappeningKind::find(text), span)
    };
    kind.then(c.place.clone())
        .then(word("anywhere", Want::Anywhere).or_not())
        .then(c.trailing.clone())
        .map(|((((kind, keyword), place), anywhere), attributes)| {
            let kind = kind.unwrap_or(HappeningKind::Crash);
            Node::Happening(Happening {
                keyword,
                kind,
                place,
                text: None,
                attributes,
                anywhere: anywhere.map(|_| Block::default()),
            })
        })
        .boxed()
}

impl fmt::Display for Happening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.word(), self.place)?;
        if self.anywhere.is_some() {
            f.write_str(" anywhere")?;
        }
        write_attributes(f, self.attributes.as_ref())?;
        write_text(f, self.text.as_ref())
    }
}
