//! The world of a program: every place that keeps a copy, by storage and instance. It does not change while time passes.

use crate::limits::SITES;
use crate::model::{Copies, Instance, Model, Participant, Place, StorageId, UserId};
use ecow::{EcoString, eco_format};

/// The index of a copy's place in [`World::sites`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SiteId(pub u32);

impl SiteId {
    /// As an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place that keeps copies: one instance of a storage.
#[derive(Clone, Debug)]
pub struct Site {
    /// Of which storage.
    pub storage: StorageId,
    /// Which instance.
    pub instance: Instance,
    /// For programs and sentences: `carol.proxy-isp`, `server.2.memCache`.
    pub name: EcoString,
    /// The first user whose it is, if it is a person's or that of people with something in common.
    pub user: Option<UserId>,
}

/// All places that keep copies.
#[derive(Debug)]
pub struct World<'m> {
    /// The program.
    pub model: &'m Model,
    /// From the user to the origin; instances in declared order.
    pub sites: Vec<Site>,
    /// For each storage where its sites begin, and at last where all end.
    first: Vec<u32>,
}

impl<'m> World<'m> {
    /// The world of a program; `None` if it has too many places.
    #[must_use]
    pub fn of(model: &'m Model) -> Option<Self> {
        let mut world = World { model, sites: Vec::new(), first: Vec::new() };
        for index in 0..model.storages.len() {
            world.first.push(count(world.sites.len()));
            world.place(StorageId::at(index));
            if world.sites.len() > SITES {
                return None;
            }
        }
        world.first.push(count(world.sites.len()));
        Some(world)
    }

    fn place(&mut self, storage: StorageId) {
        let place = Place::Storage(storage);
        let own = self.model.name_of(place);
        match self.model.copies(place) {
            Copies::One => self.sites.push(Site { storage, instance: Instance::Only, name: own.into(), user: None }),
            Copies::Numbered(n) => {
                let device = self.model.device_of(place).map_or("", |d| self.model.name_of(Place::Device(d)));
                for number in 1..=n.min(u32::try_from(SITES).unwrap_or(u32::MAX)) {
                    let name = eco_format!("{device}.{number}.{own}");
                    let instance = Instance::Named(eco_format!("{number}"));
                    self.sites.push(Site { storage, instance, name, user: None });
                }
            }
            Copies::Per(dimension) => {
                for (value, user) in self.model.values(&dimension) {
                    let name = eco_format!("{}.{own}", self.model.name_of(Place::User(user)));
                    let instance = Instance::Named(value.clone());
                    self.sites.push(Site { storage, instance, name, user: Some(user) });
                }
            }
        }
    }

    /// The sites of a storage.
    #[must_use]
    pub fn of_storage(&self, storage: StorageId) -> impl DoubleEndedIterator<Item = SiteId> + use<> {
        let at = storage.index();
        let from = self.first.get(at).copied().unwrap_or_default();
        let to = self.first.get(at + 1).copied().unwrap_or(from);
        (from..to).map(SiteId)
    }

    /// The site of a storage with that instance.
    #[must_use]
    pub fn site(&self, storage: StorageId, instance: &Instance) -> Option<SiteId> {
        self.of_storage(storage).find(|s| self.sites.get(s.index()).is_some_and(|s| s.instance == *instance))
    }

    /// The storage of a site.
    #[must_use]
    pub fn storage(&self, site: SiteId) -> Option<&'m crate::model::storage::Storage> {
        self.model.storages.get(self.sites.get(site.index())?.storage.index())
    }

    /// The participant that a site is.
    #[must_use]
    pub fn participant(&self, site: SiteId) -> Option<Participant> {
        let site = self.sites.get(site.index())?;
        Some(Participant { place: Place::Storage(site.storage), instance: site.instance.clone() })
    }

    /// The name of a site.
    #[must_use]
    pub fn name(&self, site: SiteId) -> &str {
        self.sites.get(site.index()).map_or("", |s| s.name.as_str())
    }

    /// The sites that follow a change in one at once (`sync`): for a person's own storages those of the same profile,
    /// else all of the storage.
    #[must_use]
    pub fn in_step_with(&self, site: SiteId) -> Vec<SiteId> {
        let Some(storage) = self.storage(site).filter(|s| s.sync) else { return vec![site] };
        let Some(own) = self.sites.get(site.index()) else { return vec![site] };
        let all = self.of_storage(own.storage);
        if !self.model.copies(Place::Storage(own.storage)).is_personal() {
            return all.collect();
        }
        let profile = |site: SiteId| {
            storage.per.as_ref()?;
            let user = self.model.users.get(self.sites.get(site.index())?.user?.index())?;
            user.dimension(&crate::model::storage::Dimension::Profile)
        };
        let own = profile(site);
        all.filter(|other| *other == site || own.is_some() && profile(*other) == own).collect()
    }

    /// The site of a storage that somebody sees: by their own instance where that says it, else by the user on whose
    /// behalf they act; `None` if nothing says which (several instances of a device).
    #[must_use]
    pub fn seen_by(&self, storage: StorageId, who: &Participant, user: Option<UserId>) -> Option<SiteId> {
        let place = Place::Storage(storage);
        match self.model.copies(place) {
            Copies::One => self.of_storage(storage).next(),
            Copies::Numbered(_) => {
                let together = self.model.device_of(who.place) == self.model.device_of(place);
                if together { self.site(storage, &who.instance) } else { None }
            }
            Copies::Per(dimension) => {
                let same = matches!(self.model.copies(who.place), Copies::Per(d) if d == dimension);
                let own = if same { self.site(storage, &who.instance) } else { None };
                let by = if let Place::User(id) = who.place { Some(id) } else { user };
                let value = by.and_then(|id| self.model.users.get(id.index())).and_then(|u| u.dimension(&dimension));
                own.or_else(|| self.site(storage, &Instance::Named(value?.clone()))).or_else(|| self.alone(storage))
            }
        }
    }

    /// The only site of a storage.
    fn alone(&self, storage: StorageId) -> Option<SiteId> {
        let mut all = self.of_storage(storage);
        all.next().filter(|_| all.next().is_none())
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
