//! The index: every name in every file of a program, where it stands and whether it is declared there.

mod clause;
mod line;

use crate::source::{FileId, Span};
use crate::syntax::tree::File;
use ecow::EcoString;
use foldhash::HashMap;

/// What a name is of. Names of different sorts do not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sort {
    /// A user, a device, a storage or a channel.
    Participant,
    /// A resource, in a key too.
    Resource,
    /// A key that is a path.
    Path,
    /// A route.
    Route,
    /// A method.
    Method,
    /// A policy.
    Policy,
    /// A fact of a policy, which is its scope.
    Fact,
    /// A flow.
    Flow,
    /// A stop of a flow, which is its scope.
    Stop,
    /// A scenario.
    Scenario,
    /// A colour.
    Tone,
    /// `@value`
    Value,
    /// The name of an attribute.
    Attribute,
}

impl Sort {
    /// Whether its names are declared somewhere, or are at least the same wherever they stand.
    pub fn is_name(self) -> bool {
        match self {
            Self::Path | Self::Attribute => false,
            Self::Participant
            | Self::Resource
            | Self::Route
            | Self::Method
            | Self::Policy
            | Self::Fact
            | Self::Flow
            | Self::Stop
            | Self::Scenario
            | Self::Tone
            | Self::Value => true,
        }
    }
}

/// What a declaration says besides its name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct About {
    /// The keyword: `storage`.
    pub word: &'static str,
    /// The whole construct.
    pub whole: Span,
    /// Without its block.
    pub head: Span,
    /// Its `///` text.
    pub docs: String,
}

/// A name where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mention {
    /// What it is of.
    pub sort: Sort,
    /// Its policy or flow, if it is known in one only.
    pub scope: EcoString,
    /// As written, a value with its `@`.
    pub name: EcoString,
    /// Where.
    pub span: Span,
    /// What is declared here, if this is a declaration.
    pub about: Option<Box<About>>,
}

impl Mention {
    /// Whether both name the same.
    pub fn is_same(&self, other: &Self) -> bool {
        self.sort == other.sort && self.name == other.name && self.scope == other.scope
    }
}

/// All names of a program.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// By file, in the order of the text.
    files: Vec<Vec<Mention>>,
    /// Where names are declared: file and place in it.
    declared: HashMap<(Sort, EcoString, EcoString), (usize, usize)>,
}

impl Index {
    /// The names of these files.
    pub fn of(files: &[File]) -> Self {
        let mut index = Self::default();
        for (at, file) in files.iter().enumerate() {
            let mut list = line::gather(file);
            list.sort_by_key(|mention| (mention.span.start, mention.span.end));
            for (place, mention) in list.iter().enumerate().filter(|(_, m)| m.about.is_some()) {
                let key = (mention.sort, mention.scope.clone(), mention.name.clone());
                index.declared.entry(key).or_insert((at, place));
            }
            index.files.push(list);
        }
        index.places();
        index
    }

    /// A stop of a flow that bears the name of a storage or a device is that.
    fn places(&mut self) {
        for mention in self.files.iter_mut().flatten().filter(|m| m.sort == Sort::Stop) {
            let place = (Sort::Participant, EcoString::new(), mention.name.clone());
            if self.declared.contains_key(&place) {
                (mention.sort, mention.scope) = (place.0, place.1);
            }
        }
    }

    /// The names of a file.
    pub fn file(&self, file: FileId) -> &[Mention] {
        self.files.get(usize::from(file.0)).map_or(&[], Vec::as_slice)
    }

    /// All names of all files.
    pub fn all(&self) -> impl Iterator<Item = &Mention> {
        self.files.iter().flatten()
    }

    /// The name at a byte of a file; also right behind it.
    pub fn at(&self, file: FileId, offset: usize) -> Option<&Mention> {
        let list = self.file(file);
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        let end = list.partition_point(|m| m.span.start <= offset);
        // Names do not nest deeply: `post` stands in `post:1`, a fact in an attribute.
        let near = list.get(end.saturating_sub(4)..end).unwrap_or(&[]);
        near.iter()
            .rev()
            .filter(|m| offset <= m.span.end)
            .min_by_key(|m| (offset == m.span.end, m.span.end - m.span.start))
    }

    /// Where a name is declared.
    pub fn declaration(&self, mention: &Mention) -> Option<&Mention> {
        let key = (mention.sort, mention.scope.clone(), mention.name.clone());
        let (file, place) = self.declared.get(&key)?;
        self.files.get(*file)?.get(*place)
    }

    /// Whether something of that sort has that name.
    pub fn is_declared(&self, sort: Sort, scope: &EcoString, name: &str) -> bool {
        self.declared.contains_key(&(sort, scope.clone(), name.into()))
    }

    /// All declarations of a sort, in the order of files and texts.
    pub fn declarations(&self, sort: Sort) -> impl Iterator<Item = &Mention> {
        self.all().filter(move |m| m.sort == sort && m.about.is_some())
    }
}
