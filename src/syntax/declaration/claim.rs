//! `claim …`: what must hold in every scenario.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::duration::Duration;
use crate::syntax::rule::{Clauses, Rule, Tokens, extent, keyword, word, write_attributes};
use crate::syntax::tree::Node;
use crate::syntax::want::Want;
use chumsky::Parser;
use chumsky::primitive::choice;
use std::fmt;

/// A claim in the terms of the field.
#[derive(Clone, Debug, PartialEq)]
pub enum ClaimForm {
    /// `read-your-writes`
    ReadYourWrites,
    /// `monotonic-reads`
    MonotonicReads,
    /// `bounded-staleness D`
    BoundedStaleness(Duration),
    /// `convergence within D`
    Convergence(Duration),
    /// `private resources stay out of shared storages`
    PrivateStaysOut,
    /// `events do not loop`
    NoEventLoop,
    /// `invalidation covers dependents`
    InvalidationCovers,
}

/// What must hold in every scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Where `claim` stands.
    pub keyword: Span,
    /// What it says; a form nobody knows is an error of the reader.
    pub form: ClaimForm,
    /// Where its words stand.
    pub span: Span,
    /// Its attributes.
    pub attributes: Option<Attributes>,
}

/// These words, one after the other.
fn words<'t>(text: &'static str) -> Rule<'t, ()> {
    text.split(' ').fold(chumsky::primitive::empty().boxed(), |all: Rule<'t, ()>, next| {
        all.ignore_then(word(next, Want::Claim)).ignored().boxed()
    })
}

// rule: claim = "claim", form, [ attributes ] ;
// rule: form = "read-your-writes" | "monotonic-reads" | "bounded-staleness", duration | "convergence", "within", duration | "private", "resources", "stay", "out", "of", "shared", "storages" | "events", "do", "not", "loop" | "invalidation", "covers", "dependents" ;
/// The line of a claim.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Node> {
    let form = choice((
        words("read-your-writes").to(ClaimForm::ReadYourWrites),
        words("monotonic-reads").to(ClaimForm::MonotonicReads),
        words("bounded-staleness").ignore_then(c.duration.clone()).map(ClaimForm::BoundedStaleness),
        words("convergence within").ignore_then(c.duration.clone()).map(ClaimForm::Convergence),
        words(PRIVATE).to(ClaimForm::PrivateStaysOut),
        words(EVENTS).to(ClaimForm::NoEventLoop),
        words(COVERS).to(ClaimForm::InvalidationCovers),
    ))
    .map_with(|form, e| {
        let all: Tokens<'t> = e.slice();
        (form, extent(all))
    });
    keyword()
        .then(form)
        .then(c.trailing.clone())
        .map(|((keyword, (form, span)), attributes)| Node::Claim(Claim { keyword, form, span, attributes }))
        .boxed()
}

const PRIVATE: &str = "private resources stay out of shared storages";
const EVENTS: &str = "events do not loop";
const COVERS: &str = "invalidation covers dependents";

impl fmt::Display for ClaimForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReadYourWrites => f.write_str("read-your-writes"),
            Self::MonotonicReads => f.write_str("monotonic-reads"),
            Self::BoundedStaleness(d) => write!(f, "bounded-staleness {d}"),
            Self::Convergence(d) => write!(f, "convergence within {d}"),
            Self::PrivateStaysOut => f.write_str(PRIVATE),
            Self::NoEventLoop => f.write_str(EVENTS),
            Self::InvalidationCovers => f.write_str(COVERS),
        }
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "claim {}", self.form)?;
        write_attributes(f, self.attributes.as_ref())
    }
}
