//! Variants: which requests a copy is for, by what its own request bore of the fields that `Vary` names (RFC 9111 §4.1).

use crate::model::UserId;

/// What a copy says of one request field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// `Vary` does not name it: any request fits.
    #[default]
    Any,
    /// The request bore none.
    Absent,
    /// It bore that of whoever asks on nobody's behalf.
    Own,
    /// It bore this user's; of several who share it, the first.
    Of(UserId),
}

/// The requests that a copy answers; those whose fields are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Variant {
    /// `Cookie`
    pub cookie: Field,
    /// `Authorization`
    pub authorization: Field,
}

impl Variant {
    /// For whoever asks.
    pub const ALL: Self = Self { cookie: Field::Any, authorization: Field::Any };

    /// Whether a request that bears these fields may be answered.
    #[must_use]
    pub fn fits(self, borne: Self) -> bool {
        let same = |kept: Field, borne: Field| kept == Field::Any || kept == borne;
        same(self.cookie, borne.cookie) && same(self.authorization, borne.authorization)
    }

    /// With other users in their places.
    pub fn rename(&mut self, other: impl Fn(UserId) -> UserId) {
        for field in [&mut self.cookie, &mut self.authorization] {
            if let Field::Of(user) = field {
                *user = other(*user);
            }
        }
    }
}
