//! A condition over a policy's facts: `and` `or` `not` and parentheses.

use crate::syntax::clause::name::Name;
use crate::syntax::rule::{Rule, sign, word};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::Want;
use chumsky::pratt::{infix, left, prefix};
use chumsky::{Parser, recursive::recursive, select};
use std::fmt;

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A fact.
    Fact(Name),
    /// `not …`
    Not(Box<Condition>),
    /// `… and …`
    And(Box<Condition>, Box<Condition>),
    /// `… or …`
    Or(Box<Condition>, Box<Condition>),
}

// rule: condition = conjunction, { "or", conjunction } ;
// rule: conjunction = negation, { "and", negation } ;
// rule: negation = "not", negation | "(", condition, ")" | name ;
/// A condition; `not` binds closer than `and`, `and` closer than `or`.
#[must_use]
pub fn rule<'t>() -> Rule<'t, Condition> {
    recursive(|condition| {
        let fact = select! {
            Lexeme { token: Token::Name(text), span, .. } if !WORDS.contains(&text) => Condition::Fact(Name { text: text.into(), span })
        }
        .labelled(Want::Fact);
        let grouped = sign(Token::Left, Want::Fact).ignore_then(condition).then_ignore(sign(Token::Right, Want::Right));
        fact.or(grouped).boxed().pratt((
            prefix(3, word("not", Want::Fact), |_, c, _| Condition::Not(Box::new(c))),
            infix(left(2), word("and", Want::And), |a, _, b, _| Condition::And(Box::new(a), Box::new(b))),
            infix(left(1), word("or", Want::Or), |a, _, b, _| Condition::Or(Box::new(a), Box::new(b))),
        ))
    })
    .boxed()
}

/// The words between facts; no fact bears such a name.
const WORDS: &[&str] = &["and", "or", "not"];

impl Condition {
    /// How close its parts hang together: 1 `or`, 2 `and`, 3 everything else.
    fn strength(&self) -> u8 {
        match self {
            Self::Or(..) => 1,
            Self::And(..) => 2,
            Self::Not(_) | Self::Fact(_) => 3,
        }
    }

    /// Writes it with parentheses where it is weaker than its place asks for.
    fn write(&self, f: &mut fmt::Formatter<'_>, place: u8) -> fmt::Result {
        if self.strength() < place {
            f.write_str("(")?;
            self.write(f, 0)?;
            return f.write_str(")");
        }
        match self {
            Self::Fact(name) => write!(f, "{name}"),
            Self::Not(inner) => {
                f.write_str("not ")?;
                inner.write(f, 3)
            }
            Self::And(a, b) => {
                a.write(f, 2)?;
                f.write_str(" and ")?;
                b.write(f, 3)
            }
            Self::Or(a, b) => {
                a.write(f, 1)?;
                f.write_str(" or ")?;
                b.write(f, 2)
            }
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}
