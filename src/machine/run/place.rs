//! Which instance: participants of statements as one place each.
//!
//! What the author named stays; what is bound follows the caller; any one of several is the one on the way of the request
//! being answered, else a choice.

use super::super::choose::Choice;
use super::super::key::KeyId;
use super::super::world::SiteId;
use super::exchange::Exchange;
use super::unanswered::{Heading, home};
use super::{Env, Run};
use crate::model::{Copies, DeviceId, Instance, Participant, Place, StorageId, UserId};
use ecow::eco_format;

impl<'m> Run<'_, 'm> {
    /// A participant with its instance settled, as far as it can be.
    pub(super) fn settled(&mut self, who: &Participant, env: &Env) -> Participant {
        match who.place {
            Place::Caller => return env.who.clone().unwrap_or_else(|| who.clone()),
            Place::Users if who.instance == Instance::Bound => {
                return env.user.map_or_else(|| who.clone(), |id| Participant::only(Place::User(id)));
            }
            Place::User(_)
            | Place::Device(_)
            | Place::Storage(_)
            | Place::Channel(_)
            | Place::Stranger(_)
            | Place::Users => {}
        }
        match &who.instance {
            Instance::Bound => self.bound(who, env),
            Instance::Any => self.any(who, env),
            Instance::Only | Instance::Named(_) | Instance::Every | Instance::Other => who.clone(),
        }
    }

    /// The one that the caller or the trigger's participant sees.
    fn bound(&mut self, who: &Participant, env: &Env) -> Participant {
        let model = self.world.model;
        let found = match (&env.who, who.place) {
            (Some(own), place) if own.place == place => Some(own.instance.clone()),
            (Some(own), Place::Storage(id)) => {
                let site = self.world.seen_by(id, own, env.user);
                site.and_then(|s| self.world.participant(s)).map(|p| p.instance)
            }
            (Some(own), place) => match (model.copies(place), env.user) {
                (Copies::Per(dimension), Some(user)) => {
                    let user = model.users.get(user.index());
                    user.and_then(|u| u.dimension(&dimension)).map(|v| Instance::Named(v.clone()))
                }
                (Copies::Per(_), None) => Some(own.instance.clone()),
                (Copies::One, _) => Some(Instance::Only),
                (Copies::Numbered(_), _) => {
                    model.together(own, &Participant::only(place)).then(|| own.instance.clone())
                }
            },
            (None, _) => None,
        };
        let instance = found.unwrap_or(Instance::Any);
        let who = Participant { place: who.place, instance };
        if who.instance == Instance::Any { self.any(&who, env) } else { who }
    }

    /// Any one of several.
    fn any(&mut self, who: &Participant, env: &Env) -> Participant {
        let model = self.world.model;
        match model.copies(who.place) {
            Copies::One => Participant::only(who.place),
            Copies::Numbered(_) => {
                let Some(device) = model.device_of(who.place) else { return who.clone() };
                let instance = self.serving(device).unwrap_or_else(|| self.pick(device));
                Participant { place: who.place, instance }
            }
            Copies::Per(dimension) => {
                let user = env.user.and_then(|id| model.users.get(id.index()));
                let own = user.and_then(|u| u.dimension(&dimension)).cloned();
                let value = own.or_else(|| model.values(&dimension).first().map(|(v, _)| (*v).clone()));
                value.map_or_else(|| who.clone(), |v| Participant { place: who.place, instance: Instance::Named(v) })
            }
        }
    }

    /// The instance of a device that is answering a request now.
    fn serving(&self, device: DeviceId) -> Option<Instance> {
        let model = self.world.model;
        let named = |who: &Participant| match &who.instance {
            Instance::Named(_) if model.device_of(who.place) == Some(device) => Some(who.instance.clone()),
            _other => None,
        };
        let found = self.exchanges.latest(Heading::To(Place::Device(device)), |e| named(&e.to).is_some());
        named(&self.exchanges.get(found?)?.to)
    }

    /// A load balancer's choice.
    pub(super) fn pick(&mut self, device: DeviceId) -> Instance {
        match self.world.model.copies(Place::Device(device)) {
            Copies::Numbered(n) => {
                let taken = self.choose.choose(Choice::Instance(device), n);
                Instance::Named(eco_format!("{}", taken + 1))
            }
            Copies::One => Instance::Only,
            Copies::Per(dimension) => {
                let values = self.world.model.values(&dimension);
                values.first().map_or(Instance::Only, |(v, _)| Instance::Named((*v).clone()))
            }
        }
    }

    /// The sites that participants mean; `actor` is who does it, for `other`.
    pub(super) fn sites_of(&mut self, within: &[Participant], actor: Option<&Participant>, env: &Env) -> Vec<SiteId> {
        let mut found = Vec::new();
        for who in within {
            let Place::Storage(id) = who.place else { continue };
            match who.instance {
                Instance::Every => found.extend(self.world.of_storage(id)),
                Instance::Other => {
                    let own = actor.and_then(|a| self.world.seen_by(id, a, env.user));
                    found.extend(self.world.of_storage(id).filter(|s| Some(*s) != own));
                }
                Instance::Only | Instance::Named(_) | Instance::Any | Instance::Bound => {
                    found.extend(self.site_of(who, actor, env));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The sites that an operation means; of several who carry it out each means the copy that they see.
    pub(super) fn sites_for(
        &mut self,
        within: &[Participant],
        actor: &Participant,
        performer: &Participant,
        env: &Env,
    ) -> Vec<SiteId> {
        if !matches!(performer.instance, Instance::Every | Instance::Other) {
            return self.sites_of(within, Some(performer), env);
        }
        let theirs = |who: &Participant| matches!(who.instance, Instance::Any | Instance::Bound);
        let (seen, said): (Vec<Participant>, Vec<Participant>) = within.iter().cloned().partition(theirs);
        let beside = if performer.instance == Instance::Other { actor } else { performer };
        let mut found = self.sites_of(&said, Some(beside), env);
        for one in self.receivers(actor, performer).into_iter().filter(|_| !seen.is_empty()) {
            let user = self.behalf(&one).or(env.user);
            found.extend(self.sites_of(&seen, Some(&one), &Env { user, ..env.clone() }));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The site that one participant means.
    pub(super) fn site_of(&mut self, who: &Participant, actor: Option<&Participant>, env: &Env) -> Option<SiteId> {
        let Place::Storage(id) = who.place else { return None };
        if matches!(who.instance, Instance::Bound | Instance::Any)
            && let Some(site) = actor.and_then(|a| self.world.seen_by(id, a, env.user))
        {
            return Some(site);
        }
        let settled = self.settled(who, env);
        self.world.site(id, &settled.instance)
    }

    /// The storages that a device or user owns, of those on a way.
    pub(super) fn owns(&self, who: &Participant, storage: StorageId) -> bool {
        let model = self.world.model;
        match who.place {
            Place::User(_) => model.copies(Place::Storage(storage)).is_personal(),
            Place::Device(_) | Place::Storage(_) => {
                let device = model.device_of(who.place);
                device.is_some() && device == model.device_of(Place::Storage(storage))
            }
            Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => false,
        }
    }

    /// Whether one of several is somebody's own.
    pub(super) fn is_own(&self, one: &Participant, who: &Participant) -> bool {
        self.alike(one, who) || self.world.model.is_own(one, who)
    }

    /// On whose behalf somebody acts: a user's own, else that of the request being answered, else of a personal place.
    pub(super) fn behalf(&self, who: &Participant) -> Option<UserId> {
        if let Place::User(id) = who.place {
            return Some(id);
        }
        let model = self.world.model;
        let device = model.device_of(who.place);
        let near = |e: &Exchange<'m>| e.to == *who || device.is_some() && model.device_of(e.to.place) == device;
        let found = self.exchanges.latest(Heading::To(home(model, who.place)), near);
        if let Some(user) = found.and_then(|at| self.exchanges.get(at)?.user) {
            return Some(user);
        }
        let (Copies::Per(dimension), Instance::Named(value)) = (model.copies(who.place), &who.instance) else {
            return None;
        };
        let mut users = model.users.iter().enumerate().filter(|(_, u)| u.dimension(&dimension) == Some(value));
        users.next().filter(|_| dimension.is_personal() || users.next().is_none()).map(|(at, _)| UserId::at(at))
    }

    /// The origin of a key.
    pub(super) fn origin(&self, key: KeyId) -> Option<SiteId> {
        let model = self.world.model;
        let own = self.keys.declared(key).and_then(|r| r.origin);
        let only = || model.storages.iter().position(|s| s.origin).map(StorageId::at);
        self.world.of_storage(own.or_else(only)?).next()
    }
}
