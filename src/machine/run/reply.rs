//! Replies: what an answer bears, and which of the copies of a place is for a request (`Vary`, RFC 9111 §4.1).

use super::Run;
use super::lookup::Asked;
use crate::http::Response;
use crate::machine::key::KeyId;
use crate::machine::state::Held;
use crate::machine::variant::{Field, Variant};
use crate::machine::world::SiteId;
use crate::model::UserId;
use crate::model::operation::Directives;
use crate::model::storage::Dimension;

/// What an answer bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// As the rules of HTTP see it.
    pub response: Response,
    /// It varies by `Cookie`.
    cookie: bool,
    /// It varies by `Authorization`.
    authorization: bool,
}

/// `200`, and nothing else.
impl Default for Reply {
    fn default() -> Self {
        let response = Response { status: 200, ..Response::default() };
        Self { response, cookie: false, authorization: false }
    }
}

impl Reply {
    /// With what somebody says of it: an attribute takes the place of the one of its name, and `public` and `private`
    /// that of each other. What is not said stays.
    #[must_use]
    pub fn told(mut self, said: &Directives) -> Self {
        let bears = &mut self.response.directives;
        if said.public || said.private {
            (bears.public, bears.private) = (said.public, said.private);
        }
        bears.no_store |= said.no_store;
        bears.no_cache |= said.no_cache;
        bears.must_revalidate |= said.must_revalidate;
        bears.immutable |= said.immutable;
        bears.max_age = said.max_age.or(bears.max_age);
        bears.s_maxage = said.s_maxage.or(bears.s_maxage);
        bears.stale_while_revalidate = said.stale_while_revalidate.or(bears.stale_while_revalidate);
        bears.stale_if_error = said.stale_if_error.or(bears.stale_if_error);
        self.response.etag |= said.etag.is_some();
        if said.vary.is_empty() { self } else { self.varying(&said.vary) }
    }

    /// With another status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.response.status = status;
        self
    }

    fn varying(mut self, fields: &[ecow::EcoString]) -> Self {
        let named = |name: &str| fields.iter().any(|field| field.eq_ignore_ascii_case(name));
        (self.cookie, self.authorization) = (named("cookie"), named("authorization"));
        (self.response.vary, self.response.vary_any) = (true, named("*"));
        self
    }
}

impl Run<'_, '_> {
    /// The reply of an index.
    pub(super) fn reply_at(&self, index: u32) -> Reply {
        self.replies.get(index as usize).copied().unwrap_or_default()
    }

    /// The reply that the origin of a key answers with, by its index.
    pub(super) fn reply_of(&mut self, key: KeyId) -> u32 {
        let Some(resource) = self.keys.declared(key) else { return 0 };
        let found = Reply::default().told(&resource.response);
        self.reply_index(found)
    }

    /// The index of a reply.
    pub(super) fn reply_index(&mut self, reply: Reply) -> u32 {
        let at = self.replies.iter().position(|r| *r == reply).unwrap_or_else(|| {
            self.replies.push(reply);
            self.replies.len() - 1
        });
        u32::try_from(at).unwrap_or(0)
    }

    /// The requests that a reply to this one is for.
    pub(super) fn variant(&self, reply: u32, asked: &Asked) -> Variant {
        let (reply, borne) = (self.reply_at(reply), self.borne(asked));
        let field = |varies: bool, borne: Field| if varies { borne } else { Field::Any };
        Variant {
            cookie: field(reply.cookie, borne.cookie),
            authorization: field(reply.authorization, borne.authorization),
        }
    }

    /// What a request bears: the cookies of its user's profile, and their credentials if it says so.
    fn borne(&self, asked: &Asked) -> Variant {
        let of = |dimension: &Dimension| asked.user.map(|user| Field::Of(self.first_like(user, dimension)));
        let authorization =
            if asked.request.authorization { of(&Dimension::User).unwrap_or(Field::Own) } else { Field::Absent };
        Variant { cookie: of(&Dimension::Profile).unwrap_or(Field::Absent), authorization }
    }

    /// The first user of the same profile, or the same person.
    fn first_like(&self, user: UserId, dimension: &Dimension) -> UserId {
        let users = &self.world.model.users;
        let Some(own) = users.get(user.index()).and_then(|u| u.dimension(dimension)) else { return user };
        users.iter().position(|u| u.dimension(dimension) == Some(own)).map_or(user, UserId::at)
    }

    /// The copy of a place that is for a request: of several, the one that was generated last.
    pub(super) fn selected(&self, site: SiteId, key: KeyId, asked: &Asked) -> Option<Held> {
        let last = self.state.held(site, key).copied()?;
        if last.variant == Variant::ALL && self.state.aside.is_empty() {
            return Some(last);
        }
        let borne = self.borne(asked);
        let fitting = self.state.copies(site, key).filter(|held| held.variant.fits(borne));
        fitting.reduce(|found, other| if other.date > found.date { other } else { found }).copied()
    }
}
