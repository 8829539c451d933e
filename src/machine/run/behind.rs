//! Stale-while-revalidate told by hops (RFC 5861 §3): a cache gives its old copy, and what it asks then only refreshes that.

use super::super::key::KeyId;
use super::Run;
use super::answer::Said;
use super::exchange::Exchange;
use super::fill::Pass;
use super::lookup::{Answer, Asked, Outcome};
use crate::http::Why;
use crate::model::Place;
use crate::model::step::Step;

impl Pass {
    /// Whether the storage answers with what is stale, and asks on behind that.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        matches!(self.outcome, Outcome::Hit { behind: true, .. })
    }

    /// A storage that would have answered, but was passed or asks behind its answer: what comes fills it all the same.
    pub(super) fn refreshing(self) -> Self {
        let (why, validates) = match self.outcome {
            Outcome::Hit { behind: true, .. } => (Why::Stale, true),
            Outcome::Hit { .. } | Outcome::Refuse => (Why::Bypass, false),
            Outcome::Forward { .. } => return self,
        };
        Self { outcome: Outcome::Forward { why, shows: None, validates, stores: true }, ..self }
    }
}

impl Exchange<'_> {
    /// Whether the receiver answers with what is stale, so that what it asks meanwhile is asked behind its answer.
    pub(super) fn answers_behind(&self) -> bool {
        self.arrival.iter().find(|pass| pass.hit().is_some()).is_some_and(Pass::is_behind)
    }
}

impl<'m> Run<'_, 'm> {
    /// A storage that is passed undrawn answers somebody at once: the request goes on only to refresh it, and what lies
    /// before it has its answer.
    pub(super) fn answered_behind(&mut self, exchange: &mut Exchange<'m>, key: KeyId, answer: &Answer) {
        let Place::User(user) = exchange.from.place else { return };
        let cause = self.cause(exchange.step);
        for pass in std::mem::take(&mut exchange.between).iter().rev() {
            self.fill(pass, key, answer, cause);
        }
        if !exchange.orphaned {
            self.note(&exchange.from, key, answer.value, None);
            self.show(user, key, answer);
        }
        exchange.orphaned = true;
        let mut asked = Asked { user: exchange.asked.user, ..Asked::default() };
        asked.request.method = exchange.asked.request.method;
        asked.request.authorization = exchange.asked.request.authorization;
        exchange.asked = asked;
    }

    /// What the sender of an answer knows: what it was told, or its own copy, which it gives although it has asked behind it.
    /// Told with what it was given meanwhile, it would have answered otherwise.
    pub(super) fn knowledge(
        &mut self,
        step: &'m Step,
        exchange: &Exchange<'m>,
        key: KeyId,
        said: Said<'_>,
    ) -> Option<Answer> {
        let (learnt, own) = (exchange.learnt, exchange.own());
        let (Some(told), Some(copy), true) = (learnt, own, exchange.answers_behind()) else { return learnt.or(own) };
        let means = |answer: &Answer| said.value == Some(self.name(answer.value).as_str());
        if self.exploring || means(&copy) || !means(&told) {
            return own;
        }
        self.would_have_answered((step, false, true), copy.from, &copy, key);
        learnt
    }
}
