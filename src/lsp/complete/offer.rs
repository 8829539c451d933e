//! What a program has to offer at a place.

use super::scene::Scene;
use super::snippet::DURATIONS;
use crate::disk::folder_of;
use crate::lsp::document::Document;
use crate::lsp::index::{Mention, Sort};
use crate::lsp::uri;
use crate::model::{Model, Place, StorageId};
use crate::source::FileId;
use crate::syntax::tree::Node;
use lsp_types::CompletionItemKind;
use std::collections::BTreeSet;
use std::path::Path;

/// The most items.
const MOST: usize = 300;

/// Something that may stand here.
pub(in crate::lsp) struct Item {
    /// What the list shows.
    pub label: String,
    /// What is written.
    pub text: String,
    /// What is written where gaps can be filled.
    pub snippet: Option<String>,
    /// Its sign.
    pub kind: CompletionItemKind,
    /// What stands beside it.
    pub detail: String,
}

/// All that may stand here, the likeliest first.
pub(in crate::lsp) struct Offer<'d> {
    /// In order.
    pub items: Vec<Item>,
    document: &'d Document,
    offset: usize,
}

impl<'d> Offer<'d> {
    /// Nothing yet.
    pub fn new(document: &'d Document, offset: usize) -> Self {
        Self { items: Vec::new(), document, offset }
    }

    fn model(&self) -> &'d Model {
        &self.document.analysis.checked().model
    }

    /// The declaration that the cursor stands in, if it is one of the file's own.
    pub fn around(&self) -> Option<&'d Node> {
        let lines = &self.document.analysis.body()?.lines;
        lines.iter().find(|line| line.span.range().contains(&self.offset)).map(|line| &line.node)
    }

    fn push(&mut self, item: Item) {
        if self.items.len() < MOST && !self.items.iter().any(|known| known.label == item.label) {
            self.items.push(item);
        }
    }

    /// A word with its sign.
    pub fn word(&mut self, text: &str, kind: CompletionItemKind, detail: &str) {
        self.snippet(text, kind, detail, None);
    }

    /// A word that brings more along.
    pub fn snippet(&mut self, text: &str, kind: CompletionItemKind, detail: &str, snippet: Option<&str>) {
        let (label, snippet) = (text.trim().to_owned(), snippet.map(str::to_owned));
        self.push(Item { label, text: text.to_owned(), snippet, kind, detail: detail.to_owned() });
    }

    /// Words of the language.
    pub fn words(&mut self, words: &[&str]) {
        for word in words {
            self.word(word, CompletionItemKind::KEYWORD, "");
        }
    }

    /// Declared names of a sort.
    pub fn names(&mut self, sort: Sort) {
        for mention in self.document.analysis.index().declarations(sort) {
            self.declared(mention);
        }
    }

    fn declared(&mut self, mention: &Mention) {
        let word = mention.about.as_ref().map_or("", |about| about.word);
        let kind = match word {
            "user" => CompletionItemKind::VARIABLE,
            "device" => CompletionItemKind::MODULE,
            "storage" => CompletionItemKind::FIELD,
            "channel" => CompletionItemKind::EVENT,
            "method" => CompletionItemKind::METHOD,
            "resource" => CompletionItemKind::CLASS,
            _other => CompletionItemKind::REFERENCE,
        };
        self.word(&mention.name, kind, word);
    }

    /// The facts of a policy: of that name, else of the one around.
    pub fn facts(&mut self, policy: Option<&str>) {
        let own = match self.around() {
            Some(Node::Policy(n)) => Some(n.name.text.as_str()),
            _other => None,
        };
        let Some(policy) = policy.or(own) else { return };
        let all = self.document.analysis.index().declarations(Sort::Fact).filter(|m| m.scope == policy);
        all.for_each(|mention| self.declared(mention));
    }

    /// Participants; those that this sender can reach come first.
    pub fn places(&mut self, sender: Option<&str>) {
        if let Some(sender) = sender {
            self.reachable(sender);
        }
        if matches!(self.around(), Some(Node::Method(_))) {
            self.word("caller", CompletionItemKind::VARIABLE, "who calls the method");
        }
        self.names(Sort::Participant);
        if self.model().sketch {
            let mentions = self.document.analysis.index().file(FileId(0)).iter();
            let near = |m: &&Mention| m.span.range().contains(&self.offset) || m.span.end as usize == self.offset;
            let named: Vec<_> = mentions.filter(|m| m.sort == Sort::Participant && !near(m)).collect();
            named.into_iter().for_each(|m| self.word(&m.name, CompletionItemKind::VARIABLE, ""));
        }
    }

    /// Storages; those that this sender can reach come first.
    pub fn storages(&mut self, sender: Option<&str>) {
        if let Some(sender) = sender {
            self.reachable(sender);
        }
        let all = self.document.analysis.index().declarations(Sort::Participant);
        let storages = all.filter(|m| m.about.as_ref().is_some_and(|about| about.word == "storage"));
        storages.for_each(|mention| self.declared(mention));
    }

    /// Participants declared by one of these keywords.
    pub fn of_kind(&mut self, words: &[&str]) {
        let all = self.document.analysis.index().declarations(Sort::Participant);
        let fit = all.filter(|m| m.about.as_ref().is_some_and(|about| words.contains(&about.word)));
        fit.for_each(|mention| self.declared(mention));
    }

    /// The storages on the route of a sender, nearest first, each with what it is to them.
    fn reachable(&mut self, sender: &str) {
        let model = self.model();
        let user = model.users.iter().find(|u| u.declared.name == sender);
        let device = model.devices.iter().position(|d| d.declared.name == sender);
        let via = user.and_then(|u| u.via).or_else(|| device.and_then(|at| model.devices.get(at)?.via));
        let route = via.and_then(|id| model.routes.get(id.index())).map(|route| &route.hops);
        let hops: &Vec<StorageId> = route.unwrap_or(&model.default_route);
        for id in hops {
            let Some(storage) = model.storages.get(id.index()) else { continue };
            let shared = match model.copies(Place::Storage(*id)) {
                crate::model::Copies::Per(dimension) => format!("storage on the way, one per {}", dimension.name()),
                crate::model::Copies::Numbered(count) => format!("storage on the way, {count} instances"),
                crate::model::Copies::One => "storage on the way".to_owned(),
            };
            self.word(&storage.declared.name, CompletionItemKind::FIELD, &shared);
        }
    }

    /// What may stand behind the dot of `server.`: its instances and its storages.
    pub fn parts(&mut self, name: &str) {
        let model = self.model();
        let device = model.devices.iter().find(|d| d.declared.name == name);
        let all: Vec<StorageId> = device.map_or_else(|| model.default_route.clone(), |device| device.storages.clone());
        for count in 1..=device.and_then(|d| d.instances).unwrap_or(0).min(9) {
            self.word(&count.to_string(), CompletionItemKind::VALUE, "instance");
        }
        for storage in all.iter().filter_map(|id| model.storages.get(id.index())) {
            self.word(&storage.declared.name, CompletionItemKind::FIELD, "storage");
        }
    }

    /// Keys: those written already, then resources.
    pub fn keys(&mut self) {
        if matches!(self.around(), Some(Node::Method(_) | Node::Reaction(_))) {
            self.word("key", CompletionItemKind::VARIABLE, "what it is called for");
        }
        let seen = self.document.analysis.index().all().filter(|m| m.sort == Sort::Path);
        let elsewhere =
            seen.filter(|m| m.span.file != FileId(0) || !m.span.range().contains(&(self.offset.max(1) - 1)));
        let keys: BTreeSet<&str> = elsewhere.map(|m| m.name.as_str()).filter(|name| !name.contains('{')).collect();
        keys.into_iter().for_each(|key| self.word(key, CompletionItemKind::CONSTANT, "key"));
        for resource in &self.model().resources {
            let name = &resource.declared.name;
            if resource.pattern_text.is_empty() {
                self.word(name, CompletionItemKind::CLASS, "resource");
            } else {
                let gaps = gaps(&resource.pattern_text);
                let detail = format!("resource {name}");
                self.snippet(&resource.pattern_text, CompletionItemKind::CLASS, &detail, Some(&gaps));
            }
        }
    }

    /// Values written before the cursor, and in imported files; the latest first.
    pub fn values(&mut self) {
        let all = self.document.analysis.index().all().filter(|m| m.sort == Sort::Value);
        let mut before: Vec<&Mention> =
            all.filter(|m| m.span.file != FileId(0) || (m.span.end as usize) < self.offset).collect();
        before.sort_by_key(|m| std::cmp::Reverse((m.span.file == FileId(0), m.span.start)));
        before.into_iter().for_each(|m| self.word(&m.name, CompletionItemKind::ENUM_MEMBER, "value"));
    }

    /// Durations that people write.
    pub fn durations(&mut self) {
        for duration in DURATIONS {
            self.word(duration, CompletionItemKind::VALUE, "");
        }
    }

    /// What users carry, by which storages can be multiplied.
    pub fn dimensions(&mut self) {
        let users = self.model().users.iter();
        let names: BTreeSet<&str> = users.flat_map(|u| &u.dimensions).map(|(name, _)| name.as_str()).collect();
        names.into_iter().for_each(|name| self.word(name, CompletionItemKind::ENUM_MEMBER, "what users carry"));
    }

    /// What other users carry of that name.
    pub fn carried(&mut self, name: &str) {
        let users = self.model().users.iter();
        let all = users.flat_map(|u| &u.dimensions).filter(|(known, _)| known == name);
        let values: BTreeSet<&str> = all.map(|(_, value)| value.as_str()).collect();
        values.into_iter().for_each(|value| self.word(value, CompletionItemKind::ENUM_MEMBER, ""));
    }

    /// Programs beside the document.
    pub fn files(&mut self, scene: &Scene<'_>) {
        if uri::path(&self.document.uri).is_none() {
            return;
        }
        let folder = folder_of(Path::new(&self.document.name));
        let own = Path::new(&self.document.name).file_name();
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        let names = entries.flatten().filter(|e| Some(e.file_name().as_os_str()) != own);
        let names: BTreeSet<String> = names.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        let quote = if scene.partial.is_empty() && !self.quoted() { "\"" } else { "" };
        for name in names.iter().filter(|name| name.ends_with(".cd")) {
            let text = format!("{quote}{name}{quote}");
            let item = Item {
                label: name.clone(),
                text,
                snippet: None,
                kind: CompletionItemKind::FILE,
                detail: String::new(),
            };
            self.push(item);
        }
    }

    /// Whether a quote stands right before the cursor.
    fn quoted(&self) -> bool {
        self.document.text.get(..self.offset).is_some_and(|before| before.ends_with('"'))
    }
}

/// A pattern with a gap for each of its holes.
fn gaps(pattern: &str) -> String {
    let mut parts = pattern.split('{');
    let mut text = parts.next().unwrap_or("").to_owned();
    for (number, part) in (1..).zip(parts) {
        text.push_str(&format!("${{{number}:{part}"));
    }
    text
}
