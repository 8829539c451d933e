//! Keys of a run: each text once, aliases under the name of their resource, with what writing each makes outdated.

use crate::model::resource::{Segment, outdated_by};
use crate::model::{Model, ResourceId};
use ecow::{EcoString, eco_format};
use foldhash::{HashMap, HashMapExt as _};

/// The index of a key in [`Keys`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub u32);

impl KeyId {
    /// As an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A key.
#[derive(Clone, Debug)]
pub struct Entry {
    /// As told.
    pub text: EcoString,
    /// Its resource, never an alias.
    pub resource: Option<ResourceId>,
    /// What its resource's holes stand for.
    pub holes: Vec<(EcoString, EcoString)>,
    /// It is the name of a resource with holes: all its keys are meant.
    pub family: bool,
}

/// All keys of a run.
#[derive(Debug)]
pub struct Keys<'m> {
    model: &'m Model,
    /// In the order of their first mention.
    pub list: Vec<Entry>,
    known: HashMap<EcoString, KeyId>,
    outdated: HashMap<ResourceId, Vec<ResourceId>>,
}

/// The holes of a pattern that a path fills; `None` if it does not fit. A name is no path, even that of its only segment.
#[must_use]
pub fn fill(pattern: &[Segment], path: &str) -> Option<Vec<(EcoString, EcoString)>> {
    let mut parts = path.strip_prefix('/')?.split('/').filter(|part| !part.is_empty());
    let mut holes = Vec::new();
    for segment in pattern {
        let part = parts.next()?;
        match segment {
            Segment::Word(word) if word == part => {}
            Segment::Word(_) => return None,
            Segment::Hole(name) => holes.push((name.clone(), part.into())),
        }
    }
    parts.next().is_none().then_some(holes)
}

/// A pattern as written in a statement (`/nodes/{id}`, `post:{id}`, `posts`) laid over a text.
#[must_use]
pub fn bind(pattern: &str, text: &str) -> Option<Vec<(EcoString, EcoString)>> {
    let (mut pieces, mut parts) = (pieces(pattern), pieces(text));
    let mut holes = Vec::new();
    loop {
        let (piece, part) = match (pieces.next(), parts.next()) {
            (Some(piece), Some(part)) => (piece, part),
            (None, None) => return Some(holes),
            (Some(_), None) | (None, Some(_)) => return None,
        };
        match piece.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
            Some(name) => holes.push((name.into(), part.into())),
            None if piece == part => {}
            None => return None,
        }
    }
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(['/', ':']).filter(|piece| !piece.is_empty())
}

/// A text with its holes filled; `None` if one stays open.
#[must_use]
pub fn filled(text: &str, holes: &[(EcoString, EcoString)]) -> Option<EcoString> {
    if !text.contains('{') {
        return Some(text.into());
    }
    let mut out = text.to_owned();
    for (name, value) in holes {
        out = out.replace(&format!("{{{name}}}"), value);
    }
    (!out.contains('{')).then(|| out.into())
}

impl<'m> Keys<'m> {
    /// None yet.
    #[must_use]
    pub fn new(model: &'m Model) -> Self {
        Self { model, list: Vec::new(), known: HashMap::new(), outdated: HashMap::new() }
    }

    /// The key of that text; its resource as the check found it, if it did.
    pub fn intern(&mut self, text: &str, resource: Option<ResourceId>) -> KeyId {
        if let Some(id) = self.known.get(text) {
            return *id;
        }
        let resource = resource.or_else(|| self.resource(text));
        let entry = self.entry(text, resource);
        let id = match self.known.get(&entry.text) {
            Some(id) => *id,
            None => {
                let id = KeyId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
                self.known.insert(entry.text.clone(), id);
                self.list.push(entry);
                id
            }
        };
        self.known.insert(text.into(), id);
        id
    }

    /// The key of that text, if it has been heard of.
    #[must_use]
    pub fn find(&self, text: &str, resource: Option<ResourceId>) -> Option<KeyId> {
        let known = self.known.get(text).copied();
        known.or_else(|| self.known.get(&self.entry(text, resource.or_else(|| self.resource(text))).text).copied())
    }

    /// A key or a pattern of keys in the words that [`Self::intern`] has for it, so that both can be compared: a path for a
    /// resource that has one, else the name that is no alias.
    #[must_use]
    pub fn spelled(&self, text: &str, resource: Option<ResourceId>) -> EcoString {
        if text.starts_with('/') {
            text.into()
        } else {
            self.entry(text, resource.or_else(|| self.resource(text))).text
        }
    }

    /// The resource of a text that the check has not seen: a key bound by a reaction.
    fn resource(&self, text: &str) -> Option<ResourceId> {
        let name = text.split_once(':').map_or(text, |(name, _)| name);
        let mut all = self.model.resources.iter();
        let found = if text.starts_with('/') {
            all.position(|r| r.pattern.as_ref().is_some_and(|p| fill(p, text).is_some()))
        } else {
            all.position(|r| r.declared.name == name)
        };
        found.map(ResourceId::at)
    }

    fn entry(&self, text: &str, resource: Option<ResourceId>) -> Entry {
        let real = resource.map(|id| self.model.real(id));
        let plain = Entry { text: text.into(), resource: real, holes: Vec::new(), family: false };
        let Some(declared) = real.and_then(|id| self.model.resources.get(id.index())) else { return plain };
        let Some(pattern) = &declared.pattern else {
            let member = text.split_once(':').map(|(_, id)| id);
            let name = &declared.declared.name;
            let text = member.map_or_else(|| name.clone(), |id| eco_format!("{name}:{id}"));
            return Entry { text, ..plain };
        };
        if let Some(holes) = fill(pattern, text) {
            return Entry { holes, ..plain };
        }
        let id = text.split_once(':').map(|(_, id)| id);
        let count = pattern.iter().filter(|s| matches!(s, Segment::Hole(_))).count();
        match (id, count) {
            (Some(id), 1) => {
                let path = spelled(pattern, id);
                let holes = fill(pattern, &path).unwrap_or_default();
                Entry { text: path, holes, ..plain }
            }
            (None, 0) => Entry { text: spelled(pattern, ""), ..plain },
            _ => Entry { family: true, ..plain },
        }
    }

    /// A key.
    #[must_use]
    pub fn get(&self, id: KeyId) -> Option<&Entry> {
        self.list.get(id.index())
    }

    /// Its text.
    #[must_use]
    pub fn text(&self, id: KeyId) -> &str {
        self.get(id).map_or("", |e| e.text.as_str())
    }

    /// Its resource's declaration.
    #[must_use]
    pub fn declared(&self, id: KeyId) -> Option<&'m crate::model::resource::Resource> {
        self.model.resources.get(self.get(id)?.resource?.index())
    }

    /// The keys that an operation on this one means: all of its resource for the name of a resource with holes.
    #[must_use]
    pub fn meant(&self, id: KeyId) -> Vec<KeyId> {
        let Some(entry) = self.get(id).filter(|e| e.family) else { return vec![id] };
        let of = |other: &Entry| !other.family && other.resource == entry.resource;
        self.ids().filter(|id| self.get(*id).is_some_and(of)).collect()
    }

    /// All keys.
    pub fn ids(&self) -> impl Iterator<Item = KeyId> + use<> {
        (0..u32::try_from(self.list.len()).unwrap_or(u32::MAX)).map(KeyId)
    }

    /// The other keys that writing this one makes outdated, in the order of their first mention. Holes of the same name
    /// must stand for the same.
    #[must_use]
    pub fn dependents(&mut self, id: KeyId) -> Vec<KeyId> {
        let Some(written) = self.get(id).and_then(|e| e.resource) else { return Vec::new() };
        let model = self.model;
        let all = self.outdated.entry(written).or_insert_with(|| outdated_by(&model.resources, written)).clone();
        let Some(entry) = self.get(id) else { return Vec::new() };
        let agrees = |other: &Entry| {
            let differs = |(name, value): &(EcoString, EcoString)| {
                entry.holes.iter().any(|(own, set)| own == name && set != value)
            };
            !other.holes.iter().any(differs)
        };
        let outdated = |other: &Entry| {
            let depends = other.resource.is_some_and(|r| r != written && all.contains(&r));
            depends && !other.family && agrees(other)
        };
        self.ids().filter(|other| self.get(*other).is_some_and(outdated)).collect()
    }
}

/// A pattern with every hole filled.
fn spelled(pattern: &[Segment], hole: &str) -> EcoString {
    let piece = |segment: &Segment| match segment {
        Segment::Word(word) => word.to_string(),
        Segment::Hole(_) => hole.to_owned(),
    };
    eco_format!("/{}", pattern.iter().map(piece).collect::<Vec<_>>().join("/"))
}
