//! Reactions: what follows a trigger by itself, right after it.

use super::super::choose::Choice;
use super::super::key::{self, KeyId};
use super::frame::Frame;
use super::observe::Observed;
use super::operation::Fired;
use super::unanswered::Heading;
use super::{Env, Run};
use crate::model::channel::Delivery;
use crate::model::event;
use crate::model::reaction::{Guard, Reaction, Trigger};
use crate::model::step::{Attribute, Step};
use crate::model::{ChannelId, Copies, Instance, Participant, Place, UserId};
use crate::problem::{limits, runs};
use crate::syntax::declaration::claim::ClaimForm;
use ecow::{EcoString, eco_format};
use std::rc::Rc;

/// The most reactions that follow from one another.
const DEEPEST: usize = 64;

/// A reaction under way.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Under {
    reaction: usize,
    pub(super) who: Participant,
    key: Option<EcoString>,
}

/// An event that arrives somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Event {
    /// On which channel.
    pub channel: ChannelId,
    /// Its name.
    pub name: EcoString,
    /// Its id.
    pub id: Option<EcoString>,
    /// Its action.
    pub action: Option<EcoString>,
    /// Who hears it.
    pub who: Participant,
    /// On whose behalf.
    pub user: Option<UserId>,
}

/// What a trigger binds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bound {
    /// Who performs it.
    pub who: Participant,
    pub(super) user: Option<UserId>,
    key: Option<EcoString>,
    holes: Vec<(EcoString, EcoString)>,
}

impl<'m> Run<'_, 'm> {
    /// What follows, to be done before anything else.
    pub(super) fn react(&mut self, step: &'m Step, fired: Vec<Fired>, actor: &Participant, env: &Env) {
        if fired.is_empty() {
            return;
        }
        let env = Rc::new(env.clone());
        let all = fired.into_iter().rev();
        self.frames.extend(all.map(|fired| Frame::Fired { step, fired, actor: actor.clone(), env: Rc::clone(&env) }));
    }

    /// What follows from one thing.
    pub(super) fn follow(&mut self, step: &'m Step, fired: Fired, actor: &Participant, env: &Env) {
        match fired {
            Fired::Written { key } => self.changed(step, key, true, actor, env),
            Fired::Invalidated { key } => self.changed(step, key, false, actor, env),
            Fired::Requested { method, path, argument, at, user } => {
                self.requested(step, method, &path, argument.as_ref(), &at, user);
            }
            Fired::Event { channel, name, id, action } => {
                let counted = self.exchanges.latest(Heading::Counted, |e| e.number.is_some());
                let serving = counted.and_then(|at| self.exchanges.get(at)?.number);
                Rc::make_mut(&mut self.log).event(channel, &name, id.as_ref(), action.as_ref(), serving);
                let mut arriving = Vec::new();
                let after = if self.posting { self.chain() } else { Rc::default() };
                for _ in 0..self.deliveries(channel) {
                    for (who, user) in self.subscribers(channel, actor) {
                        let (name, id, action) = (name.clone(), id.clone(), action.clone());
                        let event = Rc::new(Event { channel, name, id, action, who, user });
                        if !self.posting || !self.listening(step, &event).is_empty() {
                            arriving.push(Frame::Heard { step, event, after: Rc::clone(&after) });
                        }
                    }
                }
                if self.posting {
                    self.posted.append(&mut arriving);
                } else {
                    self.frames.extend(arriving.into_iter().rev());
                }
            }
            Fired::Called { method, caller, keys } => self.call(method, &caller, &keys, env),
        }
    }

    /// How often an event arrives: once in the drawn run, in others as its channel lets it.
    fn deliveries(&mut self, channel: ChannelId) -> u32 {
        let promised = self.world.model.channels.get(channel.index()).map(|c| c.delivery);
        let otherwise = match promised {
            Some(Delivery::AtMostOnce) => 0,
            Some(Delivery::AtLeastOnce) => 2,
            Some(Delivery::ExactlyOnce) | None => return 1,
        };
        if self.choose.choose(Choice::Delivery(channel), 2) == 1 { otherwise } else { 1 }
    }

    /// A key was written, or invalidated.
    fn changed(&mut self, step: &'m Step, key: KeyId, written: bool, actor: &Participant, env: &Env) {
        let text: EcoString = self.keys.text(key).into();
        let user = self.behalf(actor).or(env.user);
        let mut found = Vec::new();
        self.toil(self.world.model.reactions.len());
        for (index, reaction) in self.world.model.reactions.iter().enumerate() {
            let pattern = match (&reaction.trigger, written) {
                (Trigger::Write(pattern), true) | (Trigger::Invalidate(pattern), false) => pattern,
                (Trigger::Write(_) | Trigger::Invalidate(_) | Trigger::Event { .. } | Trigger::Request { .. }, _) => {
                    continue;
                }
            };
            let holes = if pattern.bound {
                Some(Vec::new())
            } else {
                let canonical = if pattern.text.contains('{') {
                    self.keys.spelled(&pattern.text, pattern.resource)
                } else {
                    let id = self.keys.intern(&pattern.text, pattern.resource);
                    let of = self.keys.meant(id).contains(&key);
                    if of { text.clone() } else { self.keys.text(id).into() }
                };
                key::bind(&canonical, &text)
            };
            let Some(holes) = holes else { continue };
            let Some(who) = self.performs(reaction, actor, user) else { continue };
            let bound = Bound { who, user, key: Some(text.clone()), holes };
            found.push(Frame::Reaction { step, index, bound });
        }
        self.frames.extend(found.into_iter().rev());
    }

    /// Who performs a trigger, as the reaction names them: `None` if it is somebody else.
    fn performs(&self, reaction: &Reaction, actor: &Participant, user: Option<UserId>) -> Option<Participant> {
        let model = self.world.model;
        let named = &reaction.at;
        let fits = |instance: &Instance| match &named.instance {
            Instance::Named(_) => *instance == named.instance,
            Instance::Only | Instance::Any | Instance::Bound | Instance::Every | Instance::Other => true,
        };
        match named.place {
            Place::Users => matches!(actor.place, Place::User(_)).then(|| actor.clone()),
            Place::Device(id) => {
                if model.device_of(actor.place) == Some(id) {
                    let one = Participant { place: named.place, instance: actor.instance.clone() };
                    let same = model.copies(actor.place) == model.copies(named.place);
                    let one = if same { one } else { self.personal(named.place, user).unwrap_or(one) };
                    return fits(&one.instance).then_some(one);
                }
                let own = matches!(actor.place, Place::User(_)) && model.copies(named.place).is_personal();
                own.then(|| self.personal(named.place, user)).flatten().filter(|p| fits(&p.instance))
            }
            Place::User(_) | Place::Storage(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller => {
                (named.place == actor.place && fits(&actor.instance)).then(|| actor.clone())
            }
        }
    }

    /// A user's own instance of a place.
    fn personal(&self, place: Place, user: Option<UserId>) -> Option<Participant> {
        let Copies::Per(dimension) = self.world.model.copies(place) else { return None };
        let value = self.world.model.users.get(user?.index())?.dimension(&dimension)?;
        Some(Participant { place, instance: Instance::Named(value.clone()) })
    }

    /// A request came to a place.
    fn requested(
        &mut self,
        step: &'m Step,
        method: &str,
        path: &str,
        argument: Option<&EcoString>,
        at: &Participant,
        user: Option<UserId>,
    ) {
        let found = self.to_request(step, method, path, argument, at, user);
        self.frames.extend(found.into_iter().rev());
    }

    /// The reactions to a request that came to a place, in declared order.
    pub(super) fn to_request(
        &self,
        step: &'m Step,
        method: &str,
        path: &str,
        argument: Option<&EcoString>,
        at: &Participant,
        user: Option<UserId>,
    ) -> Vec<Frame<'m>> {
        let mut found = Vec::new();
        for (index, reaction) in self.world.model.reactions.iter().enumerate() {
            let Trigger::Request { method: asked, path: pattern } = &reaction.trigger else { continue };
            if asked != method {
                continue;
            }
            let Some(holes) = key::bind(&self.keys.spelled(pattern, None), path) else { continue };
            let Some(who) = self.performs(reaction, at, user) else { continue };
            let bound = Bound { who, user, key: argument.cloned(), holes };
            found.push(Frame::Reaction { step, index, bound });
        }
        found
    }

    /// Who hears a channel: each with the user on whose behalf.
    fn subscribers(&self, channel: ChannelId, sender: &Participant) -> Vec<(Participant, Option<UserId>)> {
        let model = self.world.model;
        let Some(channel) = model.channels.get(channel.index()) else { return Vec::new() };
        let users = || (0..model.users.len()).map(UserId::at);
        if channel.to.is_empty() {
            return users().map(|id| (Participant::only(Place::User(id)), Some(id))).collect();
        }
        let mut found = Vec::new();
        for place in &channel.to {
            if model.copies(*place).is_personal() {
                found.extend(users().filter_map(|id| Some((self.personal(*place, Some(id))?, Some(id)))));
            } else {
                let user = if let Place::User(id) = place { Some(*id) } else { None };
                found.extend(self.instances(*place).into_iter().map(|p| (p, user)));
            }
        }
        let mut seen = foldhash::HashSet::default();
        found.retain(|(who, _)| who != sender && seen.insert(who.clone()));
        found
    }

    /// An event reaches a subscriber.
    pub(super) fn heard(&mut self, step: &'m Step, heard: &Event) {
        let found = self.listening(step, heard);
        self.frames.extend(found.into_iter().rev());
    }

    /// The reactions of a subscriber to an event, in declared order.
    fn listening(&self, step: &'m Step, heard: &Event) -> Vec<Frame<'m>> {
        let Event { name, id, action, .. } = heard;
        let mut found = Vec::new();
        for (index, reaction) in self.world.model.reactions.iter().enumerate() {
            let Trigger::Event { name: wanted, id: pattern, action: doing } = &reaction.trigger else { continue };
            let any = wanted == "key" || wanted == "*";
            if !(any || event::same_name(self.world.model, wanted, name)) || doing.is_some() && doing != action {
                continue;
            }
            let holes = match (pattern, id) {
                (None, _) => Some(Vec::new()),
                (Some(pattern), Some(id)) => key::bind(pattern, id),
                (Some(_), None) => None,
            };
            let Some(holes) = holes else { continue };
            let Some(who) = self.performs(reaction, &heard.who, heard.user) else { continue };
            let key = id.as_ref().map_or_else(|| name.clone(), |id| eco_format!("{name}:{id}"));
            let bound = Bound { who, user: heard.user, key: Some(key), holes };
            found.push(Frame::Reaction { step, index, bound });
        }
        found
    }

    pub(super) fn run_reaction(&mut self, step: &'m Step, index: usize, bound: Bound) {
        let Some(reaction) = self.world.model.reactions.get(index) else { return };
        if self.without.contains(&index) || !self.guarded(step, reaction.guard.as_ref()) {
            return;
        }
        let under = Under { reaction: index, who: bound.who.clone(), key: bound.key.clone() };
        if self.under_way().any(|u| **u == under) {
            let all = &self.world.model.reactions;
            let circle = self.under_way().skip_while(|u| ***u != under).filter_map(|u| all.get(u.reaction));
            let circle: Vec<_> = circle.map(|r| r.span).collect();
            Rc::make_mut(&mut self.log).looped = true;
            self.observe(Observed::Looped);
            if self.loops_as_said() {
                self.told_without_end(under.who);
            } else {
                let finding = runs::reaction_loop(reaction.span, &circle, step.span);
                self.find(step, finding);
            }
            return;
        }
        if self.under_way().count() >= DEEPEST {
            Rc::make_mut(&mut self.log).looped = true;
            self.observe(Observed::Looped);
            self.find(step, limits::too_deep_reactions(reaction.span, DEEPEST));
            return;
        }
        let env = Env { who: Some(bound.who), user: bound.user, key: bound.key, holes: bound.holes, quiet: false };
        let under = Some(Rc::new(under));
        self.frames.push(Frame::Body { steps: &reaction.steps, env: Rc::new(env), under });
    }

    /// Says where the circle is left that the author knows of, lest the rest look like its end.
    fn told_without_end(&mut self, who: Participant) {
        if self.mute == 0 && !self.exploring {
            self.remark(self.tale.deeds.len(), Some(who), "and so on, without end");
        }
    }

    /// Whether the author says that reactions go in a circle: `claim events do not loop [fails]`.
    fn loops_as_said(&self) -> bool {
        self.world.model.claims.iter().any(|claim| claim.form == ClaimForm::NoEventLoop && claim.fails)
    }

    /// Whether a reaction's condition is met: by the trigger's attributes, or the scenario's.
    fn guarded(&self, step: &Step, guard: Option<&Guard>) -> bool {
        let Some(guard) = guard else { return true };
        let fits = |a: &Attribute| a.name == guard.name && (guard.value.is_none() || a.value == guard.value);
        let own = step.attributes.iter().any(fits);
        let theirs = self.scenario.is_some_and(|s| s.attributes.iter().any(fits));
        (own || theirs) != guard.unless
    }
}
