//! An operation: what a label says when it starts with a verb that the simulation understands.

use crate::source::Span;
use crate::syntax::clause::key::Key;
use crate::syntax::clause::name::{Name, Number};
use crate::syntax::clause::place::Place;
use crate::syntax::clause::value::Value;
use crate::syntax::rule::{Clauses, Rule, Tokens, extent, sign, word};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::Want;
use chumsky::primitive::{any, choice};
use chumsky::{Parser, select};

/// What a storage is told to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// `read`
    Read,
    /// `write`
    Write,
    /// `store`
    Store,
    /// `invalidate`
    Invalidate,
    /// `drop`
    Drop,
}

/// A label that has the form of an operation. Whether a [`Operation::Call`] names a method is for the check to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    /// `GET /nodes/1`
    Http {
        /// The method's name, in capitals.
        method: Name,
        /// The target.
        key: Key,
        /// What follows the path, as in `POST /api/cache/invalidate posts`.
        argument: Option<Key>,
    },
    /// `invalidate /nodes/1, /nodes in queryClient`
    Storage {
        /// What to do.
        verb: Verb,
        /// Where the verb stands.
        verb_span: Span,
        /// At least one.
        keys: Vec<Key>,
        /// After `=`.
        value: Option<Value>,
        /// After `in`; empty if left out.
        within: Vec<Place>,
    },
    /// `200 @alice`, `304`, `@alice`, `miss`, each with optional words behind
    Reply {
        /// The status.
        status: Option<Number>,
        /// `miss`
        miss: bool,
        /// The value.
        value: Option<Value>,
        /// What follows, as text.
        rest: Option<Span>,
    },
    /// `refetch /nodes/1, /nodes`
    Call {
        /// Perhaps a method.
        name: Name,
        /// At least one.
        keys: Vec<Key>,
    },
}

/// The HTTP methods that a label may start with.
pub const METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PURGE", "OPTIONS"];

impl Verb {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Read, Self::Write, Self::Store, Self::Invalidate, Self::Drop];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Store => "store",
            Self::Invalidate => "invalidate",
            Self::Drop => "drop",
        }
    }

    /// The verb of a word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|v| v.word() == word)
    }
}

// rule: http = verb, key, [ key ] ;
// rule: verb = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "PURGE" | "OPTIONS" ;
/// An HTTP method's name.
#[must_use]
pub fn method<'t>() -> Rule<'t, Name> {
    select! { Lexeme { token: Token::Name(text), span, .. } if METHODS.contains(&text) => Name { text: text.into(), span } }
        .labelled(Want::Verb)
        .boxed()
}

// rule: stored = ( "read" | "write" | "store" | "invalidate" | "drop" ), keys, [ "=", value ], [ "in", places ] ;
fn stored<'t>(c: &Clauses<'t>) -> Rule<'t, Operation> {
    select! { Lexeme { token: Token::Name(text), span, .. } if Verb::find(text).is_some() => (text, span) }
        .then(c.keys.clone())
        .then(sign(Token::Equals, Want::Equals).ignore_then(c.value.clone()).or_not())
        .then(word("in", Want::In).ignore_then(c.places.clone()).or_not())
        .filter(|((((verb, _), _), value), _)| value.is_none() || matches!(*verb, "write" | "store"))
        .map(|((((verb, verb_span), keys), value), within)| Operation::Storage {
            verb: Verb::find(verb).unwrap_or(Verb::Read),
            verb_span,
            keys,
            value,
            within: within.unwrap_or_default(),
        })
        .boxed()
}

// rule: reply = number, [ value ], [ text ] | value, [ text ] | "miss" ;
fn reply<'t>(c: &Clauses<'t>) -> Rule<'t, Operation> {
    let rest = any().repeated().to_slice().map(|all: Tokens<'t>| (!all.is_empty()).then(|| extent(all)));
    let status = c.number.clone().filter(|n| (100..=599).contains(&n.value));
    choice((
        status
            .then(c.value.clone().or_not())
            .then(rest)
            .map(|((status, value), rest)| (Some(status), false, value, rest)),
        c.value.clone().then(rest).map(|(value, rest)| (None, false, Some(value), rest)),
        word("miss", Want::Key).map(|_| (None, true, None, None)),
    ))
    .map(|(status, miss, value, rest)| Operation::Reply { status, miss, value, rest })
    .boxed()
}

// rule: call = name, keys ;
fn call<'t>(c: &Clauses<'t>) -> Rule<'t, Operation> {
    let name = select! {
        Lexeme { token: Token::Name(text), span, .. } if Verb::find(text).is_none() && !METHODS.contains(&text) => Name { text: text.into(), span }
    };
    name.then(c.keys.clone()).map(|(name, keys)| Operation::Call { name, keys }).boxed()
}

// rule: action-operation = http | stored | call ;
/// What an action may say.
#[must_use]
pub fn action<'t>(c: &Clauses<'t>) -> Rule<'t, Operation> {
    let http = method()
        .then(c.key.clone())
        .then(c.key.clone().or_not())
        // `nodes/1` is a path without its first `/`, not two keys.
        .filter(|((_, key), argument)| argument.as_ref().is_none_or(|a| a.span.start > key.span.end))
        .map(|((method, key), argument)| Operation::Http { method, key, argument });
    choice((http, stored(c), call(c))).boxed()
}

// rule: operation = action-operation | reply ;
/// What a message may say.
#[must_use]
pub fn rule<'t>(c: &Clauses<'t>) -> Rule<'t, Operation> {
    choice((action(c), reply(c))).boxed()
}

/// Whether a word starts an operation of the language.
#[must_use]
pub fn is_verb(word: &str) -> bool {
    METHODS.contains(&word) || Verb::find(word).is_some()
}
