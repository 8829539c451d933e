//! What holds for every run: small worlds and scenarios are drawn by lot, compiled to JSON and read as a program would.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use cachediag::{Format, Options, Source, compile};
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert, prop_oneof, proptest};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A storage on everyone's way, and who shares its copies.
#[derive(Clone, Debug)]
struct Storage {
    attributes: &'static str,
    sharing: Sharing,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Sharing {
    User,
    Isp,
    All,
}

/// Alice and bob share a provider; carol has another.
const USERS: [(&str, &str); 3] = [("alice", "a"), ("bob", "a"), ("carol", "b")];

impl Sharing {
    fn written(self) -> &'static str {
        match self {
            Self::User => "per=user",
            Self::Isp => "per=isp",
            Self::All => "",
        }
    }

    /// The name of the copy that a user sees, as the world's rule says: under the first user who shares it.
    fn copy(self, storage: &str, user: usize) -> String {
        match self {
            Self::User => format!("{}.{storage}", USERS[user].0),
            Self::Isp => format!("{}.{storage}", USERS.iter().find(|u| u.1 == USERS[user].1).unwrap().0),
            Self::All => storage.to_owned(),
        }
    }
}

#[derive(Clone, Debug)]
enum Step {
    Read { user: usize, key: usize, attributes: &'static str },
    Write { key: usize },
    Wait { seconds: u32 },
    Invalidate { user: usize, key: usize, at: usize },
    Drop { user: usize, key: usize, at: usize },
}

/// A world, what is in it, what happens.
#[derive(Clone, Debug)]
struct Case {
    storages: Vec<Storage>,
    response: &'static str,
    given: bool,
    steps: Vec<Step>,
}

fn storages() -> impl Strategy<Value = Vec<Storage>> {
    let kinds = prop::sample::select(vec![
        ("stale-time=0s", Sharing::User),
        ("stale-time=20s", Sharing::User),
        ("ttl=15s", Sharing::User),
        ("http=private", Sharing::User),
        ("http=private, like=firefox", Sharing::User),
        ("http=shared", Sharing::Isp),
        ("http=shared, like=nginx", Sharing::Isp),
        ("http=shared, like=varnish", Sharing::All),
        ("http=shared, ttl=25s", Sharing::All),
        ("ttl=30s", Sharing::All),
        ("", Sharing::All),
    ]);
    let one = kinds.prop_map(|(attributes, sharing)| Storage { attributes, sharing });
    prop::collection::vec(one, 1..4).prop_map(|mut all| {
        // From the person to the origin, as people declare them.
        all.sort_by_key(|s| s.sharing as u8);
        all
    })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let asked = prop::sample::select(vec!["", "", "", "[no-cache]", "[max-age=0s]", "[no-store]", "[brief]"]);
    let step = prop_oneof![
        5 => (0..3_usize, 0..2_usize, asked).prop_map(|(user, key, attributes)| Step::Read { user, key, attributes }),
        2 => (0..2_usize).prop_map(|key| Step::Write { key }),
        2 => (1..40_u32).prop_map(|seconds| Step::Wait { seconds }),
        1 => (0..3_usize, 0..2_usize, 0..3_usize).prop_map(|(user, key, at)| Step::Invalidate { user, key, at }),
        1 => (0..3_usize, 0..2_usize, 0..3_usize).prop_map(|(user, key, at)| Step::Drop { user, key, at }),
    ];
    prop::collection::vec(step, 1..24)
}

fn case() -> impl Strategy<Value = Case> {
    let response = prop::sample::select(vec![
        "",
        "[max-age=30s]",
        "[max-age=30s, etag]",
        "[no-cache, etag]",
        "[max-age=10s, stale-while-revalidate=30s]",
        "[max-age=10s, s-maxage=40s]",
        "[private, max-age=30s]",
        "[no-store]",
    ]);
    (storages(), response, any::<bool>(), steps()).prop_map(|(storages, response, given, steps)| Case {
        storages,
        response,
        given,
        steps,
    })
}

impl Case {
    fn storage(&self, at: usize) -> usize {
        at % self.storages.len()
    }

    /// The line of the first step; values are named after the line that writes them.
    fn source(&self) -> (String, usize) {
        let mut text = String::from("// allow: unused-storage, unused-participant, private-in-shared\n");
        let _ = writeln!(text, "resource page \"/pages/{{id}}\" {}", self.response);
        for (index, storage) in self.storages.iter().enumerate() {
            let parts: Vec<&str> =
                [storage.attributes, storage.sharing.written()].into_iter().filter(|p| !p.is_empty()).collect();
            let _ = writeln!(text, "storage s{index} [{}]", parts.join(", "));
        }
        text = text.replace(" []\n", "\n");
        let _ = writeln!(text, "storage db [origin]");
        for (name, isp) in USERS {
            let _ = writeln!(text, "user {name} [isp={isp}]");
        }
        let place = if self.given { "every storage" } else { "db" };
        for key in 0..2 {
            let _ = writeln!(text, "given /pages/{key} = @given{key} in {place}");
        }
        let first = text.lines().count() + 1;
        for (index, step) in self.steps.iter().enumerate() {
            let _ = match step {
                Step::Read { user, key, attributes } => {
                    writeln!(text, "{} => GET /pages/{key} {attributes}", USERS[*user].0)
                }
                Step::Write { key } => writeln!(text, "db: write /pages/{key} = @line{}", first + index),
                Step::Wait { seconds } => writeln!(text, "wait {seconds}s"),
                Step::Invalidate { user, key, at } => {
                    writeln!(text, "{}: invalidate /pages/{key} in s{}", USERS[*user].0, self.storage(*at))
                }
                Step::Drop { user, key, at } => {
                    writeln!(text, "{}: drop /pages/{key} in s{}", USERS[*user].0, self.storage(*at))
                }
            };
        }
        (text, first)
    }

    /// How long a copy may answer by itself, in seconds.
    fn lifetime(&self, copy: &str) -> u32 {
        let index = copy.rsplit_once('s').and_then(|(_, index)| index.parse::<usize>().ok()).expect("a storage");
        let attributes = self.storages[index].attributes;
        let number = |text: &str, name: &str| {
            let (_, after) = text.split_once(name)?;
            after.split_once('s').and_then(|(number, _)| number.parse().ok())
        };
        let own = number(attributes, "ttl=").or_else(|| number(attributes, "stale-time="));
        let http = attributes.contains("http=");
        let shared = attributes.contains("http=shared");
        let told = number(self.response, "s-maxage=").filter(|_| shared);
        let told = told.or_else(|| number(self.response, " max-age=")).or_else(|| number(self.response, "[max-age="));
        own.or(told.filter(|_| http)).unwrap_or(u32::MAX)
    }

    /// The copies on a user's way, the origin last.
    fn way(&self, user: usize) -> BTreeSet<String> {
        let own = self.storages.iter().enumerate().map(|(i, s)| s.sharing.copy(&format!("s{i}"), user));
        own.chain(["db".to_owned()]).collect()
    }
}

/// Bytes of the timeline as JSON.
fn run(text: &str) -> Vec<u8> {
    let options = Options { format: Format::Json, ..Options::default() };
    match compile(&Source::new("case.cd", text), &options) {
        Ok(output) => output.bytes,
        Err(found) => panic!("{:?}\n{text}", found.list.iter().map(|d| &d.message).collect::<Vec<_>>()),
    }
}

/// A scenario as JSON with the step of the case that each of its steps came from.
struct Ran {
    text: String,
    start: Value,
    steps: Vec<(usize, Value)>,
}

impl Ran {
    fn of(case: &Case) -> Self {
        let (text, first) = case.source();
        let told: Value = serde_json::from_slice(&run(&text)).expect("JSON");
        let scenario = &told["scenarios"][0];
        let at = |step: &Value| usize::try_from(step["line"].as_u64().unwrap()).unwrap() - first;
        let steps = scenario["steps"].as_array().unwrap().iter().map(|step| (at(step), step.clone())).collect();
        Self { text, start: scenario["start"].clone(), steps }
    }

    /// Copies before and after each step.
    fn pairs(&self) -> impl Iterator<Item = (usize, &Value, &Value)> {
        let before = std::iter::once(&self.start).chain(self.steps.iter().map(|(_, step)| &step["copies"]));
        before.zip(&self.steps).map(|(before, (at, step))| (*at, before, step))
    }
}

/// Copy and key of every entry.
fn entries(copies: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    let all = copies.as_object().unwrap().iter();
    all.flat_map(|(copy, keys)| {
        keys.as_object().unwrap().iter().map(move |(key, held)| (copy.as_str(), key.as_str(), held))
    })
}

fn changed<'v>(before: &'v Value, after: &'v Value) -> Vec<(&'v str, &'v str, &'v Value, &'v Value)> {
    let all = entries(after).map(|(copy, key, held)| (copy, key, &before[copy][key], held));
    all.filter(|(_, _, was, is)| was != is).collect()
}

/// What is drawn by lot reaches everything that the properties speak of.
#[test]
fn the_lots_reach_every_word_and_worth() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..150 {
        let case = case().new_tree(&mut runner).expect("a case").current();
        let ran = Ran::of(&case);
        for (_, step) in &ran.steps {
            for word in step["lookup"].as_str().unwrap_or_default().split("; ") {
                *seen.entry(word.to_owned()).or_default() += 1;
            }
            for (_, _, held) in entries(&step["copies"]) {
                *seen.entry(held["state"].as_str().unwrap().to_owned()).or_default() += 1;
            }
            *seen.entry("served stale".to_owned()).or_default() += usize::from(!step["served_stale"].is_null());
        }
    }
    for word in [
        "hit",
        "stored",
        "fwd=uri-miss",
        "fwd=stale",
        "fwd=request",
        "latest",
        "stale",
        "marked",
        "empty",
        "served stale",
    ] {
        assert!(seen.get(word).is_some_and(|times| *times > 20), "{word}: {seen:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_run_is_a_function_of_its_source(case in case()) {
        let (text, _) = case.source();
        prop_assert!(run(&text) == run(&text), "two runs differ\n{}", text);
    }

    #[test]
    fn nothing_outside_the_reach_of_a_step_changes(case in case()) {
        let ran = Ran::of(&case);
        for (at, before, step) in ran.pairs() {
            for (copy, key, was, is) in changed(before, &step["copies"]) {
                let told = format!("line {}: {copy} {key} {was} -> {is}\n{}", step["line"], ran.text);
                match &case.steps[at] {
                    Step::Read { user, key: own, .. } => {
                        prop_assert!(case.way(*user).contains(copy) && key == format!("/pages/{own}"), "{}", told);
                    }
                    Step::Write { key: own } => {
                        prop_assert!(key == format!("/pages/{own}"), "{}", told);
                        prop_assert!(copy == "db" || was["value"] == is["value"], "{}", told);
                    }
                    Step::Wait { .. } => prop_assert!(false, "{}", told),
                    Step::Invalidate { user, key: own, at } | Step::Drop { user, key: own, at } => {
                        let storage = case.storage(*at);
                        let reach = case.storages[storage].sharing.copy(&format!("s{storage}"), *user);
                        prop_assert!(copy == reach && key == format!("/pages/{own}"), "{}", told);
                        let marks = matches!(case.steps[ran.steps.iter().find(|s| s.1 == *step).unwrap().0], Step::Invalidate { .. });
                        prop_assert!(is["state"] == if marks { "marked" } else { "empty" }, "{}", told);
                        prop_assert!(!marks || was["value"] == is["value"], "{}", told);
                    }
                }
            }
        }
    }

    #[test]
    fn a_value_that_is_held_or_shown_was_written_before(case in case()) {
        let ran = Ran::of(&case);
        let mut written = BTreeSet::from(["@given0".to_owned(), "@given1".to_owned()]);
        for (_, step) in &ran.steps {
            if step["text"].as_str().unwrap().contains(": write ") {
                written.insert(format!("@line{}", step["line"]));
            }
            for (copy, key, held) in entries(&step["copies"]) {
                let known = held["value"].as_str().is_none_or(|value| written.contains(value));
                prop_assert!(known, "line {}: {copy} {key} {held}\n{}", step["line"], ran.text);
            }
            let said = step["text"].as_str().unwrap();
            for value in said.split_whitespace().filter(|word| word.starts_with('@')) {
                prop_assert!(written.contains(value), "line {}: {said}\n{}", step["line"], ran.text);
            }
        }
    }

    #[test]
    fn a_copy_is_worth_what_its_value_says(case in case()) {
        let ran = Ran::of(&case);
        for (_, step) in &ran.steps {
            for (copy, key, held) in entries(&step["copies"]) {
                let latest = &step["copies"]["db"][key]["value"];
                let right = match held["state"].as_str().unwrap() {
                    "empty" => held["value"].is_null(),
                    "marked" => !held["value"].is_null() && copy != "db",
                    "latest" => held["value"] == *latest,
                    "stale" => !held["value"].is_null() && held["value"] != *latest && copy != "db",
                    _ => false,
                };
                prop_assert!(right, "line {}: {copy} {key} {held}, latest {latest}\n{}", step["line"], ran.text);
            }
        }
    }

    /// Age falls by a store only: a copy that answers by itself was stored less than its lifetime ago.
    #[test]
    fn a_copy_answers_for_its_lifetime_after_a_store(case in case()) {
        let ran = Ran::of(&case);
        let known = |(copy, key, held): (&str, &str, &Value)| (!held["value"].is_null()).then(|| ((copy.to_owned(), key.to_owned()), 0));
        let mut stored: BTreeMap<(String, String), u32> = entries(&ran.start).filter_map(known).collect();
        let mut steps = ran.steps.iter().peekable();
        let mut now = 0;
        for (at, happens) in case.steps.iter().enumerate() {
            if let Step::Wait { seconds } = happens {
                now += seconds;
            }
            while let Some((_, step)) = steps.next_if(|(of, _)| *of == at) {
                let Step::Read { user, key, attributes } = happens else { continue };
                let words: Vec<&str> = step["lookup"].as_str().unwrap_or_default().split("; ").collect();
                let at = |copy: &Value| (copy.as_str().unwrap_or_default().to_owned(), format!("/pages/{key}"));
                let from = at(&step["from"]);
                if let (true, true, Some(since)) = (words.contains(&"hit"), step["served_stale"].is_null(), stored.get(&from)) {
                    let limit = case.lifetime(&from.0);
                    prop_assert!(now - since < limit, "line {}: {} is {} s old\n{}", step["line"], from.0, now - since, ran.text);
                }
                if words.contains(&"stored") {
                    stored.extend(step["to"].as_array().into_iter().flatten().map(|to| (at(to), now)));
                }
                if *attributes == "[brief]" && step["arrow"] == "response" {
                    // Told as one exchange: which copies were stored is not said.
                    for copy in case.way(*user) {
                        stored.remove(&at(&Value::from(copy)));
                    }
                }
            }
        }
    }
}
