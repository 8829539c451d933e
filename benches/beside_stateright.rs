//! The same model, `three-readers.cd`, checked by this program and by stateright, whose model is written here by hand:
//! as many states and moves for both, one thread each, in turn, each in a process of its own.
//! `cargo bench --bench beside_stateright`
//!
//! `cargo bench --bench beside_stateright -- FILE` tells of a program alone: states, moves, time and memory.
#![allow(clippy::expect_used, reason = "what cannot be measured should say so")]

use cachediag::explore::{Limits, Reductions};
use cachediag::{Source, pipeline};
use stateright::{Checker, Model, Property};
use std::process::Command;
use std::time::Instant;

const READERS: &str = include_str!("three-readers.cd");

/// How often each is run.
const ROUNDS: usize = 5;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    match arguments.next().as_deref() {
        Some("ours") => ours(READERS, false),
        Some("stateright") => theirs(),
        Some(file) => ours(&std::fs::read_to_string(file).expect("the program is read"), true),
        None => compare(),
    }
}

/// Both in turn, medians.
fn compare() {
    let program = std::env::current_exe().expect("this program");
    let mut found: [Vec<[f64; 4]>; 2] = Default::default();
    for _ in 0..ROUNDS {
        for (who, list) in ["ours", "stateright"].iter().zip(&mut found) {
            let output = Command::new(&program).arg(who).output().expect("the program starts");
            let text = String::from_utf8(output.stdout).expect("text");
            let mut numbers = text.split_whitespace().map(|n| n.parse().expect("a number"));
            list.push(std::array::from_fn(|_| numbers.next().expect("four numbers")));
        }
    }
    let [ours, theirs] = found.map(|mut list| {
        list.sort_by(|a, b| a[2].total_cmp(&b[2]));
        list[list.len() / 2]
    });
    for (who, [states, moves, seconds, bytes]) in [("cachediag", ours), ("stateright", theirs)] {
        let (rate, each) = (moves / seconds / 1e6, bytes / states);
        println!(
            "{who:<11} {states:>9} states {moves:>9} moves {seconds:>7.3} s {rate:>6.2} M moves/s {each:>6.0} B/state"
        );
    }
    println!("ratio of times {:.2}, of memory {:.2}", ours[2] / theirs[2], ours[3] / theirs[3]);
    assert!(ours[0] == theirs[0] && ours[1] == theirs[1], "both see the same states and moves");
}

/// States, moves, seconds of processor time, bytes.
fn tell(states: u64, moves: u64, start: (Instant, f64), before: u64) {
    let elapsed = start.0.elapsed().as_secs_f64();
    let seconds = processor().map_or(elapsed, |now| now - start.1);
    println!("{states} {moves} {seconds} {}", peak().saturating_sub(before));
}

fn now() -> (Instant, f64) {
    (Instant::now(), processor().unwrap_or_default())
}

/// How long this process has run on a processor, all threads together: a busy machine changes little about it.
fn processor() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / 100.0)
}

/// The most memory that this process has held, in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok()).map_or(0, |kilobytes| kilobytes * 1024)
}

fn ours(text: &str, reduce: bool) {
    let checked = pipeline::parse(Source::new("bench.cd", text), &mut pipeline::no_imports).check();
    assert!(!checked.findings.has_errors(), "{:?}", checked.findings.list.first());
    let simulated = checked.simulate().expect("the program compiles");
    let (before, start) = (peak(), now());
    let reductions = Reductions { alone: reduce, symmetry: false, ..Reductions::default() };
    let limits = Limits { states: 50_000_000, repair: false, reductions, ..Limits::default() };
    let found = simulated.check(&limits, &mut |_, _| true);
    let (states, moves) = (found.iter().map(|s| s.states).sum(), found.iter().map(|s| s.moves).sum());
    tell(states, moves, start, before);
}

fn theirs() {
    let (before, start) = (peak(), now());
    let checker = Readers.checker().threads(1).spawn_bfs().join();
    // The start is no move.
    let moves = checker.state_count() as u64 - 1;
    tell(checker.unique_state_count() as u64, moves, start, before);
}

/// Storages on a way: library, disk, proxy, front, memory. The last always answers.
const WAY: u8 = 5;

/// Alice, Bob and Carol read twice each.
struct Readers;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct State {
    main: Main,
    readers: [Option<Reader>; 3],
    /// Whether the HTTP caches' copies are known to be no longer fresh: three disks, two proxies, the front.
    expired: [bool; 6],
    /// Whether a screen has shown something.
    shown: [bool; 3],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Main {
    Start,
    Waits,
    Claimed,
    Over,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Reader {
    /// How many of its reads have begun.
    begun: u8,
    at: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum At {
    /// Between two reads.
    Idle,
    /// About to set out.
    Ready,
    /// On its way up: the instance of the server, how many storages were asked.
    Up(u8, u8),
    /// On its way back: how many were asked, how many hops are left.
    Back(u8, u8, u8),
}

/// Answers to what is open, in order; those not yet given are 0.
struct Options {
    given: u8,
    asked: u8,
}

impl Options {
    fn choose(&mut self) -> u8 {
        self.asked += 1;
        (self.given >> (self.asked - 1)) & 1
    }
}

impl State {
    /// Whether somebody else could act.
    fn is_shared(&self) -> bool {
        self.readers.iter().flatten().count() > 1
    }

    /// Which copy of an HTTP cache is on a reader's way.
    fn copy(who: usize, asked: u8) -> Option<usize> {
        match asked {
            1 => Some(who),
            2 => Some(if who < 2 { 3 } else { 4 }),
            3 => Some(5),
            _other => None,
        }
    }

    /// A reader's next piece of work; whether a read goes on after it.
    fn advance(&mut self, who: usize, options: &mut Options) -> bool {
        let Some(reader) = self.readers[who] else { return false };
        let at = match reader.at {
            At::Idle => At::Ready,
            At::Ready => At::Up(options.choose(), 0),
            At::Up(server, asked) => {
                // The library shows what it has and asks on; the server's memory always answers.
                self.shown[who] |= asked == 0;
                let answers = match Self::copy(who, asked) {
                    Some(copy) if self.expired[copy] => false,
                    Some(copy) => {
                        let fresh = options.choose() == 0;
                        self.expired[copy] = !fresh;
                        fresh
                    }
                    None => asked == WAY - 1,
                };
                if answers { At::Back(server, asked + 1, asked + 1) } else { At::Up(server, asked + 1) }
            }
            At::Back(server, asked, left) => {
                // Whoever is nearer stores the answer.
                if let Some(copy) = (left > 1).then(|| Self::copy(who, left - 2)).flatten() {
                    self.expired[copy] = false;
                }
                if left > 1 { At::Back(server, asked, left - 1) } else { At::Idle }
            }
        };
        let begun = reader.begun + u8::from(reader.at == At::Idle);
        self.readers[who] = Some(Reader { begun, at });
        at != At::Idle
    }

    /// A move: 0 for the scenario, else a reader.
    fn make(&mut self, by: usize, options: &mut Options) {
        let Some(who) = by.checked_sub(1) else {
            match self.main {
                Main::Start => {
                    self.main = Main::Waits;
                    self.readers = [Some(Reader { begun: 0, at: At::Idle }); 3];
                }
                Main::Waits => self.main = Main::Claimed,
                Main::Claimed | Main::Over => self.main = Main::Over,
            }
            return;
        };
        if self.readers[who] == Some(Reader { begun: 2, at: At::Idle }) {
            self.readers[who] = None;
            return;
        }
        // Where nobody else could act a read is done whole.
        while self.advance(who, options) && !self.is_shared() {}
    }

    fn may_move(&self, by: usize) -> bool {
        match by.checked_sub(1) {
            None => self.main != Main::Over && self.readers.iter().all(Option::is_none),
            Some(who) => self.readers[who].is_some(),
        }
    }
}

impl Model for Readers {
    type State = State;
    type Action = (usize, u8);

    fn init_states(&self) -> Vec<State> {
        vec![State { main: Main::Start, readers: [None; 3], expired: [false; 6], shown: [false; 3] }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<(usize, u8)>) {
        for by in (0..4).filter(|by| state.may_move(*by)) {
            let mut open = vec![(0u8, 0u8)];
            while let Some((given, length)) = open.pop() {
                let mut options = Options { given, asked: 0 };
                state.clone().make(by, &mut options);
                actions.push((by, given));
                // Each choice that was answered by 0 without having been given may be answered by 1.
                open.extend((length..options.asked).map(|at| (given | 1 << at, at + 1)));
            }
        }
    }

    fn next_state(&self, state: &State, (by, given): (usize, u8)) -> Option<State> {
        let mut next = state.clone();
        next.make(by, &mut Options { given, asked: 0 });
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        // One that always holds, so that all states are seen.
        vec![Property::always("somebody is somewhere", |_, state: &State| {
            state.readers.iter().flatten().all(|reader| reader.begun <= 2)
        })]
    }
}
