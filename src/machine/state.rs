//! The state of a run: what every place holds of every key, what is latest, what people have seen, what time it is.

mod back;

use super::key::KeyId;
use super::variant::Variant;
use super::watched::Watched;
use super::world::SiteId;
use crate::http::Time;
use crate::limits::KEPT;
use crate::model::UserId;
use crate::timeline::Worth;
use ecow::EcoVec;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use back::Changes;
pub use back::{After, Before};

/// A value: an index into the run's names; equal values are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Value(pub u32);

/// A statement of the source that did something, by its index in the run's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Cause(pub u32);

/// A copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its value.
    pub value: Value,
    /// The response that brought it, by its index in the run's list.
    pub reply: u32,
    /// When it was asked for.
    pub requested: Time,
    /// When it was stored or last validated.
    pub stored: Time,
    /// When the response was generated.
    pub date: Time,
    /// The `Age` it came with, milliseconds.
    pub age: u64,
    /// The author said that it is no longer fresh.
    pub expired: bool,
    /// It must be validated before use.
    pub marked: bool,
    /// Which requests it is for (`Vary`).
    pub variant: Variant,
    /// What put its value there.
    pub by: Cause,
}

impl Held {
    /// A copy of what was generated, asked for and stored just now, for everyone.
    #[must_use]
    pub fn new(value: Value, reply: u32, now: Time, by: Cause) -> Self {
        Self {
            value,
            reply,
            requested: now,
            stored: now,
            date: now,
            age: 0,
            expired: false,
            marked: false,
            variant: Variant::ALL,
            by,
        }
    }
}

/// What put a copy there says nothing about what happens next.
impl Hash for Held {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let times = (self.requested, self.stored, self.date, self.age);
        (self.value, self.reply, times, self.expired, self.marked, self.variant).hash(state);
    }
}

/// A copy beside the one in its cell, for other request fields.
pub type Aside = (SiteId, KeyId, Held);

/// Something that a screen has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shown {
    /// Which key.
    pub key: KeyId,
    /// Which value.
    pub value: Value,
    /// The copy that it came from, if one.
    pub from: Option<SiteId>,
    /// What put it there.
    pub by: Cause,
    /// When.
    pub at: Time,
}

/// What a user's screen has shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screen {
    /// Since the user's last `sees`.
    pub since: Vec<Shown>,
    /// What it still shows.
    pub still: Option<Shown>,
    /// The longest time that something shown had been outdated, milliseconds, by key.
    pub staleness: Vec<(KeyId, u64)>,
}

/// Since when a key has had a value at its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its value.
    pub value: Value,
    /// Since when.
    pub since: Time,
    /// What wrote it.
    pub by: Cause,
}

/// Where the versions behind a value begin, as it was looked up last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Looked {
    key: KeyId,
    value: Value,
    /// The first version behind the last that had that value.
    after: usize,
    /// How many versions there were.
    seen: usize,
}

/// Everything that changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Milliseconds since the start.
    pub clock: Time,
    looked: Option<Looked>,
    sites: usize,
    /// Key by key, as far as there has been one: what each site holds.
    cells: Vec<Watched<Option<Held>>>,
    /// Copies for other request fields (`Vary`) than the one in their cell, in order.
    pub aside: Rc<Vec<Aside>>,
    /// By key: all values that its origin has had, the latest last.
    pub versions: Rc<Vec<EcoVec<Version>>>,
    /// By user.
    pub screens: Vec<Watched<Rc<Screen>>>,
    /// Cells that may look different since they were told last: site and key.
    pub touched: Vec<(SiteId, KeyId)>,
    changes: Changes,
}

impl State {
    /// Nothing is anywhere.
    #[must_use]
    pub fn new(sites: usize, users: usize) -> Self {
        Self { sites, screens: vec![Watched::default(); users], ..Self::default() }
    }

    /// With so many cells that nobody has looked at: what each site holds, key by key.
    #[must_use]
    pub fn with_cells(self, keys: usize, held: impl Iterator<Item = (usize, Held)>) -> Self {
        let mut cells = Vec::new();
        cells.resize_with(keys.saturating_mul(self.sites), || Watched::fresh(None));
        for (at, held) in held {
            if let Some(cell) = cells.get_mut(at) {
                *cell = Watched::fresh(Some(held));
            }
        }
        Self { cells, ..self }
    }

    /// All cells, key by key.
    #[must_use]
    pub fn cells(&self) -> &[Watched<Option<Held>>] {
        &self.cells
    }

    /// All that a place holds of a key, what came last first.
    pub fn copies(&self, site: SiteId, key: KeyId) -> impl Iterator<Item = &Held> {
        let beside = self.aside.iter().filter(move |(s, k, _)| (*s, *k) == (site, key));
        self.held(site, key).into_iter().chain(beside.map(|(_, _, held)| held))
    }

    /// What speaks for a place: a copy that is outdated and may be shown, else what came last.
    #[must_use]
    pub fn worst(&self, site: SiteId, key: KeyId) -> Option<&Held> {
        let last = self.held(site, key)?;
        let latest = self.latest(key);
        let outdated = |held: &&Held| !held.marked && held.value != latest;
        if self.aside.is_empty() { Some(last) } else { self.copies(site, key).find(outdated).or(Some(last)) }
    }

    /// What a place holds: what came last.
    #[must_use]
    pub fn held(&self, site: SiteId, key: KeyId) -> Option<&Held> {
        self.cells.get(key.index() * self.sites + site.index())?.as_ref()
    }

    /// Puts a copy there, or takes it away.
    pub fn put(&mut self, site: SiteId, key: KeyId, held: Option<Held>) {
        if site.index() >= self.sites {
            return;
        }
        let at = key.index() * self.sites + site.index();
        if self.cells.len() <= at {
            if held.is_none() {
                return;
            }
            if at >= KEPT {
                self.changes.full = true;
                return;
            }
            self.cells.resize_with((key.index() + 1) * self.sites, Watched::default);
        }
        if let Some(cell) = self.cells.get_mut(at) {
            let before = std::mem::replace(&mut **cell, held);
            self.changes.note(at, before);
            self.touched.push((site, key));
            self.set_aside(site, key, before, held);
        }
    }

    /// A copy for other request fields stays beside the new one, unless that fits all of its requests and is newer; what is
    /// taken away is taken away for all.
    fn set_aside(&mut self, site: SiteId, key: KeyId, before: Option<Held>, new: Option<Held>) {
        let stays = |old: &Held| {
            let other = |new: Held| new.variant != old.variant && (new.variant != Variant::ALL || new.date < old.date);
            new.is_some_and(other)
        };
        let before = before.filter(stays);
        if before.is_none() && self.aside.is_empty() {
            return;
        }
        let aside = Rc::make_mut(&mut self.aside);
        aside.retain(|(s, k, held)| (*s, *k) != (site, key) || stays(held));
        aside.extend(before.map(|held| (site, key, held)));
        aside.sort_unstable_by_key(|(site, key, held)| (*site, *key, held.variant));
    }

    /// A copy beside the last one goes.
    pub fn let_go(&mut self, site: SiteId, key: KeyId, variant: Variant) {
        let gone = |(s, k, held): &Aside| (*s, *k, held.variant) == (site, key, variant);
        if self.aside.iter().any(gone) {
            Rc::make_mut(&mut self.aside).retain(|copy| !gone(copy));
            self.touched.push((site, key));
        }
    }

    /// Every copy of a value gets another one in its place.
    pub fn rename(&mut self, key: KeyId, old: Value, new: Value) {
        let cells = self.cells.iter_mut().enumerate().skip(key.index() * self.sites).take(self.sites);
        for (at, cell) in cells {
            if let Some(held) = cell.as_mut().filter(|held| held.value == old) {
                self.changes.note(at, Some(*held));
                held.value = new;
            }
        }
        if self.aside.iter().any(|(_, k, held)| *k == key && held.value == old) {
            let aside = Rc::make_mut(&mut self.aside).iter_mut();
            aside.filter(|(_, k, held)| *k == key && held.value == old).for_each(|(_, _, held)| held.value = new);
        }
        let versions = Rc::make_mut(&mut self.versions).get_mut(key.index()).map(EcoVec::make_mut);
        for version in versions.into_iter().flatten().filter(|version| version.value == old) {
            version.value = new;
        }
        self.touch(key);
    }

    /// Every copy of a key may look different.
    fn touch(&mut self, key: KeyId) {
        self.touched.extend((0..self.sites).map(|s| (SiteId(u32::try_from(s).unwrap_or(u32::MAX)), key)));
    }

    /// Marks a copy: it must be validated before use. Whether there was one that was not marked.
    pub fn mark(&mut self, site: SiteId, key: KeyId) -> bool {
        let at = key.index() * self.sites + site.index();
        if self.aside.iter().any(|(s, k, held)| (*s, *k) == (site, key) && !held.marked) {
            let own = |copy: &&mut Aside| (copy.0, copy.1) == (site, key);
            Rc::make_mut(&mut self.aside).iter_mut().filter(own).for_each(|copy| copy.2.marked = true);
            self.touched.push((site, key));
        }
        let open = self.held(site, key).is_some_and(|held| !held.marked);
        if let Some(held) = self.cells.get_mut(at).filter(|_| open).and_then(|cell| cell.as_mut()) {
            self.changes.note(at, Some(*held));
            held.marked = true;
            self.touched.push((site, key));
        }
        open
    }

    /// The latest value of a key at its origin; the unnamed one if nothing has been told of it.
    #[must_use]
    pub fn latest(&self, key: KeyId) -> Value {
        self.versions.get(key.index()).and_then(|v| v.last()).map_or(Value(0), |v| v.value)
    }

    /// The origin gets a value. Every copy of the key may be worth something else from now on.
    pub fn write(&mut self, key: KeyId, value: Value, by: Cause) {
        let all = Rc::make_mut(&mut self.versions);
        if all.len() <= key.index() {
            all.resize(key.index() + 1, EcoVec::new());
        }
        let since = self.clock;
        if let Some(versions) = all.get_mut(key.index()) {
            versions.push(Version { value, since, by });
        }
        self.touch(key);
    }

    /// Whether a run would keep more than there may be.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.changes.full
    }

    /// What a copy is worth.
    #[must_use]
    pub fn worth(&self, site: SiteId, key: KeyId) -> Worth {
        match self.worst(site, key) {
            None => Worth::Empty,
            Some(held) if held.marked => Worth::Marked,
            Some(held) if held.value == self.latest(key) => Worth::Latest,
            Some(_) => Worth::Stale,
        }
    }

    /// How long a value has been outdated: 0 for the latest one; milliseconds since the first write after it.
    #[must_use]
    pub fn outdated_for(&mut self, key: KeyId, value: Value) -> u64 {
        let Some(versions) = self.versions.get(key.index()) else { return 0 };
        if versions.last().is_none_or(|v| v.value == value) {
            return 0;
        }
        // A value that is asked for again has been looked up among all versions but the newest.
        let known = self.looked.filter(|l| (l.key, l.value) == (key, value) && l.seen <= versions.len());
        let (from, before) = known.map_or((0, 0), |l| (l.seen, l.after));
        let newer = versions.get(from..).unwrap_or_default();
        let after = newer.iter().rposition(|v| v.value == value).map_or(before, |at| from + at + 1);
        self.looked = Some(Looked { key, value, after, seen: versions.len() });
        let since = versions.get(after).map_or(self.clock, |v| v.since);
        u64::try_from(self.clock.saturating_sub(since)).unwrap_or(0)
    }

    /// A screen shows something.
    pub fn show(&mut self, user: UserId, shown: Shown) {
        let late = self.outdated_for(shown.key, shown.value);
        let Some(screen) = self.screens.get_mut(user.index()).map(|s| Rc::make_mut(s)) else { return };
        screen.still = Some(shown);
        match screen.since.last_mut() {
            // The same again: what counts is where it came from last.
            Some(last) if last.value == shown.value && last.key == shown.key => *last = shown,
            Some(_) | None => screen.since.push(shown),
        }
        match screen.staleness.iter_mut().find(|(key, _)| *key == shown.key) {
            Some((_, longest)) => *longest = late.max(*longest),
            None => screen.staleness.push((shown.key, late)),
        }
    }
}
