//! `alt text { } else text { }`, `opt`, `loop`, `par { } and { }`, `break`, `critical`, `group`.

use crate::source::Span;
use crate::syntax::clause::name::Number;
use crate::syntax::clause::text::Text;
use crate::syntax::rule::{Clauses, Rule, keyword};
use crate::syntax::tree::{Block, Node};
use chumsky::Parser;
use std::fmt;

/// Which fragment (UML 2.5.1 §17.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FragmentKind {
    /// One of several operands.
    Alt,
    /// Perhaps.
    Opt,
    /// Again and again.
    Loop,
    /// At the same time.
    Par,
    /// Instead of what follows.
    Break,
    /// Uninterrupted.
    Critical,
    /// Just belonging together.
    Group,
}

/// One compartment of a fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// Where its first word (`alt`, `else`, `and` …) stands.
    pub keyword: Span,
    /// Its guard or title.
    pub text: Option<Text>,
    /// Its statements.
    pub body: Block,
}

/// A fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    /// Which.
    pub kind: FragmentKind,
    /// `loop N`
    pub times: Option<Number>,
    /// At least one.
    pub operands: Vec<Operand>,
}

impl FragmentKind {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Alt, Self::Opt, Self::Loop, Self::Par, Self::Break, Self::Critical, Self::Group];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Alt => "alt",
            Self::Opt => "opt",
            Self::Loop => "loop",
            Self::Par => "par",
            Self::Break => "break",
            Self::Critical => "critical",
            Self::Group => "group",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.word() == word)
    }

    /// The word that starts a further operand.
    #[must_use]
    pub fn divider(self) -> Option<&'static str> {
        match self {
            Self::Alt => Some("else"),
            Self::Par => Some("and"),
            Self::Opt | Self::Loop | Self::Break | Self::Critical | Self::Group => None,
        }
    }
}

// rule: fragment = alternatives | parallel | loop | other ;
// rule: alternatives = "alt", [ text ], block, { "else", [ text ], block } ;
// rule: parallel = "par", [ text ], block, { "and", [ text ], block } ;
// rule: loop = "loop", [ number ], [ text ], block ;
// rule: other = ( "opt" | "break" | "critical" | "group" ), [ text ], block ;
/// The head of a fragment; its text is taken raw.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>, kind: FragmentKind) -> Rule<'t, Node> {
    keyword()
        .then(c.number.clone().or_not())
        .map(move |(keyword, times)| {
            let operand = Operand { keyword, text: None, body: Block::default() };
            Node::Fragment(Fragment { kind, times, operands: vec![operand] })
        })
        .boxed()
}

impl fmt::Display for Fragment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.word())?;
        if let Some(times) = &self.times {
            write!(f, " {times}")?;
        }
        match self.operands.first().and_then(|o| o.text.as_ref()) {
            // Behind a colon a number is text.
            Some(text) if self.times.is_none() && text.raw.starts_with(|c: char| c.is_ascii_digit()) => {
                let colon = if self.kind == FragmentKind::Loop { ":" } else { "" };
                write!(f, "{colon} {}", text.raw)
            }
            Some(text) => write!(f, " {}", text.raw),
            None => Ok(()),
        }
    }
}
