//! An operation: what a label says when it starts with a verb that the simulation understands.

use crate::source::Span;
use crate::syntax::clause::key::Key;
use crate::syntax::clause::name::{Name, Number};
use crate::syntax::clause::place::Place;
use crate::syntax::clause::value::Value;

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
        /// What follows the path: `POST /api/cache/invalidate posts`.
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
