//! Answers to reads as the author wrote them, held against what their sender would answer.

use super::super::key::KeyId;
use super::exchange::Exchange;
use super::lookup::{Answer, Asked, Outcome};
use super::{Cause, Run};
use crate::http::Why;
use crate::machine::state::Held;
use crate::machine::world::SiteId;
use crate::model::Place;
use crate::model::step::Step;
use crate::model::storage::Storage;
use crate::problem::runs::{self, Lack, Unused};
use std::rc::Rc;

/// What an answer said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said<'l> {
    /// Its status.
    pub(super) status: Option<u16>,
    /// Nothing is there.
    pub(super) miss: bool,
    /// The value, with its `@`.
    pub(super) value: Option<&'l str>,
}

impl Said<'_> {
    /// Whatever was drawn of another run: a storage gives what it has.
    fn as_kept(self) -> Self {
        if self.status.is_some_and(|status| status >= 400) { Self::default() } else { self }
    }
}

impl<'m> Run<'_, 'm> {
    /// An answer to a read: it must be the one that its sender would give.
    pub(super) fn answer(&mut self, step: &'m Step, exchange: &Exchange<'m>, said: Said<'_>) {
        let Some(key) = exchange.key else { return };
        let copy = self.kept_answer(exchange);
        let said = if copy.is_some() && self.exploring { said.as_kept() } else { said };
        let failed = said.status.is_some_and(|s| s >= 400);
        let cause = self.cause(step);
        if let (Some(answer), Some(status)) = (copy, said.status) {
            self.other_status(step, exchange, key, &answer, status);
        }
        if failed || said.miss {
            self.missed(step, exchange, key, said);
            if let Some(at) = self.parent(exchange) {
                let old = said.status.and_then(|status| self.despite(at, key, status));
                if let Some(parent) = self.exchanges.get_mut(at).map(Rc::make_mut) {
                    parent.missed = true;
                    parent.learnt = parent.learnt.or(old);
                }
            }
            return;
        }
        let known = self.knowledge(step, exchange, key, said);
        let expected = known.or_else(|| self.implied(exchange, key, cause));
        self.look_at(exchange, expected.as_ref());
        let told = self.compare(step, exchange, key, expected, said);
        let Some(mut answer) = told else { return };
        answer.confirms = said.status == Some(304) && self.confirms(step, exchange, key, &answer);
        if let Some(status) = said.status.filter(|status| *status != 304 && copy.is_none()) {
            let told = self.reply_at(answer.reply).with_status(status);
            answer.reply = self.reply_index(told);
        }
        if step.directives != crate::model::operation::Directives::default() {
            let told = self.reply_at(answer.reply).told(&step.directives);
            answer.reply = self.reply_index(told);
        }
        self.deliver(exchange, key, answer, cause);
        if let Some(name) = said.value.filter(|_| !exchange.orphaned) {
            self.note(&exchange.from, key, answer.value, Some(name.into()));
            self.correct(name, answer.value);
        }
    }

    /// What a cache answers with, whatever status was drawn: its own copy, or what it was given when it asked.
    fn kept_answer(&self, exchange: &Exchange<'m>) -> Option<Answer> {
        let keeps = |storage: &Storage| !storage.origin;
        let itself = match exchange.to.place {
            Place::Storage(id) => self.world.model.storages.get(id.index()).is_some_and(keeps),
            Place::User(_)
            | Place::Device(_)
            | Place::Channel(_)
            | Place::Stranger(_)
            | Place::Caller
            | Place::Users => false,
        };
        if exchange.missed {
            return None;
        }
        if let Some(learnt) = exchange.learnt.filter(|_| !exchange.answers_behind()) {
            return itself.then_some(learnt);
        }
        let own = exchange.own()?;
        let storage = self.world.storage(own.from?).filter(|storage| keeps(storage))?;
        (itself || storage.http.is_some()).then_some(own)
    }

    /// Points out a status that is not that of what a cache answers with: of its own copy, and of what it was given if that
    /// was no failure.
    fn other_status(&mut self, step: &'m Step, exchange: &Exchange<'m>, key: KeyId, answer: &Answer, status: u16) {
        let own = exchange.own().is_some_and(|own| own.from == answer.from);
        let fits = status == self.reply_at(answer.reply).response.status || matches!(status, 203 | 206 | 304);
        if fits || !own && status < 400 {
            return;
        }
        let holder = answer.from.filter(|_| own).map(|site| self.world.name(site).to_owned());
        let (would, put) = (self.name(answer.value).clone(), self.step_of(answer.by).map(|s| s.span));
        let (speaker, said) = (self.world.model.name_of(exchange.to.place), status.to_string());
        let finding = runs::other_value(step.at, speaker, &said, &would, holder.as_deref(), self.keys.text(key), put);
        self.find(step, finding);
    }

    /// Takes down whether an answer comes out of its sender's own copy.
    fn look_at(&mut self, exchange: &Exchange<'m>, answer: Option<&Answer>) {
        let Some(from) = answer.and_then(|a| a.from) else { return };
        let Some(pass) = exchange.arrival.iter().find(|p| p.site == from) else { return };
        match pass.outcome {
            _ if self.world.storage(from).is_some_and(|s| s.origin) => {}
            // The question to it was drawn, and bears the word.
            Outcome::Hit { .. } if exchange.learnt.is_some_and(|learnt| learnt.from == Some(from)) => {}
            Outcome::Hit { stale: false, .. } => self.did("hit"),
            Outcome::Hit { stale: true, .. } => self.did("stale hit"),
            Outcome::Forward { .. } if exchange.missed => self.did("stale hit"),
            Outcome::Forward { .. } | Outcome::Refuse => {}
        }
    }

    /// What whoever asked on may answer all the same after a failure (RFC 5861 §4).
    fn despite(&mut self, at: usize, key: KeyId, status: u16) -> Option<Answer> {
        let passes = self.exchanges.get(at).map(|e| e.arrival.clone()).unwrap_or_default();
        passes.iter().rev().find_map(|pass| self.on_error(pass, key, status))
    }

    /// What a device would answer that did not draw how it came to know: what lies behind it is asked undrawn.
    fn implied(&mut self, exchange: &Exchange<'m>, key: KeyId, cause: Cause) -> Option<Answer> {
        // In the runs of a check a storage asks on as well, where no hop was drawn because another run needs none.
        let asks = matches!(exchange.to.place, Place::Device(_)) || self.exploring;
        if exchange.missed || !asks {
            return None;
        }
        let beyond = exchange.beyond.clone();
        self.quietly(&beyond, key, &exchange.asked, cause)
    }

    /// The answer that counts: as worked out, or as told where the author insists.
    fn compare(
        &mut self,
        step: &'m Step,
        exchange: &Exchange<'m>,
        key: KeyId,
        expected: Option<Answer>,
        said: Said<'_>,
    ) -> Option<Answer> {
        let Some(name) = said.value else {
            if expected.is_none() && said.status.is_some() {
                self.out_of_nothing(step, exchange, key, said);
            }
            return expected;
        };
        if self.exploring && expected.is_none_or(|e| !self.name(e.value).is_empty()) {
            // In this run the storages do what they do, whatever was drawn of another.
            return expected;
        }
        let Some(expected) = expected else {
            self.out_of_nothing(step, exchange, key, said);
            let value = self.value(name);
            let (reply, date, by) = (self.reply_of(key), self.state.clock, self.cause(step));
            return Some(Answer { value, reply, date, age: 0, from: None, confirms: false, by });
        };
        if self.name(expected.value) == name {
            return Some(expected);
        }
        let unnamed = self.name(expected.value).is_empty();
        let value = self.value(name);
        if unnamed && self.state.latest(key) == expected.value {
            // Nobody has said what the origin holds: the first answer does.
            self.christen(key, expected.value, value);
            return Some(Answer { value, ..expected });
        }
        let holder = expected.from.map(|s| self.world.name(s).to_owned());
        let put = self.step_of(expected.by).map(|s| s.span);
        let would = self.name(expected.value).clone();
        let speaker = self.world.model.name_of(exchange.to.place).to_owned();
        let finding = runs::other_value(step.at, &speaker, name, &would, holder.as_deref(), self.keys.text(key), put);
        self.find(step, finding);
        let by = self.cause(step);
        Some(Answer { value, by, ..expected })
    }

    /// Whether there is a copy that a `304` can confirm: somebody on its way asked about it, and it is still so (RFC 9110
    /// §15.4.5). What whoever asks with an `etag` has is not known.
    fn confirms(&mut self, step: &'m Step, exchange: &Exchange<'m>, key: KeyId, answer: &Answer) -> bool {
        let (copies, conditional) = self.asked_about(exchange, key);
        if conditional || copies.iter().any(|(_, held)| held.value == answer.value) {
            return true;
        }
        let other = copies.first().map(|(site, held)| (self.world.name(*site), self.name(held.value).as_str()));
        let speaker = self.world.model.name_of(exchange.to.place);
        let now = self.name(answer.value);
        let finding = runs::confirms_nothing(step.at, speaker, self.keys.text(key), now, other, exchange.step.span);
        self.find(step, finding);
        false
    }

    /// The copies that the answer to a request may be about, the nearest to whoever answers first, and whether somebody asks
    /// with a condition of their own.
    fn asked_about(&self, exchange: &Exchange<'m>, key: KeyId) -> (Vec<(SiteId, Held)>, bool) {
        let refreshing = match exchange.from.place {
            Place::Storage(id) => self.world.site(id, &exchange.from.instance),
            Place::User(_)
            | Place::Device(_)
            | Place::Channel(_)
            | Place::Stranger(_)
            | Place::Caller
            | Place::Users => None,
        };
        let mut copies = Vec::new();
        let mut conditional = exchange.step.directives.etag.is_some();
        let mut about = |site: SiteId, asked: &Asked| {
            let origin = self.world.storage(site).is_none_or(|s| s.origin);
            copies.extend(self.selected(site, key, asked).filter(|_| !origin).map(|held| (site, held)));
        };
        exchange.between.iter().rev().for_each(|pass| about(pass.site, &pass.asked));
        refreshing.into_iter().for_each(|site| about(site, &exchange.asked));
        let (mut from, mut seen) = (&exchange.from, Vec::new());
        while let Some(at) = self.served(from, Some(key)).filter(|at| !seen.contains(at)) {
            seen.push(at);
            let Some(parent) = self.exchanges.get(at) else { break };
            conditional |= parent.step.directives.etag.is_some();
            parent.between.iter().chain(&parent.arrival).rev().for_each(|pass| about(pass.site, &pass.asked));
            from = &parent.from;
        }
        (copies, conditional)
    }

    fn out_of_nothing(&mut self, step: &'m Step, exchange: &Exchange<'m>, key: KeyId, said: Said<'_>) {
        let speaker = self.world.model.name_of(exchange.to.place).to_owned();
        let status = said.status.unwrap_or(200);
        let word = said.value.map_or_else(|| status.to_string(), str::to_owned);
        let lack = if exchange.missed { Lack::Missed } else { self.lack(exchange, key) };
        let finding = runs::from_nothing(step.at, &speaker, &word, self.keys.text(key), exchange.step.span, &lack);
        self.find(step, finding);
    }

    /// Why a place has nothing to answer with.
    fn lack(&self, exchange: &Exchange<'m>, key: KeyId) -> Lack {
        for pass in &exchange.arrival {
            let why = match pass.outcome {
                Outcome::Forward { why, .. } => why,
                Outcome::Refuse => return Lack::OnlyIfCached,
                Outcome::Hit { .. } => continue,
            };
            let Some(held) = self.selected(pass.site, key, &pass.asked).or(self.state.held(pass.site, key).copied())
            else {
                continue;
            };
            let unused = match why {
                Why::Stale if held.marked => Unused::Marked,
                Why::Stale if self.reply_at(held.reply).response.directives.no_cache => Unused::NoCache,
                Why::Stale | Why::UriMiss | Why::Partial => Unused::Stale,
                Why::VaryMiss => Unused::OtherFields,
                Why::Request | Why::Method | Why::Bypass => Unused::Refused(refusing(&pass.asked)),
            };
            return Lack::Unused { value: self.name(held.value).clone(), why: unused };
        }
        Lack::Nothing
    }

    /// A miss of something that is there.
    fn missed(&mut self, step: &'m Step, exchange: &Exchange<'m>, key: KeyId, said: Said<'_>) {
        let Some(own) = exchange.own().filter(|_| said.miss) else { return };
        let holder = own.from.map(|s| self.world.name(s).to_owned()).unwrap_or_default();
        let (value, put) = (self.name(own.value).clone(), self.step_of(own.by).map(|s| s.span));
        let finding = runs::no_miss(step.at, &holder, &value, self.keys.text(key), put);
        self.find(step, finding);
    }

    /// The unnamed value of a key gets a name.
    fn christen(&mut self, key: KeyId, old: super::Value, new: super::Value) {
        for known in Rc::make_mut(&mut self.known).iter_mut().filter(|known| known.value == old) {
            known.value = new;
        }
        self.state.rename(key, old, new);
    }
}

/// The attribute of a request that refuses copies.
fn refusing(asked: &Asked) -> &'static str {
    let said = &asked.request.directives;
    match asked.fetch {
        Some(_) => "fetch",
        None if said.no_store => "no-store",
        None if said.no_cache => "no-cache",
        None => "max-age",
    }
}
