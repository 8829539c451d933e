//! A scenario as a system of steps, for other checkers: every move that the search made, with what it looked at and what
//! it changed.
//!
//! In order: the search sees all states and keeps a journal; slots that are never anything else than at the start fall
//! away; what is left is named, and moves from the same place are one step.

use super::control::{Move, Work};
use super::guide;
use super::journal::Made;
use super::pack::{Slot, at};
use super::program::{self, Program};
use super::search::Search;
use super::{Limits, Reductions, started};
use crate::automaton::{Automaton, Claimed, Setting, Step, Variable, Way};
use crate::machine::key::KeyId;
use crate::machine::run::frame::Frame;
use crate::machine::state::Held;
use crate::machine::world::{SiteId, World};
use crate::model::step::StepKind;
use crate::model::{Model, Place, ScenarioId, UserId};
use crate::syntax::declaration::claim::ClaimForm;
use ecow::EcoString;
use std::collections::{HashMap, HashSet};

/// The most ways of all steps: nobody reads more, and other checkers take minutes to read them.
pub const MOST_WAYS: usize = 20_000;

/// The most states that are looked at for them.
const MOST_STATES: u64 = 100_000;

/// The scenario's steps, nothing left out by a reduction; `None` if there are too many.
#[must_use]
pub fn automaton(model: &Model, scenario: ScenarioId) -> Option<Automaton> {
    let declared = model.scenarios.get(scenario.index())?;
    let world = World::of(model)?;
    let program = program::compile(model, scenario);
    let mut known: Vec<EcoString> = Vec::new();
    loop {
        let guide = guide::Shared::default();
        let mut choose = guide.clone();
        let mut run = started(&world, declared, scenario, &mut choose);
        for text in &known {
            run.keys.intern(text, None);
        }
        let before = run.keys.list.len();
        // Copies that expire with nobody looking would only be told as further states.
        let reductions = Reductions { expiry: true, recall: true, ..Reductions::NONE };
        let mut search = Search::new(run, guide, &program, &model.claims, reductions);
        search.journal = Some(Vec::new());
        search.go(&Limits { states: MOST_STATES, ..Limits::default() }, &mut |_, _| true);
        if search.stopped.is_some() {
            return None;
        }
        let keys = &search.walker.run.keys;
        if keys.list.len() == before {
            let name = declared.declared.name.to_string();
            return Namer::new(&search, &program).told(name).filter(|a| ways(a) <= MOST_WAYS);
        }
        // A key that came up on the way may mean something to moves that were made before it was known.
        known = keys.list.iter().map(|entry| entry.text.clone()).collect();
    }
}

fn ways(automaton: &Automaton) -> usize {
    automaton.steps.iter().map(|step| step.ways.len()).sum()
}

/// What tells one thing in a slot from another.
type Class = u64;

/// Gives names to what a search has seen.
struct Namer<'n, 's, 'r, 'm> {
    search: &'n Search<'s, 'r, 'm>,
    program: &'n Program<'m>,
    /// By slot: what was seen there, in order, with a part that is so.
    seen: Vec<Vec<(Class, u32)>>,
    /// By slot: which variable it is, if one.
    variables: Vec<Option<usize>>,
}

impl<'n, 's, 'r, 'm> Namer<'n, 's, 'r, 'm> {
    fn new(search: &'n Search<'s, 'r, 'm>, program: &'n Program<'m>) -> Self {
        let packer = &search.packer;
        let width = packer.width();
        let mut namer = Self { search, program, seen: vec![Vec::new(); width], variables: vec![None; width] };
        for slot in 0..u32::try_from(width).unwrap_or(u32::MAX) {
            namer.see(slot, at(&search.start, slot));
        }
        for made in search.journal.iter().flatten() {
            made.found.iter().chain(&made.changed).for_each(|(slot, part)| namer.see(*slot, *part));
        }
        let mut next = 0;
        for slot in 0..width {
            let kind = packer.slot_of(u32::try_from(slot).unwrap_or(u32::MAX));
            let is_told = matches!(kind, Some(Slot::Cell(_) | Slot::Thread(0)));
            let changes = namer.seen.get(slot).is_some_and(|seen| seen.len() > 1);
            if let Some(variable) = namer.variables.get_mut(slot).filter(|_| is_told || changes) {
                *variable = Some(next);
                next += 1;
            }
        }
        namer
    }

    /// How threads stand counts whole, since it says what may happen next; all else as the search tells states apart.
    fn class(&self, slot: u32, part: u32) -> Class {
        match self.search.packer.slot_of(slot) {
            Some(Slot::Shape) => u64::from(part),
            Some(_) | None => self.search.packer.weight(slot, part),
        }
    }

    fn see(&mut self, slot: u32, part: u32) {
        let class = self.class(slot, part);
        if let Some(seen) = self.seen.get_mut(slot as usize).filter(|seen| seen.iter().all(|(c, _)| *c != class)) {
            seen.push((class, part));
        }
    }

    fn setting(&self, (slot, part): (u32, u32)) -> Option<Setting> {
        let variable = self.variables.get(slot as usize).copied().flatten()?;
        let class = self.class(slot, part);
        let value = self.seen.get(slot as usize)?.iter().position(|(c, _)| *c == class)?;
        Some((variable, value))
    }

    fn told(&self, name: String) -> Option<Automaton> {
        let mut names = HashSet::new();
        let mut variables = Vec::new();
        for (slot, seen) in (0u32..).zip(&self.seen) {
            if self.variables.get(slot as usize).copied().flatten().is_some() {
                let (name, about) = self.variable(slot);
                let (name, mut texts) = (unlike(&mut names, &name), HashSet::new());
                let values =
                    seen.iter().map(|(_, part)| unlike(&mut texts, &plain(&self.value(slot, *part)))).collect();
                variables.push(Variable { name, about: plain(&about), values, start: 0 });
            }
        }
        let (claims, numbers) = self.claims(&mut names);
        let mut steps: Vec<Step> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut known: HashSet<(usize, Way)> = HashSet::new();
        for made in self.search.journal.iter().flatten() {
            let (title, about) = self.step(made);
            let place = *places.entry(title.clone()).or_insert_with(|| {
                let name = unlike(&mut names, &title);
                steps.push(Step { name, about: plain(&about), ways: Vec::new() });
                steps.len() - 1
            });
            let way = self.way(made, &numbers);
            if known.insert((place, way.clone())) {
                steps.get_mut(place)?.ways.push(way);
            }
        }
        Some(Automaton { name, variables, steps, claims, states: self.search.states() })
    }

    fn way(&self, made: &Made, numbers: &HashMap<usize, usize>) -> Way {
        let mut finds: Vec<Setting> = made.found.iter().filter_map(|one| self.setting(*one)).collect();
        finds.sort_unstable();
        let found = |(slot, part): &&(u32, u32)| {
            let before = made.found.iter().find(|(s, _)| s == slot);
            before.is_none_or(|(_, before)| self.class(*slot, *before) != self.class(*slot, *part))
        };
        let mut sets: Vec<Setting> = made.changed.iter().filter(found).filter_map(|one| self.setting(*one)).collect();
        sets.sort_unstable();
        let mut breaks: Vec<usize> = made.broken.iter().filter_map(|claim| numbers.get(claim).copied()).collect();
        breaks.sort_unstable();
        breaks.dedup();
        Way { finds, sets, breaks }
    }

    /// The claims that a step may break, and which of them each claim is; those at points come first.
    fn claims(&self, names: &mut HashSet<String>) -> (Vec<Claimed>, HashMap<usize, usize>) {
        let (mut claims, mut numbers) = (Vec::new(), HashMap::new());
        let run = &self.search.walker.run;
        let points = self.program.claims.iter().enumerate().filter(|(_, step)| match &step.kind {
            StepKind::Expect { possible, .. } => !possible,
            _other => true,
        });
        let points = points.map(|(at, step)| (at, step.line, run.claim_text(step)));
        let behind = self.program.claims.len();
        let ends = |form: &ClaimForm| matches!(form, ClaimForm::Convergence(_));
        let whole = run.world.model.claims.iter().enumerate().filter(|(_, claim)| !ends(&claim.form));
        let whole = whole.map(|(at, claim)| (behind + at, claim.line, ecow::eco_format!("claim {}", claim.text)));
        for (at, line, text) in points.chain(whole) {
            numbers.insert(at, claims.len());
            claims.push(Claimed { name: unlike(names, &format!("Claim_{line}")), text: plain(&text) });
        }
        (claims, numbers)
    }

    /// The name of what is in a slot, and what that is.
    fn variable(&self, slot: u32) -> (String, String) {
        let run = &self.search.walker.run;
        let told = |name: &str, about: &str| (name.to_owned(), about.to_owned());
        match self.search.packer.slot_of(slot) {
            Some(Slot::Shape) => told("threads", "how the lines of control stand"),
            Some(Slot::Clock) => told("clock", "the time, in milliseconds"),
            Some(Slot::Versions) => told("latest", "what the origins hold"),
            Some(Slot::Aside) => told("variants", "copies for other request fields"),
            Some(Slot::Posted) => told("on_the_way", "messages and events that nobody waits for"),
            Some(Slot::Exchanges) => told("open_requests", "requests that are not answered yet"),
            Some(Slot::Log) => told("counted", "what claims count"),
            Some(Slot::Settled) => told("properties", "what products are taken to do where nobody knows"),
            Some(Slot::Known) => told("learnt", "what places have learnt for a request"),
            Some(Slot::Watch) => told("remembered", "what claims of the file remember"),
            Some(Slot::Screen(user)) => {
                let name = run.world.model.name_of(Place::User(UserId::at(user)));
                (format!("screen_{}", identifier(name)), format!("what {name} has been shown"))
            }
            Some(Slot::Thread(0)) => told("at", "where the scenario is"),
            Some(Slot::Thread(number)) => (format!("at_{number}"), format!("where its part {number} is")),
            Some(Slot::Cell(cell)) => {
                let id = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                let sites = run.world.sites.len().max(1);
                let site = run.world.name(SiteId(id(cell % sites)));
                let key = run.keys.text(KeyId(id(cell / sites)));
                (format!("{}_{}", identifier(site), identifier(key)), format!("what {site} holds of {key}"))
            }
            None => told("nothing", "nothing"),
        }
    }

    /// What a part is.
    fn value(&self, slot: u32, part: u32) -> String {
        let (run, parts) = (&self.search.walker.run, &self.search.packer.parts);
        let nothing = if part == 0 { "nothing" } else { "something" };
        match self.search.packer.slot_of(slot) {
            Some(Slot::Clock) => parts.clocks.get(part).copied().unwrap_or_default().to_string(),
            Some(Slot::Versions) => {
                let versions = parts.versions.get(part).map(|all| all.as_slice()).unwrap_or_default();
                let last = (0u32..).zip(versions).filter_map(|(key, all)| Some((key, all.last()?.value)));
                let told = last.map(|(key, value)| format!("{} {}", run.keys.text(KeyId(key)), run.name(value)));
                told.collect::<Vec<_>>().join(", ")
            }
            Some(Slot::Screen(_)) => {
                let screen = parts.screens.get(part).cloned().unwrap_or_default();
                let since: Vec<&str> = screen.since.iter().map(|s| run.name(s.value).as_str()).collect();
                let still = screen.still.map_or("nothing", |s| run.name(s.value).as_str());
                if since.is_empty() { still.to_owned() } else { since.join(" then ") }
            }
            Some(Slot::Thread(_)) => parts.works.get(part).map_or_else(String::new, |work| self.place(work)),
            Some(Slot::Cell(_)) => {
                copy(parts.cells.get(part).copied().flatten(), |held| run.name(held.value).to_string())
            }
            Some(Slot::Shape) => format!("stand {part}"),
            Some(
                Slot::Aside | Slot::Posted | Slot::Exchanges | Slot::Log | Slot::Settled | Slot::Known | Slot::Watch,
            )
            | None => nothing.to_owned(),
        }
    }

    /// Where a thread is.
    fn place(&self, work: &Work<'m>) -> String {
        let run = &self.search.walker.run;
        match work.frames.last() {
            Some(Frame::Trip(trip)) => {
                let site = trip.passes.last().map(|pass| format!(" at {}", run.world.name(pass.site)));
                format!("in line {}{}", trip.step.line, site.unwrap_or_default())
            }
            Some(frame) => frame.line().map_or_else(|| "in between".to_owned(), |line| format!("in line {line}")),
            None if work.cursors.is_empty() => "over".to_owned(),
            None => work
                .next(self.program)
                .map_or_else(|| "between statements".to_owned(), |about| format!("before line {}", about.step.line)),
        }
    }

    /// The name of the step that a move belongs to, and what it does.
    fn step(&self, made: &Made) -> (String, String) {
        match made.by {
            Move::Thread(number) => {
                let slot = self.search.packer.thread_slot(number);
                let part = made.found.iter().find(|(s, _)| *s == slot).map_or(0, |(_, part)| *part);
                let place = self.value(slot, part);
                let name = place.split(" at ").next().unwrap_or_default();
                (format!("Go_on_{}", identifier(name)), format!("What is {name} goes on."))
            }
            Move::Arrive(_) => ("Arrive".into(), "Something on its way arrives, or is lost.".into()),
            Move::Crash => ("Crash".into(), "Whoever may crash does.".into()),
            Move::Follow => ("Follow".into(), "What follows the crash begins.".into()),
        }
    }
}

/// What a copy is.
fn copy(held: Option<Held>, name: impl FnOnce(&Held) -> String) -> String {
    let Some(held) = held else { return "empty".to_owned() };
    let value = name(&held);
    let value = if value.is_empty() { "unnamed".to_owned() } else { value };
    let signs = [(held.marked, ", marked"), (held.expired, ", expired")];
    signs.iter().filter(|(is, _)| *is).fold(value, |text, (_, sign)| text + sign)
}

/// Letters, digits and `_`.
fn identifier(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    text.trim_start_matches('/').chars().map(plain).collect()
}

/// Printable ASCII without what ends a string.
fn plain(text: &str) -> String {
    let sign = |c: char| match c {
        '"' | '\\' | '′' => '\'',
        ' '..='~' => c,
        _other => '?',
    };
    text.chars().map(sign).collect()
}

/// The text, or one like it that is not taken yet.
fn unlike(taken: &mut HashSet<String>, text: &str) -> String {
    let numbered = |n: u32| if n == 1 { text.to_owned() } else { format!("{text}_{n}") };
    let free = (1u32..).map(numbered).find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(free.clone());
    free
}
