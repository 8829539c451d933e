//! The checker against brute force: small models whose runs are all carried out one by one, with what came of each claim
//! and with what is where in the end compared.
//!
//! Each reduction is on and off in turn. Mistakes that reductions could make are made on purpose, one at a time, and each
//! is noticed. So were others, once, by hand: screens left out of the digest of a state, and the queue of what is on its way
//! (both by seeds, as final states that are never reached); no crash while more than one thread runs (by seeds: fewer runs,
//! missing final states). The steps of a move are the walker's in both: how finely a read is cut is not compared.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod alike;
mod cases;
mod generate;
mod naive;

use cachediag::explore::{Mistake, Reductions};
use cachediag::model::ScenarioId;
use cachediag::pipeline::{self, Simulated};
use cachediag::{Source, diagnostic::short};
use generate::{Has, made};
use naive::Seen;

/// How many programs are made.
const SEEDS: u64 = 480;

fn simulated(seed: u64, text: &str) -> Simulated {
    let checked = pipeline::parse(Source::new("made.cd", text), &mut pipeline::no_imports).check();
    checked.simulate().unwrap_or_else(|findings| {
        let told: String = findings.list.iter().map(|d| short::spell(d, &findings.sources)).collect();
        panic!("seed {seed} is no program:\n{told}\n{text}")
    })
}

/// What the models that were compared have between them.
#[derive(Debug, Default)]
struct Tally {
    compared: u32,
    too_large: u32,
    failing: u32,
    crash: u32,
    par: u32,
    lost: u32,
    instances: u32,
    reorder: u32,
    alt: u32,
    opt: u32,
    repeat: u32,
    open: u32,
    evicts: u32,
    many_runs: u32,
    runs: u64,
    states: u64,
    reduced: u64,
}

impl Tally {
    fn count(&mut self, has: &Has, seen: &Seen) {
        self.compared += 1;
        self.failing += u32::from(!seen.failed.is_empty());
        self.crash += u32::from(has.crash);
        self.par += u32::from(has.par);
        self.lost += u32::from(seen.lost);
        self.instances += u32::from(has.instances);
        self.reorder += u32::from(has.reorder);
        self.alt += u32::from(has.alt);
        self.opt += u32::from(has.opt);
        self.repeat += u32::from(has.repeat);
        self.open += u32::from(has.open);
        self.evicts += u32::from(has.evicts);
        self.many_runs += u32::from(seen.runs > 20);
        self.runs += seen.runs;
    }
}

/// Searches by what they leave out.
const NONE: (&str, Reductions) = ("unreduced", Reductions { expiry: true, ..Reductions::NONE });
const RECALLED: (&str, Reductions) = ("recalled", Reductions { recall: true, ..NONE.1 });
const REDUCED: (&str, Reductions) = ("reduced", Reductions { alone: true, ..RECALLED.1 });
const ALIKE: (&str, Reductions) = ("alike", Reductions { symmetry: true, ..REDUCED.1 });
/// Likewise where copies expire at any time.
const RESTLESS: [(&str, Reductions); 2] = [
    ("restless", Reductions { expiry: false, ..RECALLED.1 }),
    ("restless, reduced", Reductions { expiry: false, ..ALIKE.1 }),
];

/// What the search says otherwise than brute force.
fn difference(what: &str, naive: &Seen, searched: &Seen) -> String {
    let mut told = String::new();
    if naive.held != searched.held {
        told += &format!("{what}: held {:?}, naive {:?}\n", searched.held, naive.held);
    }
    if naive.failed != searched.failed {
        told += &format!("{what}: failed {:?}, naive {:?}\n", searched.failed, naive.failed);
    }
    if let Some(end) = naive.ends.difference(&searched.ends).next() {
        told += &format!("{what}: never ends in {end}\n");
    }
    if let Some(end) = searched.ends.difference(&naive.ends).next() {
        told += &format!("{what}: ends in {end}\n");
    }
    told
}

#[test]
fn the_search_finds_what_brute_force_finds() {
    let mut tally = Tally::default();
    let mut wrong = Vec::new();
    for seed in 0..SEEDS {
        let made = made(seed);
        let simulated = simulated(seed, &made.text);
        let scenario = ScenarioId::at(0);
        let Some(naive) = naive::all_runs(&simulated.model, scenario) else {
            tally.too_large += 1;
            continue;
        };
        tally.count(&made.has, &naive);
        let [whole, recalled, reduced, alike] =
            [NONE, RECALLED, REDUCED, ALIKE].map(|(_, by)| naive::searched(&simulated.model, scenario, by));
        tally.states += whole.states;
        tally.reduced += reduced.states;
        let mut told = String::new();
        for ((name, _), searched) in [NONE, RECALLED, REDUCED, ALIKE].iter().zip([&whole, &recalled, &reduced, &alike])
        {
            told += &difference(name, &naive, searched);
        }
        if (recalled.states, recalled.runs) != (whole.states, whole.runs) {
            told += &format!("{} states and {} runs with what moves do remembered\n", recalled.states, recalled.runs);
        }
        if whole.runs != naive.runs {
            told += &format!("{} runs, naive {}\n", whole.runs, naive.runs);
        }
        if !told.is_empty() {
            wrong.push(format!("seed {seed}\n{told}{}", made.text));
        }
    }
    println!("{tally:?}");
    assert!(wrong.is_empty(), "{} differ; {tally:?}\n{}", wrong.len(), wrong[..wrong.len().min(4)].join("\n"));
    assert!(tally.compared >= 200 && tally.failing * 3 >= tally.compared, "{tally:?}");
    let forty = [tally.crash, tally.par, tally.lost, tally.instances, tally.reorder];
    assert!(forty.iter().all(|n| *n >= 40), "{tally:?}");
    let some = [tally.alt, tally.opt, tally.repeat, tally.open, tally.evicts, tally.many_runs];
    assert!(some.iter().all(|n| *n >= 20), "{tally:?}");
}

/// What is where in the end, but for whether copies that nobody looked at any more have expired.
fn unlooked(seen: Seen) -> Seen {
    let blind = |end: &String| end.replace(" expired=true", "").replace(" expired=false", "");
    Seen { ends: seen.ends.iter().map(blind).collect(), ..seen }
}

#[test]
fn copies_that_expire_with_nobody_looking_change_no_verdict_and_no_end() {
    let (mut compared, mut failing, mut wrong) = (0, 0, Vec::new());
    let mut states = (0, 0);
    for seed in 0..SEEDS {
        let made = made(seed);
        if !made.has.open {
            continue;
        }
        let simulated = simulated(seed, &made.text);
        let Some(naive) = naive::all_runs(&simulated.model, ScenarioId::at(0)).filter(|seen| seen.runs < 300) else {
            continue;
        };
        let naive = unlooked(naive);
        compared += 1;
        failing += u32::from(!naive.failed.is_empty());
        states.0 += naive::searched(&simulated.model, ScenarioId::at(0), RECALLED.1).states;
        for (name, reductions) in RESTLESS {
            let searched = unlooked(naive::searched(&simulated.model, ScenarioId::at(0), reductions));
            states.1 += searched.states;
            let told = difference(name, &naive, &searched);
            if !told.is_empty() {
                wrong.push(format!("seed {seed}\n{told}{}", made.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {compared} differ\n{}", wrong.len(), wrong[..wrong.len().min(3)].join("\n"));
    assert!(compared >= 20 && failing >= 5, "{compared} compared, {failing} fail");
    assert!(states.1 > 3 * states.0, "{} states, {} where they expire at any time, twice", states.0, states.1);
}

#[test]
fn mistakes_in_reductions_are_noticed() {
    for mistake in [Mistake::NoPause, Mistake::ForgottenLook, Mistake::NamedAlike] {
        let reductions = Reductions { mistake: Some(mistake), ..ALIKE.1 };
        let texts = (0..SEEDS).map(|seed| made(seed).text).chain([cases::WATCHED.to_owned()]);
        let noticed = texts.zip(0..).find(|(text, seed)| {
            let simulated = simulated(*seed, text);
            let Some(naive) = naive::all_runs(&simulated.model, ScenarioId::at(0)) else { return false };
            let searched = naive::searched(&simulated.model, ScenarioId::at(0), reductions);
            !difference("mistaken", &naive, &searched).is_empty()
        });
        assert!(noticed.is_some(), "{mistake:?} is not noticed");
    }
}

#[test]
fn every_counterexample_told_again_breaks_its_claim() {
    let told: u32 = (0..100).map(|seed| cases::retold(seed, &made(seed).text)).sum();
    assert!(told > 60, "{told} counterexamples");
}
