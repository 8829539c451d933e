//! The fate of outdated copies over all runs of a method, in words: which are reached, which are not, whose they are, and
//! which choice decides it where only some runs reach one.

use crate::machine::choose::{Choice, Choose, Script};
use crate::machine::world::{SiteId, World};
use crate::model::storage::Dimension;
use crate::model::{Copies, Participant, Place, StorageId};
use ecow::{EcoString, eco_format};
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet};

/// Copies of one kind that a sentence names; of more it tells how many.
const NAMED: usize = 3;

/// Follows a script, and writes down what was chosen.
#[derive(Debug, Default)]
pub struct Noted {
    /// What is followed.
    pub script: Script,
    /// Each choice and the option that was taken.
    pub made: Vec<(Choice, u32)>,
}

impl Choose for Noted {
    fn choose(&mut self, what: Choice, options: u32) -> u32 {
        let taken = self.script.choose(what, options);
        if options > 1 {
            self.made.push((what, taken));
        }
        taken
    }

    fn was_asked(&self) -> bool {
        self.script.was_asked()
    }
}

/// What may decide: an answer to a question, or whether two answers to it are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Question {
    /// The n-th time it is put.
    Put(Choice, u32),
    /// The first time against the second.
    Alike(Choice),
}

/// Which copies an instance reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Acting {
    Own,
    Others,
}

/// One copy, over all runs.
#[derive(Debug, Default)]
struct Fate {
    reached: bool,
    left: bool,
    /// The answers with which it was reached, and those with which it was not.
    answers: IndexMap<Question, (BTreeSet<u32>, BTreeSet<u32>)>,
}

/// The copies of one storage, over all runs with one caller.
#[derive(Debug, Default)]
pub struct Fates(BTreeMap<SiteId, Fate>);

/// The questions that a run answered.
fn answered(made: &[(Choice, u32)]) -> Vec<(Question, u32)> {
    let mut found: Vec<(Question, u32)> = Vec::with_capacity(made.len());
    for (at, (choice, taken)) in made.iter().enumerate() {
        let earlier = made.iter().take(at).filter(|(c, _)| c == choice);
        let first = earlier.clone().next().map(|(_, taken)| *taken);
        let nth = u32::try_from(earlier.count()).unwrap_or(u32::MAX);
        found.push((Question::Put(*choice, nth), *taken));
        if let Some(first) = first.filter(|_| nth == 1) {
            found.push((Question::Alike(*choice), u32::from(first == *taken)));
        }
    }
    found
}

impl Fates {
    /// What became of a copy in a run.
    pub fn note(&mut self, site: SiteId, reached: bool, made: &[(Choice, u32)]) {
        let fate = self.0.entry(site).or_default();
        fate.reached |= reached;
        fate.left |= !reached;
        for (question, answer) in answered(made) {
            let (with, without) = fate.answers.entry(question).or_default();
            if reached {
                with.insert(answer)
            } else {
                without.insert(answer)
            };
        }
    }

    /// Whether any copy is reached in any run.
    #[must_use]
    pub fn reach_any(&self) -> bool {
        self.0.values().any(|fate| fate.reached)
    }

    /// Where each is the copy of one instance: whether the instance that is taken decides it, and it reaches its own copy, or all
    /// but that.
    fn by_instance(&self, world: &World<'_>, id: StorageId) -> Option<Acting> {
        let storage = world.model.storages.get(id.index());
        let device = storage.filter(|s| s.per == Some(Dimension::Instance))?.device?;
        let of = |(own, site): (u32, SiteId)| {
            let fate = self.0.get(&site)?;
            let (question, with) = fate.deciding()?;
            if !matches!(question, Question::Put(Choice::Instance(asked), _) if asked == device) {
                return None;
            }
            match (with.contains(&own), with.len()) {
                (true, 1) => Some(Acting::Own),
                (false, others) if others > 0 => Some(Acting::Others),
                (true | false, _) => None,
            }
        };
        let mut all = (0..).zip(world.of_storage(id)).map(of);
        let first = all.next()??;
        all.all(|other| other == Some(first)).then_some(first)
    }

    /// In words, for a cell.
    pub fn told(&self, world: &World<'_>, storage: StorageId, caller: &str) -> EcoString {
        let of = |reached: bool, left: bool| -> Vec<SiteId> {
            self.0.iter().filter(|(_, f)| f.reached == reached && f.left == left).map(|(site, _)| *site).collect()
        };
        let (always, sometimes, never) = (of(true, false), of(true, true), of(false, true));
        if always.is_empty() && never.is_empty() {
            let names: Vec<String> = sometimes.iter().take(NAMED).map(|s| format!("`{}`", world.name(*s))).collect();
            let more = if sometimes.len() > NAMED { " …" } else { "" };
            let names = names.join(" or ");
            match self.by_instance(world, storage) {
                Some(Acting::Own) => {
                    return eco_format!(
                        "called by {caller}, it reaches the copy of one instance only, of the one that acts: {names}{more}"
                    );
                }
                Some(Acting::Others) => {
                    return eco_format!(
                        "called by {caller}, it reaches the copies of all other instances, never of the one that acts: \
                         {names}{more}"
                    );
                }
                None => {}
            }
        }
        let mut parts = Vec::new();
        if !always.is_empty() {
            parts.push(format!("reaches {}", named(world, &always)));
        }
        if !sometimes.is_empty() {
            let when = sometimes.first().and_then(|site| self.0.get(site)).and_then(|fate| fate.decided(world));
            let when = when.unwrap_or_else(|| "in some runs only; no single choice decides it".to_owned());
            let also = if always.is_empty() { "reaches" } else { "also" };
            parts.push(format!("{also} {} {when}", named(world, &sometimes)));
        }
        if !never.is_empty() {
            parts.push(format!("does not reach {}{}", others(world, storage), named(world, &never)));
        }
        eco_format!("called by {caller}, it {}", parts.join("; it "))
    }
}

impl Fate {
    /// The choice that decides whether it is reached, and the answers with which it is.
    fn deciding(&self) -> Option<(Question, &BTreeSet<u32>)> {
        let deciding = |(with, without): &(BTreeSet<u32>, BTreeSet<u32>)| {
            !with.is_empty() && !without.is_empty() && with.is_disjoint(without)
        };
        let (question, (with, _)) = self.answers.iter().find(|(_, answers)| deciding(answers))?;
        Some((*question, with))
    }

    /// When it is reached.
    fn decided(&self, world: &World<'_>) -> Option<String> {
        self.deciding().map(|(question, with)| words(world, question, with))
    }
}

/// When a copy is reached.
fn words(world: &World<'_>, question: Question, with: &BTreeSet<u32>) -> String {
    let model = world.model;
    let first = with.contains(&0);
    let pick = |yes: &str, no: &str| if first { yes.to_owned() } else { no.to_owned() };
    let choice = match question {
        Question::Alike(Choice::Instance(device)) => {
            let label = model.devices.get(device.index()).map_or("", |d| d.declared.label.as_str());
            let same = if with.contains(&1) { "the one that wrote" } else { "another than wrote" };
            return format!("only if the instance of {label} that is asked is {same}");
        }
        Question::Alike(choice) | Question::Put(choice, _) => choice,
    };
    match choice {
        Choice::Instance(device) => {
            let label = model.devices.get(device.index()).map_or("", |d| d.declared.label.as_str());
            format!("only in the runs in which a certain instance of {label} acts")
        }
        Choice::Freshness(site) => {
            let state = pick("still fresh", "no longer fresh");
            format!("only if the copy in `{}`, whose lifetime nobody has declared, is {state}", world.name(site))
        }
        Choice::Property(id, property) => {
            let name = model.storages.get(id.index()).map_or("", |s| s.declared.name.as_str());
            let as_rfc = pick("as the standard says", "otherwise than the standard says");
            format!("only if `{name}`, of which nobody knows it, does {} {as_rfc}", property.name())
        }
        Choice::Delivery(channel) => {
            let name = model.channels.get(channel.index()).map_or("", |c| c.declared.name.as_str());
            format!("only if the event on `{name}` {}", pick("arrives", "is lost or comes twice"))
        }
        Choice::Arrival => format!("only if a message that nobody answers {}", pick("arrives", "is lost")),
        Choice::Eviction(site) => {
            format!("only if `{}` {} its entry", world.name(site), pick("still has", "has lost"))
        }
        Choice::Operand => "only in one of the branches that it may take".to_owned(),
    }
}

/// Whose copies are left: `other users' copies: `.
fn others(world: &World<'_>, storage: StorageId) -> String {
    let per = world.model.storages.get(storage.index()).and_then(|s| s.per.as_ref());
    match per {
        Some(Dimension::Page | Dimension::Tab | Dimension::Profile | Dimension::User) => {
            "other users' copies: ".to_owned()
        }
        Some(Dimension::Instance) => "other instances' copies: ".to_owned(),
        Some(Dimension::Carried(name)) => format!("the copy of another {name}: "),
        Some(Dimension::Request) | None => String::new(),
    }
}

fn named(world: &World<'_>, sites: &[SiteId]) -> String {
    let names: Vec<String> = sites.iter().take(NAMED).map(|s| format!("`{}`", world.name(*s))).collect();
    match sites.len().saturating_sub(NAMED) {
        0 => super::speak::listed(&names.iter().map(String::as_str).collect::<Vec<_>>()),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

/// What a caller is called in a footnote: users by their names.
pub fn caller_name(world: &World<'_>, who: &Participant) -> EcoString {
    match who.place {
        Place::Device(id) => {
            let several = matches!(world.model.copies(who.place), Copies::Numbered(_) | Copies::Per(_));
            let label = world.model.devices.get(id.index()).map_or("", |d| d.declared.label.as_str());
            if several { eco_format!("one instance of {label}") } else { label.into() }
        }
        Place::User(_) | Place::Storage(_) | Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => {
            world.model.name_of(who.place).into()
        }
    }
}
