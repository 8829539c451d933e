//! No run shows a value for longer than the bounds table says: worlds, routes and scenarios drawn by lot, their bounds read as a program
//! would and claimed of them.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cachediag::explore::Limits;
use cachediag::verdict::Outcome;
use cachediag::{Format, Options, Source, compile};
use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert, prop_oneof, proptest};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;

/// Ann and ben share a provider, ben and cem a profile.
const USERS: [(&str, &str); 3] = [("ann", "isp=a"), ("ben", "isp=a, profile=p"), ("cem", "isp=b, profile=p")];

/// From the person to the origin, as people declare them. What is shown while it is asked for anew (`stale-time`,
/// `stale-while-revalidate`) is left out: there a bound is for those who keep asking, and these ask by lot.
const STORAGES: [&str; 9] = [
    "per=page, ttl=15s",
    "per=profile, ttl=25s",
    "per=profile, http=private",
    "per=isp, ttl=5s",
    "per=isp, http=shared",
    "http=shared, like=varnish",
    "http=shared, like=nginx",
    "ttl=10s",
    "ttl=30s",
];

const RESPONSES: [&str; 7] = [
    "[max-age=30s]",
    "[max-age=30s, etag]",
    "[no-cache, etag]",
    "[max-age=10s, s-maxage=40s]",
    "[private, max-age=30s]",
    "[no-store]",
    "[max-age=20s, must-revalidate]",
];

#[derive(Clone, Debug)]
enum Step {
    Read { user: usize, route: Option<usize> },
    Write,
    Wait { seconds: u32 },
}

/// What is declared, which storages each of five routes passes (three are those of the users), and what happens.
#[derive(Clone, Debug)]
struct Case {
    storages: Vec<&'static str>,
    response: &'static str,
    routes: Vec<u8>,
    steps: Vec<Step>,
}

fn case() -> impl Strategy<Value = Case> {
    let step = prop_oneof![
        5 => (0..3_usize, prop::option::weighted(0.05, 0..5_usize)).prop_map(|(user, route)| Step::Read { user, route }),
        1 => proptest::strategy::Just(Step::Write),
        3 => prop::sample::select(vec![4, 9, 14, 19, 24, 29]).prop_map(|seconds| Step::Wait { seconds }),
    ];
    let storages = prop::sample::subsequence(STORAGES.to_vec(), 2..4);
    let routes = prop::collection::vec(1..8_u8, 5);
    (storages, prop::sample::select(RESPONSES.to_vec()), routes, prop::collection::vec(step, 8..40))
        .prop_map(|(storages, response, routes, steps)| Case { storages, response, routes, steps })
}

impl Case {
    fn source(&self) -> String {
        let mut text = format!("// allow: all\nresource a \"/a/{{id}}\" {}\n", self.response);
        for (index, attributes) in self.storages.iter().enumerate() {
            let _ = writeln!(text, "storage s{index} [{attributes}]");
        }
        text += "storage db [origin]\n";
        for (index, mask) in self.routes.iter().enumerate() {
            let passed = (0..self.storages.len()).filter(|at| mask & (1 << at) != 0);
            let _ = writeln!(text, "route r{index}: {}db", passed.map(|at| format!("s{at} > ")).collect::<String>());
        }
        for (index, (name, dimensions)) in USERS.iter().enumerate() {
            let _ = writeln!(text, "user {name} [{dimensions}, via=r{index}]");
        }
        text += "given /a/1 = @v0 in db\nscenario s {\n";
        for (index, step) in self.steps.iter().enumerate() {
            let _ = match step {
                Step::Read { user, route: None } => writeln!(text, "{} => GET /a/1", USERS[*user].0),
                Step::Read { user, route: Some(route) } => {
                    writeln!(text, "{} => GET /a/1 [via=r{route}]", USERS[*user].0)
                }
                Step::Write => writeln!(text, "db: write /a/1 = @v{}", index + 1),
                Step::Wait { seconds } => writeln!(text, "wait {seconds}s"),
            };
        }
        text
    }
}

/// Each reader's bound in milliseconds; unbounded ones are left out.
fn bounds(text: &str) -> Vec<(String, u64)> {
    let options = Options { format: Format::Json, ..Options::default() };
    let told = compile(&Source::new("bounds.cd", text), &options).unwrap_or_else(|e| panic!("{e:?}\n{text}"));
    let told: Value = serde_json::from_slice(&told.bytes).unwrap();
    let all = told["bounds"].as_array().unwrap().iter();
    let readers = |bound: &Value| bound["readers"].as_array().unwrap().clone();
    let limited = all.filter_map(|bound| Some((readers(bound), bound["millis"].as_u64()?)));
    limited.flat_map(|(readers, m)| readers.into_iter().map(move |r| (r.as_str().unwrap().to_owned(), m))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn nobody_sees_a_value_longer_than_the_bounds_say(case in case()) {
        let open = case.source();
        let mut text = open.clone();
        for (reader, millis) in bounds(&format!("{open}}}\n")) {
            let _ = writeln!(text, "expect staleness of /a/1 for {reader} <= {millis}ms");
        }
        text += "}\n";
        let simulated = support::parse(Path::new("bounds.cd"), &text).check().simulate();
        let simulated = simulated.unwrap_or_else(|found| panic!("{:?}\n{text}", found.list));
        for claim in &simulated.check(&Limits::default(), &mut |_, _| true)[0].points {
            prop_assert!(claim.outcome != Outcome::Fails, "{}", text);
        }
    }
}
