//! The same with other names: users and instances between which nothing makes a difference, each in the other's place.

use super::Env;
use super::exchange::Exchange;
use super::fill::Pass;
use super::frame::{Chain, Frame};
use super::learnt::Known;
use super::lookup::{Answer, Asked, Outcome};
use super::reaction::{Bound, Under};
use crate::machine::state::Held;
use crate::machine::world::SiteId;
use crate::model::step::Step;
use crate::model::{Instance, Participant, Place, UserId};
use ecow::EcoString;
use std::collections::HashMap;
use std::rc::Rc;

/// Who takes whose place. What is not here stays.
#[derive(Clone, Debug, Default)]
pub struct Names<'m> {
    /// Users.
    pub users: HashMap<UserId, UserId>,
    /// Places that keep copies.
    pub sites: HashMap<SiteId, SiteId>,
    /// Instances of devices and storages.
    pub instances: HashMap<(Place, EcoString), EcoString>,
    /// Statements, by where the first is in memory.
    pub steps: HashMap<usize, &'m Step>,
}

impl<'m> Names<'m> {
    /// A user.
    #[must_use]
    pub fn user(&self, user: UserId) -> UserId {
        self.users.get(&user).copied().unwrap_or(user)
    }

    /// A place that keeps copies.
    #[must_use]
    pub fn site(&self, site: SiteId) -> SiteId {
        self.sites.get(&site).copied().unwrap_or(site)
    }

    /// Whoever takes part.
    pub fn participant(&self, who: &mut Participant) {
        if let Place::User(user) = &mut who.place {
            *user = self.user(*user);
        }
        if let Instance::Named(name) = &mut who.instance
            && let Some(other) = self.instances.get(&(who.place, name.clone()))
        {
            *name = other.clone();
        }
    }

    /// A copy: for whom it was selected.
    pub fn held(&self, held: &mut Held) {
        held.variant.rename(|user| self.user(user));
    }

    /// What somebody knows.
    pub fn known(&self, known: &mut Known) {
        self.participant(&mut known.who);
        known.rename_request(|request| self.steps.get(&request).map_or(request, |step| address(step)));
    }

    /// A request under way.
    pub fn exchange(&self, exchange: &mut Exchange<'m>) {
        self.step(&mut exchange.step);
        exchange.serves.iter_mut().for_each(|step| self.step(step));
        self.participant(&mut exchange.from);
        self.participant(&mut exchange.to);
        self.perhaps(&mut exchange.user);
        self.asked(&mut exchange.asked);
        exchange.between.iter_mut().chain(&mut exchange.arrival).for_each(|pass| self.pass(pass));
        exchange.beyond.iter_mut().for_each(|site| *site = self.site(*site));
        exchange.learnt.iter_mut().for_each(|answer| self.answer(answer));
    }

    /// Something that is still to be done.
    pub fn frame(&self, frame: &mut Frame<'m>) {
        match frame {
            Frame::Body { env, under, .. } => {
                self.env(env);
                under.iter_mut().for_each(|under| self.under(under));
            }
            Frame::Fired { step, fired, actor, env } => {
                self.step(step);
                fired.whom(&mut |who| self.participant(who), &mut |user| self.perhaps(user));
                self.participant(actor);
                self.env(env);
            }
            Frame::Reaction { step, bound, .. } => {
                self.step(step);
                self.bound(bound);
            }
            Frame::Heard { step, event, after } => {
                self.step(step);
                let event = Rc::make_mut(event);
                self.participant(&mut event.who);
                self.perhaps(&mut event.user);
                self.chain(after);
            }
            Frame::Arrive { step, from, to, env, after } => {
                self.step(step);
                self.participant(from);
                self.participant(to);
                self.env(env);
                self.chain(after);
            }
            Frame::Reader { step, who, env } => {
                self.step(step);
                self.participant(who);
                self.env(env);
            }
            Frame::Trip(trip) => {
                self.step(&mut trip.step);
                self.participant(&mut trip.who);
                self.perhaps(&mut trip.user);
                trip.sites = trip.sites.iter().map(|site| self.site(*site)).collect();
                self.asked(&mut trip.asked);
                trip.asker.iter_mut().chain(&mut trip.passes).for_each(|pass| self.pass(pass));
            }
            Frame::Settle => {}
        }
    }

    fn step(&self, step: &mut &'m Step) {
        if let Some(other) = self.steps.get(&address(step)) {
            *step = other;
        }
    }

    fn perhaps(&self, user: &mut Option<UserId>) {
        *user = user.map(|user| self.user(user));
    }

    fn asked(&self, asked: &mut Asked) {
        self.perhaps(&mut asked.user);
    }

    fn answer(&self, answer: &mut Answer) {
        answer.from = answer.from.map(|site| self.site(site));
    }

    fn pass(&self, pass: &mut Pass) {
        pass.site = self.site(pass.site);
        self.asked(&mut pass.asked);
        match &mut pass.outcome {
            Outcome::Hit { answer, .. } | Outcome::Forward { shows: Some(answer), .. } => self.answer(answer),
            Outcome::Forward { shows: None, .. } | Outcome::Refuse => {}
        }
    }

    fn env(&self, env: &mut Rc<Env>) {
        if env.who.is_none() && env.user.is_none() {
            return;
        }
        let env = Rc::make_mut(env);
        env.who.iter_mut().for_each(|who| self.participant(who));
        self.perhaps(&mut env.user);
    }

    fn bound(&self, bound: &mut Bound) {
        self.participant(&mut bound.who);
        self.perhaps(&mut bound.user);
    }

    fn under(&self, under: &mut Rc<Under>) {
        self.participant(&mut Rc::make_mut(under).who);
    }

    fn chain(&self, chain: &mut Chain) {
        let under = |under: &Rc<Under>| {
            let mut under = Rc::clone(under);
            self.under(&mut under);
            under
        };
        *chain = chain.iter().map(under).collect();
    }
}

/// Where a statement is in memory.
#[must_use]
pub fn address(step: &Step) -> usize {
    std::ptr::from_ref(step) as usize
}
